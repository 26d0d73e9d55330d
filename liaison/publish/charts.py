"""Charts as SVG, without styles of their own: the page's style sheet colours them.

Sizes across are in hundredths of the width, so that a chart fits every screen and its words stay
as large as those around it. Time and length run from the start of a line: from the right in Arabic.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup, escape

FEWEST = 5  # points: what is less is said in a sentence
_TOP, _GROUND, _FOOT = 12.0, 88.0, 98.0  # of a hundred, down from the top edge
_GAP = 0.25  # of the room of a column
_MOST_LABELS = 7  # beneath the columns: more would touch on a narrow screen
_FEW_COLUMNS = 9  # with no more than these, each has its number on top


@dataclass(frozen=True, slots=True)
class Column:
    """One value over its label; `part` of it is drawn in a stronger colour, all where it is None.

    `number` is the value as the page's language writes it.
    """

    label: str
    value: int
    number: str
    part: int | None = None


def columns(values: Sequence[Column], title: str, *, rightwards: bool = True) -> Markup:
    """A column for each value. `title` says what they show; the numbers stand in a table beside."""
    highest = max((one.value for one in values), default=0) or 1
    room = 100 / max(len(values), 1)
    drawn = [_axis()]
    for at, one in enumerate(values):
        left = at * room if rightwards else 100 - (at + 1) * room
        drawn += _column(one, left, room, highest)
        if _has_number(at, values, highest):
            height = (_GROUND - _TOP) * one.value / highest
            drawn.append(_text("number", left + room / 2, _GROUND - height - 2, one.number))
        if _has_label(at, len(values)):
            drawn.append(_text("label", left + room / 2, _FOOT, one.label))
    said = Markup(
        '<svg class="columns" role="img" width="100%" height="220"><title>{}</title>{}</svg>'
    )
    return said.format(title, Markup("".join(drawn)))  # noqa: S704 (numbers, and words escaped below)


def bar(value: int, highest: int, *, rightwards: bool = True) -> Markup:
    """A bar beside a number that says the same."""
    share = 100 * value / highest if highest else 0
    said = Markup(
        '<svg class="bar" aria-hidden="true" width="100%" height="10">'
        '<rect x="{}%" width="{}%" height="100%"/></svg>'
    )
    return said.format(_hundredths(0 if rightwards else 100 - share), _hundredths(share))


def shade(value: int, highest: int, steps: int = 4) -> int:
    """How strong a colour is for a value: 0 for nothing, `steps` for the highest.

    By the square root: most values are small beside the highest.
    """
    if value <= 0 or highest <= 0:
        return 0
    return min(max(round(steps * math.sqrt(value / highest)), 1), steps)


def _column(one: Column, left: float, room: float, highest: int) -> list[str]:
    inner, width = left + room * _GAP / 2, room * (1 - _GAP)
    strong = one.value if one.part is None else one.part
    parts = [("whole", one.value)] if one.part is not None else []
    return [
        f'<rect class="{name}" x="{_hundredths(inner)}%" y="{_hundredths(_GROUND - height)}%"'
        f' width="{_hundredths(width)}%" height="{_hundredths(height)}%"/>'
        for name, value in [*parts, ("part", strong)]
        if value and (height := (_GROUND - _TOP) * value / highest)
    ]


def _has_number(at: int, values: Sequence[Column], highest: int) -> bool:
    if len(values) <= _FEW_COLUMNS:
        return True
    first = next(i for i, one in enumerate(values) if one.value == highest)
    return at == first


def _has_label(at: int, count: int) -> bool:
    """The last one, and every so many before it."""
    return (count - 1 - at) % -(-count // _MOST_LABELS) == 0


def _axis() -> str:
    ground = _hundredths(_GROUND)
    return f'<line class="axis" x1="0" x2="100%" y1="{ground}%" y2="{ground}%"/>'


def _text(name: str, x: float, y: float, words: str) -> str:
    place = f'x="{_hundredths(x)}%" y="{_hundredths(y)}%"'
    return f'<text class="{name}" {place} text-anchor="middle">{escape(words)}</text>'


def _hundredths(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")
