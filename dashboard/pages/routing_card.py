"""To whom cases were forwarded, beside the bodies that are listed for them."""

import datetime as dt
from collections.abc import Iterable, Mapping
from functools import partial
from typing import Any, Final

import pandas as pd
import streamlit as st

from dashboard.charts.routing import RoutedCell, RoutedRow, routing_matrix
from dashboard.labels import RECIPIENTS, SUBJECTS, value_label
from dashboard.locale import Locale, mark
from dashboard.pages.frame import card, filter_sentence, renamed, titled
from dashboard.pages.markup import link, listed_table, muted, show, words
from dashboard.pages.remembering import remembered
from dashboard.pages.room import room
from dashboard.pages.view import View, facet_values, set_facet
from dashboard.press.exhibit import Exhibit

_KEY: Final = "routing"

# Groups whose ways are the same, by the first of their subjects.
_GROUPS: Final[Mapping[str, tuple[str, ...]]] = {
    "asn": ("asn", "pns", "pppk"),
    "kepala_desa": ("kepala_desa", "perangkat_desa", "bpd"),
    "tni": ("tni",),
    "polri": ("polri",),
    "non_asn": ("non_asn",),
    "unknown": ("unknown",),
}
_GROUP_NAMES: Final[Mapping[str, str]] = {
    "asn": mark("Civil servants (ASN)"),
    "kepala_desa": mark("Village heads, village officials, BPD"),
    "tni": mark("Armed forces (TNI)"),
    "polri": mark("Police (Polri)"),
    "non_asn": mark("Staff outside the civil service"),
    "unknown": mark("Whose neutrality is not stated"),
}
_COLUMNS: Final[Mapping[str, str]] = {
    "kasn": mark("KASN"),
    "bkn": mark("BKN"),
    "ppk": mark("PPK"),
    "bupati": mark("Regent/mayor"),
    "gakkumdu": mark("Gakkumdu"),
    "polri": mark("Polri"),
    "tni": mark("TNI"),
    "instansi_lain": mark("Other body"),
    "unknown": mark("Not stated"),
}
_CONFIDENCE: Final[Mapping[str, str]] = {
    "L": mark("text of the law read"),
    "P": mark("stated by officials or seen in practice"),
    "D": mark("derived"),
    "?": mark("unconfirmed"),
}


def routing_card(view: View) -> None:
    """The matrix, and under it the ways it is compared with."""
    card(view, routing_exhibit(view), on_select=partial(_narrow, _KEY))
    _rules(_ways(view), view.locale)


@remembered
def routing_exhibit(view: View) -> Exhibit:
    """Which body received the cases of which subject; what is chosen is beside the rest."""
    locale = view.locale
    whole = view.filter.without("subjects")
    cases = view.data.ask("routing", whole)
    rows = _rows(cases, _ways(view), locale)
    columns = {code: locale.text(name) for code, name in _COLUMNS.items()}
    total, dated = int(cases["violations"].sum()), int(cases["with_day"].sum())
    return Exhibit(
        key=_KEY,
        title=_finding(cases, total, locale),
        sentence=filter_sentence(view, ("violations",), whole),
        figure=routing_matrix(
            rows,
            columns,
            locale=locale,
            mode=view.mode,
            chosen=[row.code for row in rows if _is_chosen(row.code, view.filter.subjects)],
            room=room(view),
        ),
        alt=_described(rows, columns, locale),
        table=lambda: _table(cases, locale),
        records=total,
        notes=tuple(_notes(cases, total, dated, locale)),
    )


def _ways(view: View) -> pd.DataFrame:
    return view.data.ask("routing_rules", view.filter.without("subjects"))


def _is_chosen(code: str, subjects: tuple[str, ...]) -> bool:
    return bool(set(_GROUPS[code.partition("|")[0]]) & set(subjects))


def _narrow(chart: str) -> None:
    """Narrow to the subjects of the row that was clicked, or no longer."""
    for point in st.session_state[chart].selection.points[:1]:
        group = str(next(iter(point.get("customdata") or ()), "")).partition("|")[0]
        if group in _GROUPS:
            subjects = list(_GROUPS[group])
            set_facet("subjects", [] if facet_values("subjects") == subjects else subjects)


def _rows(cases: pd.DataFrame, rules: pd.DataFrame, locale: Locale) -> list[RoutedRow]:
    border: dt.date = rules["border"].iloc[0]
    periods = {
        "before": (
            locale.text(
                "Civil servants (ASN), until {day}",
                day=locale.short_date(border - dt.timedelta(days=1)),
            )
        ),
        "after": locale.text("Civil servants (ASN), from {day}", day=locale.short_date(border)),
        "": locale.text("Civil servants (ASN), day may lie on either side"),
    }
    rows = []
    for group, subjects in _GROUPS.items():
        mine = cases[cases["subject"].isin(subjects)]
        ways = rules[rules["subject"].isin(subjects) | rules["subject"].isna()]
        if group != "asn":
            name = locale.text(_GROUP_NAMES[group])
            rows.append(RoutedRow(group, name, frozenset(ways["recipient"]), _cells(mine)))
            continue
        for period, name in periods.items():
            at = mine[mine["period"].fillna("") == period]
            if period or not at.empty:
                listed = ways[ways[period]] if period else ways[ways["before"] & ways["after"]]
                code = f"{group}|{period}"
                rows.append(RoutedRow(code, name, frozenset(listed["recipient"]), _cells(at)))
    return rows


