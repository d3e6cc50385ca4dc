"""The map's geometry as the browser gets it: read once, compressed once, named by its content.

A file's URL carries a hash of its bytes, so a browser may keep it for good and a changed file has
another URL. Nothing here knows of the web framework; `server.py` hands the bytes out.
"""

import gzip
import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property
from pathlib import Path
from types import MappingProxyType

from dashboard.resources import BOUNDARIES

GEO_PREFIX = "/geo/"
# plotly.js asks this folder for its base map before it draws any geo chart; its own default is a
# server on the internet. It goes into every figure's `config={"topojsonURL": TOPOJSON_URL}`.
TOPOJSON_URL = GEO_PREFIX
_WORLD = "world_110m.json"  # plotly's name for scope "world" at resolution 110, which we keep to
_WORLD_LAYERS = ("coastlines", "land", "ocean", "lakes", "rivers", "countries", "subunits")

FOR_GOOD = "public, max-age=31536000, immutable"
_FOR_AN_HOUR = "public, max-age=3600"  # for the one name without a hash


class UnknownLayerError(KeyError):
    """A layer that is not among the boundary files."""

    def __init__(self, layer: str, known: tuple[str, ...]) -> None:
        super().__init__(layer)
        self.layer = layer
        self.known = known

    def __str__(self) -> str:
        return f"No boundary layer {self.layer!r}; known: {', '.join(self.known) or 'none'}."


@dataclass(frozen=True)
class StaticFile:
    """Bytes with one URL that never change while the process runs."""

    url: str
    content: bytes = field(repr=False)
    media_type: str
    cache_control: str
    compressed: bytes | None = field(default=None, repr=False)

    @cached_property
    def digest(self) -> str:
        """The first 16 hexadecimal digits of the content's SHA-256."""
        return _digest(self.content)


class GeoFiles:
    """All boundary layers below a folder, and plotly's base map, ready to be served.

    A layer is a file's path without its suffix: `regencies`, `by_province/33`. A missing folder
    means no layers. Raises `OSError` where a file cannot be read.
    """

    def __init__(self, folder: Path) -> None:
        layers = dict(_read_layers(folder))
        self._urls = {layer: file.url for layer, file in layers.items()}
        served = [*layers.values(), _world()]
        self.by_url: Mapping[str, StaticFile] = MappingProxyType({f.url: f for f in served})

    @property
    def layers(self) -> tuple[str, ...]:
        """The names of all layers, in alphabetical order."""
        return tuple(self._urls)

    def url(self, layer: str) -> str:
        """The layer's address on this server. Raises `UnknownLayerError` for an unknown layer."""
        try:
            return self._urls[layer]
        except KeyError:
            raise UnknownLayerError(layer, self.layers) from None


@cache
def geo_files() -> GeoFiles:
    """The boundary files that travel with the program, read once. Raises `OSError`."""
    return GeoFiles(BOUNDARIES)


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()[:16]


def _read_layers(folder: Path) -> Iterator[tuple[str, StaticFile]]:
    for path in sorted(folder.rglob("*.geojson")):
        layer = path.relative_to(folder).with_suffix("").as_posix()
        content = path.read_bytes()
        name = f"{layer.replace('/', '.')}.{_digest(content)}.geojson"
        yield layer, _geometry(name, content, "application/geo+json", FOR_GOOD)


def _world() -> StaticFile:
    """A valid but empty base map: the figures draw their own regions and nothing else."""
    empty = {"type": "GeometryCollection", "geometries": []}
    topology = {"type": "Topology", "objects": dict.fromkeys(_WORLD_LAYERS, empty), "arcs": []}
    content = json.dumps(topology, separators=(",", ":")).encode()
    return _geometry(_WORLD, content, "application/json", _FOR_AN_HOUR)


def _geometry(name: str, content: bytes, media_type: str, cache_control: str) -> StaticFile:
    # No time stamp inside: the same content gives the same bytes on every start.
    compressed = gzip.compress(content, compresslevel=9, mtime=0)
    return StaticFile(GEO_PREFIX + name, content, media_type, cache_control, compressed)
