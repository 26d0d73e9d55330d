"""From the texts and findings of a document to the facts that linking needs."""

import itertools
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from liaison.kernel.finding import Finding, FindingKind, Part
from liaison.kernel.partial_date import PartialDate
from liaison.link.address import without_language
from liaison.link.days import MOST, days_named
from liaison.link.facts import EditionFacts, Facts, Name
from liaison.link.figures import figures
from liaison.link.signature import plain_words, signature
from liaison.link.words import Digester, digester, proper_names, words
from liaison.vocabulary import load

_OPENING = 2000  # characters: the lead of a page, the first page of a letter
_MOST_TITLE_WORDS = 40
_MOST_WORDS = 150
_MOST_NAMES = 60
_MOST_RUNS = 30
_MOST_CODES = 40  # of countries, references and the like: a list of all States is about none
_MOST_EDITIONS = 12
# Roles that do not make a matter: who speaks of it, holds office while it happens, or is no person.
_BYSTANDERS = frozenset({"official", "mandate_holder", "group"})


@dataclass(frozen=True, slots=True)
class EditionRead:
    """One edition: the strings that spans point into, and what was found in them."""

    parts: Mapping[Part, str]
    findings: Sequence[Finding] = field(default_factory=tuple)


def facts_of(
    identifier: str,
    editions: Sequence[EditionRead],
    *,
    secret: bytes = b"",
    decided: Mapping[FindingKind, Sequence[str]] | None = None,
) -> Facts:
    """The facts of a document, from all its editions.

    `decided` gives values that stand in place of the findings of a kind, as people corrected
    them; `secret` is the key of the digests (up to 64 bytes). Nothing is raised for any text;
    of what a text names without end, the first few hundred are taken.
    """
    digest = digester(secret)
    values = _Values(editions, decided or {})
    taken = editions[:_MOST_EDITIONS]
    titles = _Passages([one.parts.get(Part.TITLE, "")[:_OPENING] for one in taken], digest)
    openings = _Passages([one.parts.get(Part.TEXT, "")[:_OPENING] for one in taken], digest)
    published = values.best(FindingKind.PUBLISHED)
    address = next((one.parts.get(Part.ADDRESS, "") for one in editions), "")
    return Facts(
        identifier=identifier,
        published=published,
        mechanism=values.best(FindingKind.MECHANISM),
        kind=values.best(FindingKind.DOCUMENT_KIND),
        symbol=values.best(FindingKind.SYMBOL),
        path=digest.word(f"@{place}") if (place := without_language(address)) else "",
        references=values.all(FindingKind.REFERENCE),
        about=values.all(FindingKind.ABOUT),
        mentioned=values.all(FindingKind.COUNTRY),
        people=_people(editions, digest),
        title_names=titles.names(),
        opening_names=openings.names(),
        violations=values.all(FindingKind.VIOLATION),
        structural=values.all(FindingKind.STRUCTURAL),
        accountability=values.all(FindingKind.ACCOUNTABILITY),
        events=values.all(FindingKind.EVENT_DATE),
        days=_days((*titles.texts, *openings.texts), published),
        title_words=titles.words()[:_MOST_TITLE_WORDS],
        opening_words=openings.words(),
        editions=tuple(
            _edition(one, title, digest) for one, title in zip(taken, titles.folded(), strict=True)
        ),
    )


class _Passages:
    """The words of some short passages."""

    def __init__(self, passages: Sequence[str], digest: Digester) -> None:
        self.texts = passages
        self._found = [(text, list(words(text))) for text in passages]
        self._digest = digest

    def words(self) -> tuple[str, ...]:
        """The digest of every word, once."""
        return _first(self._digest.word(one.folded) for _, found in self._found for one in found)

    def folded(self) -> list[str]:
        """Each passage as its words, folded."""
        return [" ".join(one.folded for one in found) for _, found in self._found]

    def names(self) -> tuple[Name, ...]:
        """What is written like a name, once."""
        rows = (row for text, found in self._found for row in proper_names(text, found))
        names = (self._digest.name(" ".join(one.written for one in row)) for row in rows)
        return tuple(itertools.islice(dict.fromkeys(name for name in names if name), _MOST_RUNS))


class _Values:
    """The values of findings by kind, those of people in their place."""

    def __init__(
        self, editions: Sequence[EditionRead], decided: Mapping[FindingKind, Sequence[str]]
    ) -> None:
        self._found: dict[str, list[Finding]] = {}
        self._decided = decided
        for edition in editions:
            for one in edition.findings:
                self._found.setdefault(one.kind, []).append(one)

    def best(self, kind: FindingKind) -> str:
        """The surest value, or ""."""
        if kind in self._decided:
            return next(iter(self._decided[kind]), "")
        found = self._found.get(kind.value, ())
        return max(found, key=lambda one: one.confidence).value if found else ""

    def all(self, kind: FindingKind) -> tuple[str, ...]:
        """Every value once, in the order they were found."""
        if kind in self._decided:
            return _first(self._decided[kind], _MOST_CODES)
        return _first((one.value for one in self._found.get(kind.value, ())), _MOST_CODES)


def _days(texts: Iterable[str], published: str) -> tuple[str, ...]:
    day = PartialDate.parse(published).last_day() if published else None
    found = (each for text in texts for each in days_named(text, day, load()))
    return _first((each.isoformat() for each in found), MOST)


def _people(editions: Sequence[EditionRead], digest: Digester) -> tuple[Name, ...]:
    written = (
        one.span.words(edition.parts)
        for edition in editions
        for one in edition.findings
        if one.kind == FindingKind.PERSON.value and one.value not in _BYSTANDERS
    )
    names = (digest.name(one) for one in itertools.islice(dict.fromkeys(written), _MOST_NAMES))
    return tuple(dict.fromkeys(name for name in names if name))


def _edition(one: EditionRead, title: str, digest: Digester) -> EditionFacts:
    text = one.parts.get(Part.TEXT, "")
    found = plain_words(text)
    languages = [found.value for found in one.findings if found.kind == FindingKind.LANGUAGE.value]
    return EditionFacts(
        language=languages[0] if languages else "",
        length=len(found),
        title=digest.word(title) if title else "",
        signature=signature(found),
        figures=figures(text),
    )


def _first(values: Iterable[str], most: int = _MOST_WORDS) -> tuple[str, ...]:
    kept: dict[str, None] = {}
    for value in values:
        kept[value] = None
        if len(kept) == most:
            break
    return tuple(kept)
