"""`shapes.json`, made once out of Natural Earth: `python -m liaison.publish.maps.making TOPOLOGY`.

TOPOLOGY is `countries-50m.json` of the npm package world-atlas 2.0.2 (ISC), which holds the
countries of Natural Earth 4.1 (public domain) as TopoJSON. Borders are projected (Equal Earth:
areas stay comparable) and thinned arc by arc, so that neighbours go on sharing them.

Whose an area is follows what the United Nations show: Crimea with Ukraine (A/RES/68/262), the north
of Cyprus with Cyprus, Somaliland with Somalia; Western Sahara, whole up to 27° 40′ north, and
Palestine stand for themselves, and so does Kosovo (resolution 1244 of the Security Council).
"""

import itertools
import json
import math
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from liaison.vocabulary import load

Point = tuple[float, float]
Ring = list[int]  # arcs, one that runs backwards as ~number

SHAPES = Path(__file__).with_name("shapes.json")
WIDTHS = {"world": 1_000, "near": 5_000}
_THINNED = {"world": 1.2, "near": 7.0}  # square units below which a bend is not worth drawing
_SMALLEST = {"world": 2.5, "near": 14.0}  # square units of an island
_TEAR = 400  # units between two corners that follow each other
_CLOSE = 0.02  # degrees of latitude
_LEFT_OUT = frozenset(("ATA",))
_UNNUMBERED = {"N. Cyprus": "CYP", "Somaliland": "SOM", "Kosovo": "XKX", "Siachen Glacier": ""}
_NORTH_OF_SAHARA = 27 + 40 / 60  # degrees: the line between Western Sahara and Morocco
_CRIMEA = (32.4, 44.3, 36.7, 46.3)  # degrees: west, south, east, north
_MIDDLE = 11  # degrees east: the map ends in the Bering Strait, and no country is cut in two
_EQUAL_EARTH = (1.340264, -0.081106, 0.000893, 0.003796)


def main() -> None:
    """Write the shapes of the topology that is named on the command line."""
    topology = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    SHAPES.write_text(json.dumps(shapes(topology), separators=(",", ":"), sort_keys=True) + "\n")


def shapes(topology: Mapping[str, Any]) -> dict[str, Any]:
    """At both scales each country: its path (SVG), its box, or a point where it is too small."""
    degrees = [list(_degrees(arc, topology["transform"])) for arc in topology["arcs"]]
    owned = _owned(topology, degrees)
    made: dict[str, Any] = {}
    for scale, width in WIDTHS.items():
        projected = [[_project(point, width) for point in arc] for arc in degrees]
        thin = [_thinned(arc, _THINNED[scale]) for arc in projected]
        made[scale] = {
            "height": round(_project((0, -90), width)[1]),
            **_drawn(owned, projected, thin, _SMALLEST[scale]),
        }
    return made


def _degrees(arc: Sequence[Sequence[int]], transform: Mapping[str, Any]) -> Iterator[Point]:
    x = y = 0
    for dx, dy in arc:
        x, y = x + dx, y + dy
        yield (
            x * transform["scale"][0] + transform["translate"][0],
            y * transform["scale"][1] + transform["translate"][1],
        )


def _project(point: Point, width: int) -> Point:
    """Equal Earth (Šavrič, Patterson and Jenny 2018), north up, as wide as asked for."""
    turned = (point[0] - _MIDDLE + 180) % 360 - 180
    longitude, latitude = math.radians(turned), math.radians(point[1])
    a1, a2, a3, a4 = _EQUAL_EARTH
    angle = math.asin(math.sqrt(3) / 2 * math.sin(latitude))
    square = angle * angle
    sixth = square**3
    slope = 9 * a4 * sixth * square + 7 * a3 * sixth + 3 * a2 * square + a1
    x = 2 * math.sqrt(3) * longitude * math.cos(angle) / (3 * slope)
    y = angle * (a4 * sixth * square + a3 * sixth + a2 * square + a1)
    half, top = 2 * math.sqrt(3) * math.pi / (3 * a1), 1.3173627591574
    scale = width / (2 * half)
    return (half + x) * scale, (top - y) * scale


def _owned(topology: Mapping[str, Any], degrees: list[list[Point]]) -> dict[str, list[Ring]]:
    """The rings of each country by alpha-3 code, without lines inside it."""
    codes = {country.m49: code for code, country in load().countries.items()}
    found: dict[str, list[Ring]] = {}
    for shape in topology["objects"]["countries"]["geometries"]:
        name = shape["properties"]["name"]
        code = codes.get(shape.get("id", ""), _UNNUMBERED.get(name, ""))
        parts = shape["arcs"] if shape["type"] == "MultiPolygon" else [shape["arcs"]]
        for ring in itertools.chain.from_iterable(parts):
            owner = "UKR" if code == "RUS" and _within(ring, degrees, _CRIMEA) else code
            if owner and owner not in _LEFT_OUT:
                found.setdefault(owner, []).append(ring)
    north, south = _parted(max(found["MAR"], key=len), degrees, _NORTH_OF_SAHARA)
    found["MAR"] = [north]
    found["ESH"].append(south)
    return {code: _joined(rings, degrees) for code, rings in found.items()}


