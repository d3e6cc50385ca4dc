"""Kesenjangan: where do prevention and reported violations meet, and where do they not?"""

from dashboard.pages.before_after_card import before_after_card
from dashboard.pages.gap_card import gap_card
from dashboard.pages.gap_choices import records_behind
from dashboard.pages.gap_list_card import gap_list_card
from dashboard.pages.gap_provinces import gap_provinces
from dashboard.pages.nothing_here import nothing_here
from dashboard.pages.view import View


def gap(view: View) -> None:
    """Draw the page."""
    if not records_behind(view):
        nothing_here(view)
    gap_card(view)
    gap_list_card(view)
    before_after_card(view)
    gap_provinces(view)
