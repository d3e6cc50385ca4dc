"""The same numbers once more, by other means: pandas and plain Python over rows of text.

Written from the rules, not from the SQL; the tests compare the two.
"""

import datetime as dt
from collections.abc import Iterable, Mapping

import pandas as pd

Row = Mapping[str, str]


def _in_election(row: Row, elections: Iterable[str]) -> bool:
    wanted = set(elections)
    return not wanted or row["election"] in wanted


def _day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def _codes(row: Row) -> list[str]:
    return [code for code in row["regency_codes"].split(";") if code]


def _touches(first: str, last: str, since: dt.date | None, until: dt.date | None) -> bool:
    return (since is None or _day(last) >= since) and (until is None or _day(first) <= until)


def coverage_by_regency(
    activities: Iterable[Row],
    violations: Iterable[Row],
    regencies: pd.DataFrame,
    districts: pd.DataFrame,
    *,
    provinces: tuple[str, ...],
    chosen: tuple[str, ...],
    since: dt.date | None,
    until: dt.date | None,
    elections: tuple[str, ...],
) -> list[dict[str, object]]:
    """One row per regency as the contract of `coverage_by_regency` describes it."""
    acts = [row for row in activities if _in_election(row, elections)]
    states = [row for row in acts if until is None or _day(row["date_from"]) <= until]
    flows = [row for row in acts if _touches(row["date_from"], row["date_to"], since, until)]
    cases = [
        row
        for row in violations
        if row["origin"] != "informasi_awal"
        and _in_election(row, elections)
        and _touches(row["reported_from"], row["reported_to"], since, until)
    ]
    districts_of = districts.groupby("regency_code").size()
    answer: list[dict[str, object]] = []
    for regency in regencies.sort_values("regency_code").to_dict("records"):
        code = regency["regency_code"]
        if (provinces and regency["province_code"] not in provinces) or (
            chosen and code not in chosen
        ):
            continue
        mine = [row for row in states if code in _codes(row)]
        pokja = sorted(
            (row["date_from"], row["pokja"] == "exists", row["pokja"])
            for row in mine
            if row["level"] == "kabupaten_kota"
            and row["forum"] == "pokja"
            and row["pokja"] in {"formed", "exists"}
        )
        signed = sorted(
            row["date_from"] for row in mine if row["signed"] == "yes" and row["scope"] == "wilayah"
        )
        below = [row for row in mine if row["signed"] == "yes" and row["scope"] != "wilayah"]
        if pokja and signed:
            status = "both"
        elif signed:
            status = "signed"
        elif pokja:
            status = "pokja"
        elif below:
            status = "district_signed"
        else:
            status = "active" if mine else "none"
        in_period = [row for row in flows if code in _codes(row)]
        stated = [int(row["participants"]) for row in in_period if row["participants"]]
        my_cases = sum(row["regency_code"] == code for row in cases)
        answer.append(
            {
                "regency_code": code,
                "status": status,
                "first_activity_on": min((row["date_from"] for row in mine), default=None),
                "first_pokja_on": pokja[0][0] if pokja else None,
                "pokja_evidence": pokja[0][2] if pokja else None,
                "first_signing_on": signed[0] if signed else None,
                "districts_signed": len(
                    {
                        row["district_code"]
                        for row in below
                        if row["scope"] == "kecamatan" and row["district_code"]
                    }
                ),
                "districts": int(districts_of[code]),
                "activities": len(in_period),
                "participants": sum(stated) if stated else None,
                "activities_without_participants": len(in_period) - len(stated),
                "violations": my_cases,
                "violations_per_100k": my_cases * 100_000 / int(regency["population"]),
            }
        )
    return answer


def month_of(first: str, last: str) -> str | None:
    """The month of a record; None where its interval lies in more than one."""
    return first[:7] if first[:7] == last[:7] else None
