"""What every engine must do with operators, fields, other languages and other scripts."""

import datetime as dt

import pytest

from liaison.index.facets import Facet
from liaison.index.protocol import AS_TYPED, FURTHEST, Entry, Selection, Sort
from liaison.index.tantivy_engine import likeness
from liaison.index.widening import TRANSLATED
from liaison.kernel.errors import MistakenInput
from tests.index.conftest import Engine, identifiers, text_entry

JUDGE = Entry(
    "judge",
    {"en": "Judge dismissed"},
    {"en": "The judge who freed two lawyers was dismissed. See MC 458-14."},
    ["MC-458-14"],
    dt.date(2012, 3, 15),
    {Facet.COUNTRY: ["URY"], Facet.KIND: ["press_release"], Facet.LANGUAGE: ["en"]},
)
MEASURE = Entry(
    "measure",
    {"es": "Medidas cautelares"},
    {"es": "La jueza fue destituida tras el juicio."},
    published=dt.date(2014, 10, 1),
    facets={
        Facet.COUNTRY: ["COL"],
        Facet.KIND: ["precautionary_measure"],
        Facet.LANGUAGE: ["es"],
        Facet.VIOLATION: ["torture"],
        Facet.DEFENDER: ["lawyer"],
        Facet.PERPETRATOR: ["police"],
        Facet.THEME: ["fair_trial"],
        Facet.RIGHT: ["R03"],
        Facet.ACTIVITY: ["hearing"],
        Facet.MECHANISM: ["iachr-rhrd"],
        Facet.SOURCE: ["iachr-measures"],
    },
    symbols=["MC-458-14"],
)
APPEAL = Entry(
    "appeal", {"en": "Urgent appeal"}, {"en": "Lawyers were freed after the trial of a judge."}
)


@pytest.fixture
def asked(finder: Engine) -> Engine:
    finder.feed(JUDGE, MEASURE, APPEAL)
    return finder


def find(finder: Engine, words: str, language: str = "en") -> set[str]:
    selection = Selection(words, language=language, as_typed=[AS_TYPED])
    return {*identifiers(finder.reader().search(selection))}


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("judge lawyers", {"judge", "appeal"}),
        ("judge AND dismissed", {"judge"}),
        ("dismissed OR trial", {"judge", "appeal"}),
        ("judge NOT dismissed", {"appeal"}),
        ("judge -trial", {"judge"}),
        ("(dismissed OR jueza) -trial", {"judge", "measure"}),
        ("NOT judge", {"measure"}),
        ("NOT (judge OR jueza)", set()),
        ("jueza OR NOT dismissed", {"measure", "appeal"}),
        ("dism*", {"judge"}),
        ("dism* OR juic*", {"judge", "measure"}),
        ("JUÍC*", {"measure"}),
        ("zzz*", set()),
        ("judge NEAR/1 freed", {"judge"}),
        ("freed NEAR/1 judge", {"judge"}),
        ("judge NEAR/9 dismissed", {"judge"}),
        ('"freed lawyers"~1', {"judge", "appeal"}),
        ('"freed trial"~1', set()),
        ('"freed trial"~2', {"appeal"}),
        ("title:judge", {"judge"}),
        ("title:dism*", {"judge"}),
        ("title:lawyers", set()),
        ('title:"urgent appeal"', {"appeal"}),
        ("-title:judge judge", {"appeal"}),
        ("title:(judge OR appeal)", {"judge", "appeal"}),
        ("country:URY", {"judge"}),
        ("country:Colombia", {"measure"}),
        ("country:(Uruguay OR Колумбия)", {"judge", "measure"}),
        ("-country:URY lawyers", {"appeal"}),
        ("kind:press_release", {"judge"}),
        ('kind:"press release"', {"judge"}),
        ("violation:torture", {"measure"}),
        ("violation:пытки", {"measure"}),
        ("defender:lawyer", {"measure"}),
        ("perpetrator:police", {"measure"}),
        ("theme:fair_trial", {"measure"}),
        ("right:R03", {"measure"}),
        ("activity:hearing", {"measure"}),
        ("mechanism:iachr-rhrd", {"measure"}),
        ("source:iachr-measures", {"measure"}),
        ("lang:es", {"measure"}),
        ("lang:Spanish", {"measure"}),
        ("date:2012", {"judge"}),
        ("date:2012-03..2014", {"judge", "measure"}),
        ("date:..2013", {"judge"}),
        ("date:2013..", {"measure"}),
        ("-date:2012..2014", {"appeal"}),
        ("year:2014", {"measure"}),
        ("ref:MC-458-14", {"judge", "measure"}),
        ('ref:"MC 458-14"', {"judge"}),
        ("country:Uruguay OR violation:torture", {"judge", "measure"}),
        ("country:URY country:COL", set()),
    ],
)
def test_operators_and_fields(asked: Engine, words: str, found: set[str]) -> None:
    assert find(asked, words) == found


