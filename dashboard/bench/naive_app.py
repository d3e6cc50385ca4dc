"""The naive way, to hold the program against: a Streamlit script as tutorials write it.

It reads the CSV files with pandas on each rerun, sends the geometry inside the map's figure, and
counts in Python. It shows less than the program's overview: one map and three charts of the same
records. Run by `streamlit run`; PANTAU_NAIVE_FOLDER is the folder of the CSV files.
"""

import json
import os
from pathlib import Path

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from dashboard.bench.naive import FOLDER_VARIABLE
from dashboard.geo_files import geo_files
from dashboard.regions import regions

_ALL = "Semua"

folder = Path(os.environ[FOLDER_VARIABLE])
as_text = {"province_code": str, "regency_codes": str}
activities = pd.read_csv(folder / "activities.csv", low_memory=False, dtype=as_text)
violations = pd.read_csv(folder / "violations.csv", low_memory=False, dtype=as_text)
names = [_ALL, *(regions().name(code) for code in regions().provinces)]
chosen = st.selectbox("Provinsi", names, key="provinsi", bind="query-params")
if chosen != _ALL:
    code = list(regions().provinces)[names.index(chosen) - 1]
    activities = activities[activities["province_code"] == code]
    violations = violations[violations["province_code"] == code]

named = activities["regency_codes"].dropna().str.split(";").explode()
by_regency = named.value_counts().sort_index()
geometry = json.loads(geo_files().by_url[geo_files().url("regencies")].content)
coverage = go.Figure(
    go.Choropleth(
        geojson=geometry,
        featureidkey="id",
        locations=by_regency.index.tolist(),
        z=by_regency.tolist(),
    )
)
coverage.update_geos(fitbounds="locations", visible=False)
st.plotly_chart(coverage)

months = activities["date_from"].astype(str).str[:7].value_counts().sort_index()
st.plotly_chart(go.Figure(go.Scatter(x=months.index.tolist(), y=months.tolist())))
kinds = activities["kind"].value_counts()
st.plotly_chart(go.Figure(go.Bar(x=kinds.index.tolist(), y=kinds.tolist())))
categories = violations["category"].value_counts()
st.plotly_chart(go.Figure(go.Bar(x=categories.index.tolist(), y=categories.tolist())))
