"""How far a long piece of work has come, told in shares of the whole."""

from collections.abc import Callable

Progress = Callable[[float], None]
"""Told which share of the work is done, 0 to 1."""


def part(progress: Progress, start: float, share: float) -> Progress:
    """The progress of a part that begins at `start` and is `share` of the whole."""
    return lambda done: progress(start + share * min(done, 1.0))
