"""What is measured on, as far as it matters and nothing that names it."""

import importlib.metadata
import os
import platform
import subprocess

import psutil

from dashboard.settings import settings
from dashboard.speed import Machine

_PACKAGES = ("streamlit", "plotly", "duckdb", "pandas", "pyarrow", "numpy", "playwright")


def machine() -> Machine:
    """The machine and the versions of what does the work."""
    return Machine(
        cores=len(os.sched_getaffinity(0)),
        memory_gb=round(psutil.virtual_memory().total / 1e9, 1),
        python=platform.python_version(),
        chromium=_chromium(),
        packages={name: importlib.metadata.version(name) for name in _PACKAGES},
    )


def _chromium() -> str | None:
    """`156.0.1.2`; None where there is none."""
    chromium = settings().chromium
    if chromium is None or not chromium.is_file():
        return None
    told = subprocess.run([chromium, "--version"], capture_output=True, text=True, timeout=30)
    numbers = [word for word in told.stdout.split() if word[:1].isdigit()]
    return numbers[0] if numbers else None
