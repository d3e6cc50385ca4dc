"""The page's own clock in a real browser: a change counts until its last figure is drawn."""

from pathlib import Path

import pytest

from dashboard.bench import bare_figures
from dashboard.bench.browsing import PageError, Reader, chromium
from dashboard.bench.serving import bare

pytestmark = [pytest.mark.browser, pytest.mark.long]

# A page that draws one figure `SLEEP` seconds after the place is shown, and never another one.
SLEEP = 1.0
_SLOW = f"""
import time
import plotly.graph_objects as go
import streamlit as st
chosen = st.multiselect("Provinsi", ["Bali", "Riau"], select_all=False, wrap=False)
with st.container(key="brand"):
    st.markdown(", ".join(chosen) or "Indonesia")
time.sleep({SLEEP} if chosen else 0)
st.plotly_chart(go.Figure(go.Bar(y=[1, 2]), {{"title": {{"text": ", ".join(chosen)}}}}), key="one")
st.plotly_chart(go.Figure(go.Bar(y=[2, 1])), key="same")
with st.container(key="footer"):
    st.caption("akhir")
if chosen == ["Riau"]:
    raise ValueError("rusak")
"""


def test_a_change_counts_until_the_last_figure(tmp_path: Path) -> None:
    script = tmp_path / "slow.py"
    script.write_text(_SLOW, encoding="utf-8")
    with bare(script) as server, chromium() as browser:
        reader = Reader(browser, server)
        reader.open()
        change = reader.choose("Bali")
        assert SLEEP < change.seconds < SLEEP + 5
        assert change.figures == 1  # the other one is the same as before
        assert reader.remove("Bali").seconds < change.seconds
        with pytest.raises(PageError, match="rusak"):
            reader.choose("Riau")


def test_the_bare_page_draws_all_its_figures_anew() -> None:
    with bare(Path(bare_figures.__file__)) as server, chromium() as browser:
        reader = Reader(browser, server)
        assert reader.open().figures == bare_figures.FIGURES
        assert reader.choose("Bali").figures == bare_figures.FIGURES
        assert reader.remove("Bali").figures == bare_figures.FIGURES
