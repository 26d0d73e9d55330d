"""Whether two documents are copies of one: word for word, or nearly."""

from collections.abc import Iterator

from liaison.kernel.relation import Relation
from liaison.link.facts import EditionFacts, Facts
from liaison.link.signature import likeness
from liaison.link.verdict import Bars, Reason, Verdict

# Of their phrases of three words, near-copies share more than half; texts of one form share a
# quarter at most (docs/decisions/0018-one-matter.md).
_BARS = Bars(linked=0.6, proposed=0.4)
_SAME_TITLE = 0.1
_SAME_DAY = 0.35  # with a title of some length: enough to propose it, whatever the texts
_TELLING = 5  # words of a title
_SAME_REFERENCE, _OTHER_REFERENCE = 0.6, -0.3
_OTHER_WORDS, _OTHER_KIND = -0.15, -0.6
# Words from which what two texts share is theirs: the rows of one table share most of a few words.
_ENOUGH = 40
_UNLIKE = 0.15  # share of phrases below which two long texts under one reference are doubtful
_LONG = 200  # words
_SPEAKING_OF_OTHERS = frozenset(("reply", "appeal_update"))  # and of their references


def copies(one: Facts, other: Facts) -> Iterator[Verdict]:
    """The verdict on same document: copies, re-posts, moved addresses."""
    pairs = [(a, b) for a in one.editions for b in other.editions]
    alike = max((likeness(a.signature, b.signature) for a, b in pairs), default=0.0)
    reasons = [*_worded(one, other, pairs, alike), *_called(one, other, pairs, alike)]
    score = min(1.0, max(0.0, sum(reason.weight for reason in reasons)))
    yield _BARS.verdict(Relation.SAME_DOCUMENT, one.identifier, other.identifier, score, reasons)


def _worded(
    one: Facts, other: Facts, pairs: list[tuple[EditionFacts, EditionFacts]], alike: float
) -> Iterator[Reason]:
    if alike:
        weight = max(likeness(a.signature, b.signature) * _telling(a, b) for a, b in pairs)
        yield Reason("same_words", round(weight, 3), {"percent": f"{alike * 100:.0f}"})
    if any(a.title and a.title == b.title for a, b in pairs):
        yield Reason("same_title", _SAME_TITLE)
        if len(one.title_words) >= _TELLING and one.day and one.published == other.published:
            yield Reason("same_day", _SAME_DAY, {"date": one.published})


def _telling(one: EditionFacts, other: EditionFacts) -> float:
    """How much the likeness of two texts tells by their length, 0 to 1."""
    return min(1.0, min(one.length, other.length) / _ENOUGH)


def _called(
    one: Facts, other: Facts, pairs: list[tuple[EditionFacts, EditionFacts]], alike: float
) -> Iterator[Reason]:
    """What references say, of texts in one language: those in two are translations."""
    if not (one.symbol and other.symbol and one.languages & other.languages):
        return
    if one.symbol != other.symbol:
        yield Reason("other_reference", _OTHER_REFERENCE)
        return
    yield Reason("same_reference", _SAME_REFERENCE, {"reference": one.symbol})
    if one.kind != other.kind and {one.kind, other.kind} & _SPEAKING_OF_OTHERS:
        yield Reason("other_kind", _OTHER_KIND)
    elif alike < _UNLIKE and all(min(a.length, b.length) > _LONG for a, b in pairs):
        yield Reason("other_words", _OTHER_WORDS)
