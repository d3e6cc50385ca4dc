"""Weights that keep dense towns from swelling into the countryside around them.

Villages of a town stand close together and those around it far apart, so the halfway line
of plain Voronoi cells gives the town land of its neighbours. Official land area says by how
much. A regency larger than official by more than TOLERANCE lowers the weight of its villages
until the area fits; all others keep weight 0 and take what is given up. Three limits keep
this honest:

* Only shrinking. Too small is no proof of a wrong border: official area may hold a lake, or
  the islets may be missing from the land data. Too large can only be somebody else's land.
* The weight is a share of the squared distance to the nearest foreign village, so a border
  moves in proportion to how loosely the villages pin it down.
* That share stays under 1, so no border ever passes a village: every village remains inside
  its own regency whatever the official figure says.
"""

from collections.abc import Mapping

import numpy as np
import pandas as pd
from scipy.spatial import cKDTree

from .partition import Floats, Sites

TOLERANCE = 0.10
STEP = 0.5
ROUNDS = 10
LIMIT = 0.9


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
            first = foreign.argmax(axis=1)
            last = far.shape[1] - 1
            distance[here[open_]] = far[np.arange(len(open_)), np.where(foreign.any(1), first, last)]
            open_ = open_[~foreign.any(axis=1)]
    return distance


def lowered(share: pd.Series, ratio: pd.Series) -> pd.Series:
    """Return the shares after one round: built/official `ratio` over the tolerance lowers them."""
    excess = (ratio - 1).where(ratio > 1 + TOLERANCE, 0.0)
    return (share - STEP * excess).clip(lower=-LIMIT)


def weights(sites: Sites, distance: Floats, share: Mapping[str, float]) -> Floats:
    """Return the weight of each village in m2: its regency's share of the squared distance."""
    own = np.array([share.get(str(code), 0.0) for code in sites.region])
    return own * distance**2
