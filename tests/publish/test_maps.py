"""Maps: whose an area is, what is drawn of it, and how it is made out of a topology."""

import json
import re
from typing import Any

import pytest

from liaison.publish.maps import drawing, making
from liaison.vocabulary import load

# Degrees in tenths. Two neighbours that share a line, Crimea as Russia's, Morocco down to 21° N.
_ARCS = [
    [[-22, 351], [-65, -75]],  # Algeria's side of Morocco, down to 27.6° N
    [[-87, 276], [-83, -62]],  # the berm, down to 21.4° N
    [[-170, 214], [70, 80], [78, 57]],  # the coast, up again
    [[-87, 276], [0, -60], [-83, -2]],  # the east and south of Western Sahara
    [[330, 446], [20, 0], [0, 14], [-20, 0], [0, -14]],  # Crimea
    [[300, 460], [0, 60], [80, 0], [0, -60], [-80, 0]],  # Ukraine
    [[600, 550], [0, 100], [300, 0], [0, -100], [-300, 0]],  # Russia
    [[-1795, 650], [0, 20], [3590, 0], [0, -20], [-3590, 0]],  # an island on both edges
]


def _country(code: str, name: str, *rings: list[int]) -> dict[str, Any]:
    return {
        "type": "MultiPolygon",
        "id": code,
        "properties": {"name": name},
        "arcs": [[ring] for ring in rings],
    }


TOPOLOGY = {
    "transform": {"scale": [0.1, 0.1], "translate": [0, 0]},
    "arcs": _ARCS,
    "objects": {
        "countries": {
            "geometries": [
                _country("504", "Morocco", [0, 1, 2]),
                _country("732", "W. Sahara", [3, ~1]),
                _country("643", "Russia", [4], [6]),
                _country("804", "Ukraine", [5]),
            ]
        }
    },
}


def test_areas_are_shown_as_the_united_nations_show_them() -> None:
    made = making.shapes(TOPOLOGY)["near"]
    assert made["paths"]["UKR"].count("M") == 2  # with Crimea
    assert made["paths"]["RUS"].count("M") == 1
    # Western Sahara is one area from the coast to the east, without the berm through it.
    assert made["paths"]["ESH"].count("M") == 1
    assert made["boxes"]["ESH"][0] < made["boxes"]["MAR"][0]
    assert made["boxes"]["MAR"][3] < made["boxes"]["ESH"][3]


def test_the_file_has_every_member_of_the_united_nations() -> None:
    shapes = json.loads(making.SHAPES.read_text(encoding="utf-8"))
    known = load()
    members = {one.iso3 for one in known.memberships if one.organisation == "un"}
    for scale, drawn in shapes.items():
        assert set(drawn["boxes"]) <= set(known.countries), scale
        assert members - set(drawn["boxes"]) == {"TUV"}, scale  # nine atolls, in no such file
        assert set(drawn["paths"]) | set(drawn["points"]) == set(drawn["boxes"])


def test_the_world_is_a_picture_with_a_name() -> None:
    drawn = str(drawing.world({"ISL": 4, "URY": 2}, "Where <many> speak"))
    assert 'role="img"' in drawn
    assert "<title>Where &lt;many&gt; speak</title>" in drawn
    assert set(re.findall(r'class="(shade-\d)"', drawn)) == {"shade-0", "shade-2", "shade-4"}
    assert "style" not in drawn


@pytest.mark.parametrize("code", ["ISL", "RUS", "FJI", "NRU", "VAT", "USA"])
def test_a_country_stands_in_its_surroundings(code: str) -> None:
    drawn = str(drawing.around(code, code))
    assert drawn.count('class="here"') == 1
    box = re.search(r'viewBox="(\d+) (\d+) (\d+) (\d+)"', drawn)
    assert box is not None
    left, top, width, height = map(int, box.groups())
    assert left + width <= making.WIDTHS["near"]
    assert width / height == pytest.approx(4 / 3, rel=0.01)
    west, north, east, south = json.loads(making.SHAPES.read_text())["near"]["boxes"][code]
    assert (west + east) / 2 in range(left, left + width + 1) or left <= (
        west + east
    ) / 2 <= left + width
    assert top <= (north + south) / 2 <= top + height


def test_what_has_no_shape_has_no_map() -> None:
    assert str(drawing.around("TUV", "Tuvalu")) == ""
