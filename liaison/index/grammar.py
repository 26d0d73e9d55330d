"""What a reader typed, as a tree. Pure and total: any text whatever is understood as something.

    defenders detained             both words, in any of their forms
    "human rights"                 these words in a row, in exactly these forms
    trial OR hearing, NOT appeal   either; not that; brackets ( ) keep together
    -trial  -"fair trial"          not these
    lawyer*                        what begins with it
    "judge arrest"~5, a NEAR/5 b   not further apart than so many words
    title:trial                    in the title alone
    ref:MC-458-14                  what bears or cites the reference
    country:BLR  violation:"…"     values of facets, by code or name in any language
    date:2010..2012                days, months, years, from, until or both

Names of fields and operators: `liaison.index.typed_names`. An operator without anything to work
on is a word, an unbalanced bracket or quote is passed over, and so is a bracket too deep.
"""

import itertools
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from liaison.index.asked import (
    All,
    Asked,
    Chosen,
    Cited,
    Either,
    Near,
    Node,
    Phrase,
    Prefix,
    Within,
    Without,
    Word,
    nodes,
)
from liaison.index.facets import Facet
from liaison.index.folding import surfaces
from liaison.index.pieces import Close, Joint, Open, Piece, Text, pieces
from liaison.index.typed_names import Field, Operator
from liaison.kernel.partial_date import PartialDate

MOST_TERMS = 64  # what stands after so many terms is not searched, and is named in `ignored`
_OF_A_DISTANCE = 8  # terms that two words near each other count for: they take so much longer
_MOST_DISTANCES = MOST_TERMS // _OF_A_DISTANCE  # between the words of one phrase
LONGEST_ROW = 100  # words of a phrase that are looked for; what follows them is taken on trust
_DEEPEST = 12  # brackets within brackets
# Letters of a word's beginning: fewer would begin half of all words; more begin none.
_SHORTEST_START, _LONGEST_START = 2, 100
_DATES = re.compile(r"(?P<since>[\d-]*)\.\.(?P<until>[\d-]*)|(?P<one>\d[\d-]*)")

Values = Callable[[Facet, str], Sequence[str]]  # the codes of a facet that a text names


def no_values(facet: Facet, text: str) -> Sequence[str]:
    """For questions that name no value of a facet."""
    del facet, text
    return ()


def parse(text: str, values: Values = no_values, language: str = "en") -> Asked:
    """The tree of any text, and what of it could not be looked for."""
    row = list(pieces(text, language))
    reading = _Reading(row, values, _operands(row))
    parts: list[Node] = []
    while reading.at < len(row):
        part = reading.either(0, None)
        if part is not None:
            parts.append(part)
        reading.at += 1  # a bracket that closes nothing
    tree = _all(parts)
    return Asked(tree, tuple(dict.fromkeys(reading.ignored)), tuple(reading.unknown))


