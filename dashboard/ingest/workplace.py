"""A private folder for one batch, which is gone when the batch is done, also after a crash.

HOME/work/NAME/        copies of the files, the workspace's database
HOME/work/NAME.lock    held while the batch is being worked on
"""

import shutil
import uuid
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from filelock import FileLock, Timeout


@contextmanager
def workplace(home: Path) -> Iterator[Path]:
    """A new folder; what killed processes left is swept. Raises `OSError`."""
    root = home / "work"
    root.mkdir(parents=True, exist_ok=True, mode=0o700)
    _sweep(root)
    folder = root / uuid.uuid4().hex
    with FileLock(folder.with_suffix(".lock")):
        folder.mkdir(mode=0o700)
        try:
            yield folder
        finally:
            shutil.rmtree(folder, ignore_errors=True)
            folder.with_suffix(".lock").unlink(missing_ok=True)


def _sweep(root: Path) -> None:
    """Remove folders whose process no longer lives: its lock is free."""
    for path in root.glob("*.lock"):
        with suppress(Timeout, OSError), FileLock(path, blocking=False):
            shutil.rmtree(path.with_suffix(""), ignore_errors=True)
            path.unlink(missing_ok=True)