@pytest.mark.parametrize(
    ("language", "words", "found"),
    [
        ("fr", "dismissed OU trial", {"judge", "appeal"}),
        ("fr", "judge SAUF trial", {"judge"}),
        ("fr", "pays:Uruguay", {"judge"}),
        ("es", "dismissed O trial", {"judge", "appeal"}),
        ("es", "judge NO trial", {"judge"}),
        ("es", "violación:tortura", {"measure"}),
        ("ru", "dismissed ИЛИ trial", {"judge", "appeal"}),
        ("ru", "judge НЕ trial", {"judge"}),
        ("ru", "страна:Уругвай", {"judge"}),
        ("ar", "dismissed أو trial", {"judge", "appeal"}),
        ("ar", "judge ليس trial", {"judge"}),
        ("ar", "البلد:أوروغواي", {"judge"}),
    ],
)
def test_operators_and_fields_in_every_interface_language(
    asked: Engine, language: str, words: str, found: set[str]
) -> None:
    assert find(asked, words, language) == found


def test_what_bears_a_reference_comes_before_what_cites_it(asked: Engine) -> None:
    assert asked.find("MC-458-14") == ["measure", "judge"]
    assert asked.find("ref:MC-458-14")[0] == "measure"
    assert asked.find("MC-458-14 dismissed") == ["judge"]


# A word typed in one language, and the text of another that must be found for it.
ACROSS = [
    ("torture", "ru", "Его подвергали пыткам в колонии."),
    ("torture", "es", "Fue víctima de tortura."),
    ("tortura", "fr", "Il a été torturé : la torture est un crime."),
    ("пытки", "en", "He was subjected to torture."),
    ("التعذيب", "en", "He was subjected to torture."),
    ("enforced disappearance", "es", "La desaparición forzada de dos hermanos."),
    ("desaparición forzada", "en", "An enforced disappearance in the north."),
    ("disparition forcée", "ar", "الاختفاء القسري في المدينة"),
    ("human rights defenders", "ru", "Правозащитники требуют ответа."),
    ("human rights defenders", "ar", "بيان عن المدافعين عن حقوق الإنسان"),
    ("правозащитники", "en", "Three human rights defenders were freed."),
    ("défenseurs des droits humains", "en", "Three human rights defenders were freed."),
    ("Germany", "ru", "Заявление о положении в Германии."),
    ("Germany", "fr", "Une déclaration sur l’Allemagne."),
    ("Allemagne", "en", "A statement on Germany."),
    ("Кот-д'Ивуар", "en", "A statement on Côte d'Ivoire."),
    ("Германия", "ar", "بيان عن ألمانيا"),
    ("Belarus", "ru", "Заявление о Белоруссии."),
    ("journalists", "ru", "Журналисты и блогеры."),
    ("urgent appeal", "fr", "Appel urgent aux autorités."),
    ("ICCPR", "en", "The International Covenant on Civil and Political Rights binds it."),
    ("Declaration on Human Rights Defenders", "es", "Véase A/RES/53/144, artículo 5."),
    ("Декларация о правозащитниках", "en", "See the Declaration on Human Rights Defenders."),
]


