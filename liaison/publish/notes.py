"""What a mark in a text says: of which kind it is, what was found, and where more of it is."""

from dataclasses import dataclass

from liaison.catalogue.marked import Marking
from liaison.index.protocol import Facet
from liaison.kernel.finding import DATES, FindingKind
from liaison.publish import labels, wording
from liaison.publish.labels import Name
from liaison.publish.names import without_names
from liaison.publish.standards_cited import cited_name

FACETS = {
    FindingKind.COUNTRY: Facet.COUNTRY,
    FindingKind.ABOUT: Facet.COUNTRY,
    FindingKind.VIOLATION: Facet.VIOLATION,
    FindingKind.DEFENDER: Facet.DEFENDER,
    FindingKind.PERPETRATOR: Facet.PERPETRATOR,
    FindingKind.RIGHT: Facet.RIGHT,
    FindingKind.THEME: Facet.THEME,
}
REFERENCES = (FindingKind.SYMBOL, FindingKind.REFERENCE)


@dataclass(frozen=True, slots=True)
class Note:
    """What a mark says: of which kind, what, and in which words.

    `facet` and `value` are what to ask for to find more of it, "" where nothing can be asked.
    `standard` is the provision or instrument that is cited, as in a `Piece`.
    """

    kind: str
    name: Name
    words: tuple[str, ...]
    facet: str = ""
    value: str = ""
    standard: str = ""


def note_of(one: Marking, language: str) -> Note:
    """What a finding says, still without the words that say it."""
    kind = wording.found(one.kind)
    if one.kind in FACETS:
        facet = FACETS[one.kind]
        return Note(kind, labels.of(facet, one.value, language), (), facet.value, one.value)
    if one.kind is FindingKind.ACTIVITY:
        activity = one.value.partition(";")[0]
        return Note(kind, labels.activity(activity, language), (), Facet.ACTIVITY.value, activity)
    standard = one.value if one.kind is FindingKind.PROVISION else ""
    return Note(kind, _name(one, language), (), standard=standard)


def _name(one: Marking, language: str) -> Name:
    if one.kind in DATES:
        return Name(wording.date(one.value, language), language)
    if one.kind is FindingKind.PROVISION:
        return cited_name(one.value, language) or Name(one.value, "")
    if one.kind is FindingKind.ACCOUNTABILITY:
        return labels.outcome(one.value, language)
    if one.kind is FindingKind.STRUCTURAL:
        return labels.law(one.value.partition(":")[0], language)
    return Name(without_names(one.value), "")  # a symbol or reference