@dataclass(slots=True)
class _Reading:
    """Walks the pieces from left to right; what it could not use is noted."""

    row: Sequence[Piece]
    values: Values
    operands: Sequence[bool]
    at: int = 0
    terms: int = 0
    ignored: list[str] = field(default_factory=list)
    unknown: list[tuple[Facet, str]] = field(default_factory=list)

    def either(self, depth: int, scope: Field | Facet | None) -> Node | None:
        """Alternatives, up to the bracket that closes or the end."""
        ways: list[Node] = []
        while True:
            way = self._every(depth, scope)
            if way is not None:
                ways.append(way)
            if not self._is_joint(Operator.OR):
                break
            self.at += 1
        ways = list(dict.fromkeys(ways))
        return Either(tuple(ways)) if len(ways) > 1 else ways[0] if ways else None

    def _every(self, depth: int, scope: Field | Facet | None) -> Node | None:
        """What must all hold, up to the next OR or bracket that closes."""
        parts: list[Node] = []
        while (piece := self._piece()) is not None and not isinstance(piece, Close):
            if parts and self._is_joint(Operator.OR):
                if self._is_operand(self.at + 1):
                    break
            elif parts and self._is_joint(Operator.AND) and self._is_operand(self.at + 1):
                self.at += 1
                continue
            part = self._near(depth, scope)
            if part is not None:
                parts.append(part)
        return _all(parts)

    def _near(self, depth: int, scope: Field | Facet | None) -> Node | None:
        start, one = self.at, self._part(depth, scope)
        joint, following = self._piece(), self._piece(1)
        if (
            isinstance(joint, Joint)
            and joint.operator is Operator.NEAR
            and isinstance(following, Text)
            and self.at == start + 1
            and isinstance(one, Word)
        ):
            other = self._leaf(following, scope)
            if isinstance(other, Word):
                self.at += 2
                self.terms += _OF_A_DISTANCE
                return Near(one.text, other.text, joint.apart, one.title or other.title)
        return one

    def _part(self, depth: int, scope: Field | Facet | None) -> Node | None:
        piece = self.row[self.at]
        self.at += 1
        if isinstance(piece, Open):
            return self._group(piece, depth, scope)
        if isinstance(piece, Joint):
            if piece.operator is Operator.NOT and self._is_operand(self.at):
                return self._denied(depth, scope)
            return self._counted(Text(piece.typed, piece.typed), scope)
        if isinstance(piece, Text):
            leaf = self._counted(piece, scope)
            return _without(leaf) if leaf is not None and piece.unwanted else leaf
        return None

    def _denied(self, depth: int, scope: Field | Facet | None) -> Node | None:
        """What stands behind a row of NOT, of which two undo each other."""
        unwanted = True
        while isinstance(self.row[self.at], Joint):
            unwanted = not unwanted
            self.at += 1
        part = self._part(depth, scope)
        return _without(part) if part is not None and unwanted else part

    def _group(self, piece: Open, depth: int, scope: Field | Facet | None) -> Node | None:
        found = None
        if depth < _DEEPEST:
            found = self.either(depth + 1, piece.field or scope)
            self.at += 1  # the bracket that closes, or the end
        if found is None and piece.field is not None:
            self.ignored.append(piece.typed)  # nothing is looked for in this field, and never all
        return _without(found) if found is not None and piece.unwanted else found

    def _counted(self, piece: Text, scope: Field | Facet | None) -> Node | None:
        leaf = self._leaf(piece, scope)
        if leaf is None or self.terms >= MOST_TERMS:
            if piece.typed.strip('"- '):
                self.ignored.append(piece.typed)
            return None
        self.terms += _terms(leaf)
        return leaf

    def _leaf(self, piece: Text, scope: Field | Facet | None) -> Node | None:
        named = piece.field or scope
        if isinstance(named, Facet):
            codes = self.values(named, piece.text)
            if codes:
                return Chosen(named, tuple(codes))
            if surfaces(piece.text):
                self.unknown.append((named, piece.text))
        elif named is Field.DATE:
            within = _within(piece.text)
            if within is not None:
                return within
        elif named is Field.REFERENCE and surfaces(piece.text):
            return Cited(piece.text)
        return _written(piece, title=named is Field.TITLE)

    def _piece(self, ahead: int = 0) -> Piece | None:
        at = self.at + ahead
        return self.row[at] if at < len(self.row) else None

    def _is_joint(self, operator: Operator) -> bool:
        piece = self._piece()
        return isinstance(piece, Joint) and piece.operator is operator

    def _is_operand(self, at: int) -> bool:
        """Whether something that can be looked for begins there."""
        return at < len(self.row) and self.operands[at]


def _operands(row: Sequence[Piece]) -> Sequence[bool]:
    """Of each piece, whether something that can be looked for begins there, perhaps with NOT."""
    found = [False] * len(row)
    behind = False
    for at, piece in reversed(list(enumerate(row))):
        if not (isinstance(piece, Joint) and piece.operator is Operator.NOT):
            behind = isinstance(piece, Text | Open)
        found[at] = behind
    return found


def _terms(leaf: Node) -> int:
    """For how many terms it counts."""
    distances = sum(isinstance(one, Near) for one in nodes(leaf))
    return distances * _OF_A_DISTANCE or 1


def _written(piece: Text, *, title: bool) -> Node | None:
    words = surfaces(piece.text)
    if not words:
        return None
    if piece.apart is not None and len(words) > 1:
        pairs = itertools.islice(itertools.pairwise(words), _MOST_DISTANCES)
        return _all([Near(one, other, piece.apart, title) for one, other in pairs])
    if piece.phrase:
        return Phrase(piece.text, title)
    start = piece.text.rstrip("*")
    may_begin = len(words) == 1 and _SHORTEST_START <= len(words[0]) <= _LONGEST_START
    if start != piece.text and may_begin:
        return Prefix(words[0], title)
    return Word(start, title)


def _within(text: str) -> Within | None:
    found = _DATES.fullmatch(text)
    if found is None:
        return None
    since, until = found["one"] or found["since"], found["one"] or found["until"]
    if not (since or until):
        return None
    try:
        return Within(
            PartialDate.parse(since).first_day() if since else None,
            PartialDate.parse(until).last_day() if until else None,
        )
    except ValueError:
        return None


def _without(part: Node) -> Node:
    return part.part if isinstance(part, Without) else Without(part)


def _all(parts: Sequence[Node]) -> Node | None:
    flat: dict[Node, None] = {}
    for part in parts:
        flat |= dict.fromkeys(part.parts if isinstance(part, All) else (part,))
    return All(tuple(flat)) if len(flat) > 1 else next(iter(flat), None)
