"""The few rules of layout that the theme cannot express. Static: no data is ever put into it."""

import streamlit as st

_RULES = """
<style>
[data-testid="stMainBlockContainer"] { padding-left: 2rem; padding-right: 2rem; }
[data-testid="stMainBlockContainer"] > [data-testid="stVerticalBlock"] { gap: 0.75rem; }
[data-testid="stMainBlockContainer"] h5 { padding: 0; }
.st-key-brand strong { font-size: 1.25rem; font-weight: 600; }
.st-key-period { gap: 0.25rem; }
.st-key-period > div > [data-testid="stMarkdown"] p { font-size: 0.875rem; }
/* Streamlit writes white on the accent, which in the dark theme is too pale for it. */
[data-testid="stMultiSelect"] [data-baseweb="tag"] { background-color: #0b5c7a; }
[class*="st-key-card_"] { padding: 0.75rem 1rem; gap: 0.5rem; }
[class*="st-key-title_"] { gap: 0.75rem; }
[class*="st-key-figure_"] { padding: 0.5rem 0.75rem; gap: 0.75rem; }
@media (max-width: 640px) {
  [data-testid="stMainBlockContainer"] { padding-left: 1rem; padding-right: 1rem; }
  .st-key-key_figures [data-testid="stColumn"] { min-width: calc(50% - 0.5rem); }
}
</style>
"""


def style() -> None:
    """Add the rules to the page."""
    st.html(_RULES)
