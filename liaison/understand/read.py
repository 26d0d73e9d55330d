"""What every part of understanding looks at, and how it says what it found."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from liaison.kernel.finding import Finding, FindingKind, Part, Span
from liaison.kernel.reading import Context, Reading, parts_of
from liaison.understand.folding import Folded, fold
from liaison.understand.gazetteer import Mention, mentions
from liaison.understand.references import Reference, references
from liaison.understand.settling import settled
from liaison.understand.worded import Worded, worded
from liaison.vocabulary import Vocabulary

VERSION = 5


@dataclass(frozen=True, slots=True)
class Read:
    """A reading, folded, with what more than one question needs of it."""

    parts: Mapping[Part, str]
    title: Folded
    text: Folded
    context: Context
    vocabulary: Vocabulary
    title_references: Sequence[Reference]
    text_references: Sequence[Reference]
    title_countries: Sequence[Mention]
    text_countries: Sequence[Mention]
    stated_language: str
    title_words: Worded
    text_words: Worded

    def span(self, part: Part, start: int, end: int) -> Span:
        """The original characters of a stretch (end exclusive) of the folded title or text."""
        folded = self.title if part is Part.TITLE else self.text
        return Span(part, *folded.span(start, end))

    def finding(
        self, kind: FindingKind, value: str, span: Span, method: str, confidence: float
    ) -> Finding:
        """A finding of this version of understanding."""
        return Finding(kind.value, value, span, method, VERSION, confidence)


def begin(reading: Reading, context: Context, vocabulary: Vocabulary) -> Read:
    """Fold a reading, and find what more than one question needs of it."""
    parts = parts_of(reading, context)
    title, text = fold(parts[Part.TITLE]), fold(parts[Part.TEXT])
    in_title, in_text = settled(mentions(title.text, vocabulary), mentions(text.text, vocabulary))
    by = {"mechanism": context.mechanism, "address": context.address}
    return Read(
        parts=parts,
        title=title,
        text=text,
        context=context,
        vocabulary=vocabulary,
        title_references=references(title.text, vocabulary, **by),
        text_references=references(text.text, vocabulary, **by),
        title_countries=in_title,
        text_countries=in_text,
        stated_language=reading.stated_language,
        title_words=worded(title.text),
        text_words=worded(text.text),
    )
