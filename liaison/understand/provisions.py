"""Which instruments a document cites, and which provisions of them (`liaison.standards.cited`)."""

from collections.abc import Iterator

from liaison.kernel.finding import Finding, FindingKind, Part
from liaison.standards import Citation, cited
from liaison.standards.citing import WHOLE
from liaison.understand.read import Read

_PRECISE = 0.9  # of what was cited in real reports and judgments, one in 130 was wrong


def provisions(read: Read) -> Iterator[Finding]:
    """Each instrument that is cited, and each provision, once, with the words that cite it first.

    The value is the code of the instrument ("udhrd"), or with that of the provision behind it
    ("udhrd/art-9-4"). Whoever cites an article cites what lies in it.
    """
    seen: set[str] = set()
    for part, folded in ((Part.TITLE, read.title), (Part.TEXT, read.text)):
        for one in cited(folded.text, read.vocabulary):
            fresh = [value for value in _values(one) if value not in seen]
            seen.update(fresh)
            for value in fresh:
                span = read.span(part, one.start, one.end)
                yield read.finding(FindingKind.PROVISION, value, span, "provision", _PRECISE)


def _values(one: Citation) -> Iterator[str]:
    yield one.instrument
    for code in one.provisions:
        if code != WHOLE:
            yield f"{one.instrument}/{code}"
