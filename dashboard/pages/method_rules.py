"""The rules that decide the numbers, printed from their files, in an order to be read in."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Final
from urllib.parse import urlencode

import streamlit as st

from dashboard.locale import Locale, mark
from dashboard.pages.frame import titled
from dashboard.pages.markup import inner_link, paragraph, show, words
from dashboard.pages.method_examples import example
from dashboard.pages.prose import code, prose
from dashboard.pages.view import Choice, View, parameters
from dashboard.rules import Rule, rules

# What a rule is about; a rule that stands nowhere here is printed under the last title.
_GROUPS: Final[Sequence[tuple[str, Sequence[str]]]] = (
    (
        mark("What is counted, and for which days"),
        ("states_and_flows", "coverage", "first_days", "joint_events", "participants"),
    ),
    (
        mark("Time, classes and names"),
        ("time_series", "days_to_voting_day", "stages", "class_breaks", "institutions"),
    ),
    (
        mark("Suspected violations and what became of them"),
        (
            "violation_pipeline",
            "case_flow",
            "routing",
            "deadlines",
            "follow_up",
            "gaps",
            "before_and_after",
        ),
    ),
    (mark("What leaves the house"), ("small_cells",)),
    (mark("Further rules"), ()),
)

RULE: Final = Choice("aturan", lambda text: text in rules())


def rules_card(view: View) -> None:
    """All rules to be opened one by one, or the one that the address names."""
    locale = view.locale
    with st.container(border=True, key="card_rules"):
        asked = rules().get(RULE.value)
        if asked is not None:
            titled("rules", _plain(locale.text(asked.title)), locale.text("One of the rules"))
            show(_content(asked, locale), _back(view))
            return
        examples = sum(len(rule.examples) for rule in rules().values())
        titled(
            "rules",
            locale.text(
                "{n} rules decide the numbers, with {examples} examples that tests run",
                n=locale.number(len(rules())),
                examples=locale.number(examples),
            ),
            locale.text(
                "A dash is an empty cell. Under each label stands the code as the files write it."
            ),
        )
        for title, members in grouped(rules()):
            show(
                f"<h6>{words(locale.text(title))}</h6>",
                "".join(_opening(rule, view) for rule in members),
            )


def grouped(known: Mapping[str, Rule]) -> list[tuple[str, list[Rule]]]:
    """Every rule once: titles of groups, messages of the catalogue, with their rules in order."""
    placed = {name for _, names in _GROUPS for name in names}
    others = [name for name in known if name not in placed]
    found = [
        (title, [known[name] for name in names or others if name in known])
        for title, names in _GROUPS
    ]
    return [(title, members) for title, members in found if members]


def rule_address(view: View, name: str) -> str:
    """The address of the rule, everything else as it is."""
    found = parameters(view.filter, view.default_election, ())
    return f"/{view.path}?{urlencode(found | {RULE.parameter: [name]}, doseq=True)}"


def _back(view: View) -> str:
    found = parameters(view.filter, view.default_election, ())
    address = f"/{view.path}?{urlencode(found, doseq=True)}"
    return paragraph(inner_link(view.locale.text("All rules"), address), "back")


def _opening(rule: Rule, view: View) -> str:
    title, lead = view.locale.text(rule.title), view.locale.text("Link to this rule")
    return (
        f"<details><summary>{prose(title)}</summary>{_content(rule, view.locale)}"
        f"{paragraph(inner_link(lead, rule_address(view, rule.name)), 'back')}</details>"
    )


def _content(rule: Rule, locale: Locale) -> str:
    home = locale.text("File")
    parts: Iterable[str] = (
        *(paragraph(prose(locale.text(text))) for text in rule.paragraphs),
        *(example(shown, locale) for shown in rule.examples),
        paragraph(f"{words(home)} {code(f'queries/rules/{rule.name}.md')}", "muted"),
    )
    return f'<div class="rule">{"".join(parts)}</div>'


def _plain(text: str) -> str:
    """The text without the backticks of its code."""
    return text.replace("`", "")
