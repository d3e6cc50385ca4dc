"""A view from the parameters of an address alone: for exports and screens without a session."""

from collections.abc import Mapping, Sequence

from dashboard.charts.theme import Mode
from dashboard.elections import latest
from dashboard.errors import PlainError
from dashboard.filters import Filter, read_url
from dashboard.locale import Locale
from dashboard.pages.data import data_until
from dashboard.pages.view import Choice, View, read_choices
from dashboard.press.answers import Answers


def view_of(
    data: Answers,
    parameters: Mapping[str, Sequence[str]],
    *,
    path: str,
    choices: Sequence[Choice],
    mode: Mode,
    server: str,
) -> tuple[View, list[PlainError]]:
    """What a page of this `path` and these `choices` would show at that address, and what of the
    address had to be dropped. Never raises for what the address says."""
    with_records = list(data.ask("elections_with_records", Filter())["election"])
    default_election = latest(with_records)
    asked, dropped = read_url(parameters, default_election)
    chosen = asked.open_after(data.version.published_on)
    own, unknown = read_choices(parameters, choices)
    view = View(
        data,
        chosen,
        default_election,
        data_until(data, chosen),
        Locale.asked(next(iter(parameters.get("bahasa", ())), None)),
        mode,
        path,
        own,
        server,
    )
    return view, [*dropped, *unknown]
