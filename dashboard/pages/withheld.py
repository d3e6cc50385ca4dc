"""A figure that the public may not have: in its place it is said that it is masked, and why."""

from collections.abc import Callable
from functools import wraps

from dashboard.locale import Masked
from dashboard.pages.frame import filter_sentence
from dashboard.pages.tiles import masked_table
from dashboard.pages.view import View
from dashboard.press.exhibit import Exhibit, Tile
from dashboard.press.masks import Withheld, sign
from dashboard.settings import settings


def or_withheld(
    key: str, question: str, compose: Callable[[View], Exhibit]
) -> Callable[[View], Exhibit]:
    """`compose`, with a masked exhibit of the same `key` where its answers are withheld.

    `question`: what the figure answers, a message of the catalogue.
    """

    @wraps(compose)
    def composed(view: View) -> Exhibit:
        try:
            exhibit = compose(view)
            exhibit.table()  # may ask further
        except Withheld as withheld:
            return _masked(key, question, view, withheld)
        return exhibit

    return composed


def _masked(key: str, question: str, view: View, withheld: Withheld) -> Exhibit:
    locale, reason = view.locale, withheld.sentence(view.locale)
    number = sign("few") if withheld.state == "few" else locale.text("masked")
    tile = Tile(locale.text("Suspected violations"), number, reason)
    title = _finding(locale.text(question), view, withheld)
    return Exhibit(
        key=key,
        title=title,
        sentence=filter_sentence(view, ("violations",)),
        tiles=(tile,),
        table=lambda: masked_table([tile], locale),
        records=0,
        alt=f"{title}. {reason}",
        is_withheld=True,
    )


def _finding(question: str, view: View, withheld: Withheld) -> str:
    """What was asked, and that it is not told; with how few cases it is about, where these are."""
    locale, place = view.locale, view.filter.place(view.locale)
    if withheld.state == "few":
        return locale.text(
            "{question} {place}: {cases} on record, masked",
            question=question,
            place=place,
            cases=locale.plural(
                "{n} suspected violation",
                "{n} suspected violations",
                Masked(withheld.state, settings().small_cells),
            ),
        )
    return locale.text(
        "{question} {place}: masked, since it would tell about single cases",
        question=question,
        place=place,
    )