@pytest.mark.parametrize(("typed", "language", "text"), ACROSS)
def test_words_find_texts_of_other_languages(
    finder: Engine, typed: str, language: str, text: str
) -> None:
    finder.feed(
        text_entry("other", text, language),
        text_entry("exact", f"About {typed}, as it is typed.", ""),
        text_entry("nothing", "Nothing of the kind.", "en"),
    )
    assert {*finder.find(typed)} == {"exact", "other"}
    if "other" not in find(finder, typed):  # some words have the same stem in both languages
        assert finder.find(typed) == ["exact", "other"]


SCRIPTS = {
    "latin": "Vardanyan",
    "cyrillic": "Варданян",
    "arabic": "فاردانيان",
    "armenian": "Վարդանյան",
    "georgian": "ვარდანიან",
    "greek": "Βαρντανιάν",
    "hebrew": "ורדניאן",
}


@pytest.mark.parametrize("typed", SCRIPTS)
@pytest.mark.parametrize("there", SCRIPTS)
def test_a_name_is_found_in_every_script(finder: Engine, typed: str, there: str) -> None:
    finder.feed(
        text_entry("there", f"{SCRIPTS[there]} 2024"), text_entry("else", "Nothing of it 2024")
    )
    assert finder.find(SCRIPTS[typed]) == ["there"]


@pytest.mark.parametrize("words", ["torture", "torture lantern", "torture -harbour"])
@pytest.mark.parametrize("chosen", [{}, {Facet.COUNTRY: ["URY"]}])
def test_pages_of_what_was_asked_for_and_of_other_ways_follow_each_other(
    finder: Engine, words: str, chosen: dict[Facet, list[str]]
) -> None:
    """Whatever a page holds of one or the other, nothing comes twice and nothing is left out."""
    finder.feed(
        *(
            Entry(
                f"exact{number}",
                {"en": "Torture" if number % 3 else "Notes"},
                {"en": "torture " * (number % 4 + 1) + "lantern harbour"[: 7 + 8 * (number % 2)]},
                facets={
                    Facet.VIOLATION: ["torture"][: number % 2],
                    Facet.COUNTRY: ["URY", "COL"][number % 2 :],
                },
            )
            for number in range(9)
        ),
        *(
            Entry(
                f"found{number}",
                {"es": "Medidas"},
                {"es": "la tortura y la linterna lantern"},
                facets={Facet.VIOLATION: ["torture"], Facet.COUNTRY: ["URY"]},
            )
            for number in range(6)
        ),
    )
    reader = finder.reader()
    whole = reader.search(Selection(words, chosen, limit=50), [Facet.VIOLATION])
    assert whole.total > 6  # more than the widened ones alone
    for size in (1, 2, 4, 7):
        pages = [
            reader.search(Selection(words, chosen, limit=size, offset=offset), [Facet.VIOLATION])
            for offset in range(0, whole.total, size)
        ]
        assert [one for page in pages for one in identifiers(page)] == identifiers(whole)
        assert {page.total for page in pages} == {whole.total}
        assert all(page.counts == whole.counts for page in pages)


def test_an_exact_match_ranks_above_any_widened_one(finder: Engine) -> None:
    many = {Facet.VIOLATION: ["torture"], Facet.THEME: ["torture"]}
    finder.feed(
        Entry("found", {"ru": "Пытки. Пытки"}, {"ru": "Пытки, пытки и пытки. " * 20}, facets=many),
        Entry("exact", {"en": "A long report"}, {"en": "Of many things. " * 500 + "torture"}),
        Entry("both", {}, {"en": "trial " * 40, "ru": "пытки"}, facets=many),
        Entry("half", {}, {"en": "On torture and trial."}),
    )
    assert {*finder.find("torture")[:2]} == {"half", "exact"}
    assert finder.find("torture trial")[0] == "half"


