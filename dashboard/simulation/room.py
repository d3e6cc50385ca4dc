"""How much disk and memory there is, asked before the work starts."""

import shutil
from pathlib import Path


def free_disk(folder: Path) -> int:
    """The bytes left where the folder is, or will be. Raises `OSError`."""
    while not folder.exists():
        folder = folder.parent
    return shutil.disk_usage(folder).free


def free_memory() -> int | None:
    """The bytes of memory that may still be used; None where the system does not tell.

    A limit on a group of processes (a container) counts where it is lower than what the whole
    system has left.
    """
    known = [amount for amount in (_of_system(), _of_group()) if amount is not None]
    return min(known, default=None)


def _of_system() -> int | None:
    try:
        lines = Path("/proc/meminfo").read_text(encoding="ascii").splitlines()
    except OSError:
        return None
    stated = dict(line.split(":", 1) for line in lines if ":" in line)
    available = stated.get("MemAvailable", "").split()
    return int(available[0]) * 1024 if available else None  # stated in KiB


def _of_group() -> int | None:
    group = Path("/sys/fs/cgroup")
    try:
        most = (group / "memory.max").read_text(encoding="ascii").strip()
        used = int((group / "memory.current").read_text(encoding="ascii"))
    except (OSError, ValueError):
        return None
    return None if most == "max" else max(int(most) - used, 0)
