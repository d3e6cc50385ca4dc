"""What is to leave the house: figures by name, under the parameters of an address."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from dashboard.charts.theme import Mode
from dashboard.locale import Locale, mark
from dashboard.pages.data import Data, opened
from dashboard.pages.exhibits import EXHIBITS, Kind
from dashboard.pages.opening import view_of
from dashboard.pages.topics import TOPICS
from dashboard.pages.view import Choice, View, read_version
from dashboard.press.door import ExportError
from dashboard.press.exhibit import Sheet
from dashboard.press.public import PublicData


@dataclass(frozen=True)
class Order:
    """An address's parameters: filter, version, language, choices of pages; and how it looks."""

    home: Path
    parameters: Mapping[str, Sequence[str]]
    server: str
    mode: Mode = "light"

    @property
    def locale(self) -> Locale:
        """The reader's language."""
        return Locale.asked(next(iter(self.parameters.get("bahasa", ())), None))

    def data(self) -> Data:
        """The version that is asked for, else the current one. Raises `PlainError`.

        A page shows another version where the asked-for one is gone, and says so; a file never
        does.
        """
        number, problem = read_version(self.parameters)
        if problem is not None:
            raise problem
        return opened(self.home, number)

    def view(self, path: str) -> View:
        """What the page of this path shows to the public at the address.

        Raises `PlainError` for whatever the address asks in vain: a file under half a filter would
        be a wrong one.
        """
        view, dropped = view_of(
            PublicData(self.data()),
            self.parameters,
            path=path,
            choices=_choices(path),
            mode=self.mode,
            server=self.server,
        )
        if dropped:
            raise dropped[0]
        return view

    def sheets(self, names: Sequence[str]) -> list[Sheet]:
        """The figures of these names. Raises `ExportError` for an unknown one, `PlainError`."""
        kinds = [find_kind(name) for name in names]
        return [self.view(kind.path).sheet(kind.compose) for kind in kinds]


def choices_of(names: Sequence[str]) -> list[Choice]:
    """What can be chosen on the pages of these figures. Raises `ExportError`."""
    paths = dict.fromkeys(find_kind(name).path for name in names)
    return [choice for path in paths for choice in _choices(path)]


def _choices(path: str) -> tuple[Choice, ...]:
    return next(topic.choices for topic in TOPICS if topic.path == path)


def find_kind(name: str) -> Kind:
    """The figure of that name. Raises `ExportError`."""
    try:
        return EXHIBITS[name]
    except KeyError:
        raise ExportError(
            mark("There is no figure {name}; “pantau export --list” names them all."),
            name=name[:60],
        ) from None
