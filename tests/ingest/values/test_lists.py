"""Several items in one cell."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.ingest.values import read_list


@pytest.mark.parametrize(
    ("text", "items"),
    [
        ("ASN", ["ASN"]),
        ("ASN; TNI;Polri", ["ASN", "TNI", "Polri"]),
        ("ASN, TNI,Polri", ["ASN", "TNI", "Polri"]),
        ("ASN\nTNI\r\nPolri", ["ASN", "TNI", "Polri"]),
        ("ASN, TNI\nPolri", ["ASN", "TNI", "Polri"]),
        ("Dinas A, Bidang B; Kodim", ["Dinas A, Bidang B", "Kodim"]),
        ("Pemda (BKD, Inspektorat), Kodim", ["Pemda (BKD, Inspektorat)", "Kodim"]),
        ("1. Bawaslu\n2. Polres\n10) Kodim", ["Bawaslu", "Polres", "Kodim"]),
        ("- Bawaslu\n- Polres", ["Bawaslu", "Polres"]),
        ("• Bawaslu\n• Polres", ["Bawaslu", "Polres"]),
        ("33.01, 33.02", ["33.01", "33.02"]),
        ("Kodim 0703; 50 Kota", ["Kodim 0703", "50 Kota"]),
        ("; ;ASN;;", ["ASN"]),
        (",", []),
        ("ASN; ASN", ["ASN", "ASN"]),
    ],
)
def test_items(text: str, items: list[str]) -> None:
    assert read_list(text) == items


ITEM = st.text(st.characters(categories=["L"]), min_size=1, max_size=8)


@given(st.lists(ITEM, min_size=1), st.sampled_from([";", "; ", ",", " , ", "\n", "\r\n"]))
def test_items_read_back_whatever_separates_them(items: list[str], separator: str) -> None:
    assert read_list(separator.join(items)) == items
