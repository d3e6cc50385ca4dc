import re
from dataclasses import replace
from xml.etree import ElementTree

import pandas as pd
import pytest
from made_sheets import LINK, exhibit, sheet, table, tiles

from dashboard.press.exhibit import Exhibit, Place
from dashboard.press.fonts import BOLD, ELLIPSIS, cut, width, wrap
from dashboard.press.frame import SIZES, frame

SVG = "{http://www.w3.org/2000/svg}"
LONG = "Dugaan pelanggaran netralitas aparatur sipil negara di kabupaten/kota " * 8
HOSTILE = '<script>alert(1)</script> & "x" \x00\x1b ]]> =HYPERLINK("http://a.b")'


def texts(svg: str) -> list[ElementTree.Element]:
    """The lines of text of a document, which has to be well formed."""
    return list(ElementTree.fromstring(svg).iter(f"{SVG}text"))


def right_edge(line: ElementTree.Element) -> float:
    """Where a line of text ends, in px, from its own measures."""
    size, weight = float(line.get("font-size")), int(line.get("font-weight", 400))
    long = width(line.text or "", size, weight)
    return float(line.get("x")) + {"end": 0, None: long}[line.get("text-anchor")]


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize(
    "made",
    [
        exhibit(),
        exhibit(title=LONG, sentence=LONG, notes=(LONG, LONG), source=LONG),
        exhibit(title="X" * 400, sentence="Y" * 400),
        exhibit(title="", sentence="", notes=()),
        tiles(["514", "1.234.567.890.123", "–", "0"]),
        table(3),
        table(514),
        table(0),
    ],
    ids=["usual", "long", "one word", "empty", "tiles", "table", "long table", "no row"],
)
def test_nothing_stands_outside_the_sheet_or_in_the_figures_place(made, size: str) -> None:
    framed = frame(sheet(made), size)
    hole = framed.hole
    assert hole.height >= 0.4 * framed.height
    assert 0 <= hole.x < hole.x + hole.width <= framed.width
    root = ElementTree.fromstring(framed.svg)
    inside = [line for group in root.findall(f"{SVG}g") for line in group.iter(f"{SVG}text")]
    for line in inside:
        assert right_edge(line) <= hole.width + 1
        assert 0 <= float(line.get("y")) <= hole.height
    for line in set(root.iter(f"{SVG}text")) - set(inside):
        assert right_edge(line) <= framed.width
        baseline = float(line.get("y"))
        assert baseline <= hole.y or hole.y + hole.height <= baseline - 12
        assert baseline <= framed.height


def test_a_finding_shrinks_before_it_is_cut_and_is_cut_with_an_ellipsis() -> None:
    def title_of(title: str) -> list[ElementTree.Element]:
        lines = texts(frame(sheet(exhibit(title=title)), "1080x1080").svg)
        return [line for line in lines if line.get("font-weight") == str(BOLD)]

    short, longer, endless = title_of("31 dari 514"), title_of(LONG[:150]), title_of(LONG)
    assert [line.text for line in short] == ["31 dari 514"]
    assert " ".join(line.text for line in longer) == LONG[:150].strip()
    assert float(longer[0].get("font-size")) < float(short[0].get("font-size"))
    assert len(endless) == 3
    assert endless[-1].text.endswith(ELLIPSIS)


def test_text_that_would_be_markup_or_code_stays_text() -> None:
    made = exhibit(title=HOSTILE, sentence=HOSTILE, notes=(HOSTILE,), alt=HOSTILE)
    document = frame(sheet(made, link="javascript:alert(1)"), "1920x1080").svg
    root = ElementTree.fromstring(document)
    assert not list(root.iter(f"{SVG}script"))
    assert not list(root.iter(f"{SVG}a"))
    assert "<script>alert(1)</script>" in "".join(line.text for line in texts(document))


def test_the_footer_says_source_day_version_and_link() -> None:
    made = exhibit(source="batas © kontributor OpenStreetMap")
    for size in SIZES:
        said = " ".join(line.text or "" for line in texts(frame(sheet(made), size).svg))
        assert "data hingga 31 Oktober 2024" in said
        assert "2.035 catatan" in said
        assert "versi data 7" in said
        assert "© kontributor OpenStreetMap" in said
        assert LINK.removeprefix("https://") in said.replace(" ", "")


