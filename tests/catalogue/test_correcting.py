"""What a correction may say."""

import datetime as dt

import pytest

from liaison import vocabulary
from liaison.catalogue.correcting import KINDS, Known, checked
from liaison.kernel.errors import MistakenInput
from liaison.kernel.finding import FindingKind

KNOWN = Known(vocabulary.load(), {"harbour-commission"}, dt.date(2026, 5, 1))
GOOD = {
    "title": ("  A \x1b \u202e new\n title ", "A new title"),
    "language": ("TG", "tg"),
    "published": ("2012-03", "2012-03"),
    "reference": ("a/hrc/25/55", "A/HRC/25/55"),
    "symbol": ("A/HRC/25/55", "A/HRC/25/55"),
    "country": ("Belarus", "BLR"),
    "about": ("blr", "BLR"),
    "document_kind": ("urgent_appeal", "urgent_appeal"),
    "mechanism": ("harbour-commission", "harbour-commission"),
    "event_date": ("2031-01-02", "2031-01-02"),
    "hearing_date": ("2012", "2012"),
    "deadline": ("2012-04-01", "2012-04-01"),
    "violation": ("killing", "killing"),
    "defender": ("whrd", "whrd"),
    "perpetrator": ("police", "police"),
    "right": ("R01", "R01"),
    "provision": ("udhrd/art-1", "udhrd/art-1"),
    "theme": ("human_rights_defenders", "human_rights_defenders"),
    "accountability": ("released", "released"),
    "structural": ("foreign_agent:bill", "foreign_agent:bill"),
    "activity": (
        "country_visit;TCD;2024-05-02/2024-05-09;done",
        "country_visit;TCD;2024-05-02/2024-05-09;done",
    ),
    "recommendation": ("128.14", "128.14"),
    "recommendation_theme": ("civil_society", "civil_society"),
    "addressee": ("BLR", "BLR"),
}


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_takes_a_good_value_and_gives_its_canonical_form(kind: str) -> None:
    said, kept = GOOD[kind]
    assert checked(kind, "replace", said, KNOWN) == kept


def test_every_kind_of_finding_but_one_can_be_corrected() -> None:
    assert set(FindingKind) - set(KINDS) == {FindingKind.PERSON}


@pytest.mark.parametrize(
    ("kind", "value", "hint"),
    [
        ("country", "BLX", "no country 'BLX': did you mean"),
        ("about", "Belaruss", "did you mean Belarus"),
        ("document_kind", "urgent_apeal", "did you mean urgent_appeal"),
        ("violation", "kiling", r"no violation 'kiling': did you mean killing"),
        ("right", "zzz", "choose among R01, R02"),
        ("language", "english", "no language 'english'"),
        ("mechanism", "nobody", "no mechanism 'nobody'"),
        ("published", "March", "write 2012, 2012-03 or 2012-03-15"),
        ("published", "2012-02-30", "is no date"),
        ("published", "2031", "was published on 2031"),
        ("published", "0001", "was published on 0001"),
        ("activity", "a visit", "write kind;country;from/until;status"),
        ("structural", "law", "a code, ':' and a stage"),
        ("structural", "foreign_agents:bill", "did you mean foreign_agent"),
        ("structural", "foreign_agent:billl", "did you mean bill"),
        ("activity", "visit;TCD;2024-05-02/2024-05-09;done", "no kind of activity 'visit'"),
        ("activity", "country_visit;XXX;2024/2024;done", "no country 'XXX'"),
        ("activity", "country_visit;TCD;2024-13/;done", "'2024-13' is no date"),
        ("activity", "country_visit;TCD;0001/0001;done", "give a year from 1789 to 2200"),
        ("activity", "country_visit;TCD;2024-05-09/2024-05-01;done", "ends before it begins"),
        ("deadline", "9999-12-31", "give a year from 1789 to 2200"),
        ("title", "\x1b\u202e", "a correction needs its value"),
        ("accountability", "relased", "did you mean released"),
        ("title", "x" * 501, "keep the value to 500 characters"),
        ("symbol", "x" * 121, "keep the value to 120 characters"),
        ("title", "  ", "a correction needs its value"),
        ("colour", "red", "no kind 'colour'"),
        ("contry", "BLR", "did you mean country"),
        ("person", "Somebody", "names of persons are not corrected"),
    ],
)
def test_what_cannot_be_is_refused_with_a_hint(kind: str, value: str, hint: str) -> None:
    with pytest.raises(MistakenInput, match=hint):
        checked(kind, "replace", value, KNOWN)


def test_a_refused_name_is_not_repeated() -> None:
    with pytest.raises(MistakenInput) as refused:
        checked("person", "add", "Ilva Torrendahl", KNOWN)
    assert "Torrendahl" not in str(refused.value)


def test_a_single_value_is_replaced_not_added_to() -> None:
    with pytest.raises(MistakenInput, match="a document has one published: say --replace"):
        checked("published", "add", "2012", KNOWN)


def test_what_no_vocabulary_has_any_more_can_be_removed() -> None:
    assert checked("violation", "remove", "an_old_code", KNOWN) == "an_old_code"
    assert checked("country", "remove", "Belarus", KNOWN) == "BLR"
