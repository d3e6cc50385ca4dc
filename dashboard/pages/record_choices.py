"""What can be chosen on the page of records: the table, words, order, part and one record."""

from dashboard.pages.parts import part_choice
from dashboard.pages.record_tables import TABLES, RecordTable
from dashboard.pages.view import Choice, View, one_of
from dashboard.searching import LONGEST_SEARCH

FALLING = "-"
_LONGEST_ID = 200  # characters
_ORDERS = {value for table in TABLES for value in table.sorts}


def _is_order(text: str) -> bool:
    return text.removeprefix(FALLING) in _ORDERS


TABLE = one_of("tabel", (table.value for table in TABLES))
# A longer search is cut and said, so the address may hold any text.
SEARCH = Choice("cari", lambda text: len(text) <= 20 * LONGEST_SEARCH)
ORDER = Choice("urut", _is_order)
PART = part_choice("hal")
RECORD = Choice("catatan", lambda text: len(text) <= _LONGEST_ID)
CHOICES = (TABLE, SEARCH, ORDER, PART, RECORD)


def chosen_table(view: View) -> RecordTable:
    """The table that is shown."""
    return next(table for table in TABLES if table.value == view.value(TABLE))


def order_of(table: RecordTable, value: str) -> dict[str, object] | None:
    """The parameters of an order by its value in the address; None where the table has none such.

    Empty for the table's own order.
    """
    if not value:
        return {}
    if value.removeprefix(FALLING) not in table.sorts:
        return None
    name, _ = table.sorts[value.removeprefix(FALLING)]
    return {"sort": name, "descending": value.startswith(FALLING)}


def start_over() -> None:
    """Show the first part of the list, and no single record."""
    PART.choose()
    RECORD.choose()


def search_for(text: str) -> None:
    """Look for the words of a text, from the first part of the list on."""
    SEARCH.choose(*([text.strip()] if text.strip() else []))
    start_over()
