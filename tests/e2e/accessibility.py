"""What axe-core finds on a page: rule and place, independent of names that Streamlit makes up."""

import json
from functools import cache
from pathlib import Path

import axe_playwright_python
from playwright.sync_api import Page

EMPTY_PAGE = Path(__file__).with_name("axe_of_an_empty_page.json")
Violation = tuple[str, str]  # rule, test id of the place

_AXE = Path(axe_playwright_python.__file__).with_name("axe.min.js")
# A violation's place is the part of the page around it, or in it, that has a name for tests.
_RUN = """
async () => {
  const found = (await axe.run()).violations;
  const place = (target) => {
    const element = document.querySelector(target[0]);
    const named = element.closest("[data-testid]") ?? element.querySelector("[data-testid]");
    return named?.dataset.testid ?? element.tagName;
  };
  return found.flatMap((rule) => rule.nodes.map((node) =>
    [rule.id, place(node.target), `${node.html.slice(0, 200)} ${node.failureSummary}`]));
}
"""


@cache
def _axe() -> str:
    return _AXE.read_text(encoding="utf-8")


def violations(page: Page) -> dict[Violation, str]:
    """What violates axe's rules on the page as it stands, and the first example of each."""
    page.evaluate(_axe())  # evaluated by the debugger, which the page's policy does not bind
    found: dict[Violation, str] = {}
    for rule, place, example in page.evaluate(_RUN):
        found.setdefault((rule, place), example)
    return found


def of_an_empty_page() -> set[Violation]:
    """What violates them on a page of Streamlit's with nothing of ours on it."""
    listed = json.loads(EMPTY_PAGE.read_text(encoding="utf-8"))
    return {(entry["rule"], entry["place"]) for entry in listed}
