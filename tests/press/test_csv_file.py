"""CSV holds the numbers of the figure, and nothing that a spreadsheet would compute."""

import csv
import datetime as dt
import io
import re
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from embedded_sheets import cases, embedded
from hostile_text import HOSTILE
from made_sheets import exhibit, sheet

from dashboard.press.csv_file import csv as sheet_csv
from dashboard.press.csv_file import harmless, table_csv

COMPUTED = re.compile(r"[\s\ufeff]*[=+\-@＝＋－＠]|[\t\r\n]")


def parsed(content: bytes) -> list[list[str]]:
    assert content.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))


@pytest.mark.parametrize("text", HOSTILE)
def test_no_cell_and_no_header_is_computed(text: str) -> None:
    rows = parsed(table_csv(pd.DataFrame({text: [text, "aman"], "n": [-5, 7]})))
    assert [len(row) for row in rows] == [2, 2, 2]
    assert not COMPUTED.match(rows[0][0])
    assert not COMPUTED.match(rows[1][0])
    assert rows[1][0].replace("'", "") == text.replace("'", "")
    assert [row[1] for row in rows] == ["n", "-5", "7"]


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("separator", [";", "\t", "\n", "\r"])
def test_not_where_another_spreadsheet_splits_the_line(text: str, separator: str) -> None:
    parts = re.split(f"[{separator}]", harmless(text))
    assert not any(re.match(r"[\s\ufeff]*[=+\-@＝＋－＠]", part) for part in parts)


def test_harmless_text_stays_as_it_is() -> None:
    for text in ("Kabupaten Cilacap", "3-4 Oktober", "a = b", "; dan", "", "1+1", "'=1"):
        assert harmless(text) == text


def test_values_are_plain() -> None:
    frame = pd.DataFrame(
        {
            "n": pd.array([1, None], dtype="Int64"),
            "x": [np.nan, np.inf],
            "hari": [dt.date(2024, 6, 28), None],
            "saat": pd.to_datetime(["2024-06-28 09:30", None]),
            "teks": ["a,b", 'kata "x"'],
            "campur": ["< 3", 4],
        }
    )
    assert parsed(table_csv(frame))[1:] == [
        ["1", "", "2024-06-28", "2024-06-28T09:30:00", "a,b", "< 3"],
        ["", "", "", "", 'kata "x"', "4"],
    ]


def test_addresses_of_sources_stay_inside() -> None:
    frame = pd.DataFrame({"Nama": ["a"], "Alamat": ["https://berita.example/1"], "Kasus": [1]})
    content = sheet_csv(sheet(exhibit(table=lambda: frame)))
    assert parsed(content)[0] == ["Nama", "Kasus"]
    assert b"http" not in content


def test_cases_by_month_are_those_of_the_records(tmp_path: Path) -> None:
    rows = parsed(sheet_csv(embedded(tmp_path, "violations_by_month")))[1:]
    found = {(month, label): int(n) for month, label, n in rows if n != "0"}
    by_month: dict[str, int] = {}
    for (month, _), n in found.items():
        by_month[month] = by_month.get(month, 0) + n
    assert by_month == cases().groupby("month").size().to_dict()
