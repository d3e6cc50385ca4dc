"""Dates as offices write them: every spelling, one meaning, and no guess."""

import calendar
import datetime as dt
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.ingest.values import Days, Unreadable, read_days
from dashboard.locale import Locale
from dashboard.model import FIRST_DAY, LAST_DAY

MONTHS = [
    "Januari",
    "Februari",
    "Maret",
    "April",
    "Mei",
    "Juni",
    "Juli",
    "Agustus",
    "September",
    "Oktober",
    "November",
    "Desember",
]
MONTHS = [
    "Januari",
    "Februari",
    "Maret",
    "April",
    "Mei",
    "Juni",
    "Juli",
    "Agustus",
    "September",
    "Oktober",
    "November",
    "Desember",
]
ENGLISH = list(calendar.month_name)[1:]
SHORT = ["Jan", "Feb", "Mar", "Apr", "Mei", "Jun", "Jul", "Agu", "Sep", "Okt", "Nov", "Des"]
WEEKDAYS = ["Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu"]


def _day(year: int, month: int, day: int) -> Days:
    return Days(dt.date(year, month, day), dt.date(year, month, day))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("28 Juni 2024", (2024, 6, 28)),
        ("28 JUNI 2024", (2024, 6, 28)),
        ("28  juni\n2024.", (2024, 6, 28)),
        ("28 Juni, 2024", (2024, 6, 28)),
        ("28 Jun. 2024", (2024, 6, 28)),
        ("28-Jun-24", (2024, 6, 28)),
        ("28 Juni 24", (2024, 6, 28)),
        ("28 Juni '24", (2024, 6, 28)),
        ("28 June 2024", (2024, 6, 28)),
        ("28Juni2024", (2024, 6, 28)),
        ("tgl 28 Juni 2024", (2024, 6, 28)),
        ("tgl. 28 Juni 2024", (2024, 6, 28)),
        ("tanggal 28 Juni 2024", (2024, 6, 28)),
        ("Jum'at (26/7/2024)", (2024, 7, 26)),
        ("Jum’at (26/7/2024)", (2024, 7, 26)),
        ("Jum`at (26/7/2024)", (2024, 7, 26)),
        ("Jumʼat, 26/7/2024", (2024, 7, 26)),
        ("Jumat, 26 Juli 2024", (2024, 7, 26)),
        ("Jumat,26 Juli 2024", (2024, 7, 26)),
        ("Jum. 26/7/24", (2024, 7, 26)),
        ("Friday, 26 July 2024", (2024, 7, 26)),
        ("26/7/2024 (Jumat)", (2024, 7, 26)),
        ("Hari Jumat, tanggal 26 Juli 2024", (2024, 7, 26)),
        ("Hari/Tanggal: Jumat, 26 Juli 2024", (2024, 7, 26)),
        ("Jumat/26 Juli 2024", (2024, 7, 26)),
        ("Kamis (17/10/24)", (2024, 10, 17)),
        ("Ahad, 29 September 2024", (2024, 9, 29)),
        ("Minggu, 29 September 2024", (2024, 9, 29)),
        ("Min, 29 Sept 2024", (2024, 9, 29)),
        ("4-10-2024", (2024, 10, 4)),
        ("04.10.2024", (2024, 10, 4)),
        ("4/10/24", (2024, 10, 4)),
        ("4 - 10 - 2024", (2024, 10, 4)),
        ("4–10–2024", (2024, 10, 4)),
        ("4/10/2024 0:00", (2024, 10, 4)),
        ("2024-10-04", (2024, 10, 4)),
        ("2024-10-04 00:00:00", (2024, 10, 4)),
        ("2024-10-04T13:30:00.000", (2024, 10, 4)),
        ("2024/10/04", (2024, 10, 4)),
        ("2024.10.4", (2024, 10, 4)),
        ("28 Pebruari 2024", (2024, 2, 28)),
        ("28 Peb 2024", (2024, 2, 28)),
        ("28 Nopember 2024", (2024, 11, 28)),
        ("28 Nop 2024", (2024, 11, 28)),
        ("28 Agt 2024", (2024, 8, 28)),
        ("28 Ags 2024", (2024, 8, 28)),
        ("28 Agust 2024", (2024, 8, 28)),
        ("28 Aug 2024", (2024, 8, 28)),
        ("28 Okt 2024", (2024, 10, 28)),
        ("28 Oct 2024", (2024, 10, 28)),
        ("28 Sept 2024", (2024, 9, 28)),
        ("28 Des 2024", (2024, 12, 28)),
        ("28 Dec 2024", (2024, 12, 28)),
        ("28\u00a0Mei\u00a02024", (2024, 5, 28)),
        ("\u200b28 May 2024", (2024, 5, 28)),
        ("２８ Juni ２０２４", (2024, 6, 28)),
        ("29 Februari 2024", (2024, 2, 29)),
        ("45471", (2024, 6, 28)),
        ("45471.5", (2024, 6, 28)),
        ("45471,99", (2024, 6, 28)),
    ],
)
def test_spellings_of_a_day(text: str, expected: tuple[int, int, int]) -> None:
    assert read_days(text) == _day(*expected)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("Oktober 2024", "2024-10-01", "2024-10-31"),
        ("bulan Oktober 2024", "2024-10-01", "2024-10-31"),
        ("Okt 2024", "2024-10-01", "2024-10-31"),
        ("Okt-2024", "2024-10-01", "2024-10-31"),
        ("10/2024", "2024-10-01", "2024-10-31"),
        ("2024-10", "2024-10-01", "2024-10-31"),
        ("Februari 2024", "2024-02-01", "2024-02-29"),
        ("2024", "2024-01-01", "2024-12-31"),
        ("2024.0", "2024-01-01", "2024-12-31"),
        ("tahun 2024", "2024-01-01", "2024-12-31"),
        ("24-27 September 2024", "2024-09-24", "2024-09-27"),
        ("24 – 27 September 2024", "2024-09-24", "2024-09-27"),
        ("24- 27 September 2024", "2024-09-24", "2024-09-27"),
        ("24 s.d. 27 September 2024", "2024-09-24", "2024-09-27"),
        ("24 s.d 27 September 2024", "2024-09-24", "2024-09-27"),
        ("24 s/d 27 Sep 2024", "2024-09-24", "2024-09-27"),
        ("24 sd 27 Sep 2024", "2024-09-24", "2024-09-27"),
        ("24 sampai 27 Sep 2024", "2024-09-24", "2024-09-27"),
        ("24 sampai dengan 27 Sep 2024", "2024-09-24", "2024-09-27"),
        ("24 hingga 27 Sep 2024", "2024-09-24", "2024-09-27"),
        ("tanggal 24 s.d. tanggal 27 Sep 2024", "2024-09-24", "2024-09-27"),
        ("24/9/2024 - 27/9/2024", "2024-09-24", "2024-09-27"),
        ("24/9/2024-27/9/2024", "2024-09-24", "2024-09-27"),
        ("24-9-2024 - 27-9-2024", "2024-09-24", "2024-09-27"),
        ("24-9-2024 s/d 27-9-2024", "2024-09-24", "2024-09-27"),
        ("2024-09-24 s/d 2024-09-27", "2024-09-24", "2024-09-27"),
        ("24/9 - 27/9/2024", "2024-09-24", "2024-09-27"),
        ("24-27/9/2024", "2024-09-24", "2024-09-27"),
        ("28 Agustus - 3 September 2024", "2024-08-28", "2024-09-03"),
        ("28 Agustus-3 September 2024", "2024-08-28", "2024-09-03"),
        ("30 Desember 2024 - 2 Januari 2025", "2024-12-30", "2025-01-02"),
        ("Selasa, 24 - 27 September 2024", "2024-09-24", "2024-09-27"),
        ("Selasa-Jumat, 24-27 September 2024", "2024-09-24", "2024-09-27"),
        ("Selasa s.d. Jum'at, 24 s.d. 27 Sept 2024", "2024-09-24", "2024-09-27"),
        ("Selasa 24/9/2024 - Jumat 27/9/2024", "2024-09-24", "2024-09-27"),
        ("September - Oktober 2024", "2024-09-01", "2024-10-31"),
        ("9/2024 - 10/2024", "2024-09-01", "2024-10-31"),
        ("2023-2024", "2023-01-01", "2024-12-31"),
    ],
)
def test_spellings_of_an_interval(text: str, first: str, last: str) -> None:
    assert read_days(text) == Days(dt.date.fromisoformat(first), dt.date.fromisoformat(last))


