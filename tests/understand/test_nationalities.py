"""Peoples, adjectives, capitals and cities: every word of the vocabulary, in the forms it takes."""

import pytest

from liaison.kernel.finding import FindingKind
from liaison.understand.folding import folded
from liaison.understand.gazetteer import Manner, mentions
from liaison.vocabulary import load
from tests.understand.reading import Understood

COUNTRY = FindingKind.COUNTRY
# A sentence in which an adjective of the State stands, in its first form.
STATE = {
    "en": "{} police",
    "fr": "le gouvernement {}",
    "es": "el gobierno {}",
    "pt": "o governo {}",
    "ru": "{} суд",
    "ar": "القضاء {}",
}
PLACE = {
    "en": "in {}",
    "fr": "à {}",
    "es": "en {}",
    "pt": "em {}",
    "ru": "в {}",
    "ar": "في {}",
    "zh": "在{}",
}


def named(text: str) -> set[str]:
    return set(Understood(text).of(COUNTRY))


def sure(text: str) -> set[str]:
    return {one.iso3 for one in mentions(folded(text), load()) if not one.doubtful}


@pytest.mark.parametrize("language", list(STATE))
def test_every_adjective_and_people_points_to_its_country(language: str) -> None:
    missed = [
        one.word
        for one in load().nationalities
        if one.language == language
        and one.iso3
        not in sure(STATE[language].format(one.word) if one.kind == "adjective" else one.word)
    ]
    # Also "financial": the Arabic adjective of Mali alone names nothing.
    assert missed == (["مالي"] if language == "ar" else [])


@pytest.mark.parametrize("language", list(PLACE))
def test_every_place_points_to_its_country(language: str) -> None:
    missed = []
    for places in load().places:
        for name in places.names if places.language == language else ():
            found = mentions(folded(PLACE[language].format(name)), load())
            if places.iso3 not in {one.iso3 for one in found}:
                missed.append(name)
    assert missed == []


@pytest.mark.parametrize(
    ("text", "countries"),
    [
        ("Правозащитники из Белоруссии", {"BLR"}),
        ("белорусские власти и узбекский суд", {"BLR", "UZB"}),
        ("белорусов, азербайджанцев и россиян", {"BLR", "AZE", "RUS"}),
        ("россиянки и полячка", {"RUS", "POL"}),
        ("таджикского правозащитника", {"TJK"}),
        ("адвокаты в Бишкеке и в Алматы", {"KGZ", "KAZ"}),
        ("les autorités tunisiennes", {"TUN"}),
        ("des militantes guinéennes", {"GIN"}),
        ("un avocat camerounais à Yaoundé", {"CMR"}),
        ("les Marocains et les journalistes turques", {"MAR", "TUR"}),
        ("la police burundaise", {"BDI"}),
        ("las autoridades saudíes y el gobierno marroquí", {"SAU", "MAR"}),
        ("los bielorrusos", {"BLR"}),
        ("la defensora hondureña, en Tegucigalpa", {"HND"}),
        ("la policía nicaragüense", {"NIC"}),
        ("as autoridades angolanas", {"AGO"}),
        ("a ativista moçambicana, em Maputo", {"MOZ"}),
        ("o governo alemão e os espanhóis", {"DEU", "ESP"}),
        ("السلطات المصرية", {"EGY"}),
        ("الناشطة السورية والسوريون", {"SYR"}),
        ("المحامي السوداني في الخرطوم", {"SDN"}),
        ("中国政府和河内的律师", {"CHN", "VNM"}),
        ("Belarusians and a Tajik lawyer in Dushanbe", {"BLR", "TJK"}),
        ("police in Harare and in Lagos State", {"ZWE", "NGA"}),
        ("the Uyghurs and the Rohingya", {"CHN", "MMR"}),
    ],
)
def test_it_names_by_form(text: str, countries: set[str]) -> None:
    assert named(text) == countries


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("România nu respectă", "ROU"),
        ("în numele României", "ROU"),
        ("в Україні", "UKR"),
        ("Türkiye'de", "TUR"),
        ("w Polsce", "POL"),
        ("in Österreich", "AUT"),
        ("საქართველოში", "GEO"),
        ("در ایران", "IRN"),
        ("ในประเทศไทยวันนี้", "THA"),
        ("በኢትዮጵያ", None),  # a preposition joined to the word: not looked for
        ("ኢትዮጵያ ውስጥ", "ETH"),
    ],
)
def test_what_states_call_themselves(text: str, country: str | None) -> None:
    assert named(text) == ({country} if country else set())


@pytest.mark.parametrize(
    "text",
    [
        "written in French and Swahili",
        "écrit en français; un chien danois",
        "escrito en español; un baño turco",
        "escrito em russo",
        "на русском языке",
        "باللغة الفرنسية",
        "Paris Hiltone and Sydney Brownlow wrote",
        "the New York Times and the Washington Post",
        "the Geneva Conventions, the Paris Principles and the Istanbul Protocol",
        "Женевские конвенции",
        "Geneva, 12 May",
        "Latin American States; African Americans",
        "at the University of Oxford",
    ],
)
def test_a_language_a_person_or_a_treaty_names_no_country(text: str) -> None:
    assert named(text) == set()


@pytest.mark.parametrize(
    ("text", "manner"),
    [
        ("Belarus", Manner.NAME),
        ("the Soviet Union", Manner.FORMER),
        ("Belarusians", Manner.PEOPLE),
        ("Minsk", Manner.PLACE),
        ("Geneva", Manner.SEAT),
    ],
)
def test_how_a_country_is_named(text: str, manner: Manner) -> None:
    assert [one.manner for one in mentions(text, load())] == [manner]


def test_a_name_outweighs_a_place_that_points_to_its_country() -> None:
    found = [
        one for one in Understood("In Minsk police. In Belarus.").findings if one.kind == COUNTRY
    ]
    assert [(one.value, one.method) for one in found] == [("BLR", "country: name")]
    (pointed,) = [one for one in Understood("In Minsk, police.").findings if one.kind == COUNTRY]
    assert pointed.confidence < found[0].confidence


@pytest.mark.parametrize(
    ("text", "countries"),
    [
        ("Бeларусь и Рoссия", {"BLR", "RUS"}),  # Latin e and o
        ("Вelarus", {"BLR"}),  # Cyrillic В
        ("Kazakh-\nstan, Bela\u00adrus and Slovenia12", {"KAZ", "BLR", "SVN"}),
        ("\u200fالبحرين\u200e", {"BHR"}),
        ("TURKEY: JOURNALISTS", {"TUR"}),
    ],
)
def test_layout_and_look_alikes_do_not_hide_a_country(text: str, countries: set[str]) -> None:
    assert named(text) == countries


def test_the_span_shows_the_word_with_its_look_alike() -> None:
    assert Understood("в Бeларуси").words(COUNTRY) == ["Бeларуси"]
