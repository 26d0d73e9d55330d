"""The language of a text, and how sure that is."""

import time

import pytest

from liaison.kernel.finding import FindingKind, Part
from tests.understand.reading import Understood

LANGUAGE = FindingKind.LANGUAGE
ENGLISH = "The authorities released the defender on bail after a long and unlawful detention. "
FRENCH = (
    "Les autorités ont libéré le défenseur après une longue détention arbitraire dans la capitale. "
)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (ENGLISH, "en"),
        (FRENCH, "fr"),
        (
            "Las autoridades liberaron a la defensora después de una larga detención en la capital.",
            "es",
        ),
        (
            "Власти освободили правозащитника после долгого и незаконного содержания под стражей.",
            "ru",
        ),
        (
            "أفرجت السلطات عن المدافع عن حقوق الإنسان أمس بعد احتجاز طويل دون محاكمة",
            "ar",
        ),
        (
            "As autoridades libertaram o defensor depois de uma longa detenção na capital do país.",
            "pt",
        ),
        ("中国人权捍卫者被释放的消息", "zh"),
        (
            "ქართული ენა და უფლებები ქვეყანაში",
            "ka",
        ),
    ],
)
def test_it_is_told_by_its_words(text: str, language: str) -> None:
    assert Understood(text).of(LANGUAGE) == [language]


def test_a_wrong_statement_does_not_outweigh_the_words() -> None:
    assert Understood(FRENCH * 3, stated_language="en").of(LANGUAGE) == ["fr"]


def test_a_statement_in_another_script_is_not_believed() -> None:
    assert Understood(ENGLISH, stated_language="ar").of(LANGUAGE) == ["en"]


@pytest.mark.parametrize("words", ["Amicus", "Gros v. Plat", "мир"])
def test_a_few_words_are_never_more_than_a_guess(words: str) -> None:
    for given in ({}, {"stated_language": "en"}, {"languages": ("en",)}):
        for finding in Understood(words, **given).findings:
            assert finding.kind != LANGUAGE or finding.confidence <= 0.5


@pytest.mark.parametrize("letters", ["A", "x y", "7 b"])
def test_two_letters_are_no_guess(letters: str) -> None:
    assert Understood(letters).of(LANGUAGE) == []


@pytest.mark.parametrize(
    ("title", "language"),
    [
        ("Urgent appeal for lawyers", "en"),
        ("Libérez-les maintenant", "fr"),
        ("Nadie está solo", "es"),
        ("Ninguém está sozinho", "pt"),
        ("Освободить журналистов", "ru"),
        ("Свобода слова під загрозою", "uk"),
        ("Свабода слова пад пагрозай", "be"),
        ("Правата на човека", "bg"),
        ("Слобода за сите луѓе", "mk"),
        ("Слобода за све људе", "sr"),
        ("Адам құқықтары туралы", "kk"),
        ("Адам укуктары жөнүндө", "ky"),
        ("Кеше хокуклары турында", "tt"),
        ("Ҳуқуқи инсон дар кишвар", "tg"),
        ("Inson huquqlari uchun kurash", "uz"),
        ("İnsan hüquqları üçün mübarizə", "az"),
        ("İnsan hakları için mücadele", "tr"),
        ("حقوق بشر برای همه", "fa"),
        ("انسانی حقوق کے لئے", "ur"),
        ("د بشري حقونو لپاره", "ps"),
        ("حقوق الإنسان لجميع الناس", "ar"),
        ("مافی مرۆڤ بۆ هەموو کەس", "ku"),
        ("Alle mennesker har rett til frihet", "no"),
        ("Alle mennesker har krav på frihed", "da"),
        ("Alla människor har rätt till frihet", "sv"),
        ("Každý má právo na svobodu a já také", "cs"),
        ("Každý má právo na slobodu ako my", "sk"),
        ("Igaühel on õigus vabadusele ja elule", "et"),
        ("Jokaisella on oikeus vapauteen", "fi"),
        ("Vsakdo ima pravico do svobode", "sl"),
        ("Svatko ima pravo na slobodu", "hr"),
    ],
)
def test_a_title_is_told_from_its_relatives(title: str, language: str) -> None:
    finding = Understood("", title=title).one(LANGUAGE)
    assert finding.value == language
    assert finding.confidence <= 0.6


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Svako ima pravo da živi u miru i niko ne smije biti mučen. Gdje je sud?", "bs"),
        ("Svatko ima pravo živjeti u miru i nitko ne smije biti mučen. Gdje je sud?", "hr"),
        ("Svako ima pravo da živi u miru i niko ne sme biti mučen. Gde je sud?", "sr"),
        ("Свако има право да живи у миру и нико не сме бити мучен. Где је суд?", "sr"),
        ("ኩሉ ሰብ ኣብ ሃገሩ ብሰላም ክነብር መሰል ኣለዎ እዩ።", "ti"),
        ("ሁሉም ሰው በአገሩ ውስጥ በሰላም የመኖር መብት አለው።", "am"),
        ("Umuntu wese afise uburenganzira bwo kubaho mu mahoro mu gihugu ciwe canke ahandi.", "rn"),
        (
            "Umuntu wese afite uburenganzira bwo kubaho mu mahoro mu gihugu cye cyangwa ahandi.",
            "rw",
        ),
        ("Nit ku nekk am na sañ-sañu dund ci jàmm ak tawfeex ci réewam.", "wo"),
        (
            "Wonkhe muntfu unelilungelo lekuphila ngekuthula eveni lakhe futsi akekho lotawuboshwa.",
            "ss",
        ),
        ("Wonke umuntu unelungelo lokuphila ngokuthula ezweni lakhe futhi akekho ozoboshwa.", "zu"),
        (
            "Wonke umntu unelungelo lokuphila ngoxolo kwilizwe lakhe kwaye akukho mntu uya kubanjwa.",
            "xh",
        ),
        ("Mongwe le mongwe o na le tshwanelo ya go phela ka kagiso mo lefatsheng la gagwe.", "tn"),
        ("Munhu wun'wana na wun'wana u na mfanelo yo hanya hi ku rhula etikweni ra yena.", "ts"),
        ("Muthu muṅwe na muṅwe u na pfanelo ya u tshila nga mulalo shangoni ḽawe.", "ve"),
        (
            "Aliyense ali ndi ufulu wokhala mwamtendere m'dziko lake ndipo palibe amene ayenera kumangidwa.",
            "ny",
        ),
        ("Kei a ia te tika ki te noho i runga i te rangimārie i roto i tōna whenua.", "mi"),
        (
            "Kowa yana da hakkin zama cikin kwanciyar hankali a kasarsa, kuma ba za a kama shi ba.",
            "ha",
        ),
        ("Qof kastaa waxa uu xaq u leeyahay in uu ku noolaado nabad dalkiisa gudihiisa.", "so"),
        ("Namni kamiyyuu biyya isaa keessatti nagaan jiraachuuf mirga qaba.", "om"),
        ("Dem don arrest di lawyer wey dey help people for di village.", "pcm"),
        ("ⴰⵎⴷⴰⵏ ⵢⵓⵙⴰⴷ ⴰⵙⵙⴰ ⵖⵔ ⵜⵎⴷⵉⵏⵜ ⵜⴰⵎⵇⵔⴰⵏⵜ", "zgh"),
    ],
)
def test_near_relatives_and_official_languages_of_africa(text: str, language: str) -> None:
    assert Understood(text).of(LANGUAGE) == [language]


