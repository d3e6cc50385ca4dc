"""The server as seen from outside: addresses, headers, closed doors, errors, start and stop."""

import asyncio
import gzip
import hashlib
import http.client
import json
import re
import signal
import socket
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from serving import Serving, serving
from starlette.types import Message
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.exceptions import InvalidStatus

from dashboard.front_page import FONT_PREFIX
from dashboard.geo_files import geo_files
from dashboard.locale import LANGUAGES
from dashboard.resources import FONTS, PAGE_SCRIPTS, STREAMLIT_CONFIG, STYLE
from dashboard.server import SAFETY, SafeHeaders, ServeError, serve

SECRET = "SELECT rahasia FROM tabel_dalam"
SCRIPT = f"""
import json
import streamlit as st
from streamlit import config

case = st.query_params.get("case")
if case == "error":
    raise ValueError({SECRET!r})
if case == "fragment":
    @st.fragment
    def broken():
        raise ValueError({SECRET!r})
    broken()
if case == "options":
    names = st.query_params["names"].split(",")
    st.code(json.dumps({{name: config.get_option(name) for name in names}}))
st.write("sampai di akhir")
"""
# What somebody's own file could turn on; the theme lies on a port where nobody answers.
HOSTILE = """
[client]
showErrorDetails = "full"
toolbarMode = "developer"
[browser]
gatherUsageStats = true
[server]
baseUrlPath = "lain"
enableStaticServing = true
enableAgentApi = true
enableCORS = false
enableXsrfProtection = false
corsAllowedOrigins = ["http://jahat.example"]
maxUploadSize = 5000
fileWatcherType = "poll"
[theme]
base = "http://127.0.0.1:9/theme.toml"
primaryColor = "#ff0000"
"""
HEADERS = {
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "referrer-policy": "same-origin",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
}


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Serving]:
    cwd = tmp_path_factory.mktemp("server")
    (cwd / ".streamlit").mkdir()
    (cwd / ".streamlit" / "config.toml").write_text(HOSTILE)
    (cwd / "static").mkdir()
    (cwd / "static" / "rahasia.txt").write_text("rahasia")
    (cwd / "app.py").write_text(SCRIPT)
    home = tmp_path_factory.mktemp("home")
    (home / "current").write_text("7")
    with serving(cwd / "app.py", home=home, cwd=cwd) as running:
        yield running


def font() -> str:
    return FONT_PREFIX + min(path.name for path in FONTS.glob("*.woff2"))


# -- headers -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/", 200),
        ("/peta", 200),
        ("/healthz", 200),
        ("/_stcore/health", 200),
        ("/_stcore/host-config", 200),
        ("/_stcore/metrics", 404),
        ("/geo/world_110m.json", 200),
        (geo_files().url("regencies"), 200),
        ("/geo/none", 404),
        (font(), 200),
        ("/fonts/none.woff2", 404),
        ("/static/js/none.js", 200),
        ("/media/none.csv", 404),
        ("//etc/passwd", 400),
    ],
)
def test_every_answer_has_the_safety_headers(server: Serving, path: str, status: int) -> None:
    answer = server.ask(path)
    assert answer.status == status
    assert {name: answer.headers.get(name) for name in HEADERS} == HEADERS
    policy = answer.headers["content-security-policy"]
    assert policy.startswith("default-src 'none'; script-src 'self' ")
    assert "frame-ancestors 'none'" in policy
    assert "camera=()" in answer.headers["permissions-policy"]
    assert "access-control-allow-origin" not in answer.headers
    assert "server" not in answer.headers


def test_no_script_of_a_stranger_may_run(server: Serving) -> None:
    policy = server.ask("/").headers["content-security-policy"]
    scripts = next(part for part in policy.split("; ") if part.startswith("script-src"))
    assert re.fullmatch(
        r"script-src 'self' 'wasm-unsafe-eval'( 'sha256-[A-Za-z0-9+/]{43}=')+", scripts
    )
    assert "http:" not in policy
    assert "*" not in policy


