"""The facts of a document: small, kept as text, without names."""

import pytest

from liaison.kernel.finding import Finding, Part, Span
from liaison.link.facts import Facts
from liaison.link.gathering import EditionRead, facts_of

TEXT = (
    "Halima Qenzu, a lawyer in Varsk, was arrested on 4 March 2019. "
    "The Ruvian authorities said on 7 March 2019 that 12 people were held under article 293."
)


def _read(text: str = TEXT, title: str = "Ruvia: lawyer Halima Qenzu arrested") -> EditionRead:
    at = text.find("Halima Qenzu")
    found = [
        Finding("person", "defender", Span(Part.TEXT, at, at + 12), "name", 1, 0.9),
        Finding("language", "en", Span(Part.TEXT, 0, 10), "model", 1, 0.9),
    ]
    parts = {Part.TITLE: title, Part.TEXT: text, Part.ADDRESS: "https://example.org/7"}
    return EditionRead(parts, found if at >= 0 else found[1:])


def test_what_was_written_is_read_back() -> None:
    facts = facts_of("abc", [_read()])
    assert facts.people
    assert Facts.from_json(facts.to_json()) == facts


def test_facts_of_another_version_are_refused() -> None:
    written = facts_of("abc", [_read()]).to_json().replace('"version":', '"version":9')
    with pytest.raises(ValueError, match="version"):
        Facts.from_json(written)


def test_no_name_and_no_word_stands_in_the_facts() -> None:
    written = facts_of("abc", [_read()], secret=b"a key").to_json().lower()
    for word in ("halima", "qenzu", "varsk", "lawyer"):
        assert word not in written


def test_digests_need_the_key() -> None:
    one = facts_of("abc", [_read()], secret=b"a key")
    other = facts_of("abc", [_read()], secret=b"another")
    assert not set(one.title_words) & set(other.title_words)
