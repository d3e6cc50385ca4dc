"""The web server: the Streamlit script, the map's geometry, the fonts, a health check, headers.

Everything that keeps readers and server safe is decided here and nowhere else: Streamlit's options
are set from code, so that no configuration file lying about can weaken them.
"""

import contextlib
import errno
import hashlib
import logging
import re
import signal
import socket
import threading
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

import streamlit as st
import uvicorn
from starlette.datastructures import Headers, MutableHeaders
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit import config
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.runtime.pages_manager import PagesManager

from dashboard import __version__, incidents
from dashboard.delivery import deliver
from dashboard.errors import PlainError
from dashboard.front_page import FONT_PREFIX, front_page
from dashboard.geo_files import StaticFile, geo_files
from dashboard.locale import Locale, mark
from dashboard.pages.screen_link import SCREEN_PATH
from dashboard.presentation.routes import routes as screen_routes
from dashboard.presentation.routes import screen
from dashboard.press import engine
from dashboard.resources import STREAMLIT_CONFIG
from dashboard.settings import settings
from dashboard.versions import VersionError, current_version, is_simulated

APP_SCRIPT = Path(__file__).with_name("app.py")
_LOG = logging.getLogger(__name__)

# Seconds between two pings, and for an answer to one.
_PING_SECONDS = 30
_MESSAGE_MEGABYTES = 50
# How long an open page may take to say goodbye when the server stops.
_GOODBYE_SECONDS = 5

SAFETY: Final[Mapping[str, object]] = {
    # Nothing is sent to others and nothing is asked on the terminal.
    "browser.gatherUsageStats": False,
    "server.headless": True,
    "server.showEmailPrompt": False,
    "client.allowedOrigins": [],
    # A reader sees no traceback, no error type, no links to search engines, no developer's menu.
    "client.showErrorDetails": "none",
    "client.showErrorLinks": False,
    "client.toolbarMode": "minimal",
    "global.developmentMode": False,
    "global.suppressDeprecationWarnings": True,
    "logger.enableRich": False,
    # Exports are the program's own: they carry source, day and version, and no spreadsheet formula.
    "client.disableDataExport": True,
    # Only our own pages may talk to the server, and only with small messages.
    "server.enableCORS": True,
    "server.corsAllowedOrigins": [],
    "server.enableXsrfProtection": True,
    "server.xsrfCookieSameSite": "lax",
    "server.maxMessageSize": _MESSAGE_MEGABYTES,
    "server.enableWebsocketCompression": True,
    "server.websocketPingInterval": _PING_SECONDS,
    # Doors that nobody here goes through stay shut.
    "server.enableStaticServing": False,
    "server.enableAgentApi": False,
    "server.scriptHealthCheckEnabled": False,
    "server.trustedUserHeaders": {},
    "server.baseUrlPath": "",
    # The program's files do not change while it runs.
    "server.fileWatcherType": "none",
    "server.runOnSave": False,
    "server.allowRunOnSave": False,
}

_PORT_TAKEN = mark("Port {port} is already in use. Choose another one with --port.")
_PORT_PRIVILEGED = mark(
    "Port {port} may only be opened by an administrator. Choose one from 1024 upwards with --port."
)
_PORT_INVALID = mark("{port} is not a port number. Choose one from 0 to 65535 with --port.")
_HOST_UNUSABLE = mark("This computer has no address {host}. Choose another one with --host.")
_NOT_STARTED = mark("The server could not start. The lines above say why.")
_READY = mark("Pantau Netralitas is ready: {url}")
_UNAVAILABLE = mark("No data version can be read.")


class ServeError(PlainError):
    """The server cannot start; the message says why in one sentence."""


