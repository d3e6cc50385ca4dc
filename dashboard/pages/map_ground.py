"""What every map of regions stands on: geometry, camera, names, the way down and back."""

import re
from typing import Any

import pandas as pd
import streamlit as st

from dashboard.camera import boundaries_are_indicative, box
from dashboard.filters import Filter
from dashboard.geo_files import geo_files
from dashboard.locale import Locale
from dashboard.pages.view import View, go_to, places
from dashboard.regions import regions

# Left out where a name stands on the map; "Kota" stays, since a kabupaten may have the same name.
_UNSAID = re.compile(r"^(Kabupaten Administrasi|Kota Administrasi|Kabupaten) ")


def open_province(chosen: Filter) -> str | None:
    """The one province that all chosen places lie in, None where they lie in several or none is."""
    found = {code[:2] for code in chosen.regencies} | set(chosen.provinces)
    return next(iter(found)) if len(found) == 1 else None


def regency_ground(view: View) -> dict[str, Any]:
    """The options of a map of regencies: in one open province its own geometry and names, in one
    open regency its kecamatan."""
    chosen = view.filter
    province = open_province(chosen)
    alone = len(chosen.regencies) == 1
    districts = view.data.ask("district_points", chosen) if province else None
    return {
        "regions_url": geo_files().url(f"by_province/{province}" if province else "regencies"),
        "provinces_url": geo_files().url("provinces"),
        # Regencies far apart are shown in the whole country, or nobody knew where they lie.
        "box": box(chosen if province or not chosen.regencies else Filter()),
        "selected": chosen.regencies[0] if alone else None,
        "points": districts if alone else None,
        "outlined": _outlined(chosen, province),
        "label_points": None if alone or districts is None else _label_points(districts),
    }


def province_ground(view: View) -> dict[str, Any]:
    """The options of a map of provinces, with their names."""
    chosen = view.filter
    places_of = sorted({code[:2] for code in chosen.regencies} | set(chosen.provinces))
    around = Filter(provinces=tuple(places_of))
    points = view.data.ask("district_points", around)
    return {
        "regions_url": geo_files().url("provinces"),
        "provinces_url": geo_files().url("provinces"),
        "box": box(around),
        "selected": None,
        "points": None,
        "outlined": None,
        "label_points": _label_points(points.assign(regency_code=points["regency_code"].str[:2])),
    }


def _outlined(chosen: Filter, province: str | None) -> list[str] | None:
    """The provinces to outline: of single regencies none, or all where they are far apart."""
    if not chosen.regencies:
        return None
    return [] if province else list(regions().provinces)


def _label_points(districts: pd.DataFrame) -> pd.DataFrame:
    """Where a region's name is written: amid its kecamatan."""
    centres = districts.groupby("regency_code", as_index=False)[["longitude", "latitude"]].median()
    return pd.DataFrame(
        {
            "code": centres["regency_code"],
            "name": [_UNSAID.sub("", regions().name(code)) for code in centres["regency_code"]],
            "longitude": centres["longitude"].round(4),
            "latitude": centres["latitude"].round(4),
        }
    )


def boundaries_line(locale: Locale) -> str:
    """What kind of boundaries a map shows, for its footer."""
    if boundaries_are_indicative():
        return locale.text("indicative boundaries © OpenStreetMap contributors, no legal reference")
    return locale.text("boundaries from an imported file")


def path(view: View) -> None:
    """Where the map is, from the country down; each step leads back to it."""
    chosen, locale = view.filter, view.locale
    provinces = sorted({code[:2] for code in chosen.regencies} | set(chosen.provinces))
    if not provinces:
        return
    with st.container(horizontal=True, gap="small", key="path"):
        st.button(
            locale.text("Indonesia"),
            type="tertiary",
            icon=":material/public:",
            on_click=go_to,
            args=((), ()),
            key="path_country",
        )
        if len(provinces) == 1:
            st.button(
                regions().name(provinces[0]),
                type="tertiary",
                icon=":material/chevron_right:",
                disabled=not chosen.regencies,
                on_click=go_to,
                args=((provinces[0],), ()),
                key="path_province",
            )
        if len(chosen.regencies) == 1:
            st.button(
                regions().name(chosen.regencies[0]),
                type="tertiary",
                icon=":material/chevron_right:",
                disabled=True,
                key="path_regency",
            )


def clicked_region(chart: str) -> str | None:
    """The code of the region of a plotly chart that was clicked; for `on_select`."""
    clicked = st.session_state[chart].selection.points
    codes = [str(point.get("location", "")) for point in clicked]
    known = regions()
    return next((c for c in codes if c in known.regencies or c in known.provinces), None)


def open_clicked(chart: str) -> None:
    """A click opens the regency's province, a click in the open province the regency."""
    code = clicked_region(chart)
    if code is None:
        return
    province = code[:2]
    provinces, regencies = places()
    if code in regions().regencies and provinces == [province]:
        again = regencies == [code]
        go_to((province,), () if again else (code,))
    else:
        go_to((province,), ())
