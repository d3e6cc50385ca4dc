"""A batch's private folder: gone when it is done, swept when its process died, never before."""

from pathlib import Path

import pytest

from dashboard.ingest.workplace import workplace


def test_it_is_private_and_gone_afterwards(tmp_path: Path) -> None:
    with workplace(tmp_path) as folder:
        assert folder.is_dir()
        assert folder.stat().st_mode & 0o077 == 0
        (folder / "isi").write_text("x")
    assert not any((tmp_path / "work").iterdir())


def _fail_inside(home: Path) -> None:
    with workplace(home):
        raise RuntimeError("berhenti")


def test_it_is_gone_after_an_error(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError):
        _fail_inside(tmp_path)
    assert not any((tmp_path / "work").iterdir())


def test_what_the_dead_left_is_swept_and_what_the_living_use_is_not(tmp_path: Path) -> None:
    dead = tmp_path / "work" / "mati"
    (dead / "dalam").mkdir(parents=True)
    dead.with_suffix(".lock").touch()
    with workplace(tmp_path) as living, workplace(tmp_path) as other:
        assert living.is_dir()
        assert living != other
        assert not dead.exists()
        assert not dead.with_suffix(".lock").exists()
