"""What a screen shows: the figures an address asks for, each as a sheet with a hole for its chart.

The screen asks for the list first, then for one slide after the other. A slide is the sheet that an
export of the same address would be, so what is photographed from the screen says all that it says.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from dashboard.charts.theme import config
from dashboard.errors import PlainError
from dashboard.geo_files import TOPOJSON_URL
from dashboard.locale import Locale, mark
from dashboard.pages.exhibits import EXHIBITS
from dashboard.pages.measure_map_cards import LEFT, RIGHT
from dashboard.pages.order import Order, find_kind
from dashboard.pages.press_draft import FIGURES, usual_figures
from dashboard.pages.screen_link import DRAFT_PAGE, PAGE
from dashboard.pages.side_by_side import beside
from dashboard.pages.topics import TOPICS
from dashboard.press.exhibit import Exhibit, Sheet
from dashboard.press.frame import frame
from dashboard.press.masks import state_of

EVERY_PAGE: Final = "semua"
MAP_PAGE: Final = "peta"
SIZE: Final = "1920x1080"
_RECORDS: Final = ("state_records", "flow_activities", "flow_violations")


class NothingToShow(PlainError):
    """An address under which there is no figure to present."""


@dataclass(frozen=True)
class Slide:
    """One figure of a showing, by its name, and the path of the page it stands on."""

    name: str
    page: str


@dataclass(frozen=True)
class Showing:
    """What the address of a screen asks for.

    `halaman` names one page by its path, empty for the first one; without it, and with `semua`,
    all pages follow each other. `gambar`, repeated, names figures in an order of their own, as a
    draft for the press does. The rest of the address is that of a page.
    """

    order: Order

    @property
    def locale(self) -> Locale:
        """The reader's language."""
        return self.order.locale

    def programme(self) -> dict[str, Any]:
        """The data version, the figures in order and plotly's configuration, for JSON.

        Raises `NothingToShow` where the page does not exist, has no figures, or nothing is on
        record; `PlainError` for whatever else the address asks in vain.
        """
        slides = self.slides()
        view = self._order_for(slides[0].page).view(slides[0].page)
        behind = view.data.figures("records_behind", view.filter)
        known = any(state_of(behind, name) != "shown" or behind[name] for name in _RECORDS)
        # Pages also show what others published, of which that query knows nothing.
        if not known and not any(self._sheet(slide.name).exhibit.records for slide in slides):
            raise NothingToShow(
                mark("No record is known for this filter: {filter}. Empty, not zero."),
                filter=view.filter.sentence(self.locale, ("activities", "violations")),
            )
        return {
            "version": view.data.version.number,
            "slides": [{"name": slide.name, "page": slide.page} for slide in slides],
            "config": config(self.locale, TOPOJSON_URL) | {"responsive": False},
        }

    def slides(self) -> list[Slide]:
        """The figures in order. Raises `NothingToShow`; `ExportError` for an unknown figure."""
        named = list(dict.fromkeys(self._parameters.get(FIGURES.parameter, ())))
        if not named and self._page == DRAFT_PAGE:
            named = usual_figures()
        if named:
            return [Slide(name, find_kind(name).path) for name in named]
        return [
            Slide(name, path)
            for path in self._pages()
            for name, kind in EXHIBITS.items()
            if kind.path == path and not self._is_shown_already(name)
        ] or self._refuse()

    def question(self, name: str) -> str:
        """What the figure of that name answers; empty for an unknown one."""
        return self.locale.text(EXHIBITS[name].question) if name in EXHIBITS else ""

    def slide(self, name: str) -> dict[str, Any]:
        """One figure, for JSON: frame as SVG, its size and hole in px, figure, words; `over` is an
        SVG that lies over it all, the mark of simulated records, `mark` its words, else empty.

        `tells` is false where it shows nothing here: a list without a row, what is about one region
        where none is chosen, what is masked.

        Raises `ExportError` for an unknown figure, `PlainError`.
        """
        sheet = self._sheet(name)
        around = frame(sheet, SIZE)
        x, y, width, height = around.hole
        figure = around.exhibit.figure
        if figure is not None:
            figure.update_layout(width=width, height=height, autosize=False)
        return {
            "name": name,
            "tells": _tells(sheet.exhibit),
            "title": sheet.exhibit.title,
            "words": sheet.exhibit.alt,
            "mark": sheet.mark,
            "frame": around.svg,
            "over": around.over,
            "size": [around.width, around.height],
            "hole": [x, y, width, height],
            "figure": None if figure is None else figure.to_plotly_json(),
        }

    def _is_shown_already(self, name: str) -> bool:
        """Whether it is one of two maps beside each other, and there is but one map."""
        return name in (LEFT, RIGHT) and beside(self._order_for(MAP_PAGE).view(MAP_PAGE)) is None

    def _sheet(self, name: str) -> Sheet:
        (sheet,) = self._order_for(find_kind(name).path).sheets([name])
        return sheet

    @property
    def _parameters(self) -> Mapping[str, Sequence[str]]:
        return self.order.parameters

    @property
    def _page(self) -> str | None:
        return next(iter(self._parameters.get(PAGE, ())), None)

    def _pages(self) -> list[str]:
        """The paths of the pages that are shown; where all are, the one asked for comes first."""
        paths = [topic.path for topic in TOPICS]
        if self._page is None:
            return paths
        if self._page not in paths:
            raise NothingToShow(mark("There is no page “{page}” to present."), page=self._page[:60])
        if EVERY_PAGE not in self._parameters:
            return [self._page]
        first = paths.index(self._page)
        return paths[first:] + paths[:first]

    def _refuse(self) -> list[Slide]:
        title = next(topic.title for topic in TOPICS if topic.path == self._page)
        raise NothingToShow(
            mark("The page “{page}” has no figures to present."), page=self.locale.text(title)
        )

    def _order_for(self, path: str) -> Order:
        """The order for a page's figures.

        What can be chosen on the page of the address alone is no choice of another page, where the
        same word may mean something else.
        """
        if path == self._page or self._page is None:
            return self.order
        foreign = set(_own_parameters())
        kept = {name: v for name, v in self._parameters.items() if name not in foreign}
        return replace(self.order, parameters=kept)


def _tells(exhibit: Exhibit) -> bool:
    if exhibit.is_withheld:
        return False
    drawn = exhibit.figure is not None or exhibit.tiles
    return bool(drawn) or not exhibit.table().empty


def _own_parameters() -> Iterator[str]:
    return (choice.parameter for topic in TOPICS for choice in topic.choices)