def test_what_was_widened_is_told_and_can_be_switched_off(finder: Engine) -> None:
    finder.feed(
        text_entry("ru", "Пытки в Минске", "ru"),
        Entry("found", {}, {"fr": "Rien"}, facets={Facet.VIOLATION: ["torture"]}),
    )
    reader = finder.reader()
    told = reader.search(Selection("torture"))
    keys = [way.key for way in told.ways]
    assert "violation:torture" in keys
    assert {*identifiers(told)} == {"ru", "found"}
    off = reader.search(Selection("torture", as_typed=keys))
    assert not off.ways
    assert off.total == 0
    minsk = Selection("Minsk", as_typed=[TRANSLATED])
    assert [way.key for way in reader.search(minsk).ways] == ["script:minsk"]
    assert reader.search(Selection("Nonesuchville")).ways == ()


@pytest.mark.parametrize("words", ['"torture"', "tortur*", "title:torture", "x -torture"])
def test_what_is_meant_as_written_is_not_widened(finder: Engine, words: str) -> None:
    finder.feed(text_entry("ru", "Пытки в Минске x", "ru"))
    result = finder.reader().search(Selection(words))
    assert not result.ways
    assert result.total == (1 if words.startswith("x") else 0)


def test_copies_and_translations_are_one_entry(finder: Engine) -> None:
    finder.feed(
        Entry(
            "lead",
            {"en": "A trial", "fr": "Un procès"},
            {"en": "Lawyers.", "fr": "Des avocates."},
            members=["lead", "french", "copy"],
        ),
        text_entry("alone", "Lawyers"),
    )
    reader = finder.reader()
    (hit,) = reader.search(Selection("avocates", as_typed=[AS_TYPED])).hits
    assert hit.identifier == "lead"
    assert {*hit.members} == {"lead", "french", "copy"}
    assert reader.search(Selection("lawyers")).total == 2
    assert identifiers(reader.search(Selection("lawyers", without=["copy"]))) == ["alone"]


def test_a_walk_meets_everything_once_newest_first(finder: Engine) -> None:
    days = [dt.date(2000, 1, 1) + dt.timedelta(days=number % 40) for number in range(300)]
    finder.feed(
        *(
            Entry(f"e{number}", {}, {"en": "odd" if number % 2 else "even"}, published=day)
            for number, day in enumerate(days)
        ),
        text_entry("undated", "odd"),
    )
    met = [hit.identifier for hit in finder.reader().every(Selection("odd"))]
    assert len(met) == len({*met}) == 151
    assert met[-1] == "undated"
    known = {f"e{number}": day for number, day in enumerate(days)}
    assert [known[one] for one in met[:-1]] == sorted(
        (known[one] for one in met[:-1]), reverse=True
    )


@pytest.mark.parametrize("sort", [Sort.NEWEST, Sort.OLDEST, Sort.RELEVANCE])
@pytest.mark.parametrize("limit", [1, 7, 40])
def test_a_walk_in_stretches_skips_and_repeats_nothing_while_others_come_and_go(
    finder: Engine, sort: Sort, limit: int
) -> None:
    def entry(number: int) -> Entry:
        day = None if number % 5 == 0 else dt.date(2000, 1, 1) + dt.timedelta(days=number % 9)
        return Entry(f"e{number}", {}, {"en": "odd"}, published=day)

    days = {f"e{number}": entry(number).published for number in range(120)}
    finder.feed(*map(entry, range(120)), text_entry("other", "even"))
    reader, met, mark = finder.reader(), [], None
    for late in range(500, 600):
        selection = Selection("odd", sort=sort, limit=limit, offset=3)
        stretch = reader.stretch(selection, mark)
        assert len(stretch.hits) <= limit
        met += [hit.identifier for hit in stretch.hits]
        mark = stretch.onward
        if mark is None:
            break
        if late % 4 == 0:
            writer = finder.writer()
            writer.remove([f"e{late - 3}"])
            writer.add([entry(late)])
            writer.commit()
            writer.close()
    assert mark is None or limit == 1
    assert len(met) == len({*met})
    there = [one for one in met if one in days]
    if mark is None:
        assert {*there} == {*days}
    dated = [day for one in there if (day := days[one]) is not None]
    assert dated == sorted(dated, reverse=sort != Sort.OLDEST)
    assert all(days[one] is None for one in there[len(dated) :])


