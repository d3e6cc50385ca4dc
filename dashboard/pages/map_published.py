"""Measures of what others published on the map page: figures, the risk index."""

import pandas as pd

from dashboard.charts.measures import Measured, published_measure, rank_measure
from dashboard.elections import elections
from dashboard.labels import case_status_label, unit_label
from dashboard.locale import Locale
from dashboard.pages.map_choices import FIGURE
from dashboard.pages.map_shown import (
    Shown,
    codes_of,
    looks_column,
    named,
    of_one_region,
    province_rows,
    spread,
)
from dashboard.pages.view import View


def figure_choices(view: View) -> list[str]:
    """The published figures to choose from, as `measure.unit`, those of most regencies first.

    They follow from the election alone, so that neither a day nor a place changes the choice.
    """
    found = view.data.ask("published_figure_measures", view.filter)
    codes = [f"{row['measure']}.{row['unit']}" for row in found.to_dict("records")]
    chosen = view.value(FIGURE)
    return [*codes, *([chosen] if chosen and chosen not in codes else [])]


def chosen_figure(view: View) -> str | None:
    """The published figure shown, as `measure.unit`; None where there is none at all."""
    return view.value(FIGURE) or next(iter(figure_choices(view)), None)


def figure_title(code: str, locale: Locale) -> str:
    """A published figure in words: what was counted, in which unit."""
    measure, unit = code.split(".")
    return f"{case_status_label(measure, locale)}, {unit_label(unit, locale)}"


def published(view: View) -> Shown:
    """The latest published figure of each regency."""
    return _published_shown(view, named(view.data.ask("signings_by_regency", view.filter)), False)


def published_of_provinces(view: View) -> Shown:
    """The latest published figure of each province."""
    return _published_shown(view, province_rows(view), True)


def _published_shown(view: View, rows: pd.DataFrame, provinces: bool) -> Shown:
    locale = view.locale
    code = chosen_figure(view)
    measure, unit = code.split(".") if code else ("", "")
    figures = view.data.ask("latest_published_figures", view.filter, measure=measure, unit=unit)
    figures = figures[figures["in_latest"] & (figures["regency_code"].isna() == provinces)]
    words = figure_title(code, locale) if code else locale.text("Latest published figure")
    measured = published_measure(rows, figures, words, unit, locale, view.mode)
    n, total = spread(measured, locale)
    if provinces:
        finding = locale.text(
            "A figure is published for {n} of {total} provinces: {figure}",
            n=n,
            total=total,
            figure=words,
        )
    else:
        finding = locale.text(
            "A figure is published for {n} of {total} kabupaten/kota: {figure}",
            n=n,
            total=total,
            figure=words,
        )
    return Shown(
        measured,
        of_one_region(measured) or finding,
        int(figures["figures"].sum()),
        {words: codes_of(measured)},
        details=_figure_details(measured, figures, locale),
        notes=[
            locale.text(
                "Figures published by others, each as of its own day; never summed, never added "
                "to the cases of this dashboard. Only figures of all categories together."
            ),
            locale.text("Grey means that no figure is known, not that there was nothing."),
        ],
    )


def _figure_details(measured: Measured, figures: pd.DataFrame, locale: Locale) -> pd.DataFrame:
    first = figures.drop_duplicates("region_code").set_index("region_code")
    found = first.reindex(measured.regions["code"])
    return pd.DataFrame(
        {
            locale.text("Figure"): measured.regions["value"].tolist(),
            locale.text("On the map"): looks_column(measured, locale)[locale.text("On the map")],
            locale.text("As of"): found["as_of"].tolist(),
            locale.text("Election"): [
                None if pd.isna(election) else elections()[election].name(locale)
                for election in found["election"]
            ],
            locale.text("Source"): found["source_name"].tolist(),
        },
        index=measured.regions["code"].tolist(),
    )


def risk_index(view: View) -> Shown:
    """The places of regencies in the ranking of regencies."""
    rows = named(view.data.ask("signings_by_regency", view.filter))
    return _index_shown(view, rows, "kabupaten_kota")


def risk_index_of_provinces(view: View) -> Shown:
    """The places of provinces in the ranking of provinces."""
    return _index_shown(view, province_rows(view), "provinsi")


def _index_shown(view: View, rows: pd.DataFrame, level: str) -> Shown:
    locale = view.locale
    in_list = (
        locale.text("Provinces in the list")
        if level == "provinsi"
        else locale.text("Kabupaten/kota in the list")
    )
    everything = view.data.ask("risk_index_ranking", view.filter)
    ranking = everything[everything["level"] == level]
    measured = rank_measure(rows, ranking, locale, view.mode)
    n, total = spread(measured, locale)
    if ranking.empty:
        finding = locale.text("No place of the published risk index is in this view")
    elif level == "provinsi":
        finding = locale.text(
            "{n} of {total} provinces are in the list of the risk index of {day}",
            n=n,
            total=total,
            day=locale.date(ranking["as_of"].iloc[0]),
        )
    else:
        finding = locale.text(
            "{n} of {total} kabupaten/kota are in the list of the risk index of {day}",
            n=n,
            total=total,
            day=locale.date(ranking["as_of"].iloc[0]),
        )
    found = ranking.set_index("region_code").reindex(measured.regions["code"])
    details = pd.DataFrame(
        {
            locale.text("Place in the list"): found["rank"].astype("Int64").array,
            locale.text("Score"): found["score"].tolist(),
            locale.text("As of"): found["as_of"].tolist(),
            locale.text("Source"): found["source_name"].tolist(),
        },
        index=measured.regions["code"].tolist(),
    )
    return Shown(
        measured,
        of_one_region(measured) or finding,
        len(ranking),
        {in_list: codes_of(measured)},
        details=details,
        notes=[
            locale.text(
                "Provinces and kabupaten/kota are two rankings of their own; the index is the "
                "supervisory body's and belongs to no election."
            ),
            locale.text("Grey: not in the published list, which names the first places only."),
        ],
    )
