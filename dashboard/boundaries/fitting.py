"""Weights that keep dense towns from swelling into the countryside around them.

Villages of a town stand close together and those around it far apart, so the halfway line
of plain Voronoi cells gives the town land of its neighbours. Official land area says by how
much. A regency larger than official by more than TOLERANCE shortens the reach of its villages
until the area fits; all others keep reach 1 and take what is given up. Three limits keep
this honest:

* Only shrinking. Too small is no proof of a wrong border: official area may hold a lake, or
  the islets may be missing from the land data. Too large can only be somebody else's land.
* Reach is a share of the distance to the nearest foreign village, so a border moves in
  proportion to how loosely the villages pin it down.
* Reach stays above 0, so no border ever passes a village: every village remains inside its
  own regency whatever the official figure says.
"""

import numpy as np
import pandas as pd
from scipy.spatial import cKDTree

from .partition import Floats, Sites

TOLERANCE = 0.10
SHORTEST = 0.1
ROUNDS = 12


def foreign_distance(sites: Sites) -> Floats:
    """Return for each village the distance (m) to the nearest one of another regency.

    Only villages of the same island count; where the regency is alone there, or the 512
    nearest are its own, the farthest distance looked at stands in for it.
    """
    distance = np.zeros(len(sites.xy))
    for island in np.unique(sites.island):
        here = np.flatnonzero(sites.island == island)
        tree = cKDTree(sites.xy[here])
        open_ = np.arange(len(here))
        for k in (8, 64, 512):
            if not len(open_) or len(here) < 2:
                break
            far, which = tree.query(sites.xy[here[open_]], k=range(2, min(k, len(here)) + 1))
            foreign = sites.region[here[which]] != sites.region[here[open_], None]
            last = far.shape[1] - 1
            column = np.where(foreign.any(axis=1), foreign.argmax(axis=1), last)
            distance[here[open_]] = far[np.arange(len(open_)), column]
            open_ = open_[~foreign.any(axis=1)]
    return distance


def shortened(reach: pd.Series, ratio: pd.Series) -> pd.Series:
    """Return the reaches after one round, from the built/official `ratio` of the areas.

    The area of a round town grows with the square of its reach. A reach that has become too
    short is lengthened again, never beyond 1.
    """
    off = (ratio - 1).abs() > TOLERANCE
    return reach.where(~off, reach / np.sqrt(ratio)).clip(SHORTEST, 1.0)


def weights(sites: Sites, distance: Floats, reach: pd.Series) -> Floats:
    """Return the weight of each village in m2.

    The border between villages at distance d lies at d/2 + weight/2d: with (reach - 1) d2 that
    is reach times the way to the halfway line.
    """
    own = reach.reindex(list(sites.region)).to_numpy(dtype=np.float64)
    return (own - 1) * distance**2