@pytest.mark.parametrize(
    ("text", "suggestion"),
    [
        ("7/26/2024", "26 Juli 2024"),
        ("07-26-24", "26 Juli 2024"),
        ("2024-26-07", "26 Juli 2024"),
        ("June 28, 2024", "28 Juni 2024"),
        ("Kamis, 26 Juli 2024", "Jumat, 26 Juli 2024"),
        ("Kamis (26/7/24)", "Jumat, 26 Juli 2024"),
        ("Jumat-Sabtu, 26 Juli 2024", "Jumat, 26 Juli 2024"),
        ("Kamis, 24-27 September 2024", None),
        ("Selasa-Sabtu, 24-27 September 2024", None),
        ("28 Agutus 2024", "28 Agustus 2024"),
        ("31 Agutus 2024", "31 Agustus 2024"),
        ("31 Febuari 2024", None),
        ("31 Februari 2024", None),
        ("29 Februari 2023", None),
        ("13/13/2024", None),
        ("32/1/2024", None),
        ("0/10/2024", None),
        ("00-00-0000", None),
        ("13/2024", None),
        ("24/0 - 27/9/2024", None),
        ("27-24 September 2024", None),
        ("28 Desember - 3 Januari 2025", None),
        ("7/24/2024 - 7/26/2024", None),
        ("28 Juni 1999", None),
        ("28 Juni 2100", None),
        ("31/12/1999 - 1/1/2000", None),
        ("1999", None),
        ("2100", None),
        ("12345", None),
        ("73051", None),
        ("2024.1", None),
        ("2024.10", None),
        ("28 Juni", None),
        ("Juni 24", None),
        ("24 Juni - 27", None),
        ("24 Juni-27", None),
        ("Juni", None),
        ("28", None),
        ("28/6", None),
        ("Jumat", None),
        ("Jumat, Juli 2024", None),
        ("Jumat, September - Oktober 2024", None),
        ("28 Juni 2024 pagi", None),
        ("28 Juni 2024 dan 3 Juli 2024", None),
        ("sekitar 28 Juni 2024", None),
        ("28 Juni 202", None),
        ("28 Juni 20244", None),
        ("28/6-2024", None),
        ("28 6 2024", None),
        ("1-2-3-2024", None),
        ("Oktober 2024 - 3 November 2024", None),
        ("3 Oktober - November 2024", None),
        ("10-11/2024", None),
        ("24 - 25 - 27 September 2024", None),
        ("2024-10-04T17:00:00Z", None),
        ("2024-10-04 25:00", None),
        ("Minggu ke-2 Oktober 2024", None),
        ("(28 Juni 2024", None),
        ("٢٨ Juni ٢٠٢٤", None),
        ("2² Juni 2024", None),
        ("besok", None),
        ("-45471", None),
        ("9" * 5000, None),
        ("28 Juni 2024" + " " * 300 + "x", None),
    ],
)
def test_what_is_never_guessed(text: str, suggestion: str | None) -> None:
    with pytest.raises(Unreadable) as caught:
        read_days(text)
    assert caught.value.suggestion == suggestion
    assert text[:5] in caught.value.sentence(Locale("en"))
    if suggestion is not None:
        read_days(suggestion)