def _parted(ring: Ring, degrees: list[list[Point]], latitude: float) -> tuple[Ring, Ring]:
    """A ring that one parallel crosses at one place inside an arc: north of it, and south.

    The line goes from there to where its arcs of the one side meet those of the other; what is new
    is added to the arcs.
    """
    north, south, crossing = Ring(), Ring(), 0
    for arc in ring:
        points = _points([arc], degrees)
        above = [y > latitude + _CLOSE for _x, y in points]
        if all(above) or not any(above):
            (north if above[0] else south).append(arc)
            continue
        at = next(i for i in range(1, len(above)) if above[i] != above[0])
        parts = [points[:at], points[at - 1 :]] if above[0] else [points[: at + 1], points[at:]]
        for part, is_north in zip(parts, (above[0], not above[0]), strict=True):
            degrees.append(part)
            (north if is_north else south).append(len(degrees) - 1)
        crossing = at
    if not crossing:
        raise LookupError("no arc crosses the parallel")
    degrees.append([_open_end(south, degrees), _open_start(south, degrees)])
    line = len(degrees) - 1
    return _chained([*north, ~line], degrees)[0], _chained([*south, line], degrees)[0]


def _open_start(arcs: Ring, degrees: Sequence[Sequence[Point]]) -> Point:
    """Where a line of arcs begins, whatever the order they are named in."""
    ends = {_points([arc], degrees)[-1] for arc in arcs}
    return next(start for arc in arcs if (start := _points([arc], degrees)[0]) not in ends)


def _open_end(arcs: Ring, degrees: Sequence[Sequence[Point]]) -> Point:
    starts = {_points([arc], degrees)[0] for arc in arcs}
    return next(end for arc in arcs if (end := _points([arc], degrees)[-1]) not in starts)


def _within(ring: Ring, degrees: Sequence[Sequence[Point]], box: tuple[float, ...]) -> bool:
    west, south, east, north = box
    points = _points(ring, degrees)
    return all(west <= x <= east and south <= y <= north for x, y in points)


def _joined(rings: Sequence[Ring], degrees: Sequence[Sequence[Point]]) -> list[Ring]:
    """The same area without the arcs that run both ways, which lie inside it."""
    arcs = {arc for ring in rings for arc in ring}
    inner = {arc for arc in arcs if ~arc in arcs}
    if not inner:
        return list(rings)
    whole = [ring for ring in rings if not inner & set(ring)]
    loose = [arc for ring in rings if inner & set(ring) for arc in ring if arc not in inner]
    return [*whole, *_chained(loose, degrees)]


def _chained(arcs: Sequence[int], degrees: Sequence[Sequence[Point]]) -> list[Ring]:
    """Rings of these arcs, in whatever order they come."""
    by_start = {_points([arc], degrees)[0]: arc for arc in arcs}
    rings = []
    while by_start:
        ring: Ring = []
        at: Point | None = next(iter(by_start))
        while at in by_start:
            ring.append(by_start.pop(at))
            at = _points(ring[-1:], degrees)[-1]
        rings.append(ring)
    return rings


def _points(ring: Ring, arcs: Sequence[Sequence[Point]]) -> list[Point]:
    found: list[Point] = []
    for arc in ring:
        points = arcs[arc] if arc >= 0 else list(reversed(arcs[~arc]))
        found += points[1:] if found else points
    return found


def _thinned(arc: Sequence[Point], least: float) -> list[Point]:
    """Without the bends that span less than so much (Visvalingam and Whyatt 1993); ends stay."""
    kept = list(arc)
    spans = [_area(kept[at - 1 : at + 2]) for at in range(1, len(kept) - 1)]
    while spans and (smallest := min(spans)) < least:
        at = spans.index(smallest)
        kept.pop(at + 1)
        spans.pop(at)
        for near in (at - 1, at):
            if 0 <= near < len(spans):
                spans[near] = _area(kept[near : near + 3])
    return kept


def _area(points: Sequence[Point]) -> float:
    turned = [*points[1:], points[0]]
    return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(points, turned, strict=True))) / 2


def _drawn(
    owned: Mapping[str, Sequence[Ring]],
    projected: Sequence[Sequence[Point]],
    thin: Sequence[Sequence[Point]],
    smallest: float,
) -> dict[str, Any]:
    paths: dict[str, str] = {}
    boxes: dict[str, list[int]] = {}
    points: dict[str, list[int]] = {}
    for code, parts in sorted(owned.items()):
        rings = [ring for ring in parts if not _torn(_points(ring, projected))]
        largest = max((_points(ring, projected) for ring in rings), key=_area)
        boxes[code] = _box(largest)
        drawn = [_points(ring, thin) for ring in rings]
        path = "".join(_path(ring) for ring in drawn if _area(ring) >= smallest)
        if path:
            paths[code] = path
        else:
            west, north, east, south = boxes[code]
            points[code] = [(west + east) // 2, (north + south) // 2]
    return {"paths": paths, "boxes": boxes, "points": points}


def _torn(ring: Sequence[Point]) -> bool:
    """Whether the edge of the map runs through it: an island in the Bering Strait."""
    xs = [x for x, _y in ring]
    return max(abs(b - a) for a, b in itertools.pairwise(xs)) > _TEAR


def _box(ring: Sequence[Point]) -> list[int]:
    xs, ys = [x for x, _y in ring], [y for _x, y in ring]
    return [math.floor(min(xs)), math.floor(min(ys)), math.ceil(max(xs)), math.ceil(max(ys))]


def _path(ring: Sequence[Point]) -> str:
    """In whole units, each step from the last point."""
    corners = [(round(x), round(y)) for x, y in ring]
    corners = [corner for corner, _same in itertools.groupby(corners)]
    if len(set(corners)) < 3:  # noqa: PLR2004 (a triangle)
        return ""
    steps = [(b[0] - a[0], b[1] - a[1]) for a, b in itertools.pairwise(corners)]
    if corners[-1] == corners[0]:
        steps = steps[:-1]
    said = "".join(
        f"{'' if x < 0 or not at else ' '}{x}{'' if y < 0 else ' '}{y}"
        for at, (x, y) in enumerate(steps)
    )
    return f"M{corners[0][0]} {corners[0][1]}l{said}z"


if __name__ == "__main__":
    main()
