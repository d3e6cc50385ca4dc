"""Geometry of Indonesia's kabupaten/kota: build it from open sources or import an official file.

`sources.fetch` obtains the sources, `build.build` makes a boundary set, `rebuild` makes all of
`data/reference` anew, `import_boundaries` replaces the set by an official file.
"""

from .build import rebuild
from .errors import BoundaryError
from .files import BuildReport
from .importing import import_boundaries
from .sources import Sources, fetch

__all__ = [
    "BoundaryError",
    "BuildReport",
    "Sources",
    "fetch",
    "import_boundaries",
    "rebuild",
]
