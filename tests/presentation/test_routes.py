"""What the presentation's addresses answer, good or bad."""

import asyncio
import json
import re
from pathlib import Path
from typing import Any

import pytest
from making import make_version
from starlette.applications import Starlette
from starlette.types import Message

from dashboard import requested
from dashboard.presentation import routes
from dashboard.presentation.showing import Showing
from dashboard.settings import settings

APP = Starlette(routes=routes.routes())


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(
        requested, "settings", lambda: settings().model_copy(update={"home": tmp_path})
    )
    return tmp_path


def ask(address: str) -> tuple[int, dict[str, str], bytes]:
    path, _, query = address.partition("?")
    sent: list[Message] = []

    async def receive() -> Message:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Message) -> None:
        sent.append(message)

    scope = {
        "type": "http",
        "http_version": "1.1",
        "method": "GET",
        "scheme": "https",
        "server": ("pantau.example", 443),
        "path": path,
        "root_path": "",
        "query_string": query.encode(),
        "headers": [(b"host", b"pantau.example")],
    }
    asyncio.run(APP(scope, receive, send))
    start, *parts = sent
    headers = {name.decode(): value.decode() for name, value in start["headers"]}
    return start["status"], headers, b"".join(part.get("body", b"") for part in parts)


def ask_json(address: str) -> tuple[int, Any]:
    status, headers, body = ask(address)
    assert headers["content-type"] == "application/json"
    assert headers["cache-control"] == "no-store"
    return status, json.loads(body)


@pytest.fixture
def one_activity(home: Path) -> Path:
    make_version(
        home,
        activities=[{"activity_id": "KG-1", "date_from": "2024-09-01", "regency_codes": "33.01"}],
    )
    return home


def test_the_list_and_its_slides_are_json_for_the_page(one_activity: Path) -> None:
    status, found = ask_json("/layar/isi?halaman=")
    assert (status, found["version"]) == (200, 1)
    assert found["edition"] in ask("/layar?halaman=")[2].decode()
    assert found["config"]["topojsonURL"] == "/geo/"
    status, slide = ask_json("/layar/isi/activities_by_month?halaman=&tema=gelap")
    assert (status, slide["name"]) == (200, "activities_by_month")
    assert "https://pantau.example/?" in slide["frame"]
    light = ask_json("/layar/isi/activities_by_month?halaman=")[1]
    assert light["frame"] != slide["frame"]


def test_the_page_is_there_whatever_its_address_asks_for(home: Path) -> None:
    status, headers, body = ask("/layar?halaman=ngawur&versi=%00&bahasa=xx&tema=<script>")
    assert (status, headers["content-type"]) == (200, "text/html; charset=utf-8")
    assert b'<html lang="id" data-mode="light"' in body
    assert b"ngawur" not in body


def test_what_cannot_be_shown_is_a_sentence_in_the_readers_language(one_activity: Path) -> None:
    status, refusal = ask_json("/layar/isi?halaman=ngawur&bahasa=en")
    assert (status, refusal) == (
        422,
        {"about": "", "sentence": "There is no page “ngawur” to present."},
    )
    status, refusal = ask_json("/layar/isi/ngawur?bahasa=en")
    assert status == 422
    assert "ngawur" in refusal["sentence"]


def test_a_fixed_version_that_is_gone_is_refused_and_a_missing_one_may_come_back(
    home: Path,
) -> None:
    assert ask_json("/layar/isi?halaman=&versi=7")[0] == 422
    assert ask_json("/layar/isi?halaman=")[0] == 503


def test_our_own_fault_has_an_incident_number_and_tells_nothing(
    one_activity: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(self: Showing) -> dict[str, Any]:
        raise ValueError("SELECT rahasia")

    monkeypatch.setattr(Showing, "programme", broken)
    status, refusal = ask_json("/layar/isi?halaman=")
    assert status == 500
    assert "rahasia" not in refusal["sentence"]
    assert re.search(r"[0-9A-F]{8}\.$", refusal["sentence"])
