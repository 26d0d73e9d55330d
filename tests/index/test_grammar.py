"""What a reader typed, understood."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from liaison.index.asked import (
    All,
    Asked,
    Chosen,
    Cited,
    Either,
    Near,
    Node,
    Phrase,
    Prefix,
    Within,
    Without,
    Word,
    nodes,
)
from liaison.index.facets import Facet
from liaison.index.grammar import MOST_TERMS, parse
from liaison.index.typed_names import Field, Operator, field_name, operator_name

A, B, C = Word("a"), Word("b"), Word("c")
LANGUAGES = ("en", "fr", "es", "ru", "ar")


def values(facet: Facet, text: str) -> list[str]:
    """A vocabulary of one country."""
    return ["BLR"] if facet is Facet.COUNTRY and text.lower() in ("blr", "belarus") else []


@pytest.mark.parametrize(
    ("typed", "tree"),
    [
        ("", None),
        (" \t\u200f\x00 ", None),
        ("detained defenders", All((Word("detained"), Word("defenders")))),
        ("detained detained", Word("detained")),
        ('"fair trial" judge', All((Phrase("fair trial"), Word("judge")))),
        ("«procès équitable»", Phrase("procès équitable")),
        ("„faires Verfahren“", Phrase("faires Verfahren")),
        (
            'judge -"fair trial" -jury',
            All((Word("judge"), Without(Phrase("fair trial")), Without(Word("jury")))),
        ),
        ("sub-regional", Word("sub-regional")),
        ('"fair trial', All((Word("fair"), Word("trial")))),
        ('fair" trial', All((Word("fair"), Word("trial")))),
        ('"" - "-"', None),
        ("A/HRC/25/55", Word("A/HRC/25/55")),
        ("ACHPR/Res.69(XXXV)04", Word("ACHPR/Res.69(XXXV)04")),
        ("\u202bحقوق\u202c", Word("حقوق")),
        ("حق\u200eوق", Word("حقوق")),
        # operators
        ("a AND b", All((A, B))),
        ("a OR b", Either((A, B))),
        ("a OR b c", Either((A, All((B, C))))),
        ("(a OR b) c", All((Either((A, B)), C))),
        ("a NOT b", All((A, Without(B)))),
        ("a AND NOT b", All((A, Without(B)))),
        ("a OR NOT b", Either((A, Without(B)))),
        ("NOT NOT a", A),
        ("NOT NOT NOT a", Without(A)),
        ("NOT -a", A),
        ("NOT NOT -a", Without(A)),
        ("NOT NOT", Word("NOT")),
        ("a NOT NOT (b OR NOT c)", All((A, Either((B, Without(C)))))),
        ("-(a b)", Without(All((A, B)))),
        ("NOT (a OR b)", Without(Either((A, B)))),
        ("a or b", All((A, Word("or"), B))),
        # lone operators and odd brackets
        ("OR", Word("OR")),
        ("a OR", All((A, Word("OR")))),
        ("AND a", All((Word("AND"), A))),
        ("NOT", Word("NOT")),
        ("NEAR", Word("NEAR")),
        ("((a", A),
        ("a)) b", All((A, B))),
        ("()", None),
        ("(" * 40 + "a" + ")" * 40, A),
        # beginnings and distances
        ("law*", Prefix("law")),
        ("l*", Word("l")),
        ("a/b*", Word("a/b")),
        ("judge NEAR/5 jury", Near("judge", "jury", 5)),
        ("judge NEAR jury", Near("judge", "jury", 10)),
        ('"judge jury"~3', Near("judge", "jury", 3)),
        ('"judge"~3', Phrase("judge")),
        ('judge NEAR "the jury"', All((Word("judge"), Word("NEAR"), Phrase("the jury")))),
        # fields
        ("title:trial", Word("trial", title=True)),
        ('title:"fair trial"', Phrase("fair trial", title=True)),
        ("title:(a OR law*)", Either((Word("a", title=True), Prefix("law", title=True)))),
        ("-title:a", Without(Word("a", title=True))),
        ("ref:MC-458-14", Cited("MC-458-14")),
        ("country:BLR", Chosen(Facet.COUNTRY, ("BLR",))),
        ('country:"Belarus"', Chosen(Facet.COUNTRY, ("BLR",))),
        ("-country:belarus", Without(Chosen(Facet.COUNTRY, ("BLR",)))),
        ("country:(belarus)", Chosen(Facet.COUNTRY, ("BLR",))),
        ("date:2010..2012", Within(dt.date(2010, 1, 1), dt.date(2012, 12, 31))),
        ("date:2012-03", Within(dt.date(2012, 3, 1), dt.date(2012, 3, 31))),
        ("date:2012-03-15", Within(dt.date(2012, 3, 15), dt.date(2012, 3, 15))),
        ("date:2010..", Within(dt.date(2010, 1, 1), None)),
        ("date:..2012-02", Within(None, dt.date(2012, 2, 29))),
        ("date:2012-13", Word("2012-13")),
        ("date:soon", Word("soon")),
        # a colon after no known field is just words
        ("report:trial", Word("report:trial")),
        ("https://example.org/a", Word("https://example.org/a")),
        ("title:", Word("title:")),
        ('colour:"red"', All((Word("colour"), Phrase("red")))),
    ],
)
def test_a_question_is_understood(typed: str, tree: Node | None) -> None:
    assert parse(typed, values).tree == tree


@pytest.mark.parametrize(
    ("typed", "ignored"),
    [
        ("***", ("***",)),
        ("judge 🕊", ("🕊",)),
        ("work ~", ("~",)),
        ("a - b", ()),
        ("title:🕊", ("title:🕊",)),
        ("date:..", ("date:..",)),
    ],
)
def test_what_is_no_word_is_named(typed: str, ignored: tuple[str, ...]) -> None:
    assert parse(typed).ignored == ignored


def test_a_value_that_a_field_does_not_have_is_named_and_looked_for_as_words() -> None:
    assert parse("country:atlantis", values) == Asked(
        Word("atlantis"), unknown=((Facet.COUNTRY, "atlantis"),)
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_operators_have_names_in_the_language_of_the_page(language: str) -> None:
    names = {operator: operator_name(operator, language) for operator in Operator}
    typed = "a {or} b {and} c {not} d".format(
        **{operator.value: name for operator, name in names.items()}
    )
    assert parse(typed, language=language) == parse("a OR b AND c NOT d")
    assert parse(f"a {names[Operator.NEAR]}/3 b", language=language).tree == Near("a", "b", 3)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("field", [*Field, *Facet])
def test_fields_have_names_in_every_language(language: str, field: Field | Facet) -> None:
    def known(facet: Facet, text: str) -> list[str]:
        return [facet.value] if text == "2012" else []

    own = parse(f"{field_name(field, language)}:2012", known, "en")
    assert own == parse(f"{field.value}:2012", known)
    assert not isinstance(own.tree, Word) or own.tree.title


def test_an_operator_of_another_language_is_a_word() -> None:
    assert parse("a ET b", language="es").tree == All((A, Word("ET"), B))


def test_what_stands_after_the_last_term_is_named() -> None:
    asked = parse(" ".join(f"w{number}" for number in range(MOST_TERMS + 2)))
    assert len(asked.wanted) == MOST_TERMS
    assert asked.ignored == (f"w{MOST_TERMS}", f"w{MOST_TERMS + 1}")


@pytest.mark.parametrize("form", ['"w{0} x{0}"~5', "w{0} NEAR/5 x{0}", '"w{0} x{0} y{0}"~5'])
def test_few_distances_are_looked_for_at_once(form: str) -> None:
    """Each takes an engine as long as many words do: of a million documents, a tenth of a second."""
    asked = parse(" OR ".join(form.format(number) for number in range(40)))
    assert 1 <= len([one for one in asked.wanted if isinstance(one, Near)]) <= 10
    assert asked.ignored
    row = parse('"' + " ".join(f"w{number}" for number in range(200)) + '"~5')
    assert len(row.wanted) <= 10


SIGNS = st.sampled_from(['"', "(", ")", "-", "*", ":", "~3", " OR ", " AND ", " NOT ", " NEAR/2 "])
PARTS = st.one_of(
    SIGNS, st.text(max_size=8), st.sampled_from(["title:", "country:", "date:", "ref:"])
)


@pytest.mark.parametrize("typed", ["title:(", "title:()", "-country:( )", "title:((((((((((((((("])
def test_a_field_of_nothing_is_told_and_does_not_mean_everything(typed: str) -> None:
    asked = parse(typed, values)
    assert asked.tree is None
    assert len(asked.ignored) == 1
    assert not asked.is_blank


@given(st.lists(PARTS, max_size=60).map("".join), st.sampled_from(LANGUAGES))
def test_any_text_is_understood_as_something(typed: str, language: str) -> None:
    asked = parse(typed, values, language)
    assert (
        len([node for node in nodes(asked.tree) if isinstance(node, Word | Phrase)])
        <= 4 * MOST_TERMS
    )
    if any(letter.isalnum() for letter in typed):
        assert not asked.is_blank
