"""Instruments and provisions that a document cites."""

import pytest

from liaison.kernel.finding import FindingKind, Part
from tests.understand.reading import Understood

PROVISION = FindingKind.PROVISION


@pytest.mark.parametrize(
    ("text", "values"),
    [
        (
            "Article 9, paragraph 4, of the Declaration on Human Rights Defenders says so.",
            ["udhrd", "udhrd/art-9-4"],
        ),
        ("The Council recalled resolution 53/144.", ["udhrd"]),
        (
            "He was tried in breach of articles 14 and 19 of the ICCPR.",
            ["iccpr", "iccpr/art-14", "iccpr/art-19"],
        ),
        (
            "L’article 12 de la Déclaration sur les défenseurs des droits de l’homme le protège.",
            ["udhrd", "udhrd/art-12-1", "udhrd/art-12-2", "udhrd/art-12-3"],
        ),
        ("She relied on article 9 of the Constitution.", []),
        ("No standard is named here.", []),
        ("", []),
    ],
)
def test_what_is_cited_is_found(text: str, values: list[str]) -> None:
    assert Understood(text).of(PROVISION) == values


def test_each_is_found_once_with_the_words_that_cite_it_first() -> None:
    text = "Art. 1 of the  Declaration on Human\nRights Defenders. " * 3
    read = Understood(text)
    assert read.of(PROVISION) == ["udhrd", "udhrd/art-1"]
    assert read.words(PROVISION) == ["Art. 1 of the  Declaration on Human\nRights Defenders"] * 2


def test_a_title_cites_as_well() -> None:
    read = Understood("Words.", title="On article 8 of the Declaration on Human Rights Defenders")
    assert read.findings
    assert {f.span.part for f in read.findings if f.kind == PROVISION} == {Part.TITLE}
