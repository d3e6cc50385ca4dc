"""What a real browser gets: nothing from elsewhere, nothing refused, nothing broken."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect
from serving import Serving, serving

from dashboard.geo_files import geo_files

pytestmark = pytest.mark.browser

SCRIPT = """
import pandas as pd
import plotly.graph_objects as go
import streamlit as st
from dashboard.geo_files import TOPOJSON_URL, geo_files

st.set_page_config(page_title="Uji", layout="wide", menu_items={"About": "Uji"})
st.title("Angka 1.234,5")
st.caption("keterangan **tebal**")
map_of_regencies = go.Figure(
    go.Choropleth(
        geojson=geo_files().url("regencies"), locations=["33.01", "51.71"], z=[1, 2],
        marker_line_width=0.5,
    )
)
map_of_regencies.update_geos(lonaxis_range=[94, 142], lataxis_range=[-12, 7], visible=False)
map_of_regencies.update_layout(font_family="IBM Plex Sans")
st.plotly_chart(
    map_of_regencies, theme=None, key="peta",
    config={"topojsonURL": TOPOJSON_URL, "displayModeBar": True},
)
st.dataframe(pd.DataFrame({"kode": ["33.01"], "jumlah": [1234]}))
st.download_button("Unduh", "kode;jumlah\\n33.01;1234\\n", "data.csv")
file = st.file_uploader("Berkas")
if file is not None:
    st.write(f"diterima: {len(file.getvalue())} bita")
if st.button("Rusak"):
    raise ValueError("SELECT rahasia")
"""
VIOLATIONS = """
window.violations = [];
document.addEventListener("securitypolicyviolation", (event) =>
    window.violations.push(`${event.violatedDirective} ${event.blockedURI}`));
"""


class Witness:
    """Notes all that a page asks for and complains about."""

    def __init__(self, page: Page, url: str) -> None:
        self.page = page
        self.url = url
        self.requested: list[str] = []
        self.complaints: list[str] = []
        page.add_init_script(VIOLATIONS)
        page.on("request", lambda request: self.requested.append(request.url))
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on(
            "console",
            lambda message: (
                self.complaints.append(message.text) if message.type == "error" else None
            ),
        )

    def from_elsewhere(self) -> list[str]:
        """The requests that went to another server."""
        own = (self.url + "/", "data:", "blob:")
        return [url for url in self.requested if not url.startswith(own)]

    def violations(self) -> Any:
        """What the content security policy refused."""
        return self.page.evaluate("window.violations")


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Serving]:
    cwd = tmp_path_factory.mktemp("served_right")
    (cwd / "app.py").write_text(SCRIPT)
    (cwd / "current").write_text("1")
    uploads = {"PANTAU_UPLOADS": "true"}
    with serving(cwd / "app.py", home=cwd, cwd=cwd, settings=uploads) as running:
        yield running


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1440, "height": 900}, accept_downloads=True)
    page = context.new_page()
    page.set_default_timeout(60_000)
    yield page
    context.close()


@pytest.fixture
def witness(page: Page, server: Serving) -> Witness:
    witness = Witness(page, server.url)
    page.goto(server.url)
    expect(page.get_by_role("button", name="Unduh")).to_be_visible(timeout=60_000)
    expect(page.locator(".choroplethlayer path")).to_have_count(2, timeout=60_000)
    return witness


def test_the_page_is_whole_and_nothing_comes_from_elsewhere(witness: Witness, page: Page) -> None:
    expect(page.get_by_test_id("stDataFrame").locator("canvas").first).to_be_visible()
    page.locator("input[type=file]").set_input_files(
        {"name": "a.csv", "mimeType": "text/csv", "buffer": b"12345"}
    )
    expect(page.get_by_text("diterima: 5 bita")).to_be_visible()
    assert witness.from_elsewhere() == []
    assert witness.complaints == []
    assert witness.violations() == []


def test_the_map_is_drawn_from_our_own_geometry(witness: Witness, page: Page) -> None:
    for drawn in page.locator(".choroplethlayer path").all():
        expect(drawn).to_have_attribute("d", re.compile(r"^M[-\d.].{40,}Z"))
    paths = [url.removeprefix(witness.url) for url in witness.requested]
    assert paths.count(geo_files().url("regencies")) == 1
    assert "/geo/world_110m.json" in paths


def test_the_fonts_are_ours_and_loaded(witness: Witness, page: Page) -> None:
    page.evaluate("document.fonts.ready.then(() => true)")
    loaded = page.evaluate(
        "[...document.fonts].filter(f => f.status === 'loaded').map(f => f.family + f.weight)"
    )
    assert {"IBM Plex Sans400", "IBM Plex Sans600"} <= {name.replace('"', "") for name in loaded}
    assert any("/fonts/ibm-plex-sans-latin-400." in url for url in witness.requested)
    family = "getComputedStyle(document.querySelector('h1')).fontFamily"
    assert page.evaluate(family).startswith('"IBM Plex Sans"')


def test_figures_are_equally_wide(witness: Witness, page: Page) -> None:
    page.evaluate("document.fonts.ready.then(() => true)")
    widths = page.evaluate("""() => {
        const pen = document.createElement("canvas").getContext("2d");
        const width = (font, text) => { pen.font = font; return pen.measureText(text).width; };
        return [400, 600].map((weight) => [..."0123456789"].map(
            (digit) => width(`${weight} 20px "IBM Plex Sans"`, digit.repeat(50))));
    }""")
    for weight in widths:
        assert max(weight) - min(weight) < 0.01


def test_files_and_pictures_can_be_saved(witness: Witness, page: Page, tmp_path: Path) -> None:
    with page.expect_download() as download:
        page.get_by_role("button", name="Unduh").click()
    assert Path(download.value.path()).read_text() == "kode;jumlah\n33.01;1234\n"
    page.locator(".js-plotly-plot").hover()
    with page.expect_download() as download:
        page.locator("[data-title*='png' i]").first.click()
    assert Path(download.value.path()).read_bytes().startswith(b"\x89PNG")
    assert witness.violations() == []
    assert witness.complaints == []


def test_an_error_shows_a_number_and_leaves_the_page_standing(witness: Witness, page: Page) -> None:
    page.get_by_role("button", name="Rusak").click()
    alert = page.get_by_test_id("stAlert")
    expect(alert).to_be_visible()
    shown = page.inner_text("body")
    for inside in ("ValueError", "SELECT", "Traceback", "app.py"):
        assert inside not in shown
    expect(page.locator(".choroplethlayer path")).to_have_count(2)


@pytest.mark.parametrize(
    ("scheme", "background"), [("light", "rgb(255, 255, 255)"), ("dark", "rgb(16, 23, 29)")]
)
def test_both_themes_are_ours(
    browser: Browser, server: Serving, scheme: Any, background: str
) -> None:
    context = browser.new_context(color_scheme=scheme)
    page = context.new_page()
    page.goto(server.url)
    expect(page.get_by_test_id("stApp")).to_have_css("background-color", background, timeout=60_000)
    context.close()


def test_a_reader_may_choose_the_dark_theme(witness: Witness, page: Page) -> None:
    page.get_by_test_id("stMainMenu").get_by_role("button").click()
    page.get_by_role("menuitemradio", name="Gelap").click()
    dark = "rgb(16, 23, 29)"
    expect(page.get_by_test_id("stApp")).to_have_css("background-color", dark)
    page.reload()
    expect(page.get_by_test_id("stApp")).to_have_css("background-color", dark, timeout=60_000)
