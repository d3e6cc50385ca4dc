"""Names to codes: which region a written name means, and only where there is no doubt.

A name is read by its key: its letters and digits, without case, spaces and punctuation. Known
keys are the official names (`data/reference/{provinces,regencies,districts}.csv`) and the
abbreviations and other spellings in `region_aliases.csv`, with and without the words offices put
before them ("Kab.", "Pemkot", "Kec."). All forms lie in one table a level, so such a word never
hides a name that begins like it (Kotabaru, Kotamobagu), and a form of two regions is doubtful.
"""

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cache, lru_cache
from heapq import nsmallest
from itertools import product

from dashboard.regions import Region, reference_rows, regions

_LONGEST = 200  # characters; no name of a region with its outer regions comes near
_NEAREST = 3

_SEPARATOR = re.compile(r"[,(/]|\s[-–—]\s")  # between a name and the region it lies in
_WORD = re.compile(r"[^\W_]+")
_SHORT_WORDS = {
    "adm": "administrasi",
    "gn": "gunung",
    "kep": "kepulauan",
    "sei": "sungai",
    "tj": "tanjung",
    "tjg": "tanjung",
}

_OFFICES = ("", "pemerintah", "pemerintahdaerah", "pemda", "bawaslu")
_PROVINCE_WORDS = (
    "",
    "pemprov",
    *(office + word for office in _OFFICES for word in ("provinsi", "propinsi", "prov")),
)
_EITHER_KIND = ("", "kabkota", "kabupatenkota")  # "Kab./Kota", copied from the column's header
_REGENCY_WORDS = {
    "Kabupaten": (
        "pemkab",
        *(office + word for office in _OFFICES for word in ("kabupaten", "kab")),
    ),
    "Kota": (
        "pemkot",
        "pemko",
        "pemkota",
        *(office + word for office in _OFFICES for word in ("kota", "kotamadya", "kodya")),
    ),
}
_KIND_BEHIND = {"Kabupaten": ("kabupaten", "kab"), "Kota": ("kota",)}  # "Sukabumi (Kota)"
_DISTRICT_WORDS = ("", "kecamatan", "kec", "distrik", "kapanewon", "kemantren")

_SHORTLIST = 25  # names sharing most letter pairs that are compared letter by letter
_SIMILAR = 0.6  # the ratio from which difflib calls two words close


@dataclass(frozen=True)
class Reading:
    """What a written name may mean; a text of over 200 characters means nothing."""

    code: str | None
    """The one certain reading, else None."""
    candidates: tuple[str, ...] = ()
    """Codes of all readings where there is no certain one, in code order."""
    nearest: tuple[str, ...] = ()
    """Codes of at most three official names like it where there is no reading, best first."""


def read_province(text: str) -> Reading:
    """Read a province's name or code (`33`)."""
    return _read(text, _PROVINCE)


def read_regency(text: str, province: str | None = None) -> Reading:
    """Read a regency's name or code (`33.01`, `3301`), inside `province` (a code) where given.

    The name may have its province behind it: "Kab. Cilacap, Jawa Tengah", "Cilacap (Jateng)".
    """
    return _read(text, _REGENCY, _outer(province))


def read_district(text: str, regency: str | None = None, province: str | None = None) -> Reading:
    """Read a district's name or code, inside `regency` and `province` (codes) where given.

    The name may have its regency, its province or both behind it.
    """
    return _read(text, _DISTRICT, _outer(regency, province))


def described(code: str) -> str:
    """A region's name with the regions it lies in: "Kecamatan Cibadak, Kabupaten ..., Jawa Barat".

    The functions above read it back. Raises `RegionError` for a code that does not exist.
    """
    known = regions()
    if code in known.districts:
        return f"Kecamatan {known.districts[code].name}, {described(code[:5])}"
    if code in known.regencies:
        return f"{known.name(code)}, {known.name(code[:2])}"
    return known.name(code)


# --- readings ------------------------------------------------------------------------------------

_PROVINCE, _REGENCY, _DISTRICT = 1, 2, 3  # levels: the number of groups in a code

_Bound = frozenset[str]  # outer regions; what is read must lie in one of them


def _outer(*codes: str | None) -> tuple[_Bound, ...]:
    return tuple(frozenset([code]) for code in codes if code is not None)


def _inside(code: str, bounds: tuple[_Bound, ...]) -> bool:
    outer = {code[:2], code[:5]}
    return all(bound & outer for bound in bounds)


def _words(text: str) -> list[str]:
    return _WORD.findall(unicodedata.normalize("NFKC", text).casefold())


def _key(text: str) -> str:
    """Letters and digits, known short words written out."""
    return "".join(_SHORT_WORDS.get(word, word) for word in _words(text))


def _keys(text: str) -> set[str]:
    """The key with short words written out and as they are (`Sei Bamban`, `Seibamban`)."""
    return {_key(text), "".join(_words(text))}


def _read(text: str, level: int, bounds: tuple[_Bound, ...] = ()) -> Reading:
    return _read_name(text, level, bounds) if len(text) <= _LONGEST else Reading(None)


@lru_cache(maxsize=1 << 15)  # a file names the same ones again and again
def _read_name(text: str, level: int, bounds: tuple[_Bound, ...]) -> Reading:
    written = text.strip(" .'\t\r\n\xa0")
    if re.fullmatch(r"[0-9]+(\.[0-9]+)*", written):
        return _read_code(written, level, bounds)
    found = sorted(code for code in _meanings(text, level) if _inside(code, bounds))
    if len(found) == 1:
        return Reading(found[0])
    if found:
        return Reading(None, candidates=tuple(found))
    return Reading(None, nearest=_nearest(text, level, bounds))


