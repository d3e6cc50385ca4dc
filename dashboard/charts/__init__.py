"""From a DataFrame to a plotly figure: pure functions, no Streamlit, no SQL."""
