"""A text cut for showing: into parts that a slow line can carry, or down to an excerpt."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from liaison.sources.declaration import Show

EXCERPT = 600  # characters
PART = 60_000  # characters: some twenty printed pages
_LEFT_OUT = " …"
_BLANK_LINES = re.compile(r"\n\s*\n")
_WORD_END = re.compile(r"\s+\S*$")


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph: its number in the text, from 1, and the character at which it begins."""

    number: int
    start: int
    text: str

    @property
    def end(self) -> int:
        """The character after its last."""
        return self.start + len(self.text)


def blocks(text: str) -> list[Block]:
    """The paragraphs of a reading's text, without empty ones, none longer than a part."""
    cut = (piece for placed in _paragraphs(text) for piece in _short(*placed))
    return [Block(number, start, said) for number, (start, said) in enumerate(cut, start=1)]


def parts(text: str) -> list[list[Block]]:
    """The paragraphs in parts of about PART characters. Never empty."""
    cut: list[list[Block]] = [[]]
    size = 0
    for block in blocks(text):
        if size + len(block.text) > PART and cut[-1]:
            cut.append([])
            size = 0
        cut[-1].append(block)
        size += len(block.text)
    return cut


def part_of(cut: list[list[Block]], paragraph: int) -> int:
    """The part, from 1, in which a paragraph of that number stands."""
    return next(
        number
        for number, part in enumerate(cut, start=1)
        if part and part[0].number <= paragraph <= part[-1].number
    )


def excerpt(text: str, characters: int = EXCERPT) -> str:
    """The beginning of a text, cut between words, with an ellipsis where something is left out."""
    whole = text.strip()
    if len(whole) <= characters:
        return whole
    start = whole[:characters]
    return _WORD_END.sub("", start).rstrip(" ,;:") + _LEFT_OUT


def shown(text: str, show: Show) -> str:
    """As much of a text as its terms let us show."""
    return {Show.FULL: text, Show.EXCERPT: excerpt(text), Show.LINK: ""}[show]


def shown_start(text: str, show: Show) -> str:
    """The same from the very first character and without an ellipsis: spans still point right."""
    if show is Show.FULL:
        return text
    kept = shown(text, show).removesuffix(_LEFT_OUT)
    return text[: len(text) - len(text.lstrip()) + len(kept)] if kept else ""


def _paragraphs(text: str) -> Iterator[tuple[int, str]]:
    """What stands between blank lines, without space around it, and where it begins."""
    start = 0
    ends = [(found.start(), found.end()) for found in _BLANK_LINES.finditer(text)]
    for end, onward in (*ends, (len(text), len(text))):
        said = text[start:end]
        bare = said.strip()
        if bare:
            yield start + len(said) - len(said.lstrip()), bare
        start = onward


def _short(start: int, block: str) -> Iterator[tuple[int, str]]:
    """A paragraph in pieces no longer than a part: a scan may come as one."""
    for at in range(0, len(block), PART):
        yield start + at, block[at : at + PART]
