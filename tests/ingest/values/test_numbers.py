"""Numbers as offices write them: separators, estimates, and what is refused."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.ingest.values import Amount, Count, Unreadable, read_amount, read_count
from dashboard.locale import Locale
from dashboard.model import LARGEST_COUNT


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("0", 0),
        ("nihil", 0),
        ("Nihil", 0),
        ("7", 7),
        ("007", 7),
        ("1200", 1200),
        ("1.200", 1200),
        ("1,200", 1200),
        ("1 200", 1200),
        ("1\u00a0200 orang", 1200),
        ("1\u202f200", 1200),
        ("1.200.000", 1_200_000),
        ("1,200,000", 1_200_000),
        ("300 peserta", 300),
        ("300 Orang", 300),
        ("300 org.", 300),
        ("300 orang peserta", 300),
        ("sebanyak 300 orang", 300),
        ("total 300", 300),
        ("12 kasus", 12),
        ("300,0", 300),
        ("300.0", 300),
        ("300.00", 300),
        ("1.200,0", 1200),
        ("1,200.00", 1200),
        ("３００", 300),
        ("1000000000", LARGEST_COUNT),
    ],
)
def test_spellings_of_a_count(text: str, value: int) -> None:
    assert read_count(text) == Count(value, estimate=False)


@pytest.mark.parametrize(
    "text",
    [
        "sekitar 300",
        "Sekitar 300 orang",
        "± 300",
        "±300",
        "+/- 300",
        "+- 300",
        "kurang lebih 300",
        "kurang-lebih 300",
        "lebih kurang 300",
        "lebih dari 300",
        "> 300",
        "hampir 300",
        "kira-kira 300",
        "diperkirakan 300",
        "300-an",
        "300an",
        "300-an orang",
        "300+",
        "300 lebih",
        "300 orang lebih",
        "~300",
        "≈ 300",
        "about 300 people",
    ],
)
def test_estimates(text: str) -> None:
    assert read_count(text) == Count(300, estimate=True)
    assert read_amount(text) == Amount(300.0, estimate=True)


@pytest.mark.parametrize(
    "text",
    [
        "12,5",
        "12.5",
        "0.300",
        "1.20.300",
        "1.200,300",
        "1.200.00",
        "1.2000",
        "1200.300",
        "12.0000",
        "12 5",
        "12%",
        "sepuluh",
        "ratusan",
        "-5",
        "−5",
        "+5",
        "NaN",
        "nan",
        "inf",
        "1e3",
        "0x10",
        "1_000",
        "10²",
        "½",
        "Ⅻ",
        "٣٠٠",
        "311+17",
        "153/191",
        "250-300",
        "300 ekor",
        "orang",
        "1000000001",
        "9" * 5000,
        "300" + " " * 300 + "x",
    ],
)
def test_what_is_no_count(text: str) -> None:
    with pytest.raises(Unreadable) as caught:
        read_count(text)
    assert text[:5] in caught.value.sentence(Locale("en"))


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("12,5", 12.5),
        ("12.5", 12.5),
        ("12,5%", 12.5),
        ("12.5 %", 12.5),
        ("12,5 persen", 12.5),
        ("100%", 100.0),
        ("1.234,5", 1234.5),
        ("1,234.5", 1234.5),
        ("1 234,5", 1234.5),
        ("1.234,567", 1234.567),
        ("1.234.567", 1_234_567.0),
        ("1234.567", 1234.567),
        ("1234", 1234.0),
        ("1 234", 1234.0),
        ("0.125", 0.125),
        ("0,125", 0.125),
        ("3.1250", 3.125),
        ("3,14159", 3.14159),
        ("1.234 kasus", 1234.0),
        ("1,234 cases", 1234.0),
        ("1.234 orang", 1234.0),
        ("300.0", 300.0),
        ("nihil", 0.0),
    ],
)
def test_spellings_of_an_amount(text: str, value: float) -> None:
    assert read_amount(text) == Amount(value, estimate=False)


@pytest.mark.parametrize("text", ["1.234", "1,234", "3.125", "999.999", "sekitar 1.234", "1.234%"])
def test_an_amount_with_two_readings_names_both(text: str) -> None:
    with pytest.raises(Unreadable) as caught:
        read_amount(text)
    assert caught.value.suggestion is None
    sentence = caught.value.sentence(Locale("id"))
    meant = [caught.value.values[name] for name in ("whole", "decimal")]
    assert all(str(one) in sentence for one in meant)
    # Each of the two, written as the sentence proposes, is certain.
    whole, decimal = (read_amount(str(one)).value for one in meant)
    assert whole == pytest.approx(1000 * decimal)


@pytest.mark.parametrize(
    "text",
    [
        "-1",
        "nan",
        "inf",
        "1e3",
        "12,5 kasus",
        "1.23.4",
        "1.234.56",
        "1,2,3",
        "%",
        "5%%%",
        "٣",
        "2²",
    ],
)
def test_what_is_no_amount(text: str) -> None:
    with pytest.raises(Unreadable):
        read_amount(text)


COUNTS = st.integers(0, LARGEST_COUNT)
BEFORE = ["", "± ", "sekitar ", "lebih dari "]
BEHIND = ["", " orang", " peserta"]


@given(
    COUNTS,
    st.sampled_from(["", ".", ",", " ", "\u00a0"]),
    st.sampled_from(BEFORE),
    st.sampled_from(BEHIND),
)
def test_a_count_reads_back_with_any_separator(n: int, by: str, before: str, behind: str) -> None:
    text = f"{before}{n:,}{behind}".replace(",", by)
    assert read_count(text) == Count(n, estimate=bool(before))


@given(COUNTS)
def test_a_spreadsheets_float_reads_back(n: int) -> None:
    assert read_count(str(float(n))) == Count(n, estimate=False)


@given(
    st.integers(0, 10**9),
    st.integers(1, 6),
    st.sampled_from([(".", ","), (",", "."), ("", ","), ("", ".")]),
)
def test_an_amount_reads_back_unless_it_has_two_readings(
    n: int, digits: int, separators: tuple[str, str]
) -> None:
    by, point = separators
    whole, decimals = divmod(n, 10**digits)
    text = f"{whole:,}".replace(",", by) + f"{point}{decimals:0{digits}}"
    if digits == 3 and 1 <= whole <= 999:
        with pytest.raises(Unreadable):
            read_amount(text)
    else:
        assert read_amount(text).value == float(f"{whole}.{decimals:0{digits}}")


@given(st.text(max_size=300))
def test_any_text_is_a_number_or_refused(text: str) -> None:
    for read in (read_count, read_amount):
        try:
            found = read(text)
        except Unreadable as error:
            error.sentence(Locale("id"))
        else:
            assert found.value >= 0
            assert math.isfinite(found.value)
