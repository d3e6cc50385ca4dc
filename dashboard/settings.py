"""Every setting of the program, read from `PANTAU_*` environment variables and validated once."""

import shutil
from functools import cache
from pathlib import Path
from typing import Literal

from platformdirs import user_data_path
from pydantic import Field, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict


def _chromium_on_path() -> Path | None:
    """The system's Chromium or a browser made from it; None where there is none."""
    names = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
    found = next(filter(None, map(shutil.which, names)), None)
    return Path(found) if found else None


class Settings(BaseSettings):
    """All settings. Field names are the environment variables' names without `PANTAU_`."""

    model_config = SettingsConfigDict(env_prefix="PANTAU_", frozen=True, extra="ignore")

    home: Path = Field(
        default_factory=lambda: user_data_path("pantau-netralitas", appauthor=False),
        description="Folder in which the data versions live.",
    )
    language: Literal["id", "en"] = Field(
        default="id", description="Language of the command line: id or en."
    )

    @field_validator("home", mode="before")
    @classmethod
    def _home_is_absolute(cls, value: object) -> Path:
        if not str(value).strip():
            raise ValueError("an empty folder name")
        try:
            return Path(str(value)).expanduser().absolute()
        except RuntimeError as error:  # `~somebody` who does not exist
            raise ValueError(str(error)) from error

    query_seconds: float = Field(
        default=10.0, ge=0.1, le=600, description="Time limit of one query, in seconds."
    )
    query_memory: str = Field(
        default="1GB",
        pattern=r"^[1-9][0-9]{0,4}(MB|GB)$",
        description="Memory limit of the query engine.",
    )
    query_threads: int = Field(default=2, ge=1, le=256, description="Threads of the query engine.")
    data_complete: bool = Field(
        default=False,
        description="The owner declares the records complete: only then may regions be ranked.",
    )
    first_day_counts: bool = Field(
        default=False,
        description="A deadline counts the day its clock starts on as the first of its days.",
    )
    joint_leave_free: bool = Field(
        default=True,
        description="Days of joint leave (cuti bersama) are no working days of a deadline.",
    )
    follow_up_days: int = Field(
        default=14,
        ge=1,
        le=365,
        description="Calendar days in which the appointing officer is expected to follow up.",
    )
    address: str = Field(
        default="",
        pattern=r"^(https?://[^\s/?#]+)?/?$",
        description="Where readers reach the program, as https://host; stands in permanent links.",
    )
    small_cells: int = Field(
        default=3,
        ge=0,
        le=20,
        description="In what leaves the house, counts of cases under it are masked; 0 or 1: none.",
    )
    uploads: bool = Field(
        default=False,
        description="Whoever opens the page may hand in records and publish them.",
    )
    upload_megabytes: int = Field(
        default=50, ge=1, le=500, description="Largest file that the page takes, in megabytes."
    )

    @field_validator("address")
    @classmethod
    def _address_ends_with_the_host(cls, value: str) -> str:
        return value.rstrip("/")

    export_seconds: float = Field(
        default=30.0, ge=1, le=600, description="Time limit of one picture or PDF, in seconds."
    )
    chromium: Path | None = Field(
        default_factory=_chromium_on_path,
        description="The Chromium that draws pictures and PDF; by default the one on the PATH.",
    )

    def numbers(self) -> dict[str, object]:
        """The settings that change numbers, by name; queries may use each as a parameter."""
        return self.model_dump(
            include={"data_complete", "first_day_counts", "joint_leave_free", "follow_up_days"}
        )


@cache
def settings() -> Settings:
    """The settings of this process. Raises `pydantic.ValidationError` for an invalid value."""
    return Settings()


def settings_that_count() -> dict[str, str]:
    """The settings that change numbers, as a version's manifest keeps them."""
    return {name: str(value).lower() for name, value in settings().numbers().items()}
