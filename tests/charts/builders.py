"""Small made-up frames with the columns of the queries that the charts draw."""

import datetime as dt

import pandas as pd

STATUSES = ("both", "signed", "pokja", "district_signed", "active", "none", "none", "none")


def coverage(rows: int = 514) -> pd.DataFrame:
    """`rows` regencies of 38 provinces with every status, a third of them with facts."""
    records = []
    for index in range(rows):
        status = STATUSES[index % len(STATUSES)]
        province = 11 + index // 14
        pokja = status in ("both", "pokja")
        signed = status in ("both", "signed")
        records.append(
            {
                "regency_code": f"{province}.{1 + index % 14:02}",
                "regency_name": f"Kabupaten Nama Panjang {index:03}",
                "province_code": str(province),
                "province_name": f"Provinsi {province}",
                "status": status,
                "first_activity_on": None if status == "none" else dt.date(2024, 6, 1),
                "first_pokja_on": dt.date(2024, 6, 28) if pokja else None,
                "pokja_evidence": "formed" if pokja else None,
                "first_signing_on": dt.date(2024, 10, 17) if signed else None,
                "first_pokja_until": dt.date(2024, 6, 28) if pokja else None,
                "first_signing_until": dt.date(2024, 10, 31) if signed else None,
                "districts_signed": 3 if status == "district_signed" else 0,
                "districts": 24,
                "activities": 0 if status == "none" else 2,
                "participants": 120 if signed else None,
                "activities_without_participants": 1 if signed else 0,
                "violations": 0,
                "violations_per_100k": None,
            }
        )
    frame = pd.DataFrame(records)
    counts = ["districts_signed", "districts", "activities", "participants", "violations"]
    return frame.astype(dict.fromkeys([*counts, "activities_without_participants"], "Int64"))


def stages() -> pd.DataFrame:
    """The stages of one election in autumn 2024."""
    days = {
        "pendaftaran": ((8, 27), (8, 29)),
        "penetapan": ((9, 22), (9, 22)),
        "kampanye": ((9, 25), (11, 23)),
        "masa_tenang": ((11, 24), (11, 26)),
        "pemungutan_suara": ((11, 27), (11, 27)),
    }
    return pd.DataFrame(
        {
            "election": "pilkada_2024",
            "stage": stage,
            "from": dt.date(2024, *first),
            "to": dt.date(2024, *last),
        }
        for stage, (first, last) in days.items()
    )


def growth() -> pd.DataFrame:
    """Four months of cumulative coverage; the ends of two lines lie close together."""
    return pd.DataFrame(
        {
            "month": ["2024-07", "2024-08", "2024-09", "2024-10"],
            "regencies_with_pokja": [1, 3, 14, 31],
            "regencies_signed": [0, 2, 15, 32],
            "regencies_active": [3, 20, 90, 142],
        }
    )


def activities() -> pd.DataFrame:
    """Seven kinds, September without any activity, three activities without a month."""
    kinds = [
        ("sosialisasi", 9),
        ("apel_ikrar", 7),
        ("rapat_koordinasi", 5),
        ("imbauan", 4),
        ("pelatihan", 3),
        ("kerja_sama", 2),
        ("komitmen_bersama", 1),
    ]
    rows = [
        (month, kind, count, 100 if kind == "sosialisasi" else None)
        for month in ("2024-08", "2024-10")
        for kind, count in kinds
    ]
    rows += [("2024-09", None, 0, None), (None, "imbauan", 3, None)]
    frame = pd.DataFrame(rows, columns=["month", "kind", "activities", "participants"])
    return frame.astype({"activities": "Int64", "participants": "Int64"})


def violations() -> pd.DataFrame:
    """Cases with and without a category, in 2024, and five known by their year alone."""
    return pd.DataFrame(
        [
            ("2024-08", "kampanye_medsos", 4),
            ("2024-08", "unknown", 6),
            ("2024-10", "mobilisasi", 2),
            ("2024-10", None, 1),
            (None, "unknown", 5),
        ],
        columns=["month", "category", "violations"],
    )
