"""The reference that a document bears as its own, told from those that it only cites."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from liaison.understand.folding import Folded
from liaison.understand.references import Reference, references
from liaison.vocabulary import Vocabulary

_HEAD = 6000  # characters in which a first page bears its symbol
_BEFORE, _AFTER = 60, 50  # characters around a reference that say what it does there
_ENOUGH = 3

_UNITED_NATIONS = re.compile(
    r"(?:united nations|nations unies|naciones unidas|организация объединенных наций"
    r"|الامم المتحده) ?$",
    re.IGNORECASE,
)
_DISTRIBUTED = re.compile(r"distr(?:\.|ibution)", re.IGNORECASE)
_LETTERHEAD = re.compile(
    r"^[*\s]*(?:united nations|general assembly|assemblée générale|asamblea general|distr\."
    r"|nations unies|naciones unidas|генеральная ассамблея|الجمعيه العامه|الامم المتحده|advance"
    r"|economic and social)",
    re.IGNORECASE,
)
_CALLED = re.compile(
    r"(?:\bref(?:erence|\.)?|\bindex(?: number)?|\bsymbol|\bno\.|\breferencia|\bréf\.?) ?:? ?$",
    re.IGNORECASE,
)
_CITED = re.compile(
    r"(?:previously issued|issued (?:as|under)|document|symbol|report|resolution|decision"
    r"|paragraph|see|voir|véase|см\.|annex|contained in|addendum to|in its|under the"
    r"|and|to|of|in|de|en|à)[ ,:(]*$",
    re.IGNORECASE,
)
_REISSUED = re.compile(r"previously issued|issued (?:as|under)", re.IGNORECASE)
_AMNESTY_ADDRESS = re.compile(
    r"/(?P<region>afr|amr|asa|eur|mde|act|ior|pol|doc|org|nws|pre)(?P<class>\d{2})"
    r"/(?P<seq>\d{3,4})/(?P<year>\d{4})(?=/|$)",
    re.IGNORECASE,
)
_UN_ADDRESS = re.compile(
    r"undocs\.org/(?:[a-z]{2}/)?(?P<symbol>[AES](?:/[\w.-]+){2,7})", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Symbol:
    """A document's own reference; `pattern` is that of the vocabulary which it follows."""

    reference: Reference
    confidence: float


def own_symbol(text: Folded, found: Sequence[Reference]) -> Symbol | None:
    """Of the references found in a text, the one that its first page bears, or None.

    A symbol stands alone on its line, in the letterhead, after "Distr." or after a label; a
    citation stands in a sentence.
    """
    best: Symbol | None = None
    best_score = _ENOUGH - 1
    for reference in found:
        if reference.start >= _HEAD:
            break
        if not reference.pattern.symbol:
            continue
        score = _score(text, reference)
        if score > best_score:
            best_score = score
            best = Symbol(reference, min(0.99, 0.5 + score * 0.07))
    return best


def _score(text: Folded, reference: Reference) -> int:
    words = text.text
    before = words[max(0, reference.start - _BEFORE) : reference.start]
    after = words[reference.end : reference.end + _AFTER]
    starts_line = text.line_start(reference.start) == reference.start or before.endswith("\n")
    ends_line = text.ends_line(reference.end) or after[:2].strip("* ") == "" or "\n" in after[:3]
    called, headed = bool(_CALLED.search(before)), bool(_UNITED_NATIONS.search(before))
    score = 0
    score += 3 if starts_line and ends_line else 1 if starts_line else 0
    score += 5 if headed else 0
    score += 3 if called else 0
    score += 4 if _DISTRIBUTED.search(before) and starts_line else 0
    score += 3 if _LETTERHEAD.search(after) else 0
    score += 2 if not words[: reference.start].strip() else 0
    if not (headed or called or starts_line) and _CITED.search(before):
        score -= 4
    if _REISSUED.search(before):
        score -= 6
    if before.endswith("(") or after[:1] in (")", ";") or (after[:1] == "," and not starts_line):
        score -= 3
    return score


def symbol_in_title(title: Folded, found: Sequence[Reference]) -> Symbol | None:
    """The reference that a title begins with, or consists of."""
    for reference in found:
        if reference.pattern.symbol and not title.text[: reference.start].strip(" ([-"):
            return Symbol(reference, 0.9)
    return None


@dataclass(frozen=True, slots=True)
class AddressSymbol:
    """A symbol that the address spells, and where in the address."""

    reference: Reference
    start: int
    end: int


def symbol_in_address(address: str, vocabulary: Vocabulary) -> AddressSymbol | None:
    """The symbol in the addresses of two archives that file documents under theirs."""
    match = _AMNESTY_ADDRESS.search(address) if "amnesty.org/" in address else None
    if match is not None:
        region, number, sequence, year = (part.upper() for part in match.groups())
        spelled = f"{region} {number}/{sequence}/{year}"
    else:
        match = _UN_ADDRESS.search(address)
        if match is None:
            return None
        spelled = match["symbol"]
    known = references(spelled, vocabulary)
    if len(known) != 1 or known[0].end - known[0].start != len(spelled):
        return None
    start = match.start(1)
    return AddressSymbol(known[0], start, match.end(match.lastindex or 0))
