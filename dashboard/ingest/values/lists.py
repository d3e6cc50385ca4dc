"""Several items in one cell."""

import re
from typing import Final

SEMICOLONS: Final = r"[;\r\n]"
_SEMICOLON = re.compile(SEMICOLONS)
_COMMA = re.compile(r",(?![^()]{0,200}\))|[\r\n]")  # none inside brackets
_BULLET = re.compile(r"\A(?:[-–—•*·]|[0-9]{1,2}[.)])\s+")


def read_list(text: str) -> list[str]:
    """The items of a cell, stripped, without empty ones and in their order.

    Line breaks and semicolons separate; where there is no semicolon, commas outside brackets do.
    A bullet or number ("- ", "1. ") in front of an item is not part of it.
    """
    separator = _SEMICOLON if ";" in text else _COMMA
    items = (_BULLET.sub("", part.strip(), count=1).strip() for part in separator.split(text))
    return [item for item in items if item]