def test_a_doubtful_text_is_in_a_language_of_its_source() -> None:
    title = "CASE OF GROSKY AND PLATANOV v. NOWHERESTAN"
    finding = Understood(title, languages=("en", "fr")).one(LANGUAGE)
    assert finding.value in ("en", "fr")
    assert finding.confidence <= 0.6


def test_the_title_speaks_where_there_is_no_text() -> None:
    found = Understood("", title=ENGLISH)
    assert found.of(LANGUAGE) == ["en"]
    assert found.part(LANGUAGE) is Part.TITLE


@pytest.mark.parametrize("nothing", ["", " \n ", "12345 !?", "\x00\x00"])
def test_without_letters_there_is_no_language(nothing: str) -> None:
    assert Understood(nothing).of(LANGUAGE) == []


def test_an_opening_in_the_declared_language_does_not_decide_for_the_rest() -> None:
    text = ENGLISH * 4 + FRENCH * 30
    assert Understood(text, stated_language="en").of(LANGUAGE)[0] == "fr"


def test_a_letter_in_two_languages_has_a_finding_for_each_part() -> None:
    english = "\n\n".join([ENGLISH * 2] * 4)
    french = "\n\n".join([FRENCH * 2] * 2)
    found = Understood(f"{english}\n\n{french}")
    main, other = (one for one in found.findings if one.kind == LANGUAGE)
    assert (main.value, other.value) == ("en", "fr")
    assert main.confidence > other.confidence
    assert main.span.words(found.parts) == english.strip()
    assert other.span.words(found.parts) == french


def test_a_passage_in_another_script_is_a_part() -> None:
    russian = "Власти освободили правозащитника после долгого содержания под стражей."
    found = Understood(f"{ENGLISH * 3}\n\n{russian}\n\n{ENGLISH * 2}")
    assert found.of(LANGUAGE) == ["en", "ru"]
    assert found.words(LANGUAGE)[1] == russian


def test_a_title_in_another_language_than_its_text() -> None:
    found = Understood(
        ENGLISH * 4, title="Les autorités doivent libérer le défenseur dans les plus brefs délais"
    )
    assert found.of(LANGUAGE) == ["en", "fr"]
    assert [one.span.part for one in found.findings if one.kind == LANGUAGE] == [
        Part.TEXT,
        Part.TITLE,
    ]


@pytest.mark.parametrize(
    "inserted",
    [
        "Mr. Aurelio Vantaro, Ms. Ilse Grumbach, Mr. Tendai Mazorodze and Ms. Oyuna Batdelger",
        "Asociación Vecinal del Río Pardo, Comité de Tierras Altas, Frente de la Laguna Verde",
        "A/HRC/WGAD/2019/12, A/HRC/WGAD/2019/14, A/HRC/WGAD/2020/3",
        "ACCEPTED 12 NOTED 3",
    ],
)
def test_names_and_numbers_are_no_part_in_another_language(inserted: str) -> None:
    text = f"{ENGLISH * 2}\n\n{inserted}\n\n{ENGLISH * 2}"
    assert Understood(text).of(LANGUAGE) == ["en"]


def test_many_paragraphs_take_time_in_proportion() -> None:
    started = time.process_time()
    Understood("\n\n".join([ENGLISH, FRENCH] * 100)).of(LANGUAGE)
    few = time.process_time() - started
    started = time.process_time()
    found = Understood("\n\n".join([ENGLISH, FRENCH] * 2000)).of(LANGUAGE)
    assert time.process_time() - started < 60 * few + 1
    assert found[0] in ("en", "fr")
    assert len(found) <= 13
