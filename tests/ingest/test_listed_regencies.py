"""Several kabupaten/kota in one cell, and one whose name is written with more signs than it has."""

import pytest

from dashboard.ingest.places import read_place


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Cilacap; Banyumas", ("33.01", "33.02")),
        ("Kab. Cilacap dan Kab. Banyumas", ("33.01", "33.02")),
        ("Cilacap, Jawa Tengah", ("33.01",)),
        ("Cilacap; (Jawa Tengah)", ("33.01",)),
        ("Sukabumi; Kota", ("32.72",)),
        ("Padang; Pariaman", ("13.71", "13.77")),  # not Kabupaten Padang Pariaman
    ],
)
def test_what_a_cell_names(text: str, codes: tuple[str, ...]) -> None:
    place, reasons = read_place(None, text, None, "regency_codes")
    assert (place.regencies, reasons) == (codes, [])


def test_one_that_does_not_exist_is_refused_by_its_own_name() -> None:
    _, reasons = read_place(None, "Cilacap; Negeri Antah", None, "regency_codes")
    assert [reason.column for reason in reasons] == ["regency_codes"]
    assert reasons[0].expected.values["found"] == "Negeri Antah"