def test_the_page_speaks_the_programs_language(server: Serving) -> None:
    for path in ("/", "/peta", "/peta?provinsi=33"):
        answer = server.ask(path, accept_encoding="gzip")
        page = answer.body.decode()
        assert '<html lang="id">' in page
        assert "<title>Pantau Netralitas</title>" in page
        assert page.count("<noscript><p>") == 1
        assert f'href="{font()}"' in page
        assert "agent" not in page
        assert '<div id="root"></div>' in page
        assert answer.headers["cache-control"] == "no-cache"
        assert server.ask(path, method="HEAD").headers["etag"] == answer.headers["etag"]


# -- geometry and fonts ------------------------------------------------------------------------


def test_geometry_comes_compressed_and_may_be_kept_for_good(server: Serving) -> None:
    url = geo_files().url("regencies")
    plain, compressed = server.ask(url), server.ask(url, accept_encoding="br, gzip")
    assert plain.headers["content-type"] == "application/geo+json"
    assert "content-encoding" not in plain.headers
    assert compressed.headers["content-encoding"] == "gzip"
    assert gzip.decompress(compressed.body) == plain.body
    assert len(json.loads(plain.body)["features"]) == 514
    for answer in (plain, compressed):
        assert answer.headers["cache-control"] == "public, max-age=31536000, immutable"
        assert answer.headers["vary"] == "Accept-Encoding"
    assert plain.headers["etag"] != compressed.headers["etag"]


@pytest.mark.parametrize("refusal", ["identity", "gzip;q=0", "gzip; q=0.000, br", ""])
def test_whoever_does_not_take_gzip_gets_it_plain(server: Serving, refusal: str) -> None:
    answer = server.ask(geo_files().url("provinces"), accept_encoding=refusal)
    assert "content-encoding" not in answer.headers
    assert answer.body.startswith(b"{")


def test_a_kept_file_is_not_sent_again(server: Serving) -> None:
    url = geo_files().url("provinces")
    etag = server.ask(url).headers["etag"]
    again = server.ask(url, if_none_match=f'"other", W/{etag}')
    assert (again.status, again.body) == (304, b"")
    assert again.headers["etag"] == etag
    assert server.ask(url, if_none_match='"other"').status == 200


def test_head_has_the_headers_of_get_and_no_body(server: Serving) -> None:
    url = geo_files().url("provinces")
    head, get = server.ask(url, method="HEAD"), server.ask(url)
    assert (head.status, head.body) == (200, b"")
    assert {**head.headers, "date": ""} == {**get.headers, "date": ""}


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS"])
def test_files_cannot_be_changed(server: Serving, method: str) -> None:
    answer = server.ask(geo_files().url("provinces"), method=method)
    assert answer.status == 405
    assert answer.headers["allow"] == "GET, HEAD"


def test_the_base_map_has_a_fixed_name_and_is_kept_for_an_hour(server: Serving) -> None:
    answer = server.ask("/geo/world_110m.json")
    assert answer.headers["cache-control"] == "public, max-age=3600"
    assert answer.headers["content-type"] == "application/json"
    assert json.loads(answer.body)["type"] == "Topology"


@pytest.mark.parametrize("folder", ["/geo/", "/fonts/"])
@pytest.mark.parametrize(
    "name",
    [
        "",
        "..%2f..%2f..%2fetc%2fpasswd",
        "../../pyproject.toml",
        "%2e%2e/%2e%2e/pyproject.toml",
        "..%5c..%5cpyproject.toml",
        "%00",
        "world_110m.json%00",
        "world_110m.json/",
        "%2fetc%2fpasswd",
        "/etc/passwd",
        "C:%5cWindows%5cwin.ini",
        "%5c%5cserver%5cshare",
        "WORLD_110M.JSON",
        "regencies.geojson",
        "OFL.txt",
        "\u2025\u2025".encode().hex(),
        "a" * 4000,
    ],
)
def test_any_other_name_is_not_found(server: Serving, folder: str, name: str) -> None:
    answer = server.ask(folder + name)
    assert (answer.status, answer.body) == (404, b"Not Found")


def test_fonts_are_served_and_their_names_carry_their_content(server: Serving) -> None:
    paths = sorted(FONTS.glob("*.woff2"))
    assert paths
    for path in paths:
        answer = server.ask(FONT_PREFIX + path.name, accept_encoding="gzip")
        assert answer.status == 200
        assert answer.headers["content-type"] == "font/woff2"
        assert answer.headers["cache-control"] == "public, max-age=31536000, immutable"
        assert "content-encoding" not in answer.headers
        assert answer.body == path.read_bytes()
        assert path.suffixes[-2] == "." + hashlib.sha256(answer.body).hexdigest()[:8]


