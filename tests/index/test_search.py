"""What every engine must find."""

import datetime as dt
import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from liaison.index.folding import surfaces
from liaison.index.grammar import parse
from liaison.index.protocol import FURTHEST, Entry, Facet, Selection, Sort
from liaison.kernel.errors import MistakenInput
from tests.index.conftest import Engine, faceted, identifiers, text_entry


@pytest.mark.parametrize(
    ("language", "body", "asked"),
    [
        ("en", "Three defenders were arbitrarily detained.", "DEFENDER detaining"),
        ("fr", "Deux défenseures ont été condamnées.", "défenseures"),
        ("fr", "Deux défenseures ont été condamnées.", "DEFENSEURES condamnees"),
        ("fr", "Deux défenseures ont été condamnées.", "condamner"),
        ("fr", "Les droits de l’homme et de la femme.", "l'homme"),
        ("es", "Las defensoras fueron detenidas sin orden judicial.", "defensora judiciales"),
        ("es", "La imaginación de los pueblos.", "imaginacion"),
        ("ru", "Правозащитников задержали вчера.", "правозащитник"),
        ("ru", "Ещё одно заявление", "еще заявления"),
        ("ar", "اعتقال المدافعين عن حقوق الإنسان", "مدافعون"),
        ("ar", "اعتقال والمدافعين عن حقوق الإنسان", "المدافعين"),
        ("ar", "بيان الحكومة", "حكومه"),
        ("ar", "الحُرِّيَّةُ لأحمد", "الحرية"),
        ("ar", "إعلان آخر", "اعلان اخر"),
        ("pt", "Defensores foram detidos na manifestação.", "defensor manifestações"),
        ("zh", "中国人权捍卫者被拘留", "人权捍卫者"),
        ("zh", "中国人权捍卫者被拘留", "拘留"),
        ("de", "Häuser von Menschenrechtsverteidigern durchsucht", "Haus"),
        ("de", "Große Sorge", "grosse"),
        ("tr", "İNSAN HAKLARI savunucuları", "insan hakları"),
        ("tr", "İNSAN HAKLARI savunucuları", "haklar"),
        ("tr", "İnsan hakları", "insan haklari"),
        ("fa", "مدافعان آزاد می‌شوند", "می‌شوند"),
        ("fa", "مدافعان آزاد می‌شوند", "می شوند"),
        ("fa", "مدافعان آزاد می‌شوند", "میشوند"),
        ("fa", "کتاب تازه", "كتاب"),
        ("el", "Ανθρώπινα δικαιώματα", "δικαιωμα"),
        ("hi", "मानवाधिकार रक्षक", "मानवाधिकार"),
        ("ka", "უფლებადამცველი", "უფლებადამცველი"),
        ("", "Three defenders were detained.", "defenders"),
        ("xx-unknown", "Three defenders were detained.", "defenders"),
        ("pt-BR", "Defensores foram detidos.", "defensor"),
    ],
)
def test_words_are_found_in_their_forms(
    finder: Engine, language: str, body: str, asked: str
) -> None:
    finder.feed(text_entry("there", body, language), text_entry("else", "Nothing of it", "en"))
    assert finder.find(asked) == ["there"]


def test_all_words_must_stand_somewhere_whatever_the_language(finder: Engine) -> None:
    finder.feed(
        Entry("both", {"en": "Lawyers"}, {"fr": "Des avocates condamnées"}),
        Entry("one", {"en": "Lawyers"}, {"fr": "Des avocates"}),
    )
    assert finder.find("lawyer condamnée") == ["both"]
    assert sorted(finder.find("lawyer")) == ["both", "one"]
    assert finder.find("lawyer nonesuch") == []


def test_a_word_in_the_title_comes_first(finder: Engine) -> None:
    finder.feed(
        Entry("body", {"en": "Statement"}, {"en": "On the eviction of a community."}),
        Entry("title", {"en": "Eviction"}, {"en": "On the life of a small community."}),
    )
    assert finder.find("evictions") == ["title", "body"]


def test_a_word_counts_alike_in_a_rare_language_and_in_a_frequent_one(finder: Engine) -> None:
    body = "Freedom of assembly and the freedom to meet."
    finder.feed(
        *(text_entry(f"en{n}", body) for n in range(30)),
        *(text_entry(f"other{n}", "Nothing of the kind was said here") for n in range(30)),
        text_entry("hu", "Freedom az egyik szervezet neve, amely ma nyilatkozott", "hu"),
    )
    found = finder.find("freedom")
    assert len(found) == 20
    assert "hu" not in found


