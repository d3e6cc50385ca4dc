"""Numbers of real and of simulated records are never set beside each other."""

from pathlib import Path

import pytest

from dashboard.ingest import HandIn, ensure_first_version
from dashboard.locale import Locale
from dashboard.pages.data import changes, published_version
from dashboard.simulation import simulate
from dashboard.versions import VersionError, open_version


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Version 1 with the embedded records, version 2 with simulated ones."""
    folder = tmp_path_factory.mktemp("mixed")
    simulate(folder / "made", rows=300, seed=3, formats=["parquet"])
    ensure_first_version(folder / "home")
    files = sorted((folder / "made").glob("*.parquet"))
    HandIn(folder / "home", "kantor", allow_simulated=True).publish(files)
    assert open_version(folder / "home").manifest.simulated
    return folder / "home"


def test_what_changed_between_them_is_refused(home: Path) -> None:
    with pytest.raises(VersionError) as refused:
        changes(home, 1, 2)
    assert "never compared" in refused.value.sentence(Locale("en"))


def test_a_reader_of_the_real_version_is_not_led_to_the_simulated_one(home: Path) -> None:
    assert published_version(home, than=1) is None
