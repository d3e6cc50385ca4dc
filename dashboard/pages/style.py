"""The few rules of layout that the theme cannot express. Static: no data is ever put into it."""

import streamlit as st

_RULES = """
<style>
[data-testid="stMainBlockContainer"] { padding-left: 2rem; padding-right: 2rem; }
[data-testid="stMainBlockContainer"] h2, [data-testid="stMainBlockContainer"] h4 { padding: 0; }
@media (max-width: 640px) {
  [data-testid="stMainBlockContainer"] { padding-left: 1rem; padding-right: 1rem; }
}
</style>
"""


def style() -> None:
    """Add the rules to the page."""
    st.html(_RULES)
