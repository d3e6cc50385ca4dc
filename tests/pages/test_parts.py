"""Long lists: what of them a file holds."""

from dashboard.locale import Locale
from dashboard.pages.parts import MOST_IN_FILE, rest_left_out


def test_only_a_list_that_is_cut_says_so() -> None:
    assert rest_left_out(MOST_IN_FILE, Locale("en")) == []
    (told,) = rest_left_out(MOST_IN_FILE + 1, Locale("en"))
    assert "100,000" in told
