"""What is about all records of a version, whatever the reader has filtered elsewhere."""

from dataclasses import replace

from dashboard.filters import Filter
from dashboard.pages.data import data_until
from dashboard.pages.view import View


def whole_version(view: View) -> View:
    """The view without any filter."""
    return replace(view, filter=Filter(), until=data_until(view.data, Filter()))