def test_what_a_figure_has_no_room_for_stands_in_the_notes() -> None:
    asked: list[Place] = []

    def compose(place: Place | None) -> Exhibit:
        if place is None:
            return exhibit()
        asked.append(place)
        return exhibit(notes=tuple(f"{n} lagi tidak muat di sini." for n in range(1, 20)))

    framed = frame(replace(sheet(), compose=compose), "1080x1350")
    said = " ".join(line.text or "" for line in texts(framed.svg))
    assert "19 lagi tidak muat di sini." in said
    assert asked[-1] == Place(framed.hole.width, framed.hole.height)
    assert asked[-1].height < asked[0].height
    assert len(framed.exhibit.notes) == 19


def test_a_long_link_gives_no_code_but_a_sheet() -> None:
    framed = frame(sheet(link="https://a.b/?" + "x" * 4000), "1920x1080")
    assert 'shape-rendering="crispEdges"' not in framed.svg
    assert ELLIPSIS in framed.svg


def test_a_table_goes_on_until_every_row_stood_once() -> None:
    seen: list[str] = []
    row: int | None = 0
    pages = 0
    while row is not None:
        page = frame(sheet(table(60)), "1920x1080", first_row=row, goes_on=True)
        alone = frame(sheet(table(60)), "1920x1080", first_row=row)
        seen += re.findall(r">(11\.\d\d)<", page.svg)
        if page.next_row is not None:
            assert f"{60 - page.next_row} baris lagi ada di buku kerja" in alone.svg
            # On pages that go on, what follows is not sent to the workbook.
            assert f"{60 - page.next_row} baris lagi ada di buku kerja" not in page.svg
        row, pages = page.next_row, pages + 1
    assert seen == [f"11.{n:02}" for n in range(60)]
    assert pages > 1


def _words_table(cell: str, rows: int) -> Exhibit:
    frame = pd.DataFrame({"Kabupaten/kota": [f"Kabupaten {n}" for n in range(rows)]})
    for column in ("Yang tercatat", "Yang belum"):
        frame[column] = [cell] * rows
    return exhibit(figure=None, table=lambda: frame, notes=())


def test_words_take_two_lines_before_they_are_cut() -> None:
    cell = "1 kasus dilaporkan; belum ada Pokja"
    written = [line.text for line in texts(frame(sheet(_words_table(cell, 30)), "1080x1080").svg)]
    assert not any(ELLIPSIS in (line or "") for line in written)
    assert cell not in written  # no room for it on one line
    assert " ".join(line or "" for line in written).count("1 kasus dilaporkan;") > 10


def test_a_table_of_few_rows_is_written_larger() -> None:
    def size(rows: int) -> float:
        lines = texts(frame(sheet(_words_table("ya", rows)), "1920x1080").svg)
        return next(float(line.get("font-size")) for line in lines if line.text == "Kabupaten 0")

    assert size(3) > size(60)
    assert size(60) == size(600)


def test_notes_are_left_out_whole_and_counted() -> None:
    notes = ("Yang pertama.", "Yang kedua " + "sangat panjang " * 200 + "habis.", "Yang ketiga.")
    said = [line.text or "" for line in texts(frame(sheet(exhibit(notes=notes)), "1080x1080").svg)]
    assert any("Yang pertama. Yang ketiga." in line for line in said)
    assert not any("Yang kedua" in line or ELLIPSIS in line for line in said)
    assert any(re.search(r"\b1 (more note|catatan kaki)", line) for line in said)


def test_cells_are_written_as_readers_write_them() -> None:
    document = frame(sheet(table(3)), "1920x1080").svg
    written = [line.text for line in texts(document)]
    assert written.count("28 Jun 2024") == 3
    assert {"1.000", "1.002", "–"} <= set(written)
    numbers = [line for line in texts(document) if line.text in ("1.000", "1.002", "–")]
    assert {line.get("text-anchor") for line in numbers} == {"end"}
    assert len({line.get("x") for line in numbers}) == 1


def test_numbers_of_a_column_have_the_same_decimals() -> None:
    made = exhibit(figure=None, table=lambda: pd.DataFrame({"Bagian": [0.5, 12.25, 3.0]}))
    written = {line.text for line in texts(frame(sheet(made), "1080x1080").svg)}
    assert {"0,50", "12,25", "3,00"} <= written


def test_lines_are_no_wider_than_their_room() -> None:
    for room in (30, 120, 500):
        for line in wrap(LONG + "X" * 90, room, 15):
            assert width(line, 15) <= room
    assert width(cut(LONG, 120, 15), 15) <= 120
    assert cut("Kota Batu", 120, 15) == "Kota Batu"
    assert wrap("", 100, 15) == []
