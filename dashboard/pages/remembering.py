"""What is made once for all readers who look at the same thing.

A version never changes, so what is made of it never grows old and needs no time to live. What is
remembered is shared: nobody may change it.
"""

from collections.abc import Callable
from functools import wraps
from threading import Condition

from cachetools import LRUCache, cached

from dashboard.pages.data import Data
from dashboard.pages.view import View
from dashboard.press.exhibit import Exhibit

MOST_EXHIBITS = 400  # up to half a megabyte each
_EXHIBITS: LRUCache[object, Exhibit] = LRUCache(MOST_EXHIBITS)
_TURN = Condition()  # one for all that share the cache; none waits for another figure


def remembered(compose: Callable[[View], Exhibit]) -> Callable[[View], Exhibit]:
    """A figure that a page shows is composed once, however many readers look at it.

    For functions of the view alone. What leaves the house is composed anew: each file has a room of
    its own, and its numbers are the public ones.
    """

    @cached(_EXHIBITS, key=lambda view: (compose, view.identity), condition=_TURN)
    def shared(view: View) -> Exhibit:
        return compose(view)

    @wraps(compose)
    def composed(view: View) -> Exhibit:
        on_a_page = isinstance(view.data, Data) and view.place is None
        return shared(view) if on_a_page else compose(view)

    return composed
