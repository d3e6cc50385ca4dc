"""The one error of this package."""

from dashboard.errors import PlainError

_SHOWN = 80  # characters of a cell that a sentence repeats


class Unreadable(PlainError):
    """A cell's text that means nothing certain; the sentence says what is expected.

    `found` is the cell's text, of which the sentence repeats the beginning. `suggestion` is what
    the writer may have meant, as it would be typed into the cell; it is never applied.
    """

    def __init__(
        self, message: str, /, *, found: str, suggestion: str | None = None, **values: object
    ) -> None:
        shown = found if len(found) <= _SHOWN else found[: _SHOWN - 1] + "…"
        super().__init__(message, found=shown, **values)
        self.suggestion = suggestion
