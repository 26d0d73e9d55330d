"""From the texts and findings of a document to the facts that linking needs."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from liaison.kernel.finding import Finding, FindingKind, Part
from liaison.link.facts import EditionFacts, Facts, Name
from liaison.link.figures import figures
from liaison.link.signature import signature
from liaison.link.words import Digester, fold_word, words

_OPENING = 2000  # characters: the lead of a page, the first page of a letter
_MOST_WORDS = 150
_MOST_NAMES = 200
_MOST_CODES = 40  # of countries, references and the like: a list of all States is about none
_MOST_EDITIONS = 12
# Roles of people who do not make a matter: who speaks of it, or holds office while it happens.
_BYSTANDERS = frozenset({"official", "mandate_holder"})


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
    digest = Digester(secret)
    values = _Values(editions, decided or {})
    opening = [one.parts.get(Part.TEXT, "")[:_OPENING] for one in editions[:_MOST_EDITIONS]]
    titles = [one.parts.get(Part.TITLE, "") for one in editions[:_MOST_EDITIONS]]
    title_words = [word for title in titles for word in words(title)]
    opening_words = [word for text in opening for word in words(text)]
    address = next((one.parts.get(Part.ADDRESS, "") for one in editions), "")
    return Facts(
        identifier=identifier,
        published=values.best(FindingKind.PUBLISHED),
        mechanism=values.best(FindingKind.MECHANISM),
        kind=values.best(FindingKind.DOCUMENT_KIND),
        symbol=values.best(FindingKind.SYMBOL),
        host=urlsplit(address).hostname or "",
        references=values.all(FindingKind.REFERENCE),
        about=values.all(FindingKind.ABOUT),
        mentioned=values.all(FindingKind.COUNTRY),
        people=_people(editions, digest),
        violations=values.all(FindingKind.VIOLATION),
        structural=values.all(FindingKind.STRUCTURAL),
        accountability=values.all(FindingKind.ACCOUNTABILITY),
        events=values.all(FindingKind.EVENT_DATE),
        title_words=_first(digest(word.folded) for word in title_words),
        opening_words=_first(digest(word.folded) for word in opening_words),
        proper_words=_first(
            digest(word.folded) for word in (*title_words, *opening_words) if word.proper
        ),
        editions=tuple(_edition(one, digest) for one in editions[:_MOST_EDITIONS]),
    )


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


def _people(editions: Sequence[EditionRead], digest: Digester) -> tuple[Name, ...]:
    names: dict[Name, None] = {}
    for edition in editions:
        for one in edition.findings:
            if one.kind == FindingKind.PERSON and one.value not in _BYSTANDERS:
                name = _name(one.span.words(edition.parts), digest)
                if name:
                    names[name] = None
                if len(names) == _MOST_NAMES:
                    return tuple(names)
    return tuple(names)


def _name(written: str, digest: Digester) -> Name:
    return tuple((digest(word.folded),) for word in words(written))


def _edition(one: EditionRead, digest: Digester) -> EditionFacts:
    text = one.parts.get(Part.TEXT, "")
    title = " ".join(word.folded for word in words(one.parts.get(Part.TITLE, "")))
    folded = [fold_word(word) for word in text.split()]
    languages = [found.value for found in one.findings if found.kind == FindingKind.LANGUAGE.value]
    return EditionFacts(
        language=languages[0] if languages else "",
        length=len(folded),
        title=digest(title) if title else "",
        signature=signature([word for word in folded if word]),
        figures=figures(text),
    )


def _first(values: Iterable[str], most: int = _MOST_WORDS) -> tuple[str, ...]:
    kept: dict[str, None] = {}
    for value in values:
        kept[value] = None
        if len(kept) == most:
            break
    return tuple(kept)
