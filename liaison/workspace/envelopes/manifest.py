"""What an envelope says of itself, as values and as the JSON that is signed. Pure.

docs/reference/envelopes.md describes each field. Reading is strict: what is not known here was made
by a newer version, and is not guessed at.
"""

import datetime as dt
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, TypeVar

from liaison.workspace.envelopes.errors import Code, NotTaken
from liaison.workspace.peers import card, statement
from liaison.workspace.peers.card import Rotation
from liaison.workspace.peers.errors import NoStatement
from liaison.workspace.policy.terms import Facet, Level, Purpose, Urgency, Use
from liaison.workspace.vault.pairs import is_recipient

FORMAT = "liaison-envelope-1"
SCHEMA = 1
LARGEST = 262_144  # bytes of a manifest
IDENTIFIER = re.compile(r"[0-9a-f]{32}")
CODE = re.compile(r"[a-z][a-z-]{0,39}")
MEDIA_TYPE = re.compile(r"[a-z]+/[a-z0-9.+-]{1,100}")
PERIOD = re.compile(r"(?:\d{4}(?:-\d{2})?(?:/\d{4}(?:-\d{2})?)?)?")
_COUNTRY = re.compile(r"(?:[A-Z]{3})?")
_ORGANISATION = re.compile(r"[0-9a-f]{64}")
_MOST_FILES = 64
_LARGEST_NUMBER = 2**53
_T = TypeVar("_T")
_E = TypeVar("_E", bound=StrEnum)


@dataclass(frozen=True, slots=True)
class Sender:
    """Who signs: identifier, present key, and how that came from the first."""

    identifier: str
    key: bytes
    rotations: tuple[Rotation, ...] = ()


@dataclass(frozen=True, slots=True)
class Recipient:
    """Whom it is for, and the key it was sealed to."""

    identifier: str
    key: str


@dataclass(frozen=True, slots=True)
class Terms:
    """What the recipient may do with it."""

    use: Use
    purpose: Purpose
    may_forward: bool
    expires: dt.datetime


@dataclass(frozen=True, slots=True)
class Subject:
    """What it is about, in codes that name nobody. `period`: 2026, 2026-03, or two with a slash."""

    what: str = ""
    country: str = ""
    period: str = ""
    urgency: Urgency = Urgency.C


@dataclass(frozen=True, slots=True)
class Offered:
    """What will come when the offer is accepted: facets, and types and sizes of files."""

    facets: tuple[Facet, ...]
    files: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Told:
    """The last entry of a log, as number and digest."""

    number: int
    digest: bytes


@dataclass(frozen=True, slots=True)
class Listed:
    """A file in the envelope. `name`: what it is called where it came from, "" for our own."""

    path: str
    size: int
    sha256: bytes
    media_type: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class Manifest:
    """All of it."""

    identifier: str
    kind: str
    level: Level
    sender: Sender
    recipient: Recipient
    terms: Terms
    made: dt.datetime
    in_reply_to: str
    subject: Subject
    offered: Offered | None
    also_to: tuple[str, ...]
    head: Told
    remembered: Told | None
    files: tuple[Listed, ...] = ()


def written(manifest: Manifest) -> bytes:
    """The JSON that is signed."""
    offered = manifest.offered
    values = {
        "format": FORMAT,
        "schema": SCHEMA,
        "id": manifest.identifier,
        "kind": manifest.kind,
        "level": manifest.level,
        "sender": {
            "identifier": manifest.sender.identifier,
            "key": manifest.sender.key.hex(),
            "rotations": card.rotations_written(manifest.sender.rotations),
        },
        "recipient": {
            "identifier": manifest.recipient.identifier,
            "key": manifest.recipient.key,
        },
        "use": manifest.terms.use,
        "purpose": manifest.terms.purpose,
        "may_forward": manifest.terms.may_forward,
        "made": card.moment_written(manifest.made),
        "expires": card.moment_written(manifest.terms.expires),
        "in_reply_to": manifest.in_reply_to or None,
        "subject": {
            "what": manifest.subject.what,
            "country": manifest.subject.country,
            "period": manifest.subject.period,
            "urgency": manifest.subject.urgency,
        },
        "offered": None
        if offered is None
        else {
            "facets": list(offered.facets),
            "files": [{"media_type": kind, "size": size} for kind, size in offered.files],
        },
        "also_to": list(manifest.also_to),
        "head": _told_written(manifest.head),
        "remembered": _told_written(manifest.remembered) if manifest.remembered else None,
        "files": [
            {
                "path": one.path,
                "size": one.size,
                "sha256": one.sha256.hex(),
                "media_type": one.media_type,
                "name": one.name,
            }
            for one in manifest.files
        ],
    }
    return json.dumps(values, ensure_ascii=False, indent=1).encode()


