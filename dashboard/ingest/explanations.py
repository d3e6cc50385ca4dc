"""What belongs into each column, in a sentence an office understands.

Messages of the catalogue, by column; where tables differ, by table and column.
"""

from collections.abc import Mapping

from dashboard.locale import Locale, mark
from dashboard.model import Record

_ID = mark(
    "Leave it empty for new rows; the program gives the id. Write one of your own only where the "
    "program asks for it."
)
_STEP = mark("Day of this step, if known. An unknown day stays empty.")
_SOURCE = mark("Who published it or where it is on file: an office or a medium, no person.")

_BY_COLUMN: Mapping[str, str] = {
    "activity_id": _ID,
    "violation_id": _ID,
    "figure_id": _ID,
    "index_id": _ID,
    "date_from": mark("First day of the activity, such as 28/06/2024 or 28 Juni 2024."),
    "date_to": mark("Last day, only if it is another one."),
    "date_kind": mark("What the day is the day of; empty means the day of the activity."),
    "date_doubtful": mark("Yes if the source contradicts itself about the day."),
    "kind": mark("Choose the kind from the list."),
    "level": mark("Level of the organising office."),
    "scope": mark(
        "Whom the activity reached: the region, a kecamatan, a village, one institution."
    ),
    "province_code": mark("Official name; empty only for national matters."),
    "regency_codes": mark("Official name; for a joint event several, separated by semicolons."),
    "regency_code": mark("Official name, one only; empty for a whole province."),
    "district_code": mark("Only for the matter of one kecamatan; name its kabupaten/kota as well."),
    "organiser": mark("The organising office, such as Bawaslu Kabupaten Cilacap; no person."),
    "election": mark("Choose the election from the list."),
    "targets": mark("Whom it addressed; several separated by semicolons, such as ASN; TNI; Polri."),
    "participants": mark(
        "How many came, as a number. Unknown stays empty; 0 means that none came."
    ),
    "institutions": mark("Institutions that took part, separated by semicolons; no persons."),
    "pokja": mark("Whether a Pokja Netralitas was formed, is planned or existed already that day."),
    "forum": mark("Pokja for the supervisory body's own; a government's task force is a Satgas."),
    "signed": mark("Whether participants signed a commitment; empty means unknown."),
    "venue": mark("Where it took place."),
    "title": mark("What it was, in one line, without names of persons."),
    "source_name": _SOURCE,
    "source_url": mark("Address of the report, beginning with https://, if there is one."),
    "note": mark("What else should be known; no names, NIP or NIK."),
    "reported_from": mark("Day on which the case became public, such as 28/06/2024."),
    "reported_to": mark("Last possible day, only if the day is not known exactly."),
    "origin": mark("A report, a finding, or first information that is not a case yet."),
    "category": mark("Choose what the person is said to have done from the list."),
    "subject": mark("Whose neutrality the case is about; the group, never a name."),
    "channel": mark("Where it happened: on social media or in person."),
    "status": mark("How far the case has got."),
    "forwarded_to": mark("To whom the case was forwarded."),
    "sanction": mark("Which sanction followed, if it is known."),
    "people": mark("How many people the case is about, if more than one or stated."),
    "known_on": _STEP,
    "received_on": _STEP,
    "registered_on": _STEP,
    "decided_on": _STEP,
    "forwarded_on": _STEP,
    "sanctioned_on": _STEP,
    "as_of_from": mark("First day the number is about, if the source names one."),
    "as_of": mark("Day the number stands for, such as 28/06/2024."),
    "measure": mark("What was counted."),
    "unit": mark("What one is: a case, a person, a breach, percent."),
    "cumulative": mark("Yes if the source says that it counts from the beginning."),
    "value": mark("The number itself, as published."),
    "index": mark("The index's name and edition."),
    "rank": mark("Place in the ranking, 1 is the most vulnerable."),
    "score": mark("Score from 0 to 100, if published."),
}

_BY_TABLE: Mapping[tuple[str, str], str] = {
    ("risk_index", "level"): mark("Which ranking: that of provinces or that of kabupaten/kota."),
    ("violations", "province_code"): mark("Official name; empty where kabupaten/kota says it."),
    ("risk_index", "province_code"): mark("Official name; empty where kabupaten/kota says it."),
}


def explanation(record_type: type[Record], column: str, locale: Locale) -> str:
    """What belongs into the column."""
    own = _BY_TABLE.get((record_type.table, column))
    return locale.text(own or _BY_COLUMN[column])
