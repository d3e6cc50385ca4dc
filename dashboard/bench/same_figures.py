"""The overview's own figures and nothing else: what the platform takes to send and draw them.

A script for the program's own server. The figures of each place are made before (`FIGURES_VARIABLE`
names a JSON file: by place, a list of the figure's JSON and of its options), so a change of the
filter asks no query and computes nothing.
"""

import json
import os
from pathlib import Path
from typing import Any

import plotly.graph_objects as go
import streamlit as st

FIGURES_VARIABLE = "PANTAU_BENCH_FIGURES"
COUNTRY = "Indonesia"


@st.cache_resource
def _figures() -> dict[str, list[tuple[go.Figure, dict[str, Any]]]]:
    made = json.loads(Path(os.environ[FIGURES_VARIABLE]).read_text(encoding="utf-8"))
    return {
        place: [(go.Figure(json.loads(figure)), json.loads(options)) for figure, options in figures]
        for place, figures in made.items()
    }


def _draw() -> None:
    st.set_page_config(layout="wide")
    names = [place for place in _figures() if place != COUNTRY]
    chosen = st.multiselect("Provinsi", names, select_all=False, wrap=False)
    place = chosen[0] if chosen else COUNTRY
    with st.container(key="brand"):
        st.markdown(place)
    for number, (figure, options) in enumerate(_figures()[place]):
        st.plotly_chart(figure, config=options, theme=None, key=f"figure_{number}")
    with st.container(key="footer"):
        st.caption("The overview's own figures.")


if __name__ == "__main__":  # as Streamlit runs it
    _draw()
