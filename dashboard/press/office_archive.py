"""Office files are ZIP archives; here the same content always gives the same bytes."""

import io
import zipfile
from typing import Final

_EPOCH: Final = (1980, 1, 1, 0, 0, 0)  # the earliest a ZIP archive can name


def without_times(archive: bytes) -> bytes:
    """The same members in the same order, none of them with the time at which it was written."""
    written = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(archive)) as source,
        zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for name in source.namelist():
            member = zipfile.ZipInfo(name, _EPOCH)
            member.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(member, source.read(name))
    return written.getvalue()
