"""The coverage map: one status per regency."""

from collections.abc import Sequence
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from dashboard.charts.canvas import whole
from dashboard.charts.region_map import Look, region_map
from dashboard.charts.theme import COVERAGE_ORDER, PALETTES, Mode, coverage_label, plain
from dashboard.locale import Locale


def coverage_map(
    regencies: pd.DataFrame,
    *,
    regencies_url: str,
    provinces_url: str,
    box: tuple[float, float, float, float],
    locale: Locale,
    mode: Mode,
    selected: str | None = None,
    height: int = 460,
    points: pd.DataFrame | None = None,
    outlined: Sequence[str] | None = None,
    labels: bool = False,
    label_points: pd.DataFrame | None = None,
    width: int = 700,
) -> go.Figure:
    """Draw the coverage status of every regency given.

    `regencies`: the columns of the query `coverage_by_regency`, one row per regency, with
    first_pokja_until and first_signing_until of `first_days_by_regency`.
    `label_points` are printed where `labels` is true. All else is that of `region_map`.
    """
    return region_map(
        coverage_regions(regencies, locale),
        coverage_looks(locale, mode),
        regions_url=regencies_url,
        provinces_url=provinces_url,
        box=box,
        locale=locale,
        mode=mode,
        fallback=coverage_label("none", locale),
        selected=selected,
        height=height,
        points=points,
        outlined=outlined,
        label_points=label_points if labels else None,
        width=width,
    )


def coverage_looks(locale: Locale, mode: Mode) -> list[Look]:
    """The six statuses in their order and colours."""
    colours = PALETTES[mode].coverage
    return [
        Look(status, coverage_label(status, locale), colours[status], edged=status == "none")
        for status in COVERAGE_ORDER
    ]


def coverage_regions(regencies: pd.DataFrame, locale: Locale) -> pd.DataFrame:
    """What `region_map` draws of the coverage of regencies; the columns of `coverage_map`."""
    return pd.DataFrame(
        {
            "code": regencies["regency_code"],
            "province_code": regencies["province_code"],
            "look": regencies["status"],
            "told": [_told(row, locale) for row in regencies.to_dict("records")],
        }
    )


def _told(row: dict[Any, Any], locale: Locale) -> str:
    """The words that tell what is on record; none where nothing is."""
    lines = [line for line in (_days(row, locale), _counts(row, locale)) if line]
    if row["status"] == "none" and not lines:
        return ""
    if row["status"] == "none":  # so many that a line of its own would be sent too often
        lines[0] = f"{coverage_label(row['status'], locale)}; {lines[0]}"
    elif not lines:
        lines = [coverage_label(row["status"], locale)]
    return "<br>".join(plain(line) for line in lines)


def _days(row: dict[Any, Any], locale: Locale) -> str:
    parts = []
    if not pd.isna(row["first_pokja_on"]):
        day = locale.span(row["first_pokja_on"], row["first_pokja_until"])
        if row["pokja_evidence"] == "exists":
            parts.append(locale.text("Pokja already there on {day}", day=day))
        else:
            parts.append(locale.text("Pokja formed on {day}", day=day))
    if not pd.isna(row["first_signing_on"]):
        day = locale.span(row["first_signing_on"], row["first_signing_until"])
        parts.append(locale.text("signed on {day}", day=day))
    return ", ".join(parts)


def _counts(row: dict[Any, Any], locale: Locale) -> str:
    parts = []
    signed, districts = whole(row["districts_signed"]), whole(row["districts"])
    if signed and districts:
        n, total = locale.number(signed), locale.number(districts)
        parts.append(locale.text("signed in {n} of {total} kecamatan", n=n, total=total))
    activities = whole(row["activities"])
    if activities:
        parts.append(locale.plural("{n} activity", "{n} activities", activities))
    violations = whole(row["violations"])
    if violations:
        parts.append(locale.plural("{n} case", "{n} cases", violations))
    return ", ".join(parts)
