"""Errors a person reads: one sentence, translatable, never a traceback."""

import datetime as dt

from dashboard.locale import Locale


class PlainError(Exception):
    """An error that says in one sentence what is the matter and what to do.

    `message` is an English sentence of the catalogue with named placeholders, `values` fill them.
    """

    def __init__(self, message: str, /, **values: object) -> None:
        self.message = message
        self.values = values
        super().__init__(message.format(**values))

    def sentence(self, locale: Locale) -> str:
        """The sentence in the reader's language."""
        written = {
            name: locale.date(value) if isinstance(value, dt.date) else value
            for name, value in self.values.items()
        }
        return locale.text(self.message, **written)
