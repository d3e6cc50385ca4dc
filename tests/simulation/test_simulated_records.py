"""Simulated records: valid by the model, drawn as the documentation says, the same again."""

from pathlib import Path

import pandas as pd
import pyarrow.parquet as pq
import pytest

from dashboard.ingest.embedded import read_records
from dashboard.model import Activity, Violation
from dashboard.regions import regions
from dashboard.simulation import Simulated, simulate
from dashboard.simulation.writing import CHUNK
from dashboard.tables import arrow_schema, reference_table

TABLES = (Activity, Violation)
ROWS = 60_000
MANY = CHUNK * 2  # of activities more than one chunk


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return simulate(tmp_path_factory.mktemp("simulated") / "out", ROWS, 7).folder


@pytest.fixture(scope="module")
def activities(files: Path) -> pd.DataFrame:
    return _read(files / "activities.csv", "date_from", "date_to")


@pytest.fixture(scope="module")
def cases(files: Path) -> pd.DataFrame:
    steps = [column for column in Violation.columns() if column.endswith("_on")]
    return _read(files / "violations.csv", "reported_from", "reported_to", *steps)


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Simulated:
    return simulate(tmp_path_factory.mktemp("many") / "out", MANY, 5)


def _read(file: Path, *days: str) -> pd.DataFrame:
    """The CSV as pandas alone understands it."""
    table = pd.read_csv(file, dtype=str, keep_default_na=False, na_values=[""])
    for day in days:
        table[day] = pd.to_datetime(table[day])
    return table


def _codes(activities: pd.DataFrame) -> pd.Series:
    return activities["regency_codes"].str.split(";").explode().dropna()


@pytest.mark.parametrize("seed", [0, 1, 2**32 - 1])
def test_every_row_is_a_valid_record_and_parquet_holds_what_csv_holds(
    tmp_path: Path, seed: int
) -> None:
    written = simulate(tmp_path / "out", 2001, seed)
    assert written.rows == {"activities": 1201, "violations": 800}
    for record_type in TABLES:
        records = read_records(written.folder / f"{record_type.table}.csv", record_type)
        archive = pq.read_table(written.folder / f"{record_type.table}.parquet")
        assert archive.schema.equals(arrow_schema(record_type))
        rows = [record.model_dump(mode="python") for record in records]
        assert archive.to_pylist() == rows
        assert {row["source_name"] for row in rows} == {"Data simulasi"}
    assert archive["violation_id"][-1].as_py() == "SIM-P-000000800"


def test_the_same_rows_and_seed_give_the_same_bytes(many: Simulated, tmp_path: Path) -> None:
    again, other = simulate(tmp_path / "again", MANY, 5), simulate(tmp_path / "other", MANY, 6)
    for name in many.bytes:
        content = (many.folder / name).read_bytes()
        assert content == (again.folder / name).read_bytes()
        assert content != (other.folder / name).read_bytes()
    ids = pq.read_table(many.folder / "activities.parquet", columns=["activity_id"])
    assert ids["activity_id"].to_pylist() == [f"SIM-K-{n + 1:09}" for n in range(len(ids))]


def test_one_row_is_one_activity(tmp_path: Path) -> None:
    written = simulate(tmp_path / "out", 1)
    assert written.rows == {"activities": 1, "violations": 0}
    assert read_records(written.folder / "violations.csv", Violation) == []


def test_two_elections_carry_nearly_all_and_the_campaign_its_season(
    activities: pd.DataFrame, cases: pd.DataFrame
) -> None:
    for table, day in ((activities, "date_from"), (cases, "reported_from")):
        share = table["election"].value_counts(normalize=True)
        assert share[["pemilu_2024", "pilkada_2024"]].sum() > 0.9
        assert share["pilkada_2024"] > share["pemilu_2024"]
        assert len(share) == 7
        of_election = table[table["election"] == "pilkada_2024"][day]
        before = of_election.between("2024-09-28", "2024-11-26")  # 60 days
        early, after = of_election.between("2024-04-01", "2024-05-30"), of_election > "2024-12-27"
        assert before.sum() > 4 * early.sum()
        assert before.sum() > 4 * after.sum()
    weekday = activities["date_from"].dt.day_of_week
    assert (weekday < 5).mean() > 0.85  # 5 of 7 are 0.71


def test_regencies_have_a_long_tail_that_follows_their_population(
    activities: pd.DataFrame,
) -> None:
    codes = _codes(activities)
    counts = codes.value_counts().reindex(sorted(regions().regencies), fill_value=0)
    known = reference_table("regencies").to_pandas().set_index("regency_code")["population"]
    assert counts.sort_values(ascending=False).head(51).sum() / counts.sum() > 0.3  # a tenth
    assert counts.median() < 0.8 * counts.mean()
    assert 0.2 < counts.corr(known, method="spearman") < 0.9
    assert codes.str[:2].nunique() == 38


def test_few_records_leave_regencies_without_any(tmp_path: Path) -> None:
    folder = simulate(tmp_path / "out", 1500).folder
    named = _codes(_read(folder / "activities.csv"))
    assert 150 < named.nunique() < 450