def test_the_style_sheet_names_exactly_the_bundled_fonts_and_the_theme_their_family() -> None:
    style = STYLE.read_text(encoding="utf-8")
    assert set(re.findall(r'url\("([^"]+)"\)', style)) == {
        FONT_PREFIX + path.name for path in FONTS.glob("*.woff2")
    }
    theme = tomllib.loads(STREAMLIT_CONFIG.read_text(encoding="utf-8"))["theme"]
    families = set(re.findall(r'font-family: "([^"]+)"', style))
    assert families == {theme["font"].split(",")[0]}


def test_the_page_names_the_style_sheet_and_it_may_be_kept_for_good(server: Serving) -> None:
    page = server.ask("/").body.decode()
    (url,) = re.findall(r'<link rel="stylesheet" href="(/style/[^"]+)">', page)
    answer = server.ask(url)
    assert answer.status == 200
    assert answer.headers["content-type"].startswith("text/css")
    assert answer.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert answer.body == STYLE.read_bytes()


def test_our_script_runs_before_streamlits_and_may_be_kept_for_good(server: Serving) -> None:
    page = server.ask("/").body.decode()
    scripts = re.findall(r'<script type="module"[^>]* src="([^"]+)"', page)
    assert len(scripts) == 2
    assert scripts[0].startswith("/script/pantau.")
    assert "/static/js/index." in scripts[1]
    answer = server.ask(scripts[0])
    assert answer.status == 200
    assert answer.headers["content-type"].startswith("text/javascript")
    assert answer.headers["cache-control"] == "public, max-age=31536000, immutable"
    table, _, script = answer.body.decode().partition("\n")
    assert script == "\n".join(file.read_text(encoding="utf-8") for file in PAGE_SCRIPTS)
    languages = json.loads(table.removeprefix("const LANGUAGES = ").removesuffix(";"))
    assert list(languages) == list(LANGUAGES)  # the script takes the first for the default
    assert languages["id"]["phrases"]["Search"] == "Cari"
    assert languages["en"]["phrases"] == {}
    assert hashlib.sha256(answer.body).hexdigest()[:16] in scripts[0]


@pytest.mark.parametrize("file", PAGE_SCRIPTS, ids=lambda file: file.name)
def test_our_script_is_short_and_makes_no_code_of_texts(file: Path) -> None:
    script = file.read_text(encoding="utf-8")
    assert len(script.splitlines()) < 180
    assert not re.search(r"\beval\b|\bFunction\b|innerHTML|insertAdjacentHTML|https?:", script)


def test_no_safety_option_is_repeated_in_the_configuration() -> None:
    settings = tomllib.loads(STREAMLIT_CONFIG.read_text(encoding="utf-8"))
    named = {f"{section}.{option}" for section, options in settings.items() for option in options}
    assert not named & set(SAFETY)


# -- health ------------------------------------------------------------------------------------


def test_healthz_names_the_version(server: Serving) -> None:
    answer = server.ask("/healthz")
    health = json.loads(answer.body)
    assert (answer.status, health["status"], health["version"]) == (200, "ok", 7)
    assert set(health) == {"status", "version", "software"}
    assert answer.headers["cache-control"] == "no-store"


def test_healthz_says_plainly_that_nothing_can_be_read(tmp_path: Path) -> None:
    (tmp_path / "app.py").write_text("")
    with serving(tmp_path / "app.py", home=tmp_path / "nowhere", cwd=tmp_path) as server:
        answer = server.ask("/healthz?bahasa=en")
        health = json.loads(answer.body)
        assert (answer.status, health["status"]) == (503, "unavailable")
        assert health["detail"] == "No data version can be read."
        assert "version" not in health
        assert str(tmp_path) not in answer.body.decode()


# -- closed doors ------------------------------------------------------------------------------


