"""The process that holds Chromium: it draws figures, pictures and pages, one job after the other.

Started by `engine.py` as `python -m dashboard.press.worker CONNECTION CHROMIUM PROFILE` in a group
of processes of its own. It says None once Chromium is ready, then answers each job with text, bytes
or a `PageError`. It kills its group when the connection's other end closes or Chromium is gone.
"""

import asyncio
import base64
import os
import re
import shutil
import signal
import sys
import zlib
from collections.abc import Mapping, Sequence
from functools import partial
from importlib.resources import files
from multiprocessing.connection import Connection
from typing import Any, Final

from choreographer import Browser, Tab
from choreographer.browsers import Chromium

from dashboard.geo_files import TOPOJSON_URL, geo_files
from dashboard.press.fonts import font_faces, weights
from dashboard.press.jobs import FigureJob, Job, PageError, PdfJob, PngJob

# What is drawn asks for nothing and runs nothing, whatever stands in it.
_POLICY: Final = (
    '<meta http-equiv="Content-Security-Policy" content="default-src \'none\';'
    " style-src 'unsafe-inline'; font-src data:; img-src data:\">"
)
_BASE_MAP: Final = "world_110m"
# A hundredth of a px is enough for a coordinate; a map of 514 regions is half as large then.
_PATH: Final = re.compile(r' d="[^"]*"')
_DECIMALS: Final = re.compile(r"(\.\d\d)\d+")
_TAG: Final = re.compile(r'<([A-Za-z][\w:.-]*)((?:\s+[\w:.-]+="[^"<]*")+)(\s*/?)>')
_ATTRIBUTE: Final = re.compile(r'[\w:.-]+="[^"<]*"')
_KEPT_OUT: Final = ("--allow-file-access-from-files", "--disable-web-security", "--no-sandbox")
_ADDED: Final = (
    "--disable-background-networking",
    "--disable-extensions",
    "--hide-scrollbars",
    "--font-render-hinting=none",  # the same letters at every scale
    "--force-color-profile=srgb",
    "--host-resolver-rules=MAP * ~NOTFOUND",  # no request leaves the machine
)


class _Offline(Chromium):
    """Chromium that asks nobody, in the worker's process group, in its sandbox unless root."""

    def get_cli(self) -> Sequence[str]:
        kept = [part for part in super().get_cli() if part not in _KEPT_OUT]
        root = ["--no-sandbox"] if os.geteuid() == 0 else []  # Chromium refuses otherwise
        return [*kept, *_ADDED, *root]

    def get_popen_args(self) -> Mapping[str, Any]:
        return {**super().get_popen_args(), "start_new_session": False}


class _Studio:
    """Two tabs of Chromium: one draws figures with plotly.js, one shows what is to be printed."""

    def __init__(self, figures: Tab, prints: Tab) -> None:
        self._figures = figures
        self._prints = prints
        self._known: set[str] = set()  # geometry that the first tab has

    @classmethod
    async def opened(cls, browser: Browser) -> "_Studio":
        """The tabs with fonts and plotly.js in place."""
        studio = cls(
            await browser.create_tab("about:blank"), await browser.create_tab("about:blank")
        )
        await studio._show(studio._figures, "")
        library = files("plotly").joinpath("package_data/plotly.min.js").read_text("utf-8")
        await _run(studio._figures, library)
        base_map = geo_files().by_url[f"{TOPOJSON_URL}{_BASE_MAP}.json"].content.decode()
        await _run(studio._figures, f"PlotlyGeoAssets.topojson.{_BASE_MAP} = {base_map}; 0")
        return studio

    async def do(self, job: Job) -> str | bytes:
        """What is asked for. Raises `PageError`."""
        match job:
            case FigureJob():
                return await self._figure(job)
            case PngJob():
                return await self._png(job)
            case PdfJob():
                return await self._pdf(job)

    async def _figure(self, job: FigureJob) -> str:
        for address in set(job.geometry) - self._known:
            geometry = geo_files().by_url[address].content.decode()
            await _run(self._figures, f"PlotlyGeoAssets[{address!r}] = {geometry}; 0")
            self._known.add(address)
        # plotly.js names its clip paths and gradients at random. Counted from the figure's own
        # checksum, they are the same each time, and different for two figures in one document.
        seed = zlib.crc32(job.specification.encode())
        drawn = str(
            await _call(
                self._figures,
                """(specification, config, width, height, seed) => {
                  let state = seed;
                  Math.random = () => {
                    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
                    return state / 4294967296;
                  };
                  const figure = {...JSON.parse(specification), config};
                  const options = {format: 'svg', imageDataOnly: true, width, height};
                  return Plotly.toImage(figure, options);
                }""",
                job.specification,
                dict(job.configuration),
                job.width,
                job.height,
                seed,
            )
        )
        shorter = _PATH.sub(lambda path: _DECIMALS.sub(r"\1", path.group()), drawn)
        return _TAG.sub(_in_order, shorter)

    async def _png(self, job: PngJob) -> bytes:
        await _send(
            self._prints,
            "Emulation.setDeviceMetricsOverride",
            width=job.width,
            height=job.height,
            deviceScaleFactor=job.scale,
            mobile=False,
        )
        await self._show(self._prints, job.svg)
        taken = await _send(self._prints, "Page.captureScreenshot", format="png")
        return base64.b64decode(taken["data"])

    async def _pdf(self, job: PdfJob) -> bytes:
        await _send(self._prints, "Emulation.clearDeviceMetricsOverride")
        size = f"@page{{size:{job.width}px {job.height}px;margin:0}}"
        await self._show(self._prints, "".join(job.svgs), size + "svg+svg{break-before:page}")
        printed = await _send(
            self._prints,
            "Page.printToPDF",
            printBackground=True,
            preferCSSPageSize=True,
            generateTaggedPDF=False,
            generateDocumentOutline=False,
        )
        return base64.b64decode(printed["data"])

    async def _show(self, tab: Tab, body: str, style: str = "") -> None:
        """Put a document into a tab and wait for its fonts."""
        tree = await _send(tab, "Page.getFrameTree")
        page = (
            f'<!doctype html><html><head><meta charset="utf-8">{_POLICY}<style>'
            f"{font_faces(weights())}body{{margin:0}}body>svg{{display:block}}{style}"
            f"</style></head><body>{body}</body></html>"
        )
        frame = tree["frameTree"]["frame"]["id"]
        await _send(tab, "Page.setDocumentContent", frameId=frame, html=page)
        await _call(
            tab,
            """(weights) => Promise.all(
              weights.map(weight => document.fonts.load(`${weight} 16px 'IBM Plex Sans'`))
            ).then(() => document.fonts.ready).then(() => 0)""",
            list(weights()),
        )