def test_a_phrase_is_words_in_a_row_as_written(finder: Engine) -> None:
    finder.feed(
        text_entry("row", "The right to a fair trial."),
        text_entry("apart", "A trial that was fair; fair trials are rare."),
        Entry("across", {"en": "All is fair", "fr": "Trial"}, {}),
    )
    assert finder.find('"fair trial"') == ["row"]
    assert finder.find('"FAIR, trial"') == ["row"]
    assert finder.find('"trials"') == ["apart"]
    assert finder.find("人权") == []


def test_excluded_words_keep_documents_out(finder: Engine) -> None:
    finder.feed(
        text_entry("judges", "Judges were dismissed."),
        text_entry("lawyers", "Lawyers were dismissed after a fair trial."),
    )
    assert finder.find("dismissed -judge") == ["lawyers"]
    assert finder.find('dismissed -"fair trial"') == ["judges"]
    assert finder.find("-judge") == ["lawyers"]
    assert finder.find("dismissed -nonesuch -lawyer") == ["judges"]
    assert sorted(finder.find("-nonesuch")) == ["judges", "lawyers"]


def test_a_reference_is_found_first(finder: Engine) -> None:
    finder.feed(
        text_entry("mentions", "Letter AL BLR 3/2023 was sent. AL BLR 3/2023 AL BLR 3/2023"),
        text_entry(
            "bears", "A long letter of another wording altogether.", "en", ["AL BLR 3/2023"]
        ),
        text_entry("parts", "AL of 3 May, BLR, 2023"),
        text_entry("other", "Report", "en", ["A/HRC/25/55", "AL BLR 3/2022"]),
    )
    assert finder.find("AL BLR 3/2023") == ["bears", "mentions"]
    assert finder.find("al blr  3/2023 wording") == ["bears"]
    assert finder.find("a/hrc/25/55") == ["other"]
    assert finder.find('"A/HRC/25/55"') == ["other"]
    assert finder.find("report -A/HRC/25/55") == []
    assert finder.find('letter -"AL BLR 3/2023"') == []
    assert sorted(finder.find("letter -A/HRC/25/55")) == ["bears", "mentions"]


def test_a_reference_that_no_document_bears_is_words(finder: Engine) -> None:
    finder.feed(text_entry("mentions", "See A/HRC/40/60, para. 3"), text_entry("no", "A HRC 60 40"))
    assert finder.find("A/HRC/40/60") == ["mentions"]


def test_every_value_is_counted_however_many_an_entry_has(finder: Engine) -> None:
    many = [f"C{number:02}" for number in range(12)]
    finder.feed(
        faceted("many", country=many, theme=many[:6]),
        faceted("two", country=[many[0], many[11], many[0]]),
        faceted("none"),
    )
    counts = finder.reader().search(Selection(), [Facet.COUNTRY, Facet.THEME]).counts
    assert dict(counts[Facet.COUNTRY]) == {**dict.fromkeys(many, 1), many[0]: 2, many[11]: 2}
    assert dict(counts[Facet.THEME]) == dict.fromkeys(many[:6], 1)
    chosen = Selection(chosen={Facet.COUNTRY: [many[11]]})
    assert sorted(identifiers(finder.reader().search(chosen))) == ["many", "two"]


def test_counts_are_as_if_nothing_were_chosen_of_that_facet(finder: Engine) -> None:
    finder.feed(
        faceted("1", mechanism=["srd"], country=["AAA", "BBB"], language=["en"]),
        faceted("2", mechanism=["srd"], country=["BBB"], language=["fr"]),
        faceted("3", mechanism=["echr"], country=["BBB"], language=["fr"]),
        faceted("4", mechanism=["echr"], country=["CCC"], language=["fr"]),
    )
    result = finder.reader().search(
        Selection("defenders", {Facet.MECHANISM: ["srd"], Facet.COUNTRY: ["BBB"]}),
        [Facet.MECHANISM, Facet.COUNTRY, Facet.LANGUAGE, Facet.KIND],
    )
    assert sorted(identifiers(result)) == ["1", "2"]
    assert result.counts == {
        Facet.MECHANISM: [("srd", 2), ("echr", 1)],
        Facet.COUNTRY: [("BBB", 2), ("AAA", 1)],
        Facet.LANGUAGE: [("en", 1), ("fr", 1)],
        Facet.KIND: [],
    }


