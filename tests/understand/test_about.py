"""Which country a document is about, apart from those that it merely names."""

import time

import pytest

from liaison.kernel.finding import FindingKind
from liaison.vocabulary import load
from tests.understand.reading import Understood


@pytest.mark.parametrize(
    ("title", "text", "about"),
    [
        # what a title puts before its colon
        ("Nepal: an Indian writer was arrested", "India said so. India and India.", ["NPL"]),
        ("UA 12/99 - Togo: fear of torture", "", ["TGO"]),
        ("Peru / Chile: two lawyers", "", ["PER", "CHL"]),
        # the State against which a case was brought
        ("Ivanova v. Belarus", "Russia intervened. Russia said.", ["BLR"]),
        ("Affaire Durand c. Suisse", "", ["CHE"]),
        ("", "THIRD SECTION\nCASE OF DOE v. MALTA\nSTRASBOURG\nItaly said.", ["MLT"]),
        # a person's country beside that of the State that acted
        ("Kenya must free Somali citizen", "Kenya said. Somalia said.", ["KEN"]),
        ("Ghana releases Malian refugees", "", ["GHA"]),
        # a State that speaks of another
        ("US senators condemn China", "Senators in the US spoke. China replied.", ["CHN"]),
        ("US condemns arrests in Togo", "The US said so. Togo arrested them.", ["TGO"]),
        # an adjective that may speak of a language gives way to what the text keeps to
        ("Greek lesson", "Togo arrested a teacher. Togo must free her, in Togo.", ["TGO"]),
        # people, cities and adjectives where nothing else is named
        ("Kano police arrest a lawyer", "The lawyer is held.", ["NGA"]),
        ("Gambian detainees must be released", "See below.", ["GMB"]),
        ("Заявление", "Суд в Гродно. Власти Белоруссии. Белорусские власти.", ["BLR"]),
        ("Déclaration", "La militante tunisienne, à Tunis. Les autorités tunisiennes.", ["TUN"]),
        ("Comunicado", "La defensora hondureña, en Tegucigalpa. Policía hondureña.", ["HND"]),
        ("Nota", "Ativista moçambicana em Maputo. A polícia moçambicana.", ["MOZ"]),
        ("بيان", "السلطات المصرية في القاهرة. الشرطة المصرية.", ["EGY"]),
        ("声明", "北京警方。中国政府。中国律师。", ["CHN"]),
        # the language of a document, the seat of an organisation, a dateline
        ("Statement on detention [Georgian]", "See below.", []),
        ("Geneva statement", "GENEVA - Police in Togo. Togo should act. Togo.", ["TGO"]),
        ("Statement", "LONDON (News) - Togo arrested three men. Togo must free them.", ["TGO"]),
        # words that are also names of places: a people, an association of States, a sum of money
        ("Roma families evicted", "The Roma families in Togo must be heard.", ["TGO"]),
        ("Roma families evicted", "See below.", []),
        ("Commonwealth leaders must speak of Togo", "See below.", ["TGO"]),
        ("Company must pay US$1 billion in Togo", "See below.", ["TGO"]),
        ("Uganda/CAR: a transfer", "See below.", ["UGA", "CAF"]),
        ("New CAR for the mayor of Kampala", "See below.", ["UGA"]),
        # a long text settles which of a headline's countries it is about, or that it is another
        (
            "Proposal on Filipinos to Kuwait",
            "Kuwait said so. " * 12 + "The Philippines. " * 4,
            ["KWT"],
        ),
        ("Strikes: Asia and Australia", "Workers in Nepal. " * 20 + "Australia.", ["NPL"]),
        ("Australia: strikes elsewhere", "Workers in Nepal. " * 20 + "Australia.", ["AUS"]),
        ("Strikes in Australia", "Workers in Nepal. " * 3, ["AUS"]),
        # without a title the first line says it, unless it is a paragraph of a long text
        ("", "Strikes in Australia\n\n" + "Workers in Nepal. " * 20, ["AUS"]),
        ("", "From Australia came " + "a word of support " * 9 + "to Nepal. " * 20, ["NPL"]),
        ("", "From Australia came " + "a word of support " * 9 + "to Nepal. " * 2, ["AUS"]),
        # many names, none of them the matter
        ("Worldwide appeals", "Peru: one. Togo: two. Nepal: three. Chile: four.", []),
        ("Report on Peru, Togo, Nepal, Chile and Ghana", "", []),
        # for Hong Kong China answers, where it is named
        ("Hong Kong: law passed", "China said so. Beijing said so.", ["CHN"]),
        ("Hong Kong: law passed", "The city said so.", ["HKG"]),
        ("USA (Georgia): execution set", "Georgia set a date in Atlanta.", ["USA"]),
    ],
)
def test_it_is_about(title: str, text: str, about: list[str]) -> None:
    assert Understood(text, title=title).of(FindingKind.ABOUT) == about


def test_the_words_that_say_so_are_in_the_title() -> None:
    found = Understood("Togo said so.", title="The Togolese authorities must act")
    assert found.words(FindingKind.ABOUT) == ["Togolese"]


def test_a_title_that_lists_all_countries_is_about_none() -> None:
    names = "; ".join(country.names["en"] for country in load().countries.values())
    assert Understood(names, title=names).of(FindingKind.ABOUT) == []


def test_a_long_title_takes_time_in_proportion() -> None:
    def seconds(times: int) -> float:
        title = "Peru and Chile " * times
        start = time.process_time()
        Understood("", title=title)
        return time.process_time() - start

    seconds(10)
    # Twenty times the words; what grows with their square would take 400 times as long.
    assert seconds(20_000) < 100 * max(seconds(1_000), 0.01)


def test_one_word_names_its_country() -> None:
    assert Understood("Togo").of(FindingKind.ABOUT) == ["TGO"]
    assert Understood("").of(FindingKind.ABOUT) == []
