"""Numbers and addresses of persons in unusual signs are found all the same."""

from pathlib import Path

import duckdb
import pytest
from handing import KNOWN, activity, csv_file, hand_in
from hypothesis import given, settings
from hypothesis import strategies as st
from making import make_version

from dashboard.ingest.stage import _suspicious
from dashboard.model import looks_personal

# Invented: none is anybody's.
DISGUISED = [
    "NIP 198501012①10011001",
    "19850101²010011001 x",
    "kantor（at）example.org",
    "kantor(a\u200bt)example.org",
    "NIP 19850101\v201001\v1\v001",
    "⑳" * 8,
    "¹⁹⁸⁵⁰¹⁰¹²⁰¹⁰⁰¹¹⁰⁰¹",
    "kantor(\u00a0at)example.org",
    "kantor(ａｔ)example.org",
    "kantor﹙at﹚example.org",
    "𝟏𝟗𝟖𝟓𝟎𝟏𝟎𝟏𝟐𝟎𝟏𝟎𝟎𝟏𝟏𝟎𝟎𝟏",
]
SIGNS = "0123456789ab@()[]at .-/\u200b\u00a0\v①²₁（）ａｔ﹙﹚𝟏\x85\u2028ⓐⓣ٣"


@pytest.mark.parametrize("text", DISGUISED, ids=range(len(DISGUISED)))
def test_a_row_with_one_is_rejected(tmp_path: Path, text: str) -> None:
    home = tmp_path / "home"
    make_version(home, activities=[KNOWN])
    assert looks_personal(text)
    rows = [activity("KG-1", title=f"Rapat {text}"), activity("KG-2", title="Rapat ½ hari, 10 m²")]
    verdict = hand_in(home, csv_file(tmp_path / "a.csv", rows))
    assert [(r.row, r.column) for r in verdict.rejections] == [(2, "title")]
    assert verdict.counts.accepted == 1


@settings(max_examples=150, deadline=None)
@given(st.lists(st.text(SIGNS, min_size=6, max_size=44), min_size=20, max_size=60))
def test_no_text_that_is_personal_is_beneath_suspicion(texts: list[str]) -> None:
    with duckdb.connect() as connection:
        found = connection.execute(
            "SELECT regexp_matches(text, $pattern) FROM unnest($texts::VARCHAR[]) t(text)",
            {"pattern": _suspicious(), "texts": texts},
        ).fetchall()
    for text, (suspicious,) in zip(texts, found, strict=True):
        assert suspicious or not looks_personal(text)