@pytest.mark.parametrize("mark", [0, 5, 1 << 32, (1 << 32) - 1, 2**63 - 1])
@pytest.mark.parametrize("sort", [Sort.NEWEST, Sort.OLDEST])
def test_any_number_is_a_mark(finder: Engine, mark: int, sort: Sort) -> None:
    finder.feed(text_entry("one", "odd"))
    assert len(finder.reader().stretch(Selection("odd", sort=sort), mark).hits) <= 1


@pytest.mark.parametrize("limit", [0, -1, FURTHEST + 1])
def test_a_stretch_is_neither_empty_nor_endless(finder: Engine, limit: int) -> None:
    finder.feed(text_entry("one", "odd"))
    with pytest.raises(MistakenInput):
        finder.reader().stretch(Selection("odd", limit=limit))


def test_the_last_change_comes_first_for_those_who_follow(finder: Engine) -> None:
    times = {"a": 5, "b": 9, "c": 1}
    finder.feed(
        *(
            Entry(name, {}, {"en": "x"}, changed=dt.datetime(2024, 1, day, tzinfo=dt.UTC))
            for name, day in times.items()
        )
    )
    result = finder.reader().search(Selection("x", sort=Sort.CHANGED))
    assert identifiers(result) == ["b", "a", "c"]


@pytest.mark.parametrize(
    ("words", "offered"),
    [
        ("defendrs", "defenders"),
        ("lawers freed", "lawyers freed"),
        ("диктатра", "диктатура"),
        ("lantrens", "lanterns"),
    ],
)
def test_a_misspelt_word_is_offered_as_the_index_spells_it(
    finder: Engine, words: str, offered: str
) -> None:
    text = "The defenders and lawyers were freed: no lanterns."
    finder.feed(
        *(text_entry(f"en{number}", text) for number in range(4)),
        *(text_entry(f"ru{number}", "Диктатура закона", "ru") for number in range(4)),
    )
    assert offered in finder.reader().suggest(Selection(words))


@pytest.mark.parametrize("words", ["", "defenders", '"defendrs"', "zzzzzzzz", "x", "🕊"])
def test_nothing_is_offered_where_nothing_is_near(finder: Engine, words: str) -> None:
    finder.feed(*(text_entry(f"en{number}", "The defenders were freed.") for number in range(4)))
    assert not finder.reader().suggest(Selection(words))


def test_a_word_that_the_vocabulary_knows_is_no_slip(finder: Engine) -> None:
    """Though it stands nowhere, and a name that is spelt nearly so does."""
    finder.feed(*(text_entry(f"e{number}", "Toruse was free.") for number in range(4)))
    assert not finder.reader().suggest(Selection("torture"))
    assert not finder.reader().suggest(Selection("torture", as_typed=[AS_TYPED]))
    assert list(finder.reader().suggest(Selection("torusse"))) == ["toruse"]


def test_of_a_question_that_is_all_slips_few_words_are_looked_at(
    engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    engine.feed(*(text_entry(f"e{number}", "Toruse was free.") for number in range(4)))
    looked_at: list[str] = []

    def near(_searcher: object, word: str) -> list[str]:
        looked_at.append(word)
        return []

    monkeypatch.setattr(likeness, "_near", near)
    engine.reader().suggest(Selection(" ".join(f"torusse{number}" for number in range(60))))
    assert looked_at == [f"torusse{number}" for number in range(len(looked_at))]
    assert 0 < len(looked_at) <= 8


def test_similar_entries_share_telling_words(finder: Engine) -> None:
    mine = "The eviction of the fishing village by the harbour company was condemned."
    finder.feed(
        text_entry("itself", mine),
        text_entry("alike", "Eviction: the harbour company and the fishing village, a year on."),
        *(text_entry(f"else{number}", f"The court condemned him {number}.") for number in range(9)),
    )
    found = finder.reader().similar({"en": mine}, limit=3, without=["itself"])
    assert [hit.identifier for hit in found] == ["alike"]
    assert finder.reader().similar({"en": ""}) == ()
    assert finder.reader().similar({}) == ()