def read(content: bytes) -> Manifest:
    """From the JSON that is signed. Raises NotTaken."""
    try:
        said = statement.strict_json(content, LARGEST)
        _require_fields(said)
        terms = Terms(
            _one_of(Use, said["use"]),
            _one_of(Purpose, said["purpose"]),
            _typed(said["may_forward"], bool),
            card.moment_read(said["expires"]),
        )
        return Manifest(
            _matching(IDENTIFIER, said["id"]),
            _matching(CODE, said["kind"]),
            _one_of(Level, said["level"]),
            _sender(said["sender"]),
            _recipient(said["recipient"]),
            terms,
            card.moment_read(said["made"]),
            _matching(IDENTIFIER, said["in_reply_to"]) if said["in_reply_to"] is not None else "",
            _subject(said["subject"]),
            _offered(said["offered"]) if said["offered"] is not None else None,
            tuple(_matching(_ORGANISATION, one) for one in _list(said["also_to"])),
            _told(said["head"]),
            _told(said["remembered"]) if said["remembered"] is not None else None,
            tuple(_listed(one) for one in _list(said["files"])),
        )
    except NoStatement as error:
        raise NotTaken(Code.UNREADABLE) from error


_FIELDS = {
    *("format", "schema", "id", "kind", "level", "sender", "recipient", "use", "purpose"),
    *("may_forward", "made", "expires", "in_reply_to", "subject", "offered", "also_to"),
    *("head", "remembered", "files"),
}


def _require_fields(said: Any) -> None:  # noqa: ANN401 (any JSON)
    if not isinstance(said, dict) or not str(said.get("format", "")).startswith("liaison-envelope"):
        raise NotTaken(Code.UNREADABLE)
    if (said["format"], said.get("schema")) != (FORMAT, SCHEMA):
        raise NotTaken(Code.NEWER_VERSION)
    _exactly(said, _FIELDS)


def _exactly(said: Any, fields: set[str]) -> Mapping[str, Any]:  # noqa: ANN401 (any JSON)
    """An object of these fields. Others are of a newer version."""
    if not isinstance(said, dict) or fields - set(said):
        raise NotTaken(Code.UNREADABLE)
    if set(said) - fields:
        raise NotTaken(Code.NEWER_VERSION)
    return said


def _sender(said: object) -> Sender:
    found = _exactly(said, {"identifier", "key", "rotations"})
    sender = Sender(
        _matching(_ORGANISATION, found["identifier"]),
        statement.from_hex(found["key"], 32),
        card.rotations_read(found["rotations"]),
    )
    card.require_chain(sender.identifier, sender.key, sender.rotations)
    return sender


def _recipient(said: object) -> Recipient:
    found = _exactly(said, {"identifier", "key"})
    key = _typed(found["key"], str)
    if not is_recipient(key):
        raise NotTaken(Code.UNREADABLE)
    return Recipient(_matching(_ORGANISATION, found["identifier"]), key)


def _subject(said: object) -> Subject:
    found = _exactly(said, {"what", "country", "period", "urgency"})
    return Subject(
        _matching(CODE, found["what"]) if found["what"] != "" else "",
        _matching(_COUNTRY, found["country"]),
        _matching(PERIOD, found["period"]),
        _one_of(Urgency, found["urgency"]),
    )


def _offered(said: object) -> Offered:
    found = _exactly(said, {"facets", "files"})
    files = [_exactly(one, {"media_type", "size"}) for one in _list(found["files"])]
    return Offered(
        tuple(_one_of(Facet, one) for one in _list(found["facets"])),
        tuple((_matching(MEDIA_TYPE, one["media_type"]), _number(one["size"])) for one in files),
    )


def _listed(said: object) -> Listed:
    found = _exactly(said, {"path", "size", "sha256", "media_type", "name"})
    name = _typed(found["name"], str)
    if name and card.tidy_name(name) != name:
        raise NotTaken(Code.UNREADABLE)
    return Listed(
        _typed(found["path"], str),
        _number(found["size"]),
        statement.from_hex(found["sha256"], 32),
        _matching(MEDIA_TYPE, found["media_type"]),
        name,
    )


def _told(said: object) -> Told:
    found = _exactly(said, {"number", "digest"})
    return Told(_number(found["number"]), statement.from_hex(found["digest"], 32))


def _told_written(told: Told) -> dict[str, object]:
    return {"number": told.number, "digest": told.digest.hex()}


def _list(said: object) -> list[Any]:
    if not isinstance(said, list) or len(said) > _MOST_FILES:
        raise NotTaken(Code.UNREADABLE)
    return said


def _number(said: object) -> int:
    if not isinstance(said, int) or isinstance(said, bool) or not 0 <= said < _LARGEST_NUMBER:
        raise NotTaken(Code.UNREADABLE)
    return said


def _typed(said: object, wanted: type[_T]) -> _T:
    if not isinstance(said, wanted):
        raise NotTaken(Code.UNREADABLE)
    return said


def _matching(pattern: re.Pattern[str], said: object) -> str:
    if not isinstance(said, str) or not pattern.fullmatch(said):
        raise NotTaken(Code.UNREADABLE)
    return said


def _one_of(codes: type[_E], said: object) -> _E:
    """A code of a closed list; one that is not in it is of a newer version."""
    text = _typed(said, str)
    try:
        return codes(text)
    except ValueError as error:
        raise NotTaken(Code.NEWER_VERSION) from error