def _cells(cases: pd.DataFrame) -> dict[str, RoutedCell]:
    cells: dict[str, RoutedCell] = {}
    for case in cases.to_dict("records"):
        n = int(case["violations"])
        undecided = pd.isna(case["fits"])
        fits = not undecided and bool(case["fits"])
        before = cells.get(case["recipient"], RoutedCell())
        cells[case["recipient"]] = RoutedCell(
            before.fitting + n * fits,
            before.other + n * (not undecided and not fits),
            before.undecided + n * undecided,
        )
    return cells


def _finding(cases: pd.DataFrame, total: int, locale: Locale) -> str:
    if not total:
        return locale.text("No case is on record as forwarded")
    fitting = int(cases.loc[cases["fits"].fillna(False).astype(bool), "violations"].sum())
    return locale.text(
        "According to the sources, {share} forwarded cases went to a body listed for them",
        share=locale.share(fitting, total),
    )


def _described(rows: list[RoutedRow], columns: Mapping[str, str], locale: Locale) -> str:
    parts = [
        f"{row.name}: {columns[body]} {locale.number(cell.cases)}"
        for row in rows
        for body, cell in row.cells.items()
    ]
    if not parts:
        return locale.text("No record for this filter")
    return locale.text(
        "Forwarded cases by whom they concern and who received them: {list}.", list="; ".join(parts)
    )


def _notes(cases: pd.DataFrame, total: int, dated: int, locale: Locale) -> list[str]:
    if not total:
        return []
    undecided = int(cases.loc[cases["fits"].isna(), "violations"].sum())
    return [
        *(
            [locale.text("Cannot be told: {share} cases.", share=locale.share(undecided, total))]
            if undecided
            else []
        ),
        locale.text(
            "The day of forwarding is known for {share}; the others are placed by the days on "
            "which the source made them public.",
            share=locale.share(dated, total),
        ),
        locale.text(
            "Reports of late 2024 say “KASN” by habit, though its task had passed to BKN: a case "
            "beside the listed ways is a question to the source, not a fault."
        ),
    ]


def _table(cases: pd.DataFrame, locale: Locale) -> pd.DataFrame:
    periods = {
        "before": locale.text("before KASN's task passed to BKN"),
        "after": locale.text("since KASN's task passed to BKN"),
    }
    verdicts = {
        True: locale.text("fits a listed way"),
        False: locale.text("beside the listed ways"),
    }
    unsure = locale.text("cannot be told")
    return renamed(
        cases.assign(
            subject=[value_label("subject", code, locale) for code in cases["subject"]],
            recipient=[value_label("forwarded_to", code, locale) for code in cases["recipient"]],
            period=[periods.get(code, unsure) for code in cases["period"]],
            fits=[unsure if pd.isna(fits) else verdicts[bool(fits)] for fits in cases["fits"]],
        ),
        {
            "subject": locale.text("Whose neutrality"),
            "recipient": locale.text("Recipient"),
            "period": locale.text("Period"),
            "fits": locale.text("Way"),
            "violations": locale.text("Suspected violations"),
            "with_day": locale.text("With a known day"),
        },
    )


def _rules(rules: pd.DataFrame, locale: Locale) -> None:
    """The ways as a table of their own: subjects with the same way share a row."""
    ways: dict[tuple[Any, ...], list[str | None]] = {}
    columns = ["recipient", "valid_from", "valid_until", "basis", "source_url", "confidence"]
    for rule in rules.astype(object).where(rules.notna(), None).to_dict("records"):
        ways.setdefault(tuple(rule[name] for name in columns), []).append(rule["subject"])
    heads = [
        locale.text("Recipient"),
        locale.text("Whose neutrality"),
        locale.text("Basis"),
        locale.text("Certainty"),
    ]
    with st.container(border=True, key="card_routing_rules"):
        titled(
            "routing_rules",
            locale.text("The ways these cases are compared with"),
            locale.text("Not legal advice: each way names its basis and how certain it is."),
        )
        cells = (_rule(way, subjects, locale) for way, subjects in ways.items())
        show(listed_table("listed-jalur", heads, cells))


def _rule(way: tuple[Any, ...], subjects: Iterable[str | None], locale: Locale) -> list[str]:
    recipient, since, until, basis, address, confidence = way
    valid = ""
    if until:
        valid = locale.text("until {day}", day=locale.short_date(until))
    elif since:
        valid = locale.text("from {day}", day=locale.short_date(since))
    whom = ", ".join(
        locale.text("Everybody") if code is None else locale.text(SUBJECTS[code])
        for code in subjects
    )
    certainty = _CONFIDENCE.get(confidence)
    return [
        words(locale.text(RECIPIENTS[recipient])) + muted(valid),
        words(whom),
        link(basis, address),
        words(locale.text(certainty) if certainty else confidence),
    ]
