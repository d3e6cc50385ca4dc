"""The box that points at a month: the same as a click on a month of a chart, for the keyboard."""

import pandas as pd
import streamlit as st

from dashboard.filters import month_days
from dashboard.pages.view import View, set_month


def month_box(view: View, months: pd.DataFrame) -> None:
    """Choose one of the months, or all. `months`: period_from, first days or null."""
    locale, chosen = view.locale, view.filter.month
    known = [f"{day:%Y-%m}" for day in months["period_from"].dropna().unique()]
    options = ["", *known]
    if chosen is not None and chosen not in known:
        options.append(chosen)
    # Named by what is chosen, so that it starts anew whenever that was changed elsewhere.
    key = f"month_box_{locale.language}_{chosen}"
    st.selectbox(
        locale.text("Month"),
        options,
        index=options.index(chosen or ""),
        format_func=lambda month: (
            locale.month(month_days(month)[0]) if month else locale.text("All months")
        ),
        key=key,
        label_visibility="collapsed",
        on_change=_use_month,
        args=(key,),
        width=150,
    )


def _use_month(key: str) -> None:
    set_month(st.session_state[key] or None)