@pytest.mark.parametrize("method", ["GET", "POST"])
@pytest.mark.parametrize(
    "path",
    [
        "/_stcore/metrics",
        "/_stcore/metrics/",
        "/_stcore/agent",
        "/_stcore/agent/openapi.json",
        "/_stcore/agent/interact",
        "/_stcore/agent/mcp",
        "/_stcore/agen%74/mcp",
    ],
)
def test_streamlits_inner_doors_are_closed(server: Serving, path: str, method: str) -> None:
    answer = server.ask(path, method=method)
    assert (answer.status, answer.body) == (404, b"Not Found")


_UPLOADS = ["/_stcore/upload_file", "/_stcore/upload_file/a/b", "/_stcore/upload%5ffile/a/b"]


@pytest.mark.parametrize("method", ["GET", "PUT", "POST", "DELETE", "OPTIONS"])
@pytest.mark.parametrize("path", _UPLOADS)
def test_nothing_can_be_uploaded_unless_the_owner_opens_the_door(
    server: Serving, path: str, method: str
) -> None:
    answer = server.ask(path, method=method)
    assert (answer.status, answer.body) == (404, b"Not Found")


def test_the_open_door_takes_files_up_to_the_settings_size(tmp_path: Path) -> None:
    (tmp_path / "app.py").write_text(SCRIPT)
    opened = {"PANTAU_UPLOADS": "true", "PANTAU_UPLOAD_MEGABYTES": "7"}
    with serving(tmp_path / "app.py", home=tmp_path, cwd=tmp_path, settings=opened) as server:
        refused = server.ask("/_stcore/upload_file/a/b", method="PUT")
        assert refused.status == 403  # it is asked for the page's token
        sent = server.run_script("case=options&names=server.maxUploadSize")
        assert b'{"server.maxUploadSize": 7}' in sent


def test_a_page_opened_by_its_address_exists_before_the_script_has_ever_run(tmp_path: Path) -> None:
    (tmp_path / "pages").mkdir()
    (tmp_path / "pages" / "bagian.py").write_text("import streamlit as st; st.write('bagian')")
    (tmp_path / "app.py").write_text(
        "import streamlit as st\n"
        "def first(): st.write('pertama')\n"
        "def second(): st.write('kedua')\n"
        "pages = [st.Page(first, default=True), st.Page(second, url_path='setor')]\n"
        "st.navigation(pages).run()\n"
    )
    with serving(tmp_path / "app.py", home=tmp_path, cwd=tmp_path) as server:
        sent = server.messages(page="setor")
    assert "page_not_found" not in {ForwardMsg.FromString(m).WhichOneof("type") for m in sent}
    assert b"kedua" in b"".join(sent)


def test_static_serving_stays_off(server: Serving) -> None:
    assert b"rahasia" not in server.ask("/app/static/rahasia.txt").body


@pytest.mark.parametrize(
    "origin", ["http://jahat.example", "http://localhost:1", "https://jahat.example:8501", "null"]
)
def test_another_sites_page_cannot_connect(server: Serving, origin: str) -> None:
    with pytest.raises(InvalidStatus) as refusal, server.connect(origin):
        pass
    assert refusal.value.response.status_code == 403


def test_our_own_page_and_programs_without_a_page_can_connect(server: Serving) -> None:
    for origin in (server.url, None):
        with server.connect(origin) as connection:
            assert connection.subprotocol == "streamlit"


# -- options -----------------------------------------------------------------------------------


def test_no_file_in_the_working_directory_changes_an_option(server: Serving) -> None:
    themed = {"theme.light.primaryColor": "#0b5c7a", "theme.base": None, "theme.primaryColor": None}
    expected = {**SAFETY, **themed, "server.maxUploadSize": 50}
    sent = server.run_script(f"case=options&names={','.join(expected)}").decode(errors="replace")
    shown = re.search(r'\{"[^{}]*(\{\})?[^{}]*\}', sent)
    assert shown
    assert json.loads(shown.group()) == expected


def test_a_broken_file_in_the_working_directory_stops_nothing(tmp_path: Path) -> None:
    (tmp_path / ".streamlit").mkdir()
    (tmp_path / ".streamlit" / "config.toml").write_text("= = [")
    (tmp_path / "app.py").write_text("import streamlit as st; st.write('jalan')")
    with serving(tmp_path / "app.py", home=tmp_path, cwd=tmp_path) as server:
        assert b"jalan" in server.run_script()