WAYS: list[Callable[[dt.date], str]] = [
    lambda d: f"{d.day} {MONTHS[d.month - 1]} {d.year}",
    lambda d: f"{d.day} {ENGLISH[d.month - 1].upper()} {d.year}",
    lambda d: f"{d.day:02}-{SHORT[d.month - 1]}-{d.year % 100:02}",
    lambda d: f"{d.day}/{d.month}/{d.year}",
    lambda d: f"{d.day:02}.{d.month:02}.{d.year % 100:02}",
    lambda d: f"{d.day}-{d.month}-{d.year}",
    lambda d: d.isoformat(),
    lambda d: f"{d.isoformat()} 00:00:00",
    lambda d: f"{d.year}/{d.month:02}/{d.day:02}",
    lambda d: f"tgl. {d.day} {SHORT[d.month - 1].lower()}. {d.year}",
]
WRITTEN = st.sampled_from(WAYS)
DAYS = st.dates(FIRST_DAY, LAST_DAY)


@given(DAYS, WRITTEN)
def test_a_day_reads_back_however_it_is_written(
    day: dt.date, way: Callable[[dt.date], str]
) -> None:
    assert read_days(way(day)) == Days(day, day)


@given(DAYS)
def test_a_spreadsheets_day_number_reads_back(day: dt.date) -> None:
    assert read_days(str((day - dt.date(1970, 1, 1)).days + 25569)) == Days(day, day)


