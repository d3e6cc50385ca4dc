"""The subcommands of `pantau`, one module a topic."""
