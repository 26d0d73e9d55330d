"""Countries named in seven languages, what only sounds like one, and what a text is about."""

import pytest

from liaison.kernel.finding import FindingKind
from liaison.vocabulary import load
from tests.understand.reading import Understood

COUNTRY, ABOUT = FindingKind.COUNTRY, FindingKind.ABOUT


def named(text: str) -> set[str]:
    return set(Understood(text).of(COUNTRY))


@pytest.mark.parametrize("language", ["en", "fr", "es", "ru", "ar", "zh", "pt"])
def test_every_country_is_found_by_its_name(language: str) -> None:
    place = {"en": "in", "fr": "à", "es": "en", "ru": "в", "ar": "في", "zh": "在", "pt": "em"}[
        language
    ]
    missed = {
        iso3: country.names[language]
        for iso3, country in load().countries.items()
        if iso3 not in named(f"{place} {country.names[language]}")
    }
    assert missed == {}


@pytest.mark.parametrize(
    ("text", "countries"),
    [
        ("In the Republic of\nKorea and South Sudan", {"KOR", "SSD"}),
        (
            "Papua New Guinea, Equatorial Guinea, Guinea-Bissau and Guinea",
            {"PNG", "GNQ", "GNB", "GIN"},
        ),
        ("Dominica and the Dominican Republic", {"DMA", "DOM"}),
        ("Niger and Nigeria", {"NER", "NGA"}),
        ("the Democratic Republic of the Congo; in the Congo", {"COD"}),
        ("the Republic of the Congo", {"COG"}),
        ("Somalia and Mali", {"SOM", "MLI"}),
        ("submissions on Slovenia1 and Slovakia*", {"SVN", "SVK"}),
        ("LA GUINEE-BISSAU ET LA COTE D'IVOIRE", {"GNB", "CIV"}),
        ("the USA, the UK and the UAE", {"USA", "GBR", "ARE"}),
        ("the former Yugoslav Republic of Macedonia", {"MKD"}),
        ("Egyptian authorities and the Algerian government", {"EGY", "DZA"}),
        (
            "в Республике Беларусь, из Казахстана, в Саудовской Аравии",
            {"BLR", "KAZ", "SAU"},
        ),
        (
            "в Российской Федерации и США",
            {"RUS", "USA"},
        ),
        (
            "في البحرين وسوريا وللأردن",
            {"BHR", "SYR", "JOR"},
        ),
        ("ايران", {"IRN"}),
        ("中国和几内亚比绍", {"CHN", "GNB"}),
    ],
)
def test_it_names(text: str, countries: set[str]) -> None:
    assert named(text) == countries


@pytest.mark.parametrize(
    "text",
    [
        "a turkey, a woman of oman and a grenade",
        "Michael Jordan Smith spoke; Chad Miller answered",
        "He moved to New Mexico",
        "JOIN US NOW",
        "Réunion du Conseil",
        "written in French, Spanish and Chinese",
        "البيان مالي",
        "إيراني",
        "马里兰州",
    ],
)
def test_it_only_sounds_like_one(text: str) -> None:
    assert named(text) == set()


@pytest.mark.parametrize("language", ["en", "fr", "es", "ru", "ar", "zh", "pt"])
def test_every_further_name_names_its_country(language: str) -> None:
    place = {"en": "in", "fr": "à", "es": "en", "ru": "в", "ar": "في", "zh": "在", "pt": "em"}[
        language
    ]
    missed = {
        name.name
        for name in load().country_names
        if name.language == language and name.iso3
        if name.iso3 not in named(f"{place} {name.name}")
    }
    assert missed == set()


def test_a_doubtful_name_counts_where_a_certain_one_stands_elsewhere() -> None:
    assert named("Chad Miller wrote from N\u2019Djamena in Chad.") == {"TCD"}


def test_a_list_of_all_countries() -> None:
    names = [country.names["en"] for country in load().countries.values()]
    found = Understood("; ".join(names))
    assert len(found.of(COUNTRY)) >= 245
    assert found.of(ABOUT) == []


def test_each_country_once_at_its_first_mention() -> None:
    found = Understood("Peru said. Peru did.\n\nChile did.", title="On Chile")
    assert sorted(found.of(COUNTRY)) == ["CHL", "PER"]
    assert {f.span.start for f in found.findings if f.value == "PER"} == {0}


@pytest.mark.parametrize(
    ("title", "text", "about"),
    [
        ("Peru: defenders attacked", "Chile and Brazil reacted. Chile and Chile.", ["PER"]),
        (
            "Report of the Working Group",
            "Council\nReport of\nthe Working Group*\nTogo*\nFrance asked. Spain asked.",
            ["TGO"],
        ),
        (
            "New arrests",
            "Police in Nepal arrested them. Nepal should free them, in Nepal. India said.",
            ["NPL"],
        ),
        ("Statement", "Peru, Chile, Brazil, Togo, Ghana, Mali and Chad agreed.", []),
        ("", "ADVANCE QUESTIONS TO TOGO\nDENMARK\nWhich steps?\nSWEDEN\nWhich?", ["TGO"]),
        ("Letter", "REFERENCE: AL NPL 3/2023\nIndia and India and India.", ["NPL"]),
    ],
)
def test_what_it_is_about(title: str, text: str, about: list[str]) -> None:
    assert Understood(text, title=title).of(ABOUT) == about
