"""The one error this package raises on purpose."""


class BoundaryError(ValueError):
    """A sentence for the user: which file, which code, what was expected."""
