"""A text without the signs that nobody sees, and where what is left of it stood."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

# Signs without width (Unicode's Default_Ignorable_Code_Point, as far as texts have them), and a
# word that a line's end parted: a name is the same name with them.
_UNSEEN = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f"
    "\ufe00-\ufe0f\ufeff\U000e0000-\U000e0fff]+"
    r"|(?<=[^\W\d_])[-\u2010][ \t]?\n(?=[^\W\d_])"
)


@dataclass(frozen=True, slots=True)
class Seen:
    """What is seen of a text; `cuts` are places in `text` before which signs were left out."""

    text: str
    cuts: Sequence[int]
    left_out: Sequence[int]  # how many signs up to each cut

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where a piece of `text` (end exclusive, not empty) stood in the original."""
        return self._at(start), self._at(end - 1) + 1

    def _at(self, place: int) -> int:
        number = bisect_right(self.cuts, place)
        return place + (self.left_out[number - 1] if number else 0)


def seen(text: str) -> Seen:
    """What is seen of a text; takes time in proportion to it."""
    cuts: list[int] = []
    left_out: list[int] = []
    pieces: list[str] = []
    end = gone = 0
    for found in _UNSEEN.finditer(text):
        if found.group().endswith("\n") and text[found.end()].isupper():
            continue  # Jean-\nPaul, and no syllable
        pieces.append(text[end : found.start()])
        end = found.end()
        gone += len(found.group())
        cuts.append(end - gone)
        left_out.append(gone)
    return Seen("".join([*pieces, text[end:]]), cuts, left_out)
