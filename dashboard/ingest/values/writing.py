"""Normal forms of written text: what differs only in them is the same."""

import re

_LONGEST = 200

_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
_DASH = re.compile("[‐-―−]")
_NOT_COMPARED = re.compile(r"[\s._/\\'\"‘’ʼ`´“”(),:;-]+")

# Only width is folded: full NFKC would turn "10²" into 102.
_NARROW = {0xFF01 + offset: 0x21 + offset for offset in range(94)}


def plain(text: str) -> str:
    """The text in one width, each run of white space one space, each dash a hyphen.

    Invisible characters (soft hyphen, zero-width space) are dropped. A text longer than anything
    that has a meaning here becomes empty, so that no cell is too large to be refused at once.
    """
    if len(text) > _LONGEST:
        return ""
    if text.isascii():
        return " ".join(text.split())
    return " ".join(_DASH.sub("-", _INVISIBLE.sub("", text.translate(_NARROW))).split())


def compact(text: str) -> str:
    """The form in which terms are compared: letter case, spaces and punctuation aside.

    Signs that carry meaning (`%`, `+`, `✓`) stay.
    """
    return _NOT_COMPARED.sub("", plain(text).casefold())
