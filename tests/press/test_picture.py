import io
import re
from xml.etree import ElementTree

import pikepdf
import pypdfium2
import pytest
import zxingcpp
from made_sheets import COUNTS, LINK, exhibit, sheet, table, tiles
from PIL import Image

from dashboard.press import engine
from dashboard.press.exhibit import Place
from dashboard.press.picture import SIZES, figure_png, pdf, png, svg
from dashboard.settings import Settings

pytestmark = pytest.mark.browser
SVG = "{http://www.w3.org/2000/svg}"


def fonts_of(page: pikepdf.Page) -> dict[str, bool]:
    """The fonts of a page by name, and whether they are embedded."""
    found = {}
    for font in page.Resources.get("/Font", {}).values():
        inner = font.get("/DescendantFonts", [font])[0]
        descriptor = inner.get("/FontDescriptor", {})
        found[str(font.BaseFont)] = (
            any(f"/FontFile{n}" in descriptor for n in ("", "2", "3")) or "/CharProcs" in font
        )
    return found


def words(content: bytes) -> list[str]:
    """The text of each page."""
    document = pypdfium2.PdfDocument(content)
    return [page.get_textpage().get_text_bounded() for page in document]


@pytest.mark.parametrize("size", SIZES)
def test_a_png_has_twice_the_pixels_and_its_code_leads_to_the_link(size: str) -> None:
    content = png(sheet(), size)
    picture = Image.open(io.BytesIO(content))
    width, height = (int(n) for n in size.split("x"))
    assert picture.size == (2 * width, 2 * height)
    small = picture.convert("L").resize((width // 2, height // 2), Image.Resampling.LANCZOS)
    for seen in (picture, small):
        assert [code.text for code in zxingcpp.read_barcodes(seen)] == [LINK]
    assert png(sheet(), size) == content


def test_dark_is_dark_and_its_code_is_read() -> None:
    picture = Image.open(io.BytesIO(png(sheet(mode="dark"), "1080x1080")))
    assert picture.convert("L").getpixel((4, 300)) < 40
    assert [code.text for code in zxingcpp.read_barcodes(picture)] == [LINK]


def test_an_svg_carries_its_fonts_and_names_nothing_outside() -> None:
    content = svg(sheet(), "1920x1080")
    assert svg(sheet(), "1920x1080") == content
    root = ElementTree.fromstring(content)
    said = {"".join(text.itertext()) for text in root.iter(f"{SVG}text")}
    assert {*COUNTS, *map(str, COUNTS.values())} <= said
    assert content.count(b"@font-face") == 4
    addresses = set(re.findall(rb"https?://[^\"'<) ]+", content))
    names = (b"http://www.w3.org/", LINK.split("?")[0].encode())
    assert all(address.startswith(names) for address in addresses)
    assert not list(root.iter(f"{SVG}image"))


def test_figures_in_one_document_share_no_names() -> None:
    one, other = (
        svg(sheet(exhibit(title=title, figure=figure)), "1080x1080")
        for title, figure in (
            ("a", exhibit().figure),
            ("b", exhibit().figure.update_layout(font_size=9)),
        )
    )
    found = [set(re.findall(rb' id="([^"]+)"', content)) for content in (one, other)]
    assert found[0]
    assert not found[0] & found[1]


def test_a_pdf_has_vectors_embedded_fonts_text_and_no_trace_of_its_making() -> None:
    sheets = [sheet(), sheet(tiles(["31", "52"]))]
    content = pdf(sheets, "1920x1080")
    assert pdf(sheets, "1920x1080") == content
    with pikepdf.open(io.BytesIO(content)) as document:
        assert len(document.pages) == 2
        for page in document.pages:
            assert fonts_of(page)
            assert all(fonts_of(page).values())
            assert all("IBMPlexSans" in name for name in fonts_of(page))
            assert not page.get_images()
            assert {str(note.A.URI) for note in page.Annots} == {LINK}
        assert document.Root.Lang == "id"
        assert set(document.docinfo) == {"/Title", "/Author"}
    chart, figures = words(content)
    assert {*COUNTS, *map(str, COUNTS.values())} <= set(chart.split())
    assert "2.035 kasus dugaan pelanggaran diberitakan" in chart
    assert {"31", "52"} <= set(figures.split())


def test_one_sheet_gives_its_title_to_the_pdf() -> None:
    with pikepdf.open(io.BytesIO(pdf([sheet(language="en")], "1080x1350"))) as document:
        assert document.docinfo["/Title"] == exhibit().title
        assert document.Root.Lang == "en"
        assert len(document.pages) == 1


def test_a_long_table_goes_on_over_further_pages() -> None:
    pages = words(pdf([sheet(table(60)), sheet()], "1920x1080"))
    codes = re.findall(r"\b11\.\d\d\b", " ".join(pages))
    assert codes == [f"11.{n:02}" for n in range(60)]
    assert len(pages) > 3
    assert "Banten" in pages[-1]


def test_a_figure_alone_fills_its_place() -> None:
    taken = figure_png(sheet(), Place(300, 200))
    assert taken is not None
    assert Image.open(io.BytesIO(taken)).size == (900, 600)


def test_without_chromium_there_is_no_figure(monkeypatch: pytest.MonkeyPatch) -> None:
    engine.close()
    monkeypatch.setattr(engine, "settings", lambda: Settings(chromium=None))
    assert figure_png(sheet(), Place(300, 200)) is None
    with pytest.raises(engine.EngineMissing):
        png(sheet(), "1920x1080")
