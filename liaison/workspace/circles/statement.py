"""What the keeper of a circle tells one organisation of it: the body of an envelope. Pure.

A version is a digest of all that the circle is at that moment, salted, so that a member of a sealed
circle can hold the keeper to it without learning who else is there.
"""

import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from liaison.workspace.policy.terms import Level, Use

_IDENTIFIER = re.compile(r"[0-9a-f]{32}")
_ORGANISATION = re.compile(r"[0-9a-f]{64}")
_DIGEST = re.compile(r"(?:[0-9a-f]{64})?")
LONGEST_NAME = 120
LONGEST_ABOUT = 1_000
MOST_MEMBERS = 500
MOST_VERSIONS = 1_000_000
_FIELDS = frozenset(
    {"circle", "name", "about", "version", "before", "digest", "roster", "level", "use", "yours"}
    | {"members"}
)


class Roster(StrEnum):
    """Who learns who is in a circle."""

    OPEN = "open"  # whoever is asked to join, too
    MEMBERS = "members"  # its members
    SEALED = "sealed"  # its keeper alone


class Standing(StrEnum):
    """Of an organisation in a circle."""

    ASKED = "asked"
    MEMBER = "member"
    DECLINED = "declined"
    LEFT = "left"
    OUT = "out"  # the keeper took it off the list
    ENDED = "ended"  # the circle is no more


@dataclass(frozen=True, slots=True)
class Listed:
    """A member as others are told of it. `card`: its card, so that its keys can be compared."""

    identifier: str
    name: str
    card: str


@dataclass(frozen=True, slots=True)
class Statement:
    """A circle as one organisation is told of it. `level` and `use`: what is usual in it."""

    circle: str
    name: str
    about: str
    version: int
    before: str
    digest: str
    roster: Roster
    level: Level
    use: Use
    yours: Standing
    members: tuple[Listed, ...] = ()


def digest_of(said: Mapping[str, Any], members: Sequence[str], salt: bytes, before: str) -> str:
    """Of a version: SHA-256 of its salt and of its JSON, with the digest before."""
    whole = {"said": dict(said), "members": sorted(members), "before": before}
    told = json.dumps(whole, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(salt + told.encode()).hexdigest()


def written(statement: Statement) -> dict[str, Any]:
    """As the body of an envelope."""
    members = [
        {"identifier": one.identifier, "name": one.name, "card": one.card}
        for one in statement.members
    ]
    plain = {name: getattr(statement, name) for name in _FIELDS - {"members"}}
    return {
        **{
            name: str(value) if isinstance(value, StrEnum) else value
            for name, value in plain.items()
        },
        "members": members,
    }


def read(body: Mapping[str, Any]) -> Statement:
    """From the body of an envelope. Raises ValueError for what is none."""
    if set(body) != _FIELDS:
        raise ValueError("fields")
    members, version = body["members"], body["version"]
    if not isinstance(members, list) or len(members) > MOST_MEMBERS:
        raise ValueError("members")
    if (
        not isinstance(version, int)
        or isinstance(version, bool)
        or not 0 < version <= MOST_VERSIONS
    ):
        raise ValueError("version")
    return Statement(
        circle=_matching(_IDENTIFIER, body["circle"]),
        name=_text(body["name"], LONGEST_NAME, 1),
        about=_text(body["about"], LONGEST_ABOUT),
        version=version,
        before=_matching(_DIGEST, body["before"]),
        digest=_matching(_DIGEST, body["digest"]),
        roster=Roster(body["roster"]),
        level=Level(body["level"]),
        use=Use(body["use"]),
        yours=Standing(body["yours"]),
        members=tuple(_listed(one) for one in members),
    )


def _listed(said: object) -> Listed:
    if not isinstance(said, dict) or set(said) != {"identifier", "name", "card"}:
        raise ValueError("member")
    return Listed(
        _matching(_ORGANISATION, said["identifier"]),
        _text(said["name"], LONGEST_NAME, 1),
        _text(said["card"], 20_000),
    )


def _matching(pattern: re.Pattern[str], said: object) -> str:
    if not isinstance(said, str) or pattern.fullmatch(said) is None:
        raise ValueError("identifier")
    return said


def _text(said: object, most: int, least: int = 0) -> str:
    if not isinstance(said, str) or not least <= len(said) <= most:
        raise ValueError("text")
    return said
