"""Several items in one cell."""

import re
from functools import lru_cache
from typing import Final

REMEMBERED: Final = 1 << 16
"""How many items are read only once: cells differ, but name the same institutions."""

_SEMICOLON = re.compile(r"[;\r\n]")
_COMMA = re.compile(r",(?![^()]{0,200}\))|[\r\n]")  # none inside brackets
_BULLET = re.compile(r"\A(?:[-–—•*·]|[0-9]{1,2}[.)])\s+")


def read_list(text: str) -> list[str]:
    """The items of a cell, stripped, without empty ones and in their order.

    Line breaks and semicolons separate; where there is no semicolon, commas outside brackets do.
    A bullet or number ("- ", "1. ") in front of an item is not part of it.
    """
    separator = _SEMICOLON if ";" in text else _COMMA
    return [item for item in map(_item, separator.split(text)) if item]


@lru_cache(maxsize=REMEMBERED)
def _item(part: str) -> str:
    return _BULLET.sub("", part.strip(), count=1).strip()
