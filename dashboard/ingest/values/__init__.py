"""What offices write in cells, read: exactly one reading, or `Unreadable` with what is expected.

Every function takes the text of one cell, stripped and not empty. Ask `is_blank` first: a dash or
"tidak ada data" is an empty cell. Columns of an enumeration that has `unknown` ask `read_term`
first, so that "tidak diketahui" is kept as an answer.
"""

from dashboard.ingest.values.dates import Days, read_days
from dashboard.ingest.values.election_names import read_election
from dashboard.ingest.values.lists import read_list
from dashboard.ingest.values.numbers import Amount, Count, read_amount, read_count
from dashboard.ingest.values.terms import is_blank, labels, read_flag, read_term
from dashboard.ingest.values.unreadable import Unreadable

__all__ = [
    "Amount",
    "Count",
    "Days",
    "Unreadable",
    "is_blank",
    "labels",
    "read_amount",
    "read_count",
    "read_days",
    "read_election",
    "read_flag",
    "read_list",
    "read_term",
]
