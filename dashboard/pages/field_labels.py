"""What tables, their fields and the named queries' numbers are called on the screen."""

from collections.abc import Mapping

from dashboard.locale import Locale, mark

_TABLES: Mapping[str, str] = {
    "activities": mark("Activities"),
    "violations": mark("Suspected violations"),
    "published_figures": mark("Published figures"),
    "risk_index": mark("Vulnerability index"),
}

_FIELDS: Mapping[str, str] = {
    "activity_id": mark("Id of the activity"),
    "violation_id": mark("Id of the case"),
    "figure_id": mark("Id of the figure"),
    "index_id": mark("Id of the index row"),
    "date_from": mark("Day, from"),
    "date_to": mark("Day, to"),
    "date_kind": mark("What the day means"),
    "date_doubtful": mark("Day doubtful"),
    "kind": mark("Kind of activity"),
    "level": mark("Level"),
    "scope": mark("Whom it reached"),
    "province_code": mark("Province"),
    "regency_codes": mark("Kabupaten/kota"),
    "regency_code": mark("Kabupaten/kota"),
    "district_code": mark("Kecamatan"),
    "organiser": mark("Organiser"),
    "election": mark("Election"),
    "targets": mark("For whom"),
    "participants": mark("Participants"),
    "institutions": mark("Institutions"),
    "pokja": mark("Pokja Netralitas"),
    "forum": mark("Kind of forum"),
    "signed": mark("Commitment signed"),
    "venue": mark("Venue"),
    "title": mark("Title"),
    "source_name": mark("Source"),
    "source_url": mark("Address of the source"),
    "note": mark("Note"),
    "reported_from": mark("Made public, from"),
    "reported_to": mark("Made public, to"),
    "origin": mark("Origin of the case"),
    "category": mark("Category"),
    "subject": mark("Whose neutrality"),
    "channel": mark("Channel"),
    "status": mark("Status of the case"),
    "forwarded_to": mark("Forwarded to"),
    "sanction": mark("Sanction"),
    "people": mark("People"),
    "known_on": mark("Day it became known"),
    "received_on": mark("Day received"),
    "registered_on": mark("Day registered"),
    "decided_on": mark("Day decided"),
    "forwarded_on": mark("Day forwarded"),
    "sanctioned_on": mark("Day of the sanction"),
    "as_of_from": mark("As of, from"),
    "as_of": mark("As of"),
    "measure": mark("What was counted"),
    "unit": mark("Unit"),
    "cumulative": mark("Cumulative"),
    "value": mark("Value"),
    "index": mark("Name of the index"),
    "rank": mark("Rank"),
    "score": mark("Score"),
}

_NUMBERS: Mapping[str, str] = {
    "regencies": mark("Kabupaten/kota counted"),
    "regencies_with_pokja": mark("Kabupaten/kota with Pokja"),
    "regencies_signed": mark("Kabupaten/kota signed"),
    "regencies_with_both": mark("Kabupaten/kota with both"),
    "regencies_with_neither": mark("Kabupaten/kota with neither"),
    "regencies_without_record": mark("Kabupaten/kota without any record"),
    "new_pokja": mark("New Pokja"),
    "new_signed": mark("Newly signed"),
    "activities": mark("Activities"),
    "activities_without_regency": mark("Activities without kabupaten/kota"),
    "activities_maybe_outside": mark("Activities that may lie outside the period"),
    "participants": mark("Participants"),
    "activities_without_participants": mark("Activities without participants"),
    "violations": mark("Cases"),
    "violations_without_regency": mark("Cases without kabupaten/kota"),
    "violations_maybe_outside": mark("Cases that may lie outside the period"),
    "violations_without_month": mark("Cases without a month"),
    "preliminary_information": mark("Initial information"),
    "provincial_pokja": mark("Pokja of the province"),
    "provincial_signed_on": mark("First signing of the province"),
    "status": mark("Status"),
    "first_activity_on": mark("First activity"),
    "first_pokja_on": mark("First Pokja"),
    "pokja_evidence": mark("Evidence of the Pokja"),
    "first_signing_on": mark("First signing"),
    "districts_signed": mark("Kecamatan signed"),
    "districts": mark("Kecamatan"),
    "violations_per_100k": mark("Cases per 100,000 inhabitants"),
}


def table_label(name: str, locale: Locale) -> str:
    """What readers call a table; a name that is not known stays as it is."""
    return locale.text(_TABLES.get(name, name))


def field_label(name: str, locale: Locale) -> str:
    """What readers call a record's field."""
    return locale.text(_FIELDS[name])


def number_label(name: str, locale: Locale) -> str:
    """What readers call a column of a compared query."""
    return locale.text(_NUMBERS[name])
