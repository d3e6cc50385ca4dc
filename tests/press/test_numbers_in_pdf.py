"""The numbers that stand in a PDF are those that the query answers."""

from collections.abc import Iterator
from pathlib import Path

import pypdfium2
import pytest

from dashboard.filters import Filter
from dashboard.ingest import ensure_first_version
from dashboard.labels import category_label
from dashboard.locale import Locale
from dashboard.pages.order import Order
from dashboard.press import engine
from dashboard.press.picture import pdf
from dashboard.versions import open_version
from dashboard.warehouse import Warehouse

pytestmark = pytest.mark.browser

ASKED = {"pemilihan": ["pilkada_2024"], "periode": ["2024-01-01", "2024-10-31"], "bahasa": ["en"]}
EN = Locale("en")


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    folder = tmp_path_factory.mktemp("home")
    ensure_first_version(folder)
    yield folder
    engine.close()


def read(home: Path, name: str) -> tuple[str, Warehouse, Filter]:
    """The text of a figure's PDF, what answers the same question, and the question."""
    order = Order(home, ASKED, "https://pantau.example.go.id")
    pages = pypdfium2.PdfDocument(pdf(order.sheets([name]), "1920x1080"))
    text = " ".join(page.get_textpage().get_text_bounded() for page in pages)
    return " ".join(text.split()), Warehouse(open_version(home, 1)), order.view("").filter


def test_a_table(home: Path) -> None:
    text, warehouse, chosen = read(home, "coverage_by_province")
    rows = warehouse.rows("coverage_by_province", chosen)
    assert len(rows) == 38
    for row in rows:
        total = int(str(row["regencies"]))
        shares = [
            EN.share(int(str(row[name])), total)
            for name in ("regencies_with_pokja", "regencies_signed")
        ]
        neither = row["regencies_with_neither"]
        assert f"{row['province_name']} {' '.join(shares)} {neither} " in text


def test_tiles(home: Path) -> None:
    text, warehouse, chosen = read(home, "key_figures")
    (figures,) = warehouse.rows("key_figures", chosen)
    for label, name in (
        ("Pokja on record", "regencies_with_pokja"),
        ("Commitment signed", "regencies_signed"),
        ("Activities", "activities"),
        ("Participants", "participants"),
        ("Suspected violations", "violations"),
    ):
        assert label in text
        assert f" {EN.number(int(str(figures[name])))} " in text, name


def test_a_chart(home: Path) -> None:
    text, warehouse, chosen = read(home, "violations_by_month")
    rows = warehouse.rows("violations_over_time", chosen)
    total, drawn = 0, dict.fromkeys((str(row["category"]) for row in rows), 0)
    for row in rows:
        total += (n := int(str(row["violations"])))
        drawn[str(row["category"])] += n if row["month"] else 0
    assert f"{total} suspected violations became public" in text
    undrawn = total - sum(drawn.values())
    assert f"Without a known month, not drawn: {undrawn} records." in text
    known = {category: n for category, n in drawn.items() if category != "unknown"}
    for category in sorted(known, key=lambda category: -known[category])[:2]:
        assert f"{category_label(category, EN)} · {known[category]}" in text