def test_joint_and_wider_events(activities: pd.DataFrame) -> None:
    named = activities["regency_codes"].str.split(";").map(len, na_action="ignore").fillna(0)
    level = activities["level"]
    regency, below = level == "kabupaten_kota", level.isin(["kecamatan", "desa"])
    assert 0.04 < (named[regency] > 1).mean() < 0.12
    assert named[regency].min() == 1
    assert set(named[below]) == {1}
    assert (named[level == "provinsi"] == 0).mean() > 0.6
    assert (named[level == "pusat"] == 0).mean() > 0.7
    provinces = _codes(activities).str[:2].groupby(level=0).nunique()
    far = provinces.index[provinces > 1]
    assert len(far) > 50
    assert activities.loc[far, "province_code"].isna().all()
    assert activities.loc[below, "district_code"].notna().mean() > 0.9
    assert activities.loc[~below, "district_code"].isna().all()


def test_what_is_missing_is_missing_as_often_as_in_the_real_records(
    activities: pd.DataFrame, cases: pd.DataFrame
) -> None:
    expected = {"participants": (0.84, 0.92), "venue": (0.2, 0.36), "note": (0.1, 0.4)}
    for column, (low, high) in expected.items():
        assert low < activities[column].isna().mean() < high, column
    expected = {"people": (0.87, 0.95), "regency_code": (0.03, 0.1), "received_on": (0.9, 0.99)}
    for column, (low, high) in expected.items():
        assert low < cases[column].isna().mean() < high, column
    assert 0.25 < (cases["category"] == "unknown").mean() < 0.5
    assert 0.001 < (activities["date_doubtful"] == "true").mean() < 0.03
    length = (cases["reported_to"] - cases["reported_from"]).dt.days
    assert (length == 0).mean() > 0.75
    assert (length >= 364).sum() > 500
    assert length.between(27, 30).sum() > 500


def test_every_value_of_every_enumeration_occurs(
    activities: pd.DataFrame, cases: pd.DataFrame
) -> None:
    for record_type, table in ((Activity, activities), (Violation, cases)):
        for name, field in record_type.model_fields.items():
            values = getattr(field.annotation, "__members__", {})
            assert set(values) <= set(table[name]), name
    targets = set(activities["targets"].str.split(";").explode())
    assert {"asn", "tni", "kepala_desa", "bpd", "unknown"} <= targets


def test_institutions_are_many_and_few_of_them_are_frequent(activities: pd.DataFrame) -> None:
    named = activities["institutions"].str.split(";").explode()
    assert named.notna().all()
    assert named.nunique() > 10_000
    first_word = named.str.split().str[0].value_counts(normalize=True)
    assert first_word["Bawaslu"] > 5 * first_word["Lapas"] > 0
    assert not named.reset_index().duplicated().any()


def test_a_case_goes_to_a_body_that_is_listed_for_it(cases: pd.DataFrame) -> None:
    of_a_day = cases["reported_from"] == cases["reported_to"]
    forwarded = cases[of_a_day & cases["status"].isin(["diteruskan", "sanksi"])]
    after = forwarded["reported_from"] >= "2024-09-01"
    servants = forwarded["subject"].isin(["asn", "pns", "pppk"])
    assert (forwarded[servants & ~after]["forwarded_to"] == "kasn").mean() > 0.4
    assert (forwarded[servants & ~after]["forwarded_to"] == "bkn").sum() == 0
    assert (forwarded[servants & after]["forwarded_to"] == "bkn").mean() > 0.4
    assert (forwarded[servants & after]["forwarded_to"] == "kasn").mean() < 0.05
    heads = forwarded[forwarded["subject"] == "kepala_desa"]["forwarded_to"]
    assert (heads == "bupati").mean() > 0.6
    assert set(cases[cases["sanction"] == "pidana"]["forwarded_to"]) == {"gakkumdu"}
    assert set(cases[cases["status"] == "diterima"]["forwarded_to"]) == {"none", "unknown"}


def test_a_pokja_and_signings_begin_for_each_regency_and_never_for_some(many: Simulated) -> None:
    columns = ["date_from", "election", "scope", "regency_codes", "pokja", "signed"]
    archive = pq.read_table(many.folder / "activities.parquet", columns=columns).to_pandas()
    wide = archive[(archive["election"] == "pilkada_2024") & (archive["scope"] == "wilayah")]
    for having, never in (
        (wide["pokja"].isin(["formed", "exists"]), 0.12),
        (wide["signed"] == "yes", 0.08),
    ):
        named = wide[having].explode("regency_codes").dropna(subset="regency_codes")
        first = named.groupby("regency_codes")["date_from"].min().astype("datetime64[s]")
        assert 350 < len(first) < 514 * (1.03 - never)
        assert first.quantile(0.9) - first.quantile(0.1) > pd.Timedelta(days=30)
        assert (first < "2024-07-01").mean() < 0.3  # a year alone is no day to begin with
