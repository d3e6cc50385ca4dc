"""A bare Streamlit app: the overview's choice of provinces and as many figures of constant data.

The least that a page of Streamlit with a filter and this many figures can be: `FIGURES` bar charts
whose numbers stand in this file, no map, no query, no text beside the name of what is chosen. The
name stands in each figure's title, so that a choice has every figure sent and drawn anew, as it has
on the overview; figures that stay the same would not be sent at all. A session over the websocket
names its place in the address.
"""

import plotly.graph_objects as go
import streamlit as st

from dashboard.regions import regions

FIGURES = 4
SERIES, MONTHS = 4, 24


def _figure(number: int, title: str) -> go.Figure:
    months = [f"{2023 + n // 12}-{n % 12 + 1:02}" for n in range(MONTHS)]
    bars = [
        go.Bar(x=months, y=[(number + series + month) % 7 for month in range(MONTHS)])
        for series in range(SERIES)
    ]
    return go.Figure(bars, {"title": {"text": title}, "barmode": "stack"})


def _draw() -> None:
    st.set_page_config(layout="wide")
    names = [regions().name(code) for code in regions().provinces]
    chosen = st.multiselect("Provinsi", names, select_all=False, wrap=False)
    place = ", ".join(chosen) or st.query_params.get("kabupaten", "Indonesia")
    with st.container(key="brand"):
        st.markdown(place)
    for number in range(FIGURES):
        st.plotly_chart(_figure(number, place), key=f"figure_{number}")
    with st.container(key="footer"):
        st.caption("Constant data.")


if __name__ == "__main__":  # as Streamlit runs it
    _draw()
