"""Whom the profile is about, and the numbers that several of its parts show."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import wraps
from typing import Any, Final, Literal
from urllib.parse import urlencode

import pandas as pd

from dashboard.filters import Filter, UrlParameters
from dashboard.locale import mark
from dashboard.pages.view import View, parameters
from dashboard.press.exhibit import Exhibit

Row = dict[str, Any]

_CHOOSE: Final = {
    "region": mark("Choose one kabupaten/kota or one province: this is about a single region"),
    "regency": mark("Choose one kabupaten/kota: this is about its kecamatan"),
    "province": mark("Choose one province: this is about its kabupaten/kota"),
}


def plain_rows(frame: pd.DataFrame) -> list[Row]:
    """The frame's rows with None for everything missing."""
    objects = frame.astype(object)
    rows = objects.where(objects.notna(), None).to_dict("records")
    return [{str(name): value for name, value in row.items()} for row in rows]


@dataclass(frozen=True)
class Subject:
    """One kabupaten/kota or one province, under the page's filter."""

    code: str
    name: str
    province_code: str
    province_name: str
    facts: Row
    """A row of `region_facts`."""
    figures: "pd.Series[Any]"
    """The row of `key_figures`."""
    levels: dict[str, Row]
    """The rows of `region_comparison` by level: regency (its own alone), province, nation."""
    behind: int
    """Activities behind its states."""

    @property
    def is_regency(self) -> bool:
        """Whether it is a kabupaten/kota."""
        return self.code != self.province_code

    @property
    def level(self) -> Literal["regency", "province"]:
        """Of the two, what it is; the name of its row in `levels`."""
        return "regency" if self.is_regency else "province"

    @property
    def own(self) -> Row:
        """Its own row of `region_comparison`."""
        return self.levels[self.level]

    @property
    def flows(self) -> int:
        """Records of the period: activities, cases, initial information."""
        names = ("activities", "violations", "preliminary_information")
        return sum(int(self.figures[name]) for name in names)

    @property
    def records(self) -> int:
        """Records behind the page: activities behind states, cases and information."""
        return self.behind + self.flows - int(self.figures["activities"])


def subject_of(view: View) -> Subject | None:
    """The one region the filter names; None where it names none or several."""
    chosen = view.filter
    if len(chosen.regencies) != 1 and (chosen.regencies or len(chosen.provinces) != 1):
        return None
    facts = plain_rows(view.data.ask("region_facts", chosen))[0]
    rows = plain_rows(view.data.ask("region_comparison", chosen))
    return Subject(
        code=facts["region_code"],
        name=facts["region_name"],
        province_code=facts["province_code"],
        province_name=facts["province_name"],
        facts=facts,
        figures=view.data.figures("key_figures", chosen),
        levels={row["level"]: row for row in rows},
        behind=int(view.data.figures("records_behind", chosen)["state_records"]),
    )


def of_one(
    level: Literal["region", "regency", "province"],
    key: str,
    compose: Callable[[View, Subject], Exhibit],
) -> Callable[[View], Exhibit]:
    """`compose` for the one region of this level that a view's filter names.

    Where the filter names none, or several, the exhibit says what to choose.
    """

    @wraps(compose)
    def composed(view: View) -> Exhibit:
        subject = subject_of(view)
        if subject is not None and level in ("region", subject.level):
            return compose(view, subject)
        return Exhibit(
            key=key,
            title=view.locale.text(_CHOOSE[level]),
            sentence=view.filter.state_sentence(view.locale),
            paragraphs=(view.locale.text("Choose it in the filter, then ask for the file again."),),
            table=lambda: pd.DataFrame({view.locale.text("Region"): []}, dtype=object),
            records=0,
        )

    return composed


def address(view: View, provinces: tuple[str, ...], regencies: tuple[str, ...]) -> str:
    """The address of the profile of these places, everything else as it is."""
    chosen: Filter = replace(view.filter, provinces=provinces, regencies=regencies)
    found: UrlParameters = parameters(chosen, view.default_election, ())
    return f"/{view.path}?{urlencode(found, doseq=True)}"
