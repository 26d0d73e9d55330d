"""The invented texts: they differ as real ones do, say what the truth says, and say that they are invented."""

import itertools
import statistics

import pytest

from liaison.rehearsal.chance import Draw
from liaison.rehearsal.coining import coin, coin_person
from liaison.rehearsal.grammar import grammar, parse, slots_in
from liaison.rehearsal.matter import THEMES
from liaison.rehearsal.outline import OUTLINES
from liaison.rehearsal.pages import date_shown, html_pages, html_text, words
from liaison.rehearsal.plan import patterns
from liaison.rehearsal.prose import Form, _scribe
from liaison.rehearsal.sites import Means
from liaison.rehearsal.world import World

LANGUAGES = ("en", "fr", "es", "ru", "ar")
INVENTED = {
    "en": ("invented", "made up"),
    "fr": ("inventé", "imaginé"),
    "es": ("invent", "imaginó"),
    "ru": ("выдуман", "вымышлен", "придуман", "сочинено"),
    "ar": ("مختلق", "نسج الخيال", "لأجل تجربة"),
}


def shingles(text: str) -> set[tuple[str, ...]]:
    told = text.lower().split()
    return {tuple(told[at : at + 5]) for at in range(len(told) - 4)}


def sample(language: str, count: int) -> list[set[tuple[str, ...]]]:
    """Random texts of one language, no copies among them, from all over a large world."""
    world = World(11, 1_000_000)
    draw, seen = Draw("sample", language), set[int]()
    made: list[set[tuple[str, ...]]] = []
    while len(made) < count:
        number = draw.below(world.count)
        role = world.role(number)
        if role.language == language and role.copy_of < 0 and number not in seen:
            seen.add(number)
            made.append(shingles(words(world, world.document(number)).plain()))
    return made


@pytest.mark.parametrize("language", LANGUAGES)
def test_pages_of_one_language_are_no_near_copies(language: str) -> None:
    pairs = list(itertools.combinations(sample(language, 200), 2))
    likeness = [len(one & two) / len(one | two) for one, two in pairs]
    assert statistics.mean(likeness) < 0.03
    assert max(likeness) < 0.5


def test_a_copy_repeats_its_original_and_a_translation_does_not() -> None:
    world = World(1, 100)
    copy = next(world.document(n) for n in range(100) if world.document(n).copy_of is not None)
    assert copy.copy_of is not None
    assert words(world, copy) == words(world, world.document(copy.copy_of))


def test_texts_run_from_short_to_long() -> None:
    world = World(1, 4_000)
    lengths = [len(words(world, world.document(n)).plain().split()) for n in range(0, 4_000, 13)]
    assert min(lengths) >= 80
    assert max(lengths) <= 1_100
    assert statistics.stdev(lengths) > 100


def test_every_text_says_in_its_language_that_it_is_invented() -> None:
    world = World(1, 200)
    for number in range(200):
        document = world.document(number)
        notices = [b.text for b in words(world, document).blocks if b.form is Form.NOTICE]
        assert len(notices) == 1
        assert any(word in notices[0].lower() for word in INVENTED[document.language])
        if document.site.means is not Means.ATOM_ITEMS:
            assert notices[0].split("'")[0] in html_text(world, document)


def test_what_the_truth_says_stands_in_the_page() -> None:
    world = World(9, 300)
    checked = 0
    for number in range(300):
        document = world.document(number)
        text = words(world, document)
        if document.site.means is Means.ATOM_ITEMS:
            continue
        page = html_text(world, document)
        assert date_shown(document) in page
        assert text.title.split("'")[0].split("&")[0] in page
        assert document.symbol in page
        for reference in document.references:
            assert reference in text.plain()
            checked += 1
        for country in filter(None, (document.matter.country, document.also)):
            assert any(name in text.plain() for name in country.names[document.language])
    assert checked > 200


def test_a_changed_page_says_something_else_and_keeps_its_title() -> None:
    before, after = World(1, 60), World(1, 60, day=1)
    number = next(n for n in range(60) if after.document(n).fate.revision)
    old, new = (words(world, world.document(number)) for world in (before, after))
    assert old.title == new.title
    assert set(old.blocks) < set(new.blocks)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_word_list_holds_all_that_its_documents_need(language: str) -> None:
    sections = grammar(language).sections
    kinds = {role.kind for roles in patterns() for role in roles if role.language == language}
    needed = {"notice", "cite", "org_form", "place", "elsewhere"} | {
        f"{part}.{theme}" for part in ("np", "deed") for theme in THEMES
    }
    for kind in kinds:
        outline = OUTLINES[kind]
        needed.add(f"title.{kind}")
        needed |= {
            section.name for section in (*outline.opening, *outline.middle, *outline.closing)
        }
    assert needed - {"deed.THEME"} <= sections.keys()
    # Lists that run alike: the numbers of a matter mean the same in every language.
    for name in ("job", "field", "charge", "org_form"):
        assert len(sections[name]) == len(grammar("en").sections[name])


def test_every_slot_is_a_fact_or_a_section() -> None:
    world = World(1, 50)
    for language in LANGUAGES:
        document = next(
            world.document(n) for n in range(50) if world.document(n).language == language
        )
        known = {*_scribe(document, Draw("slots")).facts, "ref", "ref2", "cited", "other_in_c"}
        sections = grammar(language).sections
        for lines in sections.values():
            asked = {slot for line in lines for slot in slots_in(line)}
            assert asked <= known | sections.keys()


@pytest.mark.parametrize("line", ["<a|b", "a>", "[a", "a]", "a|b"])
def test_marks_that_do_not_close_are_refused(line: str) -> None:
    with pytest.raises(ValueError, match="a"):
        parse(line)


def test_names_are_spelt_in_three_scripts_and_end_as_promised() -> None:
    draw = Draw("names")
    for _ in range(200):
        person = coin_person(draw)
        assert person.family.spellings[0][-1] in "eiou"
        assert person.in_language("ru")[0] > "\u0400"
        assert person.in_language("ar")[0] > "\u0600"
    assert len({coin(draw, 3).spellings for _ in range(500)}) > 480


def test_html_pages_gives_pages_for_the_benchmark() -> None:
    pages = list(html_pages(World(1, 300), 100))
    assert len({address for address, _ in pages}) == 100
    assert all(body.rstrip().endswith(b"</html>") for _, body in pages)