def _read_code(written: str, level: int, bounds: tuple[_Bound, ...]) -> Reading:
    undotted = written.isdigit() and len(written) == 2 * level
    groups = re.findall("..", written) if undotted else written.split(".")
    if len(groups) != level or any(len(group) > 2 for group in groups):
        return Reading(None)
    # A spreadsheet takes 33.10 for a number and writes 33.1; somebody else means 33.01.
    choices = [(g,) if len(g) == 2 else ("0" + g, g + "0") for g in groups]
    known = _names(level).official
    codes = [code for parts in product(*choices) if (code := ".".join(parts)) in known]
    found = tuple(sorted(code for code in codes if _inside(code, bounds)))
    if all(len(group) == 2 for group in groups):
        return Reading(found[0] if found else None)
    return Reading(None, candidates=found)


def _split(text: str, level: int) -> Iterator[tuple[str, _Bound]]:
    """Each way to read the text as a name and, behind it, the region it lies in."""
    if level > _PROVINCE:
        for separator in _SEPARATOR.finditer(text):
            behind = text[separator.end() :]
            outer = {code for above in range(1, level) for code in _meanings(behind, above)}
            if outer:
                yield text[: separator.start()], frozenset(outer)


@lru_cache(maxsize=10_000)
def _meanings(text: str, level: int) -> frozenset[str]:
    """The codes of all regions of the level that the text may name."""
    forms = _names(level).forms
    found = {code for key in _keys(text) for code in forms.get(key, ())}
    for name, outer in _split(text, level):
        named = {code for key in _keys(name) for code in forms.get(key, ())}
        found |= {code for code in named if _inside(code, (outer,))}
    return frozenset(found)


# --- the names of a level ------------------------------------------------------------------------


@dataclass(frozen=True)
class _Official:
    """An official name taken apart."""

    name: str  # without the kind
    before: tuple[str, ...]  # words that may stand before it, as keys
    behind: tuple[str, ...] = ()


@dataclass(frozen=True)
class _Names:
    """All names of a level."""

    official: Mapping[str, _Official]  # by code
    keys: Mapping[str, str]  # of the official names without the kind, by code
    forms: Mapping[str, set[str]]  # codes by every written form, as a key
    words: frozenset[str]  # all that may stand before a name of the level
    by_pair: Mapping[str, list[str]]  # codes by the pairs of letters in `keys`


def _taken_apart(region: Region, level: int) -> _Official:
    if level == _PROVINCE:
        return _Official(region.name, _PROVINCE_WORDS)
    if level == _DISTRICT:
        return _Official(region.name, _DISTRICT_WORDS)
    kind, name = region.name.split(" ", 1)
    before = _REGENCY_WORDS[kind]
    if name.startswith("Administrasi "):
        name = name.removeprefix("Administrasi ")
        before += tuple(f"{word}administrasi" for word in before)
    return _Official(name, before + _EITHER_KIND, _KIND_BEHIND[kind])


def _pairs(key: str) -> set[str]:
    edged = f"^{key}$"
    return {edged[i : i + 2] for i in range(len(edged) - 1)}


def _before_alias(region: _Official) -> tuple[str, ...]:
    return tuple(word for word in region.before if not word or word not in _EITHER_KIND)


@cache
def _names(level: int) -> _Names:
    known = regions()
    tables = {_PROVINCE: known.provinces, _REGENCY: known.regencies, _DISTRICT: known.districts}
    official = {code: _taken_apart(r, level) for code, r in tables[level].items()}
    written = [(code, region.name, region.before) for code, region in official.items()]
    # Behind both kinds an abbreviation could be a misspelling: "Kabupaten Kotabarut" is no Barut.
    written += [
        (row["code"], row["alias"], _before_alias(official[row["code"]]))
        for row in reference_rows("region_aliases")
        if row["code"] in official
    ]
    forms: dict[str, set[str]] = defaultdict(set)
    for code, name, before in written:
        for key in _keys(name):
            for word in before:
                forms[word + key].add(code)
            for word in official[code].behind:
                forms[key + word].add(code)
    keys = {code: _key(region.name) for code, region in official.items()}
    by_pair: dict[str, list[str]] = defaultdict(list)
    for code, key in keys.items():
        for pair in _pairs(key):
            by_pair[pair].append(code)
    words = frozenset(word for name in official.values() for word in name.before)
    return _Names(official, keys, dict(forms), words, dict(by_pair))


def _nearest(text: str, level: int, bounds: tuple[_Bound, ...]) -> tuple[str, ...]:
    """Codes of the official names most like the text, inside the bounds and what it names."""
    names = _names(level)
    bounds = (*bounds, *[outer for _, outer in _split(text, level)][:1])
    keys = {_key(text), _key(_SEPARATOR.split(text)[0])}
    stems = {key.removeprefix(word) for key in keys for word in names.words} - {""}
    shared = Counter(
        code for stem in stems for pair in _pairs(stem) for code in names.by_pair.get(pair, ())
    )
    inside = (code for code in shared if _inside(code, bounds))
    shortlist = nsmallest(_SHORTLIST, inside, key=lambda c: (-shared[c], c))
    likeness = dict.fromkeys(shortlist, 0.0)
    for stem in stems:
        matcher = SequenceMatcher(b=stem)  # it prepares its second word once
        for code in shortlist:
            matcher.set_seq1(names.keys[code])
            likeness[code] = max(likeness[code], matcher.ratio())

    def other_kind(code: str) -> bool:
        return not any(
            key.startswith(word) for key in keys for word in names.official[code].before if word
        )

    close = [code for code in shortlist if likeness[code] >= _SIMILAR]
    return tuple(sorted(close, key=lambda c: (-likeness[c], other_kind(c), c))[:_NEAREST])