def test_no_page_learns_where_the_program_lies(server: Serving) -> None:
    assert str(server.log.parent).encode() not in server.run_script()


# -- errors ------------------------------------------------------------------------------------


@pytest.mark.parametrize("case", ["error", "fragment"])
@pytest.mark.parametrize("language", [*LANGUAGES, "xx"])
def test_an_error_shows_its_number_and_nothing_else(
    server: Serving, case: str, language: str
) -> None:
    sent = server.run_script(f"case={case}&bahasa={language}").decode(errors="replace")
    numbers = re.findall(r"(?:incident number|nomor insiden) ([0-9A-F]{8})", sent)
    assert len(numbers) == 1
    for inside in (SECRET, "ValueError", "Traceback", str(server.log.parent)):
        assert inside not in sent
    log = server.log.read_text(encoding="utf-8")
    _, _, report = log.partition(f"Incident {numbers[0]}\n")
    assert report.startswith("Traceback")
    assert SECRET in report
    assert "Uncaught app execution" not in log  # one error, one report


def test_an_error_of_the_server_itself_is_answered_the_same_way(
    caplog: pytest.LogCaptureFixture,
) -> None:
    async def broken(*_: object) -> None:
        raise ValueError(SECRET)

    sent: list[Message] = []

    async def send(message: Message) -> None:
        sent.append(message)

    async def receive() -> Message:
        return {"type": "http.request"}

    app = SafeHeaders(broken, content_security_policy="default-src 'none'")
    asyncio.run(app({"type": "http", "method": "GET", "path": "/"}, receive, send))
    start, body = sent
    assert start["status"] == 500
    assert (b"content-security-policy", b"default-src 'none'") in start["headers"]
    number = re.search(rb"(?:incident number|nomor insiden) ([0-9A-F]{8})", body["body"])
    assert number
    assert SECRET.encode() not in body["body"]
    assert f"Incident {number.group(1).decode()}" in caplog.text
    assert SECRET in caplog.text


# -- start and stop ----------------------------------------------------------------------------


@pytest.mark.parametrize("stop", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_stops_the_server_in_good_order_even_with_a_page_open(
    tmp_path: Path, stop: signal.Signals
) -> None:
    (tmp_path / "app.py").write_text("import streamlit as st; st.write('jalan')")
    (tmp_path / "current").write_text("1")
    with serving(tmp_path / "app.py", home=tmp_path, cwd=tmp_path) as server:
        server.run_script()
        with server.connect(server.url):
            assert server.stop(stop) == 0
        assert server.process.stdout is not None
        assert server.process.stdout.read() == ""  # one line was all
        assert server.log.read_text(encoding="utf-8") == ""


def test_an_occupied_port_is_said_in_one_sentence(capsys: pytest.CaptureFixture[str]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(ServeError) as error:
            serve("127.0.0.1", port)
    assert str(error.value) == f"Port {port} is already in use. Choose another one with --port."
    assert capsys.readouterr() == ("", "")


@pytest.mark.parametrize(
    ("host", "port", "sentence"),
    [
        ("192.0.2.1", 0, "This computer has no address 192.0.2.1."),
        ("host.invalid", 0, "This computer has no address host.invalid."),
        ("127.0.0.1", 65536, "65536 is not a port number."),
        ("127.0.0.1", -1, "-1 is not a port number."),
    ],
)
def test_an_unusable_address_is_said_in_one_sentence(host: str, port: int, sentence: str) -> None:
    with pytest.raises(ServeError) as error:
        serve(host, port)
    assert str(error.value).startswith(sentence)


def test_a_port_for_administrators_is_said_in_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(socket, "create_server", refuse)
    with pytest.raises(ServeError, match="Port 80 may only be opened by an administrator"):
        serve("127.0.0.1", 80)


def test_a_malformed_request_ends_without_a_trace(server: Serving) -> None:
    host, _, port = server.address.partition(":")
    with socket.create_connection((host, int(port)), timeout=10) as raw:
        raw.sendall(b"BUKAN HTTP\r\n\r\n")
        response = http.client.HTTPResponse(raw)
        response.begin()
        assert response.status == 400
        assert b"Traceback" not in response.read()