def test_values_of_a_facet_are_alternatives_and_facets_narrow(finder: Engine) -> None:
    finder.feed(
        faceted("1", kind=["press release"], country=["AAA"]),
        faceted("2", kind=["Report"], country=["AAA"]),
        faceted("3", kind=["Report"], country=["BBB"]),
    )

    def found(**chosen: list[str]) -> list[str]:
        selection = Selection(chosen={Facet(name): values for name, values in chosen.items()})
        return sorted(identifiers(finder.reader().search(selection)))

    assert found(kind=["press release", "Report"]) == ["1", "2", "3"]
    assert found(kind=["Report"], country=["AAA"]) == ["2"]
    assert found(kind=["report"]) == []
    assert found(kind=[], country=["BBB"]) == ["3"]
    assert found(country=["\udcff", "BBB"]) == ["3"]


def test_the_year_is_that_of_the_date_unless_stated(finder: Engine) -> None:
    finder.feed(
        Entry("dated", {"en": "One"}, {}, published=dt.date(2021, 5, 1)),
        Entry("stated", {"en": "Two"}, {}, facets={Facet.YEAR: ["2019"]}),
    )
    counts = finder.reader().search(Selection(), [Facet.YEAR]).counts
    assert counts == {Facet.YEAR: [("2019", 1), ("2021", 1)]}


def dated(identifier: str, day: dt.date | None) -> Entry:
    return Entry(identifier, {"en": "Statement"}, {}, published=day)


def test_documents_without_a_date_come_last_in_either_order(finder: Engine) -> None:
    finder.feed(dated("none", None), dated("old", dt.date(1949, 1, 2)))
    finder.feed(dated("new", dt.date(2024, 2, 29)), dated("mid", dt.date(1999, 12, 31)))
    reader = finder.reader()

    def found(words: str, sort: Sort) -> list[str]:
        return identifiers(reader.search(Selection(words, sort=sort)))

    for words in ("", "statement"):
        assert found(words, Sort.NEWEST) == ["new", "mid", "old", "none"]
        assert found(words, Sort.OLDEST) == ["old", "mid", "new", "none"]
    assert found("", Sort.RELEVANCE) == ["new", "mid", "old", "none"]


def test_days_are_inclusive_and_the_undated_are_outside(finder: Engine) -> None:
    days = [dt.date(2020, 1, day) for day in (1, 2, 3)]
    finder.feed(*(dated(str(day.day), day) for day in days), dated("none", None))

    def found(since: dt.date | None, until: dt.date | None) -> list[str]:
        selection = Selection(since=since, until=until, sort=Sort.OLDEST)
        return identifiers(finder.reader().search(selection))

    assert found(days[1], None) == ["2", "3"]
    assert found(None, days[1]) == ["1", "2"]
    assert found(days[1], days[1]) == ["2"]
    assert found(days[2], days[0]) == []
    assert found(None, None) == ["1", "2", "3", "none"]


def test_pages_of_a_result_follow_each_other(finder: Engine) -> None:
    day = dt.date(2020, 1, 1)
    finder.feed(*(dated(f"{number:03}", day) for number in range(45)))
    reader = finder.reader()
    for words, sort in (("statement", Sort.RELEVANCE), ("", Sort.NEWEST), ("", Sort.OLDEST)):
        pages = [
            reader.search(Selection(words, sort=sort, offset=offset, limit=20))
            for offset in (0, 20, 40, 60)
        ]
        assert [len(page.hits) for page in pages] == [20, 20, 5, 0]
        assert {page.total for page in pages} == {45}
        assert len({name for page in pages for name in identifiers(page)}) == 45
    assert reader.search(Selection(limit=0)).total == 45
    assert reader.search(Selection(offset=FURTHEST - 20)).hits == []


@pytest.mark.parametrize(
    "selection",
    [Selection(offset=-1), Selection(limit=-1), Selection(offset=FURTHEST, limit=1)],
)
def test_a_page_that_cannot_be_is_refused(finder: Engine, selection: Selection) -> None:
    finder.feed(dated("1", None))
    with pytest.raises(MistakenInput):
        finder.reader().search(selection)


