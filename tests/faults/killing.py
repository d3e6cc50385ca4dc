"""Processes that hand in files and can be killed at any instant."""

import multiprocessing
import os
import signal
import sys
import time
from collections.abc import Sequence
from multiprocessing.context import ForkServerContext, ForkServerProcess
from multiprocessing.synchronize import Event
from pathlib import Path


def forkserver() -> ForkServerContext:
    """Processes that need not import the program again."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["killing", "dashboard.ingest", "dashboard.warehouse"])
    return context


def _ingest(home: Path, files: Sequence[Path], begun: Event) -> None:
    from dashboard.ingest import HandIn, IngestError

    os.setpgrp()  # so that what it started dies with it
    begun.set()
    try:
        HandIn(home, "Kantor uji").publish(files)
    except IngestError:
        sys.exit(2)


def start(context: ForkServerContext, home: Path, files: Sequence[Path]) -> ForkServerProcess:
    """A process that hands in the files; it has just begun."""
    begun = context.Event()
    process = context.Process(target=_ingest, args=(home, files, begun))
    process.start()
    assert begun.wait(60)
    return process


def kill_after(process: ForkServerProcess, seconds: float) -> bool:
    """Kill the process and all it started after so long; whether it was still at work."""
    process.join(seconds)
    assert process.pid is not None
    alive = process.exitcode is None
    if alive:
        os.killpg(process.pid, signal.SIGKILL)
    process.join(60)
    return alive


def seconds_of(context: ForkServerContext, home: Path, files: Sequence[Path]) -> float:
    """How long a process needs that is left alone."""
    started = time.monotonic()
    process = start(context, home, files)
    process.join(120)
    assert process.exitcode == 0
    return time.monotonic() - started
