"""What a text cites: precise, with the words that say it, in time in proportion to its length."""

import gc
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from liaison import vocabulary
from liaison.standards import cited, instrument_of
from liaison.understand.folding import folded
from liaison.vocabulary import Vocabulary


@pytest.fixture(scope="module")
def known() -> Vocabulary:
    return vocabulary.load()


CITED = [
    # -- English
    ("Article 9(3) of the Declaration on Human Rights Defenders was cited.", "udhrd art. 9(3)"),
    (
        "articles 6 and 12 of the 1998 UN Declaration on Human Rights Defenders",
        "udhrd art. 6; udhrd art. 12",
    ),
    (
        "under article 9, paragraph 3 (c), of the Declaration on the Right and Responsibility of Individuals, Groups and Organs of Society to Promote and Protect Universally Recognized Human Rights and Fundamental Freedoms",
        "udhrd art. 9(3)(c)",
    ),
    ("as resolution 53/144 and A/RES/53/144 say", "udhrd; udhrd"),
    ("Article 19 ICCPR", "iccpr art. 19"),
    ("ICCPR, art. 19; UDHR, art. 20", "iccpr art. 19"),
    ("the ICCPR (arts. 9, 14 and 19)", "iccpr art. 9; iccpr art. 14; iccpr art. 19"),
    ("ICCPR Articles 9 and 19 (3)", "iccpr art. 9; iccpr art. 19(3)"),
    (
        "articles 9 and 14 ICCPR, articles 5 and 6 ECHR",
        "iccpr art. 9; iccpr art. 14; echr art. 5; echr art. 6",
    ),
    ("art. 11 ECHR", "echr art. 11"),
    ("Article 2 of Protocol No. 4 to the European Convention on Human Rights", "echr P4 art. 2"),
    ("Article 13 of the American Convention of Human Rights", "achr art. 13"),
    (
        "article 9 of the Escazú Agreement and article 3 (8) of the Aarhus Convention",
        "escazu art. 9; aarhus art. 3(8)",
    ),
    ("article 9 of the Escazu Agreement", "escazu art. 9"),
    ("paragraph 24 of the ASEAN Human Rights Declaration", "ahrd para. 24"),
    ("paragraph 10.3 of the Copenhagen Document", "copenhagen para. 10.3"),
    (
        "section 5 of the Commentary to the Declaration on Human Rights Defenders",
        "commentary2011 s. 5",
    ),
    ("Recommendation CM/Rec(2018)11 and ACHPR/Res. 69 (XXXV) 04", "cm-2018-11; achpr-69"),
    ("In Human Rights Council resolution 22/6, paragraph 5", "hrc-22-6 para. 5"),
    ("the Second report on the situation of human rights defenders in the Americas", "iachr-2011"),
    ("Declaration +25", "decl25"),
    ("Article 3 CAT was invoked", "cat art. 3"),
    # -- French
    (
        "l’article 12 de la Déclaration des Nations Unies sur les défenseurs des droits de l’homme",
        "udhrd art. 12",
    ),
    (
        "les articles 19 et 21 du Pacte international relatif aux droits civils et politiques",
        "iccpr art. 19; iccpr art. 21",
    ),
    (
        "le paragraphe 2 de l’article 10 de la Convention européenne des droits de l’homme",
        "echr art. 10(2)",
    ),
    ("LA DECLARATION SUR LES DEFENSEURS DES DROITS DE L'HOMME", "udhrd"),
    # -- Spanish
    (
        "los artículos 5, 6 y 12 de la Declaración sobre los Defensores de los Derechos Humanos",
        "udhrd art. 5; udhrd art. 6; udhrd art. 12",
    ),
    ("el artículo 13 de la Convención Americana sobre Derechos Humanos", "achr art. 13"),
    ("artículo 9 del Acuerdo de Escazú", "escazu art. 9"),
    # -- Russian
    ("пункт 3 статьи 9 Декларации ООН о правозащитниках", "udhrd art. 9(3)"),
    (
        "статьи 19 и 21 Международного пакта о гражданских и политических правах",
        "iccpr art. 19; iccpr art. 21",
    ),
    ("нарушена статья 11 Европейской конвенции о защите прав человека", "echr art. 11"),
    ("ст. 19 МПГПП", "iccpr art. 19"),
    # -- Arabic
    ("المادة 9 من إعلان المدافعين عن حقوق الإنسان", "udhrd art. 9"),
    (
        "وفقا للمادتين 19 و21 من العهد الدولي الخاص بالحقوق المدنية والسياسية",
        "iccpr art. 19; iccpr art. 21",
    ),
    ("العهد الدولي الخاص بالحقوق المدنية والسياسية، المادة 19", "iccpr art. 19"),
    ("عملا بالإعلان المتعلق بالمدافعين عن حقوق الإنسان", "udhrd"),
]

