"""One text in two languages, told from its figures, references, days and addresses."""

from dataclasses import replace

import pytest

from liaison.kernel.relation import Relation
from liaison.link.address import without_language
from liaison.link.engine import link_all
from liaison.link.facts import EditionFacts, Facts
from liaison.link.figures import comparable, figures, shared
from liaison.link.translations import translations
from liaison.link.verdict import Outcome, Verdict

ENGLISH = (
    "On 14 March 2018 the Court received application 127/2018. It held hearings on 3 May 2018 and "
    "on 21 June 2018, ordered 12,500 roubles to be paid within 90 days, and recalled its judgment "
    "of 9 November 2011 in application 4411/2009, paragraphs 118 and 1200."
)
FRENCH = (
    "Le 14 mars 2018, la Cour a reçu la requête 127/2018. Elle a tenu audience le 3 mai 2018 et le "
    "21 juin 2018, a ordonné le paiement de 12 500 roubles dans les 90 jours et a rappelé son arrêt "
    "du 9 novembre 2011 dans la requête 4411/2009, paragraphes 118 et 1200."
)
ARABIC = "في ٢١ يونيو ٢٠١٨ أمرت المحكمة بدفع ١٢٥٠٠ روبل خلال ٩٠ يوما وأشارت إلى حكم ٩ نوفمبر ٢٠١١"


def _facts(name: str, language: str, text: str, **known: object) -> Facts:
    edition = EditionFacts(language, len(text.split()), figures=figures(text))
    return replace(Facts(name), editions=(edition,), **known)  # type: ignore[arg-type]


def _verdict(one: Facts, other: Facts) -> Verdict:
    (verdict,) = translations(one, other)
    return verdict


def test_thousands_are_one_figure_however_they_are_parted() -> None:
    pairs = {pair for pair, _ in figures(ENGLISH)}
    assert pairs == {pair for pair, _ in figures(FRENCH)}
    assert "12500 90" in pairs


def test_digits_of_other_scripts_are_digits() -> None:
    assert {pair for pair, _ in figures(ARABIC)} <= {pair for pair, _ in figures(ENGLISH)}


def test_pairs_of_small_numbers_say_nothing() -> None:
    assert figures("1. One. 2. Two. 3. Three. 14. Fourteen. 15. Fifteen.") == ()


def test_samples_of_long_texts_meet() -> None:
    text = " ".join(f"word {number * 7919 % 99991}" for number in range(5000))
    one, other = figures(text), figures(text[len(text) // 2 :])
    assert len(shared(one, other)) == pytest.approx(comparable(one, other), abs=2)


def test_a_text_and_its_translation_are_linked() -> None:
    verdict = _verdict(_facts("a", "en", ENGLISH), _facts("b", "fr", FRENCH))
    assert verdict.outcome is Outcome.LINKED
    assert {reason.code for reason in verdict.reasons} == {"same_figures", "same_order"}


def test_a_translation_is_found_among_others() -> None:
    others = [
        _facts(f"n{n}", "fr", FRENCH.replace("2018", f"20{n % 17:02}").replace("127", str(n)))
        for n in range(200, 240)
    ]
    found = [
        (one.first, one.second)
        for one in link_all([_facts("a", "en", ENGLISH), _facts("b", "fr", FRENCH), *others])
        if one.relation is Relation.TRANSLATION_OF and one.outcome is Outcome.LINKED
    ]
    assert ("a", "b") in found


def test_another_reference_speaks_against_it() -> None:
    one = _facts("a", "en", ENGLISH, symbol="A/HRC/90/11", about=("KEN",))
    other = _facts("b", "fr", FRENCH, symbol="A/HRC/90/12", about=("TUN",))
    assert _verdict(one, other).outcome is not Outcome.LINKED


def test_texts_in_one_language_are_no_translations() -> None:
    assert list(translations(_facts("a", "en", ENGLISH), _facts("b", "en", ENGLISH))) == []


def test_a_text_of_unknown_language_is_not_judged() -> None:
    assert list(translations(_facts("a", "", ENGLISH), _facts("b", "fr", FRENCH))) == []


def test_same_form_and_day_is_not_enough() -> None:
    day = {"published": "2018-06-21"}
    one = _facts("a", "en", "The Court adjourned.", about=("KEN",), **day)
    other = _facts("b", "fr", "La Cour a levé la séance.", about=("KEN",), **day)
    assert _verdict(one, other).outcome is Outcome.NOT


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://example.org/en/news/7", "https://example.org/fr/news/7"),
        ("https://example.org/d/A_HRC_25_55_E.pdf?lang=en", "https://example.org/d/A_HRC_25_55_E.pdf?lang=ar"),
        ("https://example.org/letter_en.pdf", "https://example.org/letter-FR.pdf"),
        ("https://example.org/news/el-juez?id=7", "https://example.org/es-MX/news/el-juez?id=7"),
    ],
)  # fmt: skip
def test_addresses_that_differ_in_their_language_alone(one: str, other: str) -> None:
    assert without_language(one) == without_language(other) != ""


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://example.org/en/news/7", "https://example.org/fr/news/8"),
        ("https://example.org/?id=7&lang=en", "https://example.org/?id=8&lang=fr"),
        ("https://example.org/garden.html", "https://example.org/gard.html"),
    ],
)
def test_other_addresses_stay_apart(one: str, other: str) -> None:
    assert without_language(one) != without_language(other)


@pytest.mark.parametrize("address", ["", "https://example.org/", "https://example.org/en/", "http://[", "no address"])  # fmt: skip
def test_an_address_that_says_its_language_alone_says_nothing(address: str) -> None:
    assert without_language(address) in ("", "/no address")
