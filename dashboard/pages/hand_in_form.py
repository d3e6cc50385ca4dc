"""One activity or one case through a form: the same way in as a file of one row."""

import csv
import io
from collections.abc import Mapping
from dataclasses import dataclass

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from dashboard.elections import elections
from dashboard.ingest import Verdict
from dashboard.ingest.explanations import explanation
from dashboard.ingest.headings import needed
from dashboard.ingest.quarantine import Rejection
from dashboard.ingest.vocabulary import (
    allowed_words,
    enumeration,
    is_day,
    is_flag,
    is_number,
    takes_several,
)
from dashboard.labels import case_status_label, category_label, kind_label, subject_label
from dashboard.locale import Locale, mark
from dashboard.model import (
    LIST_SEPARATOR,
    LONGEST_TEXT,
    RECORD_TYPES,
    ActivityKind,
    CaseStatus,
    Category,
    Record,
    Subject,
)
from dashboard.pages.field_labels import field_label
from dashboard.pages.frame import escape, titled
from dashboard.pages.hand_in_desk import Batch, check, checked, current_round, publish
from dashboard.pages.office import Office
from dashboard.pages.verdict_card import confirmation, say_warnings
from dashboard.pages.view import View
from dashboard.regions import regions

_LABELS = {
    ActivityKind: kind_label,
    Category: category_label,
    CaseStatus: case_status_label,
    Subject: subject_label,
}
_PROVINCE, _DISTRICT = "province_code", "district_code"
_BY_OFFICE = ("organiser", "source_name")  # where nothing is written, the office itself


@dataclass(frozen=True)
class Section:
    """Fields that belong together."""

    title: str
    columns: tuple[str, ...]


SECTIONS: Mapping[str, tuple[Section, ...]] = {
    "activities": (
        Section(
            mark("What and when"),
            ("title", "kind", "election", "date_from", "date_to", "date_kind"),
        ),
        Section(
            mark("By whom and for whom"),
            ("organiser", "level", "scope", "targets", "participants", "institutions"),
        ),
        Section(mark("What came of it"), ("pokja", "forum", "signed")),
        Section(
            mark("Source and remarks"),
            ("venue", "source_name", "source_url", "note", "date_doubtful"),
        ),
    ),
    "violations": (
        Section(
            mark("The case"),
            ("reported_from", "reported_to", "election", "category", "subject", "people"),
        ),
        Section(
            mark("How far it has got"),
            ("status", "origin", "channel", "forwarded_to", "sanction"),
        ),
        Section(
            mark("Days of the steps, as far as known"),
            (
                "known_on",
                "received_on",
                "registered_on",
                "decided_on",
                "forwarded_on",
                "sanctioned_on",
            ),
        ),
        Section(mark("Source and remarks"), ("source_name", "source_url", "date_doubtful")),
    ),
}


def hand_in_form(view: View, table: str, office: Office | None) -> None:
    """Draw the form of a table; the office is None while it is not chosen."""
    locale = view.locale
    form = _Form(RECORD_TYPES[table], locale, office, current_round())
    with st.container(border=True, key="card_form"):
        st.info(
            locale.text(
                "No names of persons, no NIP, no NIK: neither in the title nor in any other field."
            ),
            icon=":material/privacy_tip:",
        )
        form.places()
        # No `st.form`: each change runs the page anew, so that what was checked before it can no
        # longer be confirmed.
        for section in SECTIONS[table]:
            form.section(section)
        st.caption(escape(locale.text("Fields with an asterisk must be filled in.")))
        sent = st.button(
            locale.text("Check"),
            type="primary",
            icon=":material/fact_check:",
            disabled=office is None,
            key="check_form",
        )
    batch = form.batch()
    if sent:
        check(view, batch)
        st.rerun()
    result = checked(batch)
    if result is None or office is None:
        return
    for told in (result.notice, result.problem):
        if told is not None:
            st.error(escape(told.sentence(locale)), icon=":material/error:")
    if result.verdict is not None:
        form.show(result.verdict.rejections)
        _judge(view, batch, result.verdict)