def test_what_is_no_word_is_named_and_finds_nothing(finder: Engine) -> None:
    finder.feed(text_entry("1", "Defenders *** detained"))
    nothing = finder.reader().search(Selection("*** 🕊"), [Facet.KIND])
    assert (nothing.total, nothing.hits, nothing.ignored) == (0, [], ("***", "🕊"))
    some = finder.reader().search(Selection("defenders ***"))
    assert (some.total, some.ignored) == (1, ("***",))


ODD = [
    '"',
    '""""',
    "-",
    "--- -",
    "*:*",
    "title_en:x AND (",
    "a" * 70_000,
    "x " * 5_000,
    '"' + "fair trial " * 900 + '"',
    "人" * 10_000,
    "\x00defenders\x00",
    "\u202e\u200f\u200edefenders",
    "\udc80 defenders",
    "👩🏽‍⚖️",
    "½ ﷺ №",
    "'s l' d'",
    "/" * 10_000,
    "-" * 10_000,
    "'" * 10_000,
    "é\u0301" * 5_000,
    "NOT " * 5_000,
    "NOT " * 5_000 + "defenders",
    "x" * 990 + "*",
    "ﬃ" * 100 + "* " + "ﷲ" * 100 + "* " + "𐐀" * 100 + "*",
    "date:..",
    "defenders date:..",
    "\ufc5e\ufc5e* \ufe70\ufe71",
    '"\ufc5e\ufc5e x"~3',
]


@pytest.mark.parametrize("typed", ODD, ids=range(len(ODD)))
def test_odd_questions_get_an_answer_soon(engine: Engine, typed: str) -> None:
    engine.feed(text_entry("1", "Defenders detained. " * 50), text_entry("2", "人权 ½"))
    reader = engine.reader()
    started = time.process_time()
    assert reader.search(Selection(typed), list(Facet)).total <= 2
    reader.passage(parse(typed), {"en": "Defenders detained. " * 50})
    assert time.process_time() - started < 5


@settings(
    max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)
@given(
    typed=st.text(max_size=120)
    | st.text(alphabet='-"*~^()[]{}: \\/ab人أé\u200c\u200f\x00', max_size=80)
)
def test_any_question_gets_an_answer(finder: Engine, typed: str) -> None:
    if not finder.directory.exists():
        finder.feed(text_entry("1", "ab a b 人 أ é"), text_entry("2", "b"))
    text = f"ab {typed} 人 أ é"
    result = finder.reader().search(Selection(typed), list(Facet))
    assert result.total == len(result.hits) <= 2
    piece = "".join(part.text for part in finder.reader().passage(parse(typed), {"en": text}))
    assert piece in text


@settings(
    max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)
@given(
    text=st.text(min_size=1, max_size=60), language=st.sampled_from(["", "en", "ar", "tr", "fa"])
)
def test_every_word_of_a_text_finds_it(finder: Engine, text: str, language: str) -> None:
    finder.feed(text_entry("1", text, language))
    reader = finder.reader()
    for word in dict.fromkeys(surfaces(text)):
        assert identifiers(reader.search(Selection(word))) == ["1"], word
        assert any(part.matched for part in reader.passage(parse(word), {language: text})), word


@pytest.mark.parametrize("typed", ["می\u200cخواهم", "میخواهم"])
@pytest.mark.parametrize("text", ["می\u200cخواهم", "میخواهم"])
def test_a_joiner_may_be_left_out_of_a_text_and_of_a_question(
    finder: Engine, typed: str, text: str
) -> None:
    finder.feed(text_entry("1", f"نمی دانم {text} بروم", "fa"))
    assert finder.find(typed) == ["1"]


def test_what_is_left_out_is_in_no_answer_and_no_count(finder: Engine) -> None:
    finder.feed(faceted("a", kind=["statement"]), faceted("b", kind=["report"]))
    for words in ("", "defenders"):
        left = finder.reader().search(
            Selection(words, without=("b", "unknown")), facets=(Facet.KIND,)
        )
        assert (left.total, identifiers(left)) == (1, ["a"])
        assert left.counts[Facet.KIND] == [("statement", 1)]
