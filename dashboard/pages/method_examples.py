"""An example of a rule for readers: the records given, what is asked of them, what comes out."""

import datetime as dt
from collections.abc import Mapping

from dashboard.charts.classes import CLASSES
from dashboard.elections import elections
from dashboard.locale import Locale
from dashboard.model import LIST_SEPARATOR
from dashboard.pages.column_labels import code_label, column_label, plain_value
from dashboard.pages.field_labels import table_label
from dashboard.pages.markup import muted, paragraph, words
from dashboard.pages.prose import code, in_box, prose, with_code
from dashboard.regions import regions
from dashboard.rules import Example, Rows

_EMPTY = "–"


def example(shown: Example, locale: Locale) -> str:
    """The example as finished markup."""
    title = locale.text(shown.title)
    parts = [f"<h6>{prose(title)}</h6>"]
    parts += [paragraph(prose(locale.text(text))) for text in shown.paragraphs]
    parts.append(paragraph(_asked(shown.options, locale), "muted"))
    tables = [
        _table(
            locale.text("Records: {table}", table=table_label(name, locale)), title, rows, locale
        )
        for name, rows in shown.given.items()
    ]
    tables.append(_table(locale.text("Result"), title, _classed(shown, locale), locale, "result"))
    return f'<div class="example">{"".join(parts)}<div class="tables">{"".join(tables)}</div></div>'


def _asked(options: Mapping[str, str], locale: Locale) -> str:
    """Which query answers, and what narrows it; what has no words stands as it is written."""
    query, classes, setting = locale.text("Query"), locale.text("Classes"), locale.text("Setting")
    parts = []
    for name, value in options.items():
        match name:
            case "query":
                parts.append(f"{words(query)} {code(value)}")
            case "classes":
                parts.append(f"{words(classes)} {code(value)}")
            case "from":
                parts.append(words(locale.text("from {day}", day=_day(value, locale))))
            case "to":
                parts.append(words(locale.text("until {day}", day=_day(value, locale))))
            case "provinces":
                parts.append(words(", ".join(map(regions().name, value.split()))))
            case "elections":
                known = (elections()[election].name(locale) for election in value.split())
                parts.append(words(", ".join(known)))
            case "rows":
                parts.append(words(locale.text("only these rows of the result are shown")))
            case _:
                parts.append(f"{words(setting)} {code(f'{name}: {value}')}")
    return " · ".join(parts)


def _day(value: str, locale: Locale) -> str:
    return locale.short_date(dt.date.fromisoformat(value))


def _classed(shown: Example, locale: Locale) -> Rows:
    """What comes out; the classes of a map as the map's legend writes them in this language."""
    if "classes" not in shown.options:
        return shown.expected
    breaks = CLASSES[shown.options["classes"]]
    found = []
    for row in shown.expected:
        place = breaks.class_of(float(row["value"]))
        found.append(row | {"class": "" if place is None else breaks.label(place, locale)})
    return found


def _cell(column: str, value: str, locale: Locale) -> str:
    if not value:
        return _EMPTY
    parts = []
    for part in value.split(LIST_SEPARATOR):
        label = code_label(column, part, locale)
        parts.append(with_code(label, part) if label else words(plain_value(column, part, locale)))
    return "".join(f'<div class="part">{part}</div>' for part in parts) if parts[1:] else parts[0]


def _table(caption: str, title: str, rows: Rows, locale: Locale, kind: str = "given") -> str:
    answer = kind == "result"
    heads = "".join(
        f'<th scope="col">{with_code(column_label(column, locale, answer=answer), column)}</th>'
        for column in rows[0]
    )
    body = "".join(
        "<tr>"
        + "".join(f"<td>{_cell(column, value, locale)}</td>" for column, value in row.items())
        + "</tr>"
        for row in rows
    )
    table = f"<table><thead><tr>{heads}</tr></thead><tbody>{body}</tbody></table>"
    return f'<div class="{kind}">{muted(caption)}{in_box(f"{caption} – {title}", table)}</div>'
