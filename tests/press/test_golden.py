"""The six main figures look as they did when somebody looked at them last.

`PANTAU_RENEW_GOLDEN=1 pytest tests/press/test_golden.py` writes the pictures anew; look at each of
them before they are committed.
"""

import io
import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageFilter

from dashboard.ingest import ensure_first_version
from dashboard.pages.order import Order
from dashboard.press import engine
from dashboard.press.picture import png

pytestmark = pytest.mark.browser
GOLDEN = Path(__file__).parent / "golden"
RENEW = "PANTAU_RENEW_GOLDEN"
SIZE, WIDTH = "1920x1080", 640  # px
MAIN = (
    "key_figures",
    "coverage_map",
    "coverage_growth",
    "activities_by_month",
    "violations_by_month",
    "coverage_by_province",
)
# Of 255, between pictures blurred over a letter's height: another release of Chromium smooths
# edges by less, another digit in a title makes more.
MOST_AT_ONE_PLACE, MOST_ON_AVERAGE = 30, 1.0


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    folder = tmp_path_factory.mktemp("home")
    ensure_first_version(folder)
    yield folder
    engine.close()


def differences(one: Image.Image, other: Image.Image) -> tuple[float, float]:
    """How far two pictures are apart at one place at most, and on average."""
    blurred = [
        np.asarray(picture.convert("RGB").filter(ImageFilter.GaussianBlur(2)), dtype=float)
        for picture in (one, other)
    ]
    apart = np.abs(blurred[0] - blurred[1])
    return float(apart.max()), float(apart.mean())


def drawn(home: Path, name: str) -> Image.Image:
    """A figure of the embedded records as a small picture, in the language of the messages."""
    [sheet] = Order(home, {"bahasa": ["en"]}, "").sheets([name])
    # The version's day, which stands in its links, is that of the test run.
    sheet = replace(sheet, link="https://pantau.example.go.id/?pemilihan=pilkada_2024&versi=1")
    picture = Image.open(io.BytesIO(png(sheet, SIZE)))
    return picture.convert("RGB").resize((WIDTH, WIDTH * 9 // 16), Image.Resampling.LANCZOS)


@pytest.mark.parametrize("name", MAIN)
def test_a_main_figure_looks_as_it_did(home: Path, name: str) -> None:
    picture = drawn(home, name)
    golden = GOLDEN / f"{name}.png"
    if os.environ.get(RENEW):
        golden.parent.mkdir(exist_ok=True)
        picture.save(golden, optimize=True)
    most, average = differences(picture, Image.open(golden))
    assert most < MOST_AT_ONE_PLACE, f"look at {name} and renew it with {RENEW}=1"
    assert average < MOST_ON_AVERAGE


def test_the_measure_tells_one_number_from_another() -> None:
    golden = Image.open(GOLDEN / "coverage_growth.png").convert("RGB")
    another = golden.copy()
    # A digit of the title over another one.
    digit = golden.crop((18, 28, 30, 46))
    another.paste(digit, (60, 28))
    assert differences(golden, another)[0] > MOST_AT_ONE_PLACE
    assert differences(golden, golden)[0] == 0