def create_app(script: Path = APP_SCRIPT) -> st.App:
    """The complete web application around a Streamlit script.

    Only one can live in a process. Raises `FileNotFoundError` when the script does not exist, and
    `OSError` when a file it serves cannot be read.
    """
    script = script.resolve(strict=True)
    _configure_streamlit()
    # Streamlit logs an uncaught error by itself, without the incident number; ours has it.
    logging.getLogger("streamlit.error_util").addFilter(_is_not_uncaught_error)
    page = front_page()
    files = {**geo_files().by_url, **page.files, **screen().files}
    return st.App(
        script,
        routes=[
            Route("/healthz", _healthz),
            Route("/ekspor/{name}.{suffix}", deliver),
            *screen_routes(),
        ],
        middleware=[
            Middleware(SafeHeaders, content_security_policy=page.content_security_policy),
            Middleware(ClosedDoors, uploads=settings().uploads),
            Middleware(OwnPage, page=page.html.encode()),
            Middleware(HiddenScriptPath, script=script),
            Middleware(FixedFiles, files=files, prefixes=_prefixes(files)),
        ],
        on_script_error=_on_script_error,
    )


def serve(host: str, port: int, script: Path = APP_SCRIPT) -> None:
    """Serve the dashboard until SIGINT or SIGTERM; port 0 means any free one.

    Prints one line with the address once pages can be opened. Raises `ServeError` when the address
    cannot be used or the application does not start.
    """
    logging.basicConfig(
        level=logging.WARNING, format="%(asctime)s %(levelname)s %(name)s: %(message)s"
    )
    with _bound_socket(host, port) as listener, _quiet_signals():
        server = _Server(
            uvicorn.Config(
                create_app(script),
                workers=1,
                lifespan="on",
                access_log=False,
                log_config=None,
                log_level="warning",
                server_header=False,
                ws="websockets-sansio",
                ws_max_size=_MESSAGE_MEGABYTES * 1024 * 1024,
                ws_per_message_deflate=True,
                ws_ping_interval=_PING_SECONDS,
                ws_ping_timeout=_PING_SECONDS,
                timeout_graceful_shutdown=_GOODBYE_SECONDS,
            ),
            url=_url(host, listener.getsockname()[1]),
        )
        try:
            server.run(sockets=[listener])
        finally:
            engine.shut()  # else a deck in the making would hold this process for a minute
    if not server.started:
        raise ServeError(_NOT_STARTED)


class SafeHeaders:
    """Puts the safety headers on every answer, also on one that Streamlit did not foresee."""

    def __init__(self, app: ASGIApp, *, content_security_policy: str) -> None:
        self.app = app
        self._headers = {
            "Content-Security-Policy": content_security_policy,
            "Cross-Origin-Opener-Policy": "same-origin",
            "Cross-Origin-Resource-Policy": "same-origin",
            "Permissions-Policy": "camera=(), display-capture=(), geolocation=(), microphone=(), "
            "payment=(), usb=()",
            "Referrer-Policy": "same-origin",
            "X-Content-Type-Options": "nosniff",
            "X-Frame-Options": "DENY",
        }

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        started = False

        async def send_safely(message: Message) -> None:
            nonlocal started
            if message["type"] in ("http.response.start", "websocket.http.response.start"):
                started = True
                headers = MutableHeaders(scope=message)
                headers.update(self._headers)
                # Nothing here is meant for other sites' pages.
                del headers["Access-Control-Allow-Origin"]
            await send(message)

        try:
            await self.app(scope, receive, send_safely)
        except Exception as error:
            # Starlette's own error page would leave outside of this class, without the headers.
            if scope["type"] != "http" or started:
                raise
            sentence = incidents.told(error, _LOG, Locale())
            await PlainTextResponse(sentence, status_code=500)(scope, receive, send_safely)


class ClosedDoors:
    """Answers 404 where nobody here goes; refuses other sites' websockets.

    Closed are Streamlit's metrics and agent interface and, unless a setting opens it, the upload.

    Streamlit would let any page of any program on this computer connect, and to judge a foreign
    origin it asks a server on the internet for this computer's address.
    """

    _CLOSED = re.compile(r"/_stcore/(metrics|agent)(/.*)?", re.DOTALL)
    _UPLOAD = re.compile(r"/_stcore/upload_file(/.*)?", re.DOTALL)

    def __init__(self, app: ASGIApp, *, uploads: bool) -> None:
        self.app = app
        self._closed = [self._CLOSED] if uploads else [self._CLOSED, self._UPLOAD]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        path = scope.get("path", "")
        if scope["type"] == "http" and any(door.fullmatch(path) for door in self._closed):
            await _not_found()(scope, receive, send)
        elif scope["type"] == "websocket" and not _is_own_page(Headers(scope=scope)):
            await receive()  # the handshake's `websocket.connect`
            await send({"type": "websocket.close", "code": 1008})  # answered as 403
        else:
            await self.app(scope, receive, send)


