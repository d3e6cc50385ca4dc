"""Where the files that travel with the program lie, in a source tree and in a wheel alike."""

from pathlib import Path

_PACKAGE = Path(__file__).parent
_BUNDLED = _PACKAGE / "_bundled"  # the wheel packs queries, data and configuration here
_ROOT = _BUNDLED if _BUNDLED.is_dir() else _PACKAGE.parent

QUERIES = _ROOT / "queries"
DATA = _ROOT / "data"
REFERENCE = DATA / "reference"
RECORDS = DATA / "records"
BOUNDARIES = REFERENCE / "boundaries"
SPEED = DATA / "speed.json"
STREAMLIT_CONFIG = _ROOT / ".streamlit" / "config.toml"
LOCALES = _PACKAGE / "locale"
FONTS = _PACKAGE / "fonts"
ICON = _PACKAGE / "icon.png"
STYLE = _PACKAGE / "style.css"
SIMULATED_STYLE = _PACKAGE / "simulated.css"
PAGE_SCRIPTS = (_PACKAGE / "front_page.js", _PACKAGE / "file_links.js")