NOT_CITED = [
    "the CAT sat on the mat and the ECHR ruled",  # one animal, one court
    "article 9 of the Universal Declaration of Human Rights",
    "ratify the Optional Protocol to the International Covenant on Civil and Political Rights",
    "article 5 of the First Optional Protocol to the ICCPR",
    "the Second Optional Protocol to the Covenant on Civil and Political Rights (ICCPR), aiming at",
    "le Protocole facultatif se rapportant au Pacte international relatif aux droits civils et politiques",
    "Факультативный протокол к Конвенции против пыток",
    "البروتوكول الاختياري لاتفاقية مناهضة التعذيب",
    "ICCPR-OP 1 and OP-CAT",
    "Article 4 of the Inter-American Convention on Forced Disappearance of Persons",
    "the African Charter on the Rights and Welfare of the Child",
    "the Kigali Declaration on small arms",
    "European Convention on Extradition",
    "Article 10 of the Convention",  # which one, the text does not say
    "Ruritania v. Elbonia, no. 12345/01, § 91, ECHR 2016",  # a series of reports
    "Ruritania v. Elbonia (no. 12345/01), §§ 59-74, ECHR 2000-X",
    "see Article 3, ECHR 2016-II",
    "resolution 22/6",  # whose, the text does not say
    "Women human rights defenders need protection",  # also the name of a resolution
    "A/RES/53/1440",
    "",
]


@pytest.mark.parametrize(("text", "expected"), CITED)
def test_an_instrument_is_found_with_its_provision(
    known: Vocabulary, text: str, expected: str
) -> None:
    found = cited(text, known)
    assert "; ".join(f"{one.instrument} {one.place}".strip() for one in found) == expected


@pytest.mark.parametrize(("text", "expected"), CITED)
def test_a_folded_text_cites_the_same(known: Vocabulary, text: str, expected: str) -> None:
    found = cited(folded(text), known)
    assert "; ".join(f"{one.instrument} {one.place}".strip() for one in found) == expected


@pytest.mark.parametrize("text", NOT_CITED)
def test_what_is_no_citation_is_none(known: Vocabulary, text: str) -> None:
    assert cited(text, known) == []


@pytest.mark.parametrize(
    ("text", "instruments"),
    [
        ("article 9 of the Constitution and the ICCPR", "iccpr"),
        ("the ICCPR, article 9 of the Constitution", "iccpr"),
        ("the ICCPR and article 9 UDHR", "iccpr"),
        ("МПГПП, ст. 19 Конституции", "iccpr"),
        ("paragraph 9 of the Convention against Torture’s rules", "cat"),
        ("article 19 of the UDHR. ICCPR", "iccpr"),
    ],
)
def test_a_place_in_another_text_is_not_taken(
    known: Vocabulary, text: str, instruments: str
) -> None:
    found = cited(text, known)
    assert " ".join(one.instrument for one in found) == instruments
    assert [one.place for one in found] == [""]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The International Covenant on Civil and Political Rights (the “Covenant”) binds. See article 21 of the Covenant.",
            "iccpr; iccpr art. 21",
        ),
        (
            "the Convention for the Protection of Human Rights and Fundamental Freedoms (hereinafter the Convention). Article 8 of the Convention on account of it.",
            "echr; echr art. 8",
        ),
        (
            "le Pacte international relatif aux droits civils et politiques (ci-après « le Pacte »), l’article 19 du Pacte",
            "iccpr; iccpr art. 19",
        ),
        (
            "Европейская конвенция о защите прав человека (далее — Конвенция). В статье 10 Конвенции сказано",
            "echr; echr art. 10",
        ),
        (
            "العهد الدولي الخاص بالحقوق المدنية والسياسية (“العهد”). وتنص المادة 21 من العهد على ذلك",
            "iccpr; iccpr art. 21",
        ),
        (
            "the Convention against Torture (“the Convention”), article 5 of the Convention on the Rights of the Child",
            "cat",
        ),
        (
            "the Convention against Torture (“the Convention”), статья 5 Конвенции о правах ребенка",
            "cat",
        ),
        (
            "the ICCPR (“the Covenant”) and the American Convention (“the Convention”): article 5 of the Convention, article 9 of the Covenant",
            "iccpr; achr; achr art. 5; iccpr art. 9",
        ),
        ("the Convention against Torture (ratified in 1987), article 5 of the Convention", "cat"),
    ],
)
def test_a_short_name_is_believed_where_the_text_gives_it(
    known: Vocabulary, text: str, expected: str
) -> None:
    found = cited(text, known)
    assert "; ".join(f"{one.instrument} {one.place}".strip() for one in found) == expected