class OwnPage:
    """Sends the program's page in place of Streamlit's, at whatever address it was asked for.

    The presentation view is a page of its own.
    """

    _NO_PAGES = ("/_stcore/", "/component/", "/media/")

    def __init__(self, app: ASGIApp, *, page: bytes) -> None:
        self.app = app
        self._page = page
        self._etag = f'"{hashlib.sha256(page).hexdigest()[:16]}"'

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        path = scope.get("path", "")
        if scope["type"] != "http" or path == SCREEN_PATH or path.startswith(self._NO_PAGES):
            await self.app(scope, receive, send)
            return
        replace = False

        async def send_own(message: Message) -> None:
            nonlocal replace
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                is_page = headers.get("content-type", "").startswith("text/html")
                if replace := is_page and message["status"] == 200:
                    for name in ("Accept-Ranges", "Content-Encoding", "Last-Modified"):
                        del headers[name]
                    headers.update({"Content-Length": str(len(self._page)), "ETag": self._etag})
            elif replace:
                if message.get("more_body"):
                    return  # the last part stands for the whole
                message = {**message, "body": self._page}
            await send(message)

        await self.app(scope, receive, send_own)


class HiddenScriptPath:
    """Keeps to itself where on this computer the script lies; Streamlit tells every page."""

    def __init__(self, app: ASGIApp, *, script: Path) -> None:
        self.app = app
        self._path = str(script).encode()
        self._name = script.name

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def send_without_path(message: Message) -> None:
            if message["type"] == "websocket.send" and self._path in (message.get("bytes") or b""):
                message = {**message, "bytes": self._renamed(message["bytes"])}
            await send(message)

        await self.app(scope, receive, send_without_path)

    def _renamed(self, data: bytes) -> bytes:
        forwarded = ForwardMsg.FromString(data)
        if forwarded.WhichOneof("type") == "new_session":
            forwarded.new_session.main_script_path = self._name
        renamed: bytes = forwarded.SerializeToString()
        return renamed


class FixedFiles:
    """Serves a fixed set of files by their exact address; all else below their folders is 404.

    The address is only ever a key: no path on disk is made from what a browser asks for.
    """

    def __init__(
        self, app: ASGIApp, *, files: Mapping[str, StaticFile], prefixes: tuple[str, ...]
    ) -> None:
        self.app = app
        self._files = files
        self._prefixes = prefixes

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and scope["path"].startswith(self._prefixes):
            await self._answer(Request(scope))(scope, receive, send)
        else:
            await self.app(scope, receive, send)

    def _answer(self, request: Request) -> Response:
        file = self._files.get(request.scope["path"])
        if file is None:
            return _not_found()
        if request.method not in ("GET", "HEAD"):
            return PlainTextResponse("Method Not Allowed", 405, headers={"Allow": "GET, HEAD"})
        compress = file.compressed is not None and _takes_gzip(request)
        etag = f'"{file.digest}{"-gzip" if compress else ""}"'
        headers = {"Cache-Control": file.cache_control, "ETag": etag}
        if file.compressed is not None:
            headers["Vary"] = "Accept-Encoding"
        if etag in _tags(request.headers.get("if-none-match", "")):
            return Response(status_code=304, headers=headers)
        if compress:
            headers["Content-Encoding"] = "gzip"
        content = file.compressed if compress else file.content
        response = Response(content, media_type=file.media_type, headers=headers)
        if request.method == "HEAD":
            response.body = b""  # the headers, the length among them, stay those of GET
        return response


class _Server(uvicorn.Server):
    """Says where it listens, once it does."""

    def __init__(self, config: uvicorn.Config, *, url: str) -> None:
        super().__init__(config)
        self._url = url

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets=sockets)
        if self.started:
            print(Locale().text(_READY, url=self._url), flush=True)


