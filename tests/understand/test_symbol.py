"""The reference that a document bears, told from those that it cites."""

import pytest

from liaison.kernel.finding import FindingKind, Part
from tests.understand.reading import Understood

NEW = """GE.99-00001
Human Rights Council
Ninety-ninth session
Report of the Working Group*
* Previously issued as document A/HRC/WG.6/9/L.7. See also A/HRC/98/1.
United Nations A/HRC/99/9*
General Assembly Distr.: General
4 January 2025
Original: English"""
OLD = """UNITED
NATIONS A
General Assembly Distr.
GENERAL
A/HRC/WG.6/7/SVN/1
3 November 2009
Original: ENGLISH
NATIONAL REPORT SUBMITTED IN ACCORDANCE WITH A/HRC/RES/5/1"""
WEB = """A/HRC/21/47

United Nations

General Assembly

Distr.: General
6 July 2012

Pursuant to A/HRC/RES/15/14, his report (A/HRC/18/35) is submitted."""


@pytest.mark.parametrize(
    ("text", "symbol"),
    [
        (NEW, "A/HRC/99/9"),
        (OLD, "A/HRC/WG.6/7/SVN/1"),
        (WEB, "A/HRC/21/47"),
        (
            "REFERENCE: AL BLR 3/2023\n12 March 2023\nExcellency, we recall AL BLR 1/2022.",
            "AL BLR 3/2023",
        ),
        ("URGENT APPEAL\nBLR 001 / 0120 / OBS 003.1\nArrests", "BLR 001 / 0120 / OBS 003.1"),
        ("Strasbourg, 12 March 2019\nCommDH(2019)26\nEnglish only\nMEMORANDUM", "CommDH(2019)26"),
    ],
)
def test_the_first_page_bears_it(text: str, symbol: str) -> None:
    assert Understood(text).of(FindingKind.SYMBOL) == [symbol]


@pytest.mark.parametrize(
    "text",
    [
        "The Rapporteur presented her report (A/HRC/25/55) to the Council.",
        "In its resolution A/HRC/RES/25/18, the Council renewed the mandate.",
        "As stated in A/HRC/25/55, defenders are at risk.",
        "",
    ],
)
def test_a_citation_is_no_symbol(text: str) -> None:
    assert Understood(text).of(FindingKind.SYMBOL) == []


def test_a_title_can_bear_it() -> None:
    found = Understood("The Commission met.", title="ACHPR/Res.69(XXXV)04: Resolution on defenders")
    assert found.of(FindingKind.SYMBOL) == ["ACHPR/Res.69(XXXV)2004"]
    assert found.part(FindingKind.SYMBOL) is Part.TITLE


@pytest.mark.parametrize(
    ("address", "symbol"),
    [
        ("https://www.amnesty.org/en/documents/amr99/133/2006/en/", "AMR 99/133/2006"),
        ("https://undocs.org/en/A/HRC/25/55", "A/HRC/25/55"),
    ],
)
def test_an_address_can_spell_it(address: str, symbol: str) -> None:
    found = Understood("Text.", address=address)
    assert found.of(FindingKind.SYMBOL) == [symbol]
    assert found.words(FindingKind.SYMBOL)[0].upper().replace("/", "") == symbol.replace(
        " ", ""
    ).replace("/", "")


def test_an_address_elsewhere_spells_none() -> None:
    assert (
        Understood("Text.", address="https://x.example/amr99/133/2006").of(FindingKind.SYMBOL) == []
    )


@pytest.mark.parametrize(
    ("address", "about"),
    [
        ("https://www.amnesty.org/en/documents/asa11/012/1990/en/", ["AFG"]),
        ("https://www.amnesty.org/en/documents/act30/012/1990/en/", []),
        ("https://elsewhere.example.org/en/documents/asa11/012/1990/en/", []),
    ],
)
def test_a_class_of_an_index_names_its_state(address: str, about: list[str]) -> None:
    found = Understood("Fear for the safety of two teachers.", address=address)
    assert found.of(FindingKind.ABOUT) == about
