"""Made-up sheets for tests of what leaves the house: a chart, tiles, a table, no warehouse."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

import pandas as pd
import plotly.graph_objects as go

from dashboard.charts.theme import Mode, template
from dashboard.locale import Locale
from dashboard.press.exhibit import Exhibit, Place, Sheet, Tile

LINK = "https://pantau.example.go.id/pelanggaran?periode=2024-01-01&periode=2024-10-31&versi=7"
COUNTS = {"Aceh": 12, "Bali": 345, "Banten": 1678}


def exhibit(**changes: object) -> Exhibit:
    """A bar chart of the cases of three provinces, or what `changes` make of it."""
    made = Exhibit(
        key="cases_by_province",
        title="2.035 kasus dugaan pelanggaran diberitakan",
        sentence="Seluruh Indonesia · Pilkada Serentak 2024 · hingga 31 Oktober 2024",
        table=lambda: pd.DataFrame({"Provinsi": COUNTS.keys(), "Kasus": COUNTS.values()}),
        records=2035,
        figure=chart(),
        alt="Tiga batang",
        notes=("Menurut hari sumber memberitakan kasus.",),
    )
    return replace(made, **changes)


def chart() -> go.Figure:
    """Three bars in the look of all charts."""
    bars = go.Bar(
        x=list(COUNTS.values()), y=list(COUNTS), orientation="h", text=list(COUNTS.values())
    )
    look = {"template": template("light"), "yaxis": {"automargin": True}}
    return go.Figure(bars, layout=look)


def sheet(
    made: Exhibit | None = None, *, link: str = LINK, language: str = "id", mode: Mode = "light"
) -> Sheet:
    """The exhibit as a sheet whose figure is the same in every place."""
    shown = made or exhibit()

    def compose(place: Place | None) -> Exhibit:
        return shown

    return Sheet(compose, Locale(language), mode, 7, dt.date(2024, 10, 31), link)


def tiles(values: Sequence[str]) -> Exhibit:
    """Key figures of these values."""
    made = tuple(
        Tile("Kabupaten/kota dengan Pokja", value, "dari 514 kabupaten/kota (6,0%)")
        for value in values
    )
    return exhibit(figure=None, tiles=made)


def table(rows: int) -> Exhibit:
    """A table of so many rows."""
    frame = pd.DataFrame(
        {
            "Kode": [f"11.{n:02}" for n in range(rows)],
            "Kabupaten/kota": [f"Kabupaten {n}" for n in range(rows)],
            "Kasus": pd.array([None if n == 1 else 1000 + n for n in range(rows)], dtype="Int64"),
            "Hari pertama": [dt.date(2024, 6, 28) for _ in range(rows)],
        }
    )
    return exhibit(figure=None, table=lambda: frame)
