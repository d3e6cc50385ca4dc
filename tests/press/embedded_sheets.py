"""Sheets of the embedded records, and the records themselves as rows of text."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import pandas as pd

from dashboard.ingest import ensure_first_version
from dashboard.pages.data import open_data
from dashboard.pages.exhibits import EXHIBITS
from dashboard.pages.opening import view_of
from dashboard.pages.topics import TOPICS
from dashboard.press.exhibit import Sheet
from dashboard.resources import DATA

ELECTION = "pilkada_2024"


def records(table: str) -> pd.DataFrame:
    """The embedded records of a table for `ELECTION`, every cell as the file writes it."""
    frame = pd.read_csv(DATA / "records" / f"{table}.csv", dtype=str, keep_default_na=False)
    return frame[frame["election"] == ELECTION]


def cases() -> pd.DataFrame:
    """The cases without initial information, with `month`: empty where the record is coarser."""
    frame = records("violations")
    frame = frame[frame["origin"] != "informasi_awal"]
    same = frame["reported_from"].str[:7] == frame["reported_to"].str[:7]
    return frame.assign(month=frame["reported_from"].str[:7].where(same, ""))


def embedded(home: Path, name: str, language: str = "id", **parameters: Sequence[str]) -> Sheet:
    """A registered figure of the embedded records for `ELECTION`."""
    ensure_first_version(home)
    data, problem = open_data(home, None)
    assert problem is None
    kind = EXHIBITS[name]
    asked: Mapping[str, Sequence[str]] = {"bahasa": [language], "pemilihan": [ELECTION]}
    view, dropped = view_of(
        data,
        {**asked, **parameters},
        path=kind.path,
        choices=next(topic.choices for topic in TOPICS if topic.path == kind.path),
        mode="light",
        server="https://pantau.example.go.id",
    )
    assert not dropped
    return view.sheet(kind.compose)