@given(DAYS, WRITTEN, st.sampled_from(["{w}, {d}", "{w} ({d})", "{d} ({w})", "{w} {d}"]))
def test_the_right_weekday_changes_nothing_and_a_wrong_one_is_refused(
    day: dt.date, way: Callable[[dt.date], str], layout: str
) -> None:
    for number, name in enumerate(WEEKDAYS):
        text = layout.format(w=name, d=way(day))
        if number == day.weekday():
            assert read_days(text) == Days(day, day)
        else:
            with pytest.raises(Unreadable) as caught:
                read_days(text)
            assert read_days(caught.value.suggestion or "") == Days(day, day)


@given(DAYS, DAYS, WRITTEN, WRITTEN, st.sampled_from([" - ", " s.d. ", " s/d ", " sampai dengan "]))
def test_a_range_reads_back_and_never_backwards(
    one: dt.date,
    other: dt.date,
    way: Callable[[dt.date], str],
    other_way: Callable[[dt.date], str],
    between: str,
) -> None:
    first, last = sorted((one, other))
    assert read_days(f"{way(first)}{between}{other_way(last)}") == Days(first, last)
    if first < last:
        with pytest.raises(Unreadable):
            read_days(f"{way(last)}{between}{other_way(first)}")


@given(DAYS)
def test_the_american_order_is_never_accepted_as_such(day: dt.date) -> None:
    text = f"{day.month}/{day.day}/{day.year}"
    if day.day > 12:
        with pytest.raises(Unreadable) as caught:
            read_days(text)
        assert caught.value.suggestion == f"{day.day} {MONTHS[day.month - 1]} {day.year}"
    else:  # it is another day, the day first
        assert read_days(text) == _day(day.year, day.day, day.month)


@given(DAYS)
def test_a_month_and_a_year_are_whole_intervals(day: dt.date) -> None:
    last = calendar.monthrange(day.year, day.month)[1]
    expected = Days(day.replace(day=1), day.replace(day=last))
    assert read_days(f"{MONTHS[day.month - 1]} {day.year}") == expected
    assert read_days(f"{day.month}/{day.year}") == expected
    assert read_days(f"{day:%Y-%m}") == expected
    assert read_days(str(day.year)) == Days(dt.date(day.year, 1, 1), dt.date(day.year, 12, 31))


@given(st.text(max_size=300))
def test_any_text_is_read_or_refused_with_a_sentence(text: str) -> None:
    try:
        days = read_days(text)
    except Unreadable as error:
        error.sentence(Locale("id"))
    else:
        assert FIRST_DAY <= days.first <= days.last <= LAST_DAY