def _in_order(tag: re.Match[str]) -> str:
    """A tag with its attributes in alphabetical order.

    Chromium writes a style among the others or after them, as it happens to have looked at it.
    """
    name, attributes, end = tag.groups()
    return f"<{name} {' '.join(sorted(_ATTRIBUTE.findall(attributes)))}{end}>"


async def _send(tab: Tab, command: str, **parameters: Any) -> Any:
    answer = await tab.send_command(command, params=parameters)
    if "error" in answer:
        raise PageError(answer["error"].get("message", command))
    return answer["result"]


async def _run(tab: Tab, script: str) -> Any:
    done = await _send(
        tab, "Runtime.evaluate", expression=script, returnByValue=True, awaitPromise=True
    )
    return _value(done)


async def _call(tab: Tab, function: str, *arguments: Any) -> Any:
    window = (await _send(tab, "Runtime.evaluate", expression="globalThis"))["result"]["objectId"]
    done = await _send(
        tab,
        "Runtime.callFunctionOn",
        functionDeclaration=function,
        objectId=window,
        arguments=[{"value": argument} for argument in arguments],
        returnByValue=True,
        awaitPromise=True,
    )
    return _value(done)


def _value(done: Mapping[str, Any]) -> Any:
    if "exceptionDetails" in done:
        thrown = done["exceptionDetails"]
        described = thrown.get("exception", {})
        raise PageError(described.get("description") or described.get("value") or thrown["text"])
    return done["result"].get("value")


async def _serve(connection: Connection, chromium: str, profile: str) -> None:
    browser = Browser(chromium, browser_cls=_Offline, tmp_dir=profile)
    await browser.open()
    loop = asyncio.get_running_loop()
    gone = asyncio.ensure_future(asyncio.to_thread(browser.subprocess.wait))
    gone.add_done_callback(lambda _: _end(profile))
    studio = await _Studio.opened(browser)
    connection.send(None)
    while True:
        # Off the loop, so that the end of Chromium is noticed while there is nothing to do.
        try:
            job = await loop.run_in_executor(None, connection.recv)
        except (EOFError, OSError):  # whoever asked is gone; a Chromium that hangs goes too
            return _end(profile)
        try:
            answer: str | bytes | PageError = await studio.do(job)
        except PageError as error:
            answer = error
        await loop.run_in_executor(None, partial(connection.send, answer))


def _end(profile: str) -> None:
    """End this process, Chromium and all that it started."""
    # The asking process removes what they leave, unless it was killed.
    shutil.rmtree(profile, ignore_errors=True)
    os.killpg(os.getpgid(0), signal.SIGKILL)


def main() -> None:
    """Serve the other end of the connection until it closes."""
    handle, chromium, profile = sys.argv[1:]
    try:
        asyncio.run(_serve(Connection(int(handle)), chromium, profile))
    finally:
        _end(profile)


if __name__ == "__main__":
    main()
