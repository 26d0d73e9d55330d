"""What a reader typed, taken apart: the words wanted, the words unwanted, and what was no word.

Pure and total: any text whatever is understood as something. How a term is then looked for is the
business of each engine.

    defenders detained          both words, in any of their forms
    "human rights"              these words in a row, in exactly these forms
    -trial  -"fair trial"       not these
    anything else (*, ~, AND)   is just characters
"""

import re
from dataclasses import dataclass

from liaison.index.folding import surfaces

MOST_TERMS = 64  # what stands after so many terms is not searched, and is named in `ignored`

LONGEST_ROW = 100  # words of a phrase that are looked for; what follows them is taken on trust

_QUOTES = str.maketrans(dict.fromkeys("“”„‟«»＂〝〞「」『』", '"'))
_BLANK = re.compile("[\x00-\x1f\x7f-\x9f\u200b]")
_UNSEEN = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff]")  # directions
_PIECE = re.compile(r'(?P<minus>-?)"(?P<phrase>[^"]*)"|(?P<word>[^\s"]+)')


@dataclass(frozen=True, slots=True)
class Word:
    """A word to be found in any of its forms. It may hold signs, as `A/HRC/25/55` does."""

    text: str


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words to be found in a row and as they are written, capitals and accents aside."""

    text: str


Term = Word | Phrase


@dataclass(frozen=True, slots=True)
class Asked:
    """What a reader asked for, in the order typed and each term once."""

    wanted: tuple[Term, ...] = ()
    unwanted: tuple[Term, ...] = ()
    ignored: tuple[str, ...] = ()

    @property
    def is_blank(self) -> bool:
        """Whether nothing at all was typed, so that everything is meant."""
        return not (self.wanted or self.unwanted or self.ignored)


def parse(text: str) -> Asked:
    """The terms of any text. Unbalanced quotes and lone signs are passed over."""
    wanted: dict[Term, None] = {}
    unwanted: dict[Term, None] = {}
    ignored: dict[str, None] = {}
    seen = _UNSEEN.sub("", _BLANK.sub(" ", text)).translate(_QUOTES)
    for piece in _PIECE.finditer(seen):
        term, excluded = _term(piece)
        if not surfaces(term.text) or len(wanted) + len(unwanted) >= MOST_TERMS:
            if piece.group().strip('"- '):
                ignored[piece.group()] = None
        elif excluded:
            unwanted[term] = None
        else:
            wanted[term] = None
    return Asked(tuple(wanted), tuple(unwanted), tuple(ignored))


def _term(piece: re.Match[str]) -> tuple[Term, bool]:
    if piece["word"] is None:
        return Phrase(piece["phrase"].strip()), bool(piece["minus"])
    bare = piece["word"].lstrip("-")
    return Word(bare), bare != piece["word"]