def _judge(view: View, batch: Batch, verdict: Verdict) -> None:
    locale = view.locale
    if verdict.counts.rejected:
        st.error(
            locale.text("Not accepted yet: what is the matter stands under the fields."),
            icon=":material/error:",
        )
        return
    with st.container(border=True, key="card_verdict"):
        (row,) = verdict.rows
        told = {
            "new": locale.text("This is new: it gets the id {id}.", id=row.id),
            "updated": locale.text(
                "A record of this event or case exists: {id}. It will be replaced.", id=row.id
            ),
            "unchanged": locale.text("The data hold exactly this already: {id}.", id=row.id),
        }
        titled("verdict", told[row.state], locale.text("nothing has been published yet"))
        say_warnings(verdict, locale)
        pressed, allow = confirmation(verdict, locale)
    if pressed:
        publish(view, batch, verdict, allow_shrinking=allow)
        st.rerun()


class _Form:
    """The fields of one record, their values as text, and room for what is wrong with each."""

    def __init__(
        self, record_type: type[Record], locale: Locale, office: Office | None, number: int
    ) -> None:
        self._type = record_type
        self._locale = locale
        self._region = None if office is None else office.region
        self._by = "" if office is None else office.name
        self._prefix = f"form_{number}_{record_type.table}"
        self._needed = needed(record_type)
        self._texts: dict[str, str] = {}
        self._below: dict[str, DeltaGenerator] = {}

    # --- fields ------------------------------------------------------------------------------

    def places(self) -> None:
        """Province, kabupaten/kota and kecamatan, each within the one before."""
        locale = self._locale
        several = "regency_codes" in self._type.columns()
        regency_column = "regency_codes" if several else "regency_code"
        self._begin_at_the_office(regency_column, several=several)
        boxes = st.columns(3)
        with boxes[0]:
            province = st.selectbox(
                self._label(_PROVINCE),
                list(regions().provinces),
                index=None,
                format_func=lambda code: regions().name(code),
                placeholder=locale.text("Choose the province"),
                key=self._key(_PROVINCE),
                persist_state="session",
                on_change=self._forget,
                args=((regency_column, [] if several else None), (_DISTRICT, None)),
            )
            self._slot(_PROVINCE)
        with boxes[1]:
            inside = [] if province is None else regions().in_provinces([province])
            chosen: list[str] = []
            if several:
                chosen = st.multiselect(
                    self._label(regency_column),
                    inside,
                    format_func=lambda code: regions().name(code),
                    placeholder=locale.text("Choose the kabupaten/kota"),
                    key=self._key(regency_column),
                    persist_state="session",
                    disabled=province is None,
                    on_change=self._forget,
                    args=((_DISTRICT, None),),
                    select_all=False,
                )
            else:
                one = st.selectbox(
                    self._label(regency_column),
                    inside,
                    index=None,
                    format_func=lambda code: regions().name(code),
                    placeholder=locale.text("Choose the kabupaten/kota"),
                    key=self._key(regency_column),
                    persist_state="session",
                    disabled=province is None,
                    on_change=self._forget,
                    args=((_DISTRICT, None),),
                )
                chosen = [] if one is None else [one]
            self._slot(regency_column)
        with boxes[2]:
            only = f"{chosen[0]}." if len(chosen) == 1 else None
            district = st.selectbox(
                self._label(_DISTRICT),
                [code for code in regions().districts if only and code.startswith(only)],
                index=None,
                format_func=lambda code: regions().districts[code].name,
                placeholder=locale.text("Only where it is a matter of one kecamatan"),
                key=self._key(_DISTRICT),
                persist_state="session",
                disabled=only is None,
            )
            self._slot(_DISTRICT)
        self._texts |= {
            _PROVINCE: province or "",
            regency_column: LIST_SEPARATOR.join(chosen),
            _DISTRICT: district or "",
        }

    def _begin_at_the_office(self, regency_column: str, *, several: bool) -> None:
        """An office mostly hands in what lies in its own region: that is chosen beforehand."""
        begun = self._key("office")
        if self._region is None or st.session_state.get(begun) == self._region:
            return
        st.session_state[begun] = self._region
        if st.session_state.get(self._key(_PROVINCE)) is None:
            st.session_state[self._key(_PROVINCE)] = self._region[:2]
            if self._region in regions().regencies:
                chosen = [self._region] if several else self._region
                st.session_state[self._key(regency_column)] = chosen

    def _forget(self, *fields: tuple[str, object]) -> None:
        """Empty the choices that lay inside a place which is no longer chosen."""
        for column, nothing in fields:
            st.session_state[self._key(column)] = nothing

    def section(self, section: Section) -> None:
        """Draw the fields of a section, three in a row."""
        st.markdown(f"###### {escape(self._locale.text(section.title))}")
        for start in range(0, len(section.columns), 3):
            for place, column in zip(
                st.columns(3), section.columns[start : start + 3], strict=False
            ):
                with place:
                    self._texts[column] = self._field(column)
                    self._slot(column)

    def _field(self, column: str) -> str:
        """Draw one field; its value as a cell would hold it."""
        label, help_ = self._label(column), escape(explanation(self._type, column, self._locale))
        words = allowed_words(self._type, column)
        if is_flag(self._type, column):
            ticked = st.checkbox(label, key=self._key(column), persist_state="session", help=help_)
            return "true" if ticked else ""
        if words is None:
            return self._text_field(column, label, help_)
        key = f"{self._key(column)}_{self._locale.language}"
        placeholder = self._locale.text("Choose")
        if takes_several(self._type, column):
            several = st.multiselect(
                label,
                list(words),
                format_func=lambda value: self._word(column, value),
                placeholder=placeholder,
                key=key,
                persist_state="session",
                help=help_,
                select_all=False,
            )
            return LIST_SEPARATOR.join(several)
        one = st.selectbox(
            label,
            list(words),
            index=None,
            format_func=lambda value: self._word(column, value),
            placeholder=placeholder,
            key=key,
            persist_state="session",
            help=help_,
        )
        return one or ""

    def _text_field(self, column: str, label: str, help_: str) -> str:
        placeholder = ""
        if column in _BY_OFFICE:
            placeholder = self._by
        elif is_day(self._type, column):
            placeholder = "28 Juni 2024"
        elif is_number(self._type, column):
            placeholder = self._locale.text("a number")
        return st.text_input(
            label,
            max_chars=LONGEST_TEXT,
            placeholder=placeholder,
            key=self._key(column),
            persist_state="session",
            help=help_,
        )

    def _word(self, column: str, value: str) -> str:
        """A value in the reader's language where it has a word there, else as offices write it."""
        if column == "election":
            return elections()[value].name(self._locale)
        words = enumeration(self._type, column)
        label = None if words is None else _LABELS.get(words)
        if label is not None and self._locale.language != "id":
            return label(value, self._locale)
        return (allowed_words(self._type, column) or {})[value]

    def _label(self, column: str) -> str:
        label = escape(field_label(column, self._locale))
        must = column in self._needed and not (self._by and column in _BY_OFFICE)
        return f"{label} ∗" if must else label

    def _key(self, column: str) -> str:
        return f"{self._prefix}_{column}"

    def _slot(self, column: str) -> None:
        self._below[column] = st.container(key=f"{self._key(column)}_below")

    # --- what they hold ----------------------------------------------------------------------

    def batch(self) -> Batch:
        """The record as a file of one row. An empty field that may be empty is no column of it:
        where the row updates a record, what is not said stays as it was."""
        texts = {
            column: text.strip() or (self._by if column in _BY_OFFICE else "")
            for column in self._type.columns()
            if (text := self._texts.get(column)) is not None
        }
        cells = {c: text for c, text in texts.items() if text or c in self._needed}
        content = io.StringIO()
        writer = csv.writer(content, quoting=csv.QUOTE_ALL)
        writer.writerow(cells)
        writer.writerow(cells.values())
        data = content.getvalue().encode()
        table = self._type.table
        files = ((f"formulir_{table}.csv", data),)
        return Batch((table, self._by, data), files, self._by, table)

    def show(self, rejections: list[Rejection]) -> None:
        """Say what is wrong under the field it belongs to, else under the whole form."""
        for rejection in rejections:
            text = rejection.expected
            if rejection.suggestion is not None:
                perhaps = self._locale.text(
                    "Perhaps: {suggestion}", suggestion=rejection.suggestion
                )
                text = f"{text} {perhaps}"
            below = self._below.get(rejection.column or "")
            if below is None:
                st.error(escape(text), icon=":material/error:")
            else:
                below.markdown(f":red[:material/error: {escape(text)}]")
