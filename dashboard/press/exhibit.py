"""A figure with all that has to stand around it, wherever it is shown: on a page or on paper.

Pages compose an `Exhibit`; a `Sheet` is one that can leave the house: it says where it comes from.
"""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cached_property

import pandas as pd
import plotly.graph_objects as go

from dashboard.charts.theme import Mode
from dashboard.locale import Locale
from dashboard.press import simulated as marks


@dataclass(frozen=True)
class Place:
    """The room a figure has, in px of the page; type keeps its size, whatever the room is."""

    width: int
    height: int


@dataclass(frozen=True)
class Tile:
    """One number that stands for itself: what it is, the number in words, what it is a part of."""

    label: str
    value: str
    context: str


@dataclass(frozen=True)
class Exhibit:
    """What a figure shows and says, in the reader's language.

    `key`: its snake_case name, the same on the page, in addresses and on the command line.
    `title`: the finding, a sentence made from the data. `sentence`: what it is about, the filter in
    words. `table()`: the figure's numbers with columns for readers, asked for only when needed.
    `records` stand behind it; `notes` are what the figure does not count or show; `source` is added
    to the footer. It has a `figure`, or `tiles`, or `paragraphs` of a page of text, or none of
    them: then the table is what is shown.
    """

    key: str
    title: str
    sentence: str
    table: Callable[[], pd.DataFrame]
    records: int
    figure: go.Figure | None = None
    tiles: tuple[Tile, ...] = ()
    paragraphs: tuple[str, ...] = ()
    alt: str = ""
    notes: tuple[str, ...] = ()
    source: str = ""
    brief: Callable[[], pd.DataFrame] | None = None
    """The table as a sheet of paper has room for it, where `table` has more columns."""
    until: dt.date | None = None
    """The day until which its numbers stand, where that is another one than its view's."""
    is_withheld: bool = False
    """Not for the public; then not even the number of its records is told."""

    def on_paper(self) -> pd.DataFrame:
        """The table as a picture or a slide shows it; files of numbers hold `table`."""
        return (self.brief or self.table)()

    @property
    def is_map(self) -> bool:
        """Whether the figure is drawn on geometry, which no office program can draw anew."""
        return self.figure is not None and any(
            trace.type in ("choropleth", "scattergeo") for trace in self.figure.data
        )


@dataclass(frozen=True)
class Sheet:
    """An exhibit that may leave the house, with all that tells where its numbers come from.

    `compose(place)` is the same exhibit with its figure made for that room; None: for the page.
    `link` shows the same numbers later. `version` is the data version's number; `simulated`: it
    holds no real records, which everything made of the sheet says.
    """

    compose: Callable[[Place | None], Exhibit]
    locale: Locale
    mode: Mode
    version: int
    until: dt.date | None
    link: str
    simulated: bool = False

    @cached_property
    def exhibit(self) -> Exhibit:
        """The exhibit as the page shows it."""
        return self.composed(None)

    def composed(self, place: Place | None) -> Exhibit:
        """The exhibit made for that room; of simulated records its texts say that they are."""
        made = self.compose(place)
        if not self.simulated:
            return made
        alt = marks.marked(self.mark, made.alt, ". ")
        return replace(made, title=marks.marked(self.mark, made.title), alt=alt)

    @property
    def mark(self) -> str:
        """The words that simulated records carry; empty for real ones."""
        return marks.words(self.locale, self.simulated)

    @property
    def source_line(self) -> str:
        """Source, as-of day, records and version."""
        exhibit = self.exhibit
        records = None if exhibit.is_withheld else exhibit.records
        return source_line(
            self.locale,
            self.stands,
            records,
            self.version,
            exhibit.source,
            simulated=self.simulated,
        )

    @property
    def stands(self) -> dt.date | None:
        """The day until which the exhibit's numbers stand."""
        return self.exhibit.until or self.until

    @property
    def file_stem(self) -> str:
        """The file's name without its suffix: figure, version, day."""
        day = f"_{self.stands.isoformat()}" if self.stands else ""
        return f"{marks.prefix(self.simulated)}{self.exhibit.key}_v{self.version}{day}"


def origin(locale: Locale, simulated: bool) -> str:
    """Where the records come from, in words."""
    if not simulated:
        return locale.text("Source: published reports, each record names its own")
    said = marks.words(locale, simulated)
    source = locale.text("Source: made up by the program, nothing of it happened")
    return marks.marked(said, source, " · ")


def source_line(
    locale: Locale,
    until: dt.date | None,
    records: int | None,
    version: int,
    extra: str = "",
    *,
    simulated: bool = False,
) -> str:
    """Source, as-of day, records and version: stands under every chart, on screen and on paper."""
    parts = [
        origin(locale, simulated),
        locale.text("data until {day}", day=locale.date(until)) if until else "",
        "" if records is None else locale.plural("{n} record", "{n} records", records),
        locale.text("data version {version}", version=version),
        extra,
    ]
    return " · ".join(part for part in parts if part)
