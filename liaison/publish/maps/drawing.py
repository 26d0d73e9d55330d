"""Maps as SVG: plain pictures whose words stand beside them, coloured by the page's style sheet."""

import functools
import json
from collections.abc import Mapping
from dataclasses import dataclass

from markupsafe import Markup

from liaison.publish.maps.making import SHAPES, WIDTHS

SHADES = 4  # beside 0, for those with nothing
_LEAST = 420  # units across that a country's surroundings have at least
_AROUND = 2.4  # times as wide as the country
_NORTHWARDS = 0.93  # of the height: the south of it is sea alone
_FORM = 3 / 4  # height to width
_DOTS = {"world": 3, "near": 9}

Box = tuple[int, int, int, int]  # west, north, east, south


@dataclass(frozen=True, slots=True)
class _Shapes:
    """One scale of `shapes.json`."""

    height: int
    paths: Mapping[str, str]
    boxes: Mapping[str, Box]
    points: Mapping[str, tuple[int, int]]


def world(shades: Mapping[str, int], title: str) -> Markup:
    """The world, each country in its shade (0 to SHADES), 0 where none is given."""
    drawn = _shapes("world")
    together: dict[int, list[str]] = {}
    for code in (*drawn.paths, *drawn.points):
        together.setdefault(shades.get(code, 0), []).append(_outline(drawn, "world", code))
    parts = [
        Markup('<path class="shade-{}" d="{}"/>').format(shade, "".join(paths))
        for shade, paths in sorted(together.items())
    ]
    return _picture((0, 0, WIDTHS["world"], round(drawn.height * _NORTHWARDS)), title, parts)


def around(code: str, title: str) -> Markup:
    """A country among its neighbours; nothing where it has no shape."""
    drawn = _shapes("near")
    if code not in drawn.boxes:
        return Markup("")
    window = _window(drawn.boxes[code], drawn.height)
    others = [
        _outline(drawn, "near", other)
        for other, box in drawn.boxes.items()
        if other != code and _meet(box, window)
    ]
    parts = [
        Markup('<path class="shade-0" d="{}"/>').format("".join(others)),
        Markup('<path class="here" d="{}"/>').format(_outline(drawn, "near", code)),
    ]
    return _picture(window, title, parts)


def _picture(window: Box, title: str, parts: list[Markup]) -> Markup:
    west, north, east, south = window
    said = Markup(
        '<svg class="map" role="img" viewBox="{} {} {} {}" xmlns="http://www.w3.org/2000/svg">'
        "<title>{}</title>{}</svg>"
    )
    return said.format(west, north, east - west, south - north, title, Markup("").join(parts))


def _outline(drawn: _Shapes, scale: str, code: str) -> str:
    """Its borders, or a dot where they would be too small to be seen."""
    if code in drawn.paths:
        return drawn.paths[code]
    x, y = drawn.points[code]
    radius = _DOTS[scale]
    arc = f"a{radius} {radius} 0 1 0"
    return f"M{x - radius} {y}{arc} {2 * radius} 0{arc} {-2 * radius} 0z"


def _window(box: Box, height: int) -> Box:
    west, north, east, south = box
    wide = max(_AROUND * max(east - west, (south - north) / _FORM), _LEAST)
    wide = round(min(wide, height / _FORM))
    tall = round(wide * _FORM)
    left = min(max((west + east - wide) // 2, 0), WIDTHS["near"] - wide)
    top = min(max((north + south - tall) // 2, 0), height - tall)
    return left, top, left + wide, top + tall


def _meet(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


@functools.cache
def _shapes(scale: str) -> _Shapes:
    told = json.loads(SHAPES.read_text(encoding="utf-8"))[scale]
    return _Shapes(
        told["height"],
        told["paths"],
        {code: tuple(box) for code, box in told["boxes"].items()},
        {code: tuple(point) for code, point in told["points"].items()},
    )
