"""A bare Streamlit app that imports the packages the dashboard is made of, with one sentence."""

import duckdb
import geopandas
import pandas
import plotly.graph_objects
import pyarrow.parquet
import streamlit as st

_PACKAGES = (duckdb, geopandas, pandas, plotly.graph_objects, pyarrow.parquet)

if __name__ == "__main__":  # as Streamlit runs it
    st.write(f"{len(_PACKAGES)} packages are ready.")