def _configure_streamlit() -> None:
    """Read the program's own configuration file alone, then set the safety options over it."""

    def own_files(file_name: str) -> list[str]:
        return [str(STREAMLIT_CONFIG.with_name(file_name))]

    # Streamlit would add the reader's home folder and the working directory, whose files could turn
    # anything on, or fail to parse and stop the server.
    config.get_config_files = own_files
    config.get_config_options(force_reparse=True)
    for option, value in SAFETY.items():
        config.set_option(option, value, "dashboard.server")
    # Else every module of `pages/` counts as a page until the script has run for the first time,
    # and whoever opens another page than the first by its address is told that there is none.
    PagesManager.uses_pages_directory = False
    config.set_option("server.maxUploadSize", settings().upload_megabytes, "dashboard.server")


def _prefixes(files: Mapping[str, StaticFile]) -> tuple[str, ...]:
    return tuple(sorted({url[: url.rindex("/") + 1] for url in files} | {FONT_PREFIX}))


def _healthz(request: Request) -> Response:
    no_store = {"Cache-Control": "no-store"}
    try:
        number = current_version(settings().home)
    except Exception as error:
        # Whatever the reason is, the answer to whoever watches the server is the same.
        _LOG.error("No data version can be read: %s", error)
        detail = Locale.asked(request.query_params.get("bahasa")).text(_UNAVAILABLE)
        unavailable = {"status": "unavailable", "software": __version__, "detail": detail}
        return JSONResponse(unavailable, status_code=503, headers=no_store)
    healthy: dict[str, object] = {"status": "ok", "version": number, "software": __version__}
    # A manifest that cannot be read makes no page either; what is told of it is told there.
    with contextlib.suppress(VersionError):
        healthy |= {"simulated": True} if is_simulated(settings().home, number) else {}
    return JSONResponse(healthy, headers=no_store)


def _on_script_error(error: Exception) -> bool:
    """Log the error under a number, tell the reader the number, hide the rest."""
    st.error(incidents.told(error, _LOG, Locale.asked(st.query_params.get("bahasa"))))
    return True


def _is_not_uncaught_error(record: logging.LogRecord) -> bool:
    return record.msg != "Uncaught app execution"


def _not_found() -> Response:
    return PlainTextResponse("Not Found", status_code=404)


def _is_own_page(headers: Headers) -> bool:
    """Whether a handshake comes from a page of this server; other programs send no origin."""
    origin = headers.get("origin")
    return origin is None or urlsplit(origin).netloc == headers.get("host")


def _takes_gzip(request: Request) -> bool:
    for item in request.headers.get("accept-encoding", "").lower().split(","):
        name, _, weight = item.replace(" ", "").partition(";q=")
        if name in ("gzip", "*"):
            return not re.fullmatch(r"0(\.0*)?", weight)
    return False


def _tags(header: str) -> list[str]:
    return [tag.strip().removeprefix("W/") for tag in header.split(",")]


@contextlib.contextmanager
def _bound_socket(host: str, port: int) -> Iterator[socket.socket]:
    if not 0 <= port <= 65535:
        raise ServeError(_PORT_INVALID, port=port)
    try:
        family, *_, address = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
        listener = socket.create_server(address, family=family, backlog=2048)
    except PermissionError:
        raise ServeError(_PORT_PRIVILEGED, port=port) from None
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            raise ServeError(_PORT_TAKEN, port=port) from None
        raise ServeError(_HOST_UNUSABLE, host=host) from None
    with listener:
        yield listener


@contextlib.contextmanager
def _quiet_signals() -> Iterator[None]:
    """Uvicorn stops in good order, then raises the signal again for whoever handled it before.

    That would end the process with a traceback or a failing exit code, so nobody handles it.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    stops = (signal.SIGINT, signal.SIGTERM)
    before = {stop: signal.signal(stop, lambda *_: None) for stop in stops}
    try:
        yield
    finally:
        for stop, handler in before.items():
            signal.signal(stop, handler)


def _url(host: str, port: int) -> str:
    """An address a browser on this computer can open."""
    if host in ("", "0.0.0.0", "::"):
        host = "localhost"
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"