def test_whoever_watches_over_an_instrument_calls_it_by_one_word(known: Vocabulary) -> None:
    text = "There has been a violation of Article 10 of the Convention."
    (found,) = cited(text, known, own="echr")
    assert (found.instrument, found.provisions) == ("echr", ("art-10",))
    assert text[found.start : found.end] == "Article 10 of the Convention"
    assert cited("Article 10 of the Covenant", known, own="echr") == []


def test_the_words_are_those_of_the_text(known: Vocabulary) -> None:
    text = (
        "It relies on (see)\narticles 9 and 13 of the\u00a0Declaration on Human\nRights  Defenders."
    )
    words = {text[one.start : one.end] for one in cited(text, known)}
    assert words == {"articles 9 and 13 of the\u00a0Declaration on Human\nRights  Defenders"}


def test_a_citation_of_an_instrument_that_is_not_cut_is_one_of_its_whole(
    known: Vocabulary,
) -> None:
    (found,) = cited("paragraph 3 of CM/Rec(2007)14", known)
    assert (found.place, found.provisions) == ("para. 3", ("whole",))


@pytest.mark.parametrize(
    ("reference", "instrument"),
    [
        ("A/RES/53/144", "udhrd"),
        ("ACHPR/Res.69(XXXV)2004", "achpr-69"),
        ("PACE Resolution 2095 (2016)", "pace-2095"),
        ("CM/Rec(2018)11", "cm-2018-11"),
        ("OEA/Ser.L/V/II. Doc.66", "iachr-2011"),
        ("32024L1069", "eu-slapp"),
        ("A/HRC/25/55", None),
        ("", None),
    ],
)
def test_a_reference_stands_for_an_instrument(
    known: Vocabulary, reference: str, instrument: str | None
) -> None:
    assert instrument_of(reference, known) == instrument


def test_every_symbol_that_has_a_form_of_reference_leads_back(known: Vocabulary) -> None:
    symbols = [one for one in known.instruments.values() if "/" in one.symbol]
    assert len(symbols) > 15
    for one in symbols:
        found = cited(f"see {one.symbol}.", known)
        assert [each.instrument for each in found] in ([one.code], []), one.symbol


@settings(max_examples=200, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                *("article 9", "articles 1, 2 and 3", " of the ", "ICCPR", "(", ")", "§ 2", ", "),
                *("Declaration on Human Rights Defenders", "the Convention", "“", "”", "\n", "İ"),
                *("المادة 9 ", "من ", "العهد", "статьи 9 ", "МПГПП", "protocol to the ", "CAT"),
                *("European Convention on Human Rights", " (“the Convention”)", "A/RES/53/144"),
            ]
        )
        | st.text(max_size=5),
        max_size=20,
    )
)
def test_any_text_gives_spans_in_order_that_name_what_there_is(pieces: list[str]) -> None:
    known = vocabulary.load()
    text = "".join(pieces)
    found = cited(text, known, own="echr")
    assert found == cited(text, known, own="echr")
    assert [one.start for one in found] == sorted(one.start for one in found)
    for one in found:
        assert 0 <= one.start < one.end <= len(text)
        codes = {part.code for part in known.instruments[one.instrument].provisions}
        assert set(one.provisions) <= codes


HOSTILE = [
    "article 9 ",
    "article 1, 2, 3, ",
    "ICCPR ",
    "ICCPR (",
    "art. 9(3)(c)(d)",
    "article 9 of the the the the the the the the the the ",
    "paragraph 3 of paragraph 3 of ",
    "articles 1-99, 1-99, ",
    "protocol protocol protocol protocol ICCPR ",
    "declaration on the right and responsibility of individuals groups and organs of society to ",
    "Convention for the Protection of Human Rights and Fundamental Freedoms (“the Convention”) Article 8 of the Convention ",
    "the Convention of the Convention ",
    "وولللالالالاإعلان",
    "المادة 9 من العهد ",
    "section XXXXXXXXXXXXXX ",
    "İ ICCPR art. 9 ",
    "A/RES/53/144/",
    "article" + " " * 50,
]


@pytest.mark.parametrize("sentence", HOSTILE)
def test_time_grows_with_a_hostile_text_and_no_faster(known: Vocabulary, sentence: str) -> None:
    """Of a text ten times as long a hundred times as long would be quadratic."""

    def seconds(length: int) -> float:
        text = (sentence * (length // len(sentence) + 1))[:length]
        gc.collect()
        gc.disable()  # or what the whole process has made is looked through meanwhile
        try:
            begun = time.process_time()
            cited(text, known, own="echr")
            return time.process_time() - begun
        finally:
            gc.enable()

    seconds(1_000)
    assert seconds(200_000) < 40 * max(min(seconds(20_000) for _ in range(3)), 0.005)
