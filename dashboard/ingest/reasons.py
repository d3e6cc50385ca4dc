"""Why a cell or a row is not accepted: in which column, what is expected, what may be meant."""

from dataclasses import dataclass

from dashboard.errors import PlainError


@dataclass(frozen=True)
class Reason:
    """One thing wrong with one cell; `column` is None where the row as a whole is meant.

    `expected` is a sentence; `suggestion` what the writer may have meant, as it would be typed.
    """

    column: str | None
    expected: PlainError
    suggestion: str | None = None
