"""Kesenjangan: where do prevention and reported violations meet, and where do they not?"""

from dashboard.pages.before_after_card import before_after_card
from dashboard.pages.gap_card import gap_card
from dashboard.pages.gap_choices import meetings
from dashboard.pages.gap_list_card import gap_list_card
from dashboard.pages.gap_provinces import gap_provinces
from dashboard.pages.nothing_here import nothing_here
from dashboard.pages.view import View


def gap(view: View) -> None:
    """Draw the page."""
    behind = view.data.figures("records_behind", view.filter)
    figures = view.data.figures("key_figures", view.filter)
    states, cases = int(behind["state_records"]), int(figures["violations"])
    if not states and not cases:
        nothing_here(view)
    rows = meetings(view)
    gap_card(view, rows, states + cases)
    gap_list_card(view, rows, figures, states + cases)
    before_after_card(view, states + cases)
    gap_provinces(view, rows, states + cases)
