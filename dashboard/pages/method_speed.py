"""How fast the program is, measured how and on what: the budgets of the last measurement."""

import pandas as pd
import streamlit as st

from dashboard.locale import Locale
from dashboard.pages.frame import heading, titled
from dashboard.pages.markup import listed_table, paragraph, show, words
from dashboard.pages.prose import bullets, code
from dashboard.pages.view import View
from dashboard.speed import Speed, budget_lines, committed_speed, query_summaries
from dashboard.speed_words import (
    HEADS,
    cells,
    growth_sentence,
    how_measured,
    measured_on,
    query_sentence,
)


def speed_card(view: View) -> None:
    """The lines with a budget; that nothing is known where nothing has been measured."""
    locale, speed = view.locale, committed_speed()
    with st.container(border=True, key="card_speed"):
        if speed is None:
            titled(
                "speed",
                locale.text("How fast the program is has not been measured"),
                locale.text("The command “pantau bench” measures it"),
            )
            return
        lines, heads = budget_lines(speed), [locale.text(head) for head in HEADS]
        heading(
            view,
            key="speed",
            title=locale.text(
                "{share} budgets of speed were kept when last measured",
                share=locale.share(sum(line.keeps is True for line in lines), len(lines)),
            ),
            subtitle=measured_on(speed, locale),
            table=lambda: _table(speed, locale),
        )
        show(
            listed_table(
                "listed-kecepatan",
                heads,
                ([*map(words, cells(line, speed, locale))] for line in lines),
                numbers=heads[1:],
            ),
            bullets(map(words, (*how_measured(locale), *_questions(speed, locale)))),
            paragraph(f"{words(locale.text('File'))} {code('data/speed.json')}", "muted"),
        )


def _questions(speed: Speed, locale: Locale) -> list[str]:
    """How long the named queries take, and how that grows with the records."""
    found = [query_sentence(summary, locale) for summary in query_summaries(speed)]
    return [sentence for sentence in (*found, growth_sentence(speed, locale)) if sentence]


def _table(speed: Speed, locale: Locale) -> pd.DataFrame:
    rows = [cells(line, speed, locale) for line in budget_lines(speed)]
    return pd.DataFrame(rows, columns=[locale.text(head) for head in HEADS])
