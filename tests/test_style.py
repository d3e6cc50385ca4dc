"""The style sheet that every page carries."""

import re

from dashboard.resources import STYLE

# Whatever changes in the document, a browser asks such a condition anew, and then the styles of all
# that hangs on it: on the overview this once took two thirds of a second of each change.
ON_THE_WHOLE_PAGE = re.compile(r"(?:^|[\s,])(?::root|html|body|#root):has\(", re.MULTILINE)


def _on_screen(style: str) -> str:
    """The style sheet without what holds on paper alone."""
    kept, depth, printed = [], 0, False
    for line in style.splitlines():
        printed = printed or (depth == 0 and line.startswith("@media print"))
        if not printed:
            kept.append(line)
        depth += line.count("{") - line.count("}")
        printed = printed and depth > 0
    assert depth == 0
    return "\n".join(kept)


def test_no_style_on_the_screen_hangs_on_what_the_whole_page_holds() -> None:
    style = STYLE.read_text(encoding="utf-8")
    assert ON_THE_WHOLE_PAGE.search(style)  # on paper there are some, which cost nothing
    assert ON_THE_WHOLE_PAGE.findall(_on_screen(style)) == []
