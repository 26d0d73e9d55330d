"""A text cut for showing: into parts that a slow line can carry, or down to an excerpt."""

import re
from collections.abc import Sequence

from liaison.sources.declaration import Show

EXCERPT = 600  # characters
PART = 60_000  # characters: some twenty printed pages
_LEFT_OUT = " …"
_BLANK_LINES = re.compile(r"\n\s*\n")
_WORD_END = re.compile(r"\s+\S*$")


def paragraphs(text: str) -> list[str]:
    """The blocks of a reading's text, without empty ones."""
    return [block.strip() for block in _BLANK_LINES.split(text) if block.strip()]


def parts(text: str) -> list[list[tuple[int, str]]]:
    """The paragraphs, numbered from 1, in parts of about PART characters. Never empty."""
    cut: list[list[tuple[int, str]]] = [[]]
    size = 0
    for number, block in enumerate(_short_blocks(paragraphs(text)), start=1):
        if size + len(block) > PART and cut[-1]:
            cut.append([])
            size = 0
        cut[-1].append((number, block))
        size += len(block)
    return cut


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


def _short_blocks(blocks: Sequence[str]) -> list[str]:
    """Blocks of which none is longer than a part: a scan may come as one."""
    return [block[start : start + PART] for block in blocks for start in range(0, len(block), PART)]
