"""Lists read item by item mean what they mean read one by one."""

from hypothesis import example, given
from hypothesis import strategies as st

from dashboard.ingest.cells import read_cell, read_cells
from dashboard.model import Activity

_ITEMS = ["Kodim 0703 Cilacap", "Polres Cilacap", "- BKPSDM", "1. Inspektorat", "tidak ada", "data"]
_ODD = [
    "",
    " ",
    "-",
    "nama@kantor.go.id",
    "197001012000031001",
    "x" * 3000,
    "A, B",
    "é\u00a0Ⅳ",
    "n/a",
]
_PARTS = st.sampled_from(_ITEMS + _ODD) | st.text(max_size=12)
_TEXTS = st.builds(
    lambda parts, sign, tail: sign.join(parts) + tail,
    st.lists(_PARTS, min_size=1, max_size=6),
    st.sampled_from([";", "; ", ";;", "\n", ", "]),
    st.sampled_from(["", ";", "\n"]),
)


@given(st.lists(_TEXTS, unique=True, max_size=8))
@example(["tidak ada; data", "Kodim 0703 Cilacap;Polres Cilacap;Kodim 0703 Cilacap"])
@example(["Kodim 0703 Cilacap; Polres Cilacap", "Polres Cilacap ;Kodim 0703 Cilacap;"])
@example([])
def test_together_as_one_by_one(texts: list[str]) -> None:
    table, refused = read_cells(Activity, "institutions", texts)
    together = dict(zip(table["found"].to_pylist(), table["value"].to_pylist(), strict=True))
    alone = {text: read_cell(Activity, "institutions", text) for text in texts}
    assert together == {text: cell.value for text, cell in alone.items()}
    assert {text: str(reason) for text, reason in refused.items()} == {
        text: str(cell.reason) for text, cell in alone.items() if cell.reason is not None
    }
