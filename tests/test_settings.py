"""Every setting is read from the environment, checked once, and refuses what makes no sense."""

from pathlib import Path

import pytest
from pydantic import ValidationError

from dashboard.settings import Settings, settings


@pytest.fixture(autouse=True)
def _clean(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in Settings.model_fields:
        monkeypatch.delenv(f"PANTAU_{name.upper()}", raising=False)


def test_defaults(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", "/tmp/xdg")
    found = Settings()
    assert found.home.name == "pantau-netralitas"
    assert found.language == "id"
    assert found.query_seconds == 10
    assert found.query_memory == "1GB"
    assert found.query_threads == 2
    assert found.data_complete is False
    assert found.uploads is False
    assert found.upload_megabytes == 50


@pytest.mark.parametrize(
    ("name", "text", "value"),
    [
        ("home", "/srv/pantau", Path("/srv/pantau")),
        ("language", "en", "en"),
        ("language", "id", "id"),
        ("query_seconds", "0.5", 0.5),
        ("query_seconds", "600", 600.0),
        ("query_memory", "512MB", "512MB"),
        ("query_memory", "4GB", "4GB"),
        ("query_threads", "1", 1),
        ("query_threads", "256", 256),
        ("data_complete", "true", True),
        ("data_complete", "false", False),
        ("uploads", "true", True),
        ("uploads", "false", False),
        ("upload_megabytes", "1", 1),
        ("upload_megabytes", "500", 500),
    ],
)
def test_valid_values(monkeypatch: pytest.MonkeyPatch, name: str, text: str, value: object) -> None:
    monkeypatch.setenv(f"PANTAU_{name.upper()}", text)
    assert getattr(Settings(), name) == value


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("home", ""),
        ("language", "de"),
        ("language", ""),
        ("language", "EN"),
        ("query_seconds", "0"),
        ("query_seconds", "-1"),
        ("query_seconds", "601"),
        ("query_seconds", "nan"),
        ("query_seconds", "inf"),
        ("query_seconds", "lange"),
        ("query_seconds", "10s"),
        ("query_memory", "1"),
        ("query_memory", "1 GB"),
        ("query_memory", "1gb"),
        ("query_memory", "-1GB"),
        ("query_memory", "1GB; SET x = 1"),
        ("query_memory", "0MB"),
        ("query_memory", "99999999999999999999GB"),
        ("query_threads", "0"),
        ("query_threads", "257"),
        ("query_threads", "1.5"),
        ("query_threads", "zwei"),
        ("data_complete", "vielleicht"),
        ("data_complete", ""),
        ("uploads", "mungkin"),
        ("uploads", ""),
        ("upload_megabytes", "0"),
        ("upload_megabytes", "501"),
        ("upload_megabytes", "1.5"),
        ("upload_megabytes", "50MB"),
    ],
)
def test_invalid_values_are_refused_by_name(
    monkeypatch: pytest.MonkeyPatch, name: str, text: str
) -> None:
    monkeypatch.setenv(f"PANTAU_{name.upper()}", text)
    with pytest.raises(ValidationError) as caught:
        Settings()
    assert [error["loc"] for error in caught.value.errors()] == [(name,)]


def test_settings_are_read_once_and_cannot_be_changed(monkeypatch: pytest.MonkeyPatch) -> None:
    settings.cache_clear()
    try:
        monkeypatch.setenv("PANTAU_QUERY_THREADS", "3")
        assert settings().query_threads == 3
        monkeypatch.setenv("PANTAU_QUERY_THREADS", "4")
        assert settings().query_threads == 3
        with pytest.raises(ValidationError):
            settings().query_threads = 5
    finally:
        settings.cache_clear()


def test_every_setting_is_described() -> None:
    for name, field in Settings.model_fields.items():
        assert field.description, name
        assert field.description.endswith(".")


def test_chromium_is_the_one_on_the_path_unless_named(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert Settings().chromium is None
    browser = tmp_path / "chromium-browser"
    browser.touch(mode=0o755)
    assert Settings().chromium == browser
    monkeypatch.setenv("PANTAU_CHROMIUM", "/opt/chromium")
    assert Settings().chromium == Path("/opt/chromium")
