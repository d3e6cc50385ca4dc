"""Setor data: files or a form are checked, looked at, confirmed, published. Off unless set on."""

import streamlit as st

from dashboard.locale import Locale, mark
from dashboard.model import RECORD_TYPES
from dashboard.pages.field_labels import table_label
from dashboard.pages.frame import escape, titled
from dashboard.pages.hand_in_desk import Batch, attend, check, checked, current_round, done, publish
from dashboard.pages.hand_in_form import hand_in_form
from dashboard.pages.office import Office, office_choice
from dashboard.pages.templates_card import templates_card
from dashboard.pages.verdict_card import confirmation, done_card, verdict_card
from dashboard.pages.view import View
from dashboard.settings import settings

_WAY, _TABLE = "hand_in_way", "hand_in_table"
_FILES = "files"
_WAYS = {
    _FILES: mark("Files"),
    "activities": mark("One activity"),
    "violations": mark("One case"),
}


def hand_in(view: View) -> None:
    """Draw the page."""
    if view.simulated:
        _of_simulations(view)
    elif settings().uploads:
        _desk(view)
    else:
        _closed(view.locale)
    templates_card(view.locale)


def _desk(view: View) -> None:
    locale = view.locale
    st.caption(
        escape(
            locale.text(
                "Hand in, look at what becomes of every row, then publish. Until you confirm, "
                "nothing is published; whatever is not accepted comes back with the reason."
            )
        )
    )
    attend(view)
    published = done()
    if published is not None:
        done_card(view, published)
    office = office_choice(locale)
    way = _way(locale)
    if way == _FILES:
        _files(view, office)
    else:
        hand_in_form(view, way, office)


def _closed(locale: Locale) -> None:
    with st.container(border=True, key="card_closed"):
        titled(
            "closed",
            locale.text("Handing in through this page is turned off"),
            locale.text(
                "Whoever looks after this server turns it on with the setting below and starts the "
                "program anew. Everyone who can open the page can publish then."
            ),
        )
        st.code("PANTAU_UPLOADS=true pantau serve", language=None)
        st.markdown(
            escape(
                locale.text(
                    "On the command line it always works; the first line only checks, the second "
                    "one publishes:"
                )
            )
        )
        files = locale.text("FILE.xlsx")
        st.code(f"pantau ingest --dry-run {files}\npantau ingest {files}", language=None)


def _of_simulations(view: View) -> None:
    locale = view.locale
    with st.container(border=True, key="card_closed"):
        titled(
            "closed",
            locale.text("Nothing is handed in to simulated records"),
            locale.text(
                "Data version {version} holds simulated records; real ones never join them. "
                "Whoever looks after this server names a folder of real records with the setting "
                "below.",
                version=view.data.version.number,
            ),
        )
        folder = locale.text("FOLDER")
        st.code(f"PANTAU_HOME={folder} PANTAU_UPLOADS=true pantau serve", language=None)


def _way(locale: Locale) -> str:
    way = st.segmented_control(
        locale.text("What to hand in"),
        list(_WAYS),
        default=_FILES,
        format_func=lambda known: locale.text(_WAYS[known]),
        key=f"{_WAY}_{locale.language}",
        persist_state="session",
        required=True,
        label_visibility="collapsed",
    )
    return way or _FILES


def _files(view: View, office: Office | None) -> None:
    locale = view.locale
    with st.container(border=True, key="card_files"):
        with st.container(key=f"uploader_{locale.language}"):
            uploaded = st.file_uploader(
                locale.text("Files of one hand-in: CSV, XLSX, ODS or Parquet"),
                accept_multiple_files=True,
                max_upload_size=settings().upload_megabytes,
                key=f"hand_in_files_{current_round()}",
            )
        st.caption(
            escape(
                locale.text(
                    "At most {most} MB a file; drop them here or choose them. Together they become "
                    "one data version. Larger ones go by the command line.",
                    most=settings().upload_megabytes,
                )
            )
        )
        with st.container(horizontal=True, vertical_alignment="bottom", key="check_files_row"):
            table = st.selectbox(
                locale.text("Table"),
                list(RECORD_TYPES),
                index=None,
                format_func=lambda known: table_label(known, locale),
                placeholder=locale.text("Recognised from the headings"),
                key=f"{_TABLE}_{locale.language}",
                width=320,
            )
            pressed = st.button(
                locale.text("Check"),
                type="primary",
                icon=":material/fact_check:",
                disabled=not uploaded or office is None,
                key="check_files",
            )
        by = "" if office is None else office.name
        batch = Batch(
            (table, by, *(file.file_id for file in uploaded)),
            tuple((file.name, file.getbuffer()) for file in uploaded),
            by,
            table,
        )
        if pressed:
            check(view, batch)
            st.rerun()  # what was published before is no longer the news
    result = checked(batch)
    if result is None or office is None:
        return
    if result.notice is not None:
        st.warning(escape(result.notice.sentence(locale)), icon=":material/sync_problem:")
    if result.problem is not None:
        st.error(escape(result.problem.sentence(locale)), icon=":material/error:")
    if result.verdict is not None:
        verdict_card(view, result.verdict)
        pressed, allow = confirmation(result.verdict, locale)
        if pressed:
            publish(view, batch, result.verdict, allow_shrinking=allow)
            st.rerun()
