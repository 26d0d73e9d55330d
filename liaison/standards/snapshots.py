"""Frozen compendia: canonical bytes, and an identifier that is derived from them.

The bytes are those of RFC 8785 (JSON Canonicalization Scheme): keys in order, no white space,
UTF-8. Whoever has the bytes can compute the identifier anew, on any machine and at any time; what
is shown of a snapshot is read from its bytes alone, whatever has become of the vocabulary.
"""

import dataclasses
import datetime as dt
import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from liaison.kernel.errors import LiaisonError
from liaison.standards.compendium import Compendium
from liaison.vocabulary import (
    ArticleSummary,
    Certainty,
    Evidence,
    Instrument,
    Organisation,
    Provision,
    ProvisionRelation,
    Right,
    Stands,
)

_FORMAT = 1  # raised when what a field means changes; fields may be added without
_WHAT = "liaison-compendium"
_DIGITS = 8  # of the digest, in the identifier
_IDENTIFIER = re.compile(rf"{_WHAT}-\d{{4}}-\d\d-\d\d-[0-9a-f]{{{_DIGITS}}}")

Said = Mapping[str, Any]


class SnapshotUnreadable(LiaisonError):
    """Bytes that are no snapshot, or not the one that they are said to be."""


@dataclass(frozen=True)
class Snapshot:
    """A compendium as it stood on a day, as the bytes that are kept and cited."""

    content: bytes

    @cached_property
    def digest(self) -> str:
        """SHA-256 of the bytes, in hexadecimal digits."""
        return hashlib.sha256(self.content).hexdigest()

    @cached_property
    def identifier(self) -> str:
        """Such as liaison-compendium-2026-11-27-1a2b3c4d: the day, and how the digest begins."""
        return f"{_WHAT}-{self.made_on.isoformat()}-{self.digest[:_DIGITS]}"

    @property
    def format(self) -> int:
        """In which form it is written."""
        return int(self.said["format"])

    @property
    def made_on(self) -> dt.date:
        """The day on which it was frozen."""
        return dt.date.fromisoformat(self.said["made_on"])

    @cached_property
    def compendium(self) -> Compendium:
        """What it says. What was unknown to the version that wrote it is empty."""
        return _compendium(self.said["compendium"])

    def on(self, day: dt.date) -> "Snapshot":
        """The same compendium, frozen on another day."""
        return Snapshot(_canonical({**self.said, "made_on": day.isoformat()}))

    @cached_property
    def said(self) -> Said:
        """The bytes as JSON."""
        said: Said = json.loads(self.content)
        return said


def snapshot(compendium: Compendium, made_on: dt.date) -> Snapshot:
    """The compendium, frozen. The same compendium and day give the same bytes everywhere."""
    said = {
        "what": _WHAT,
        "format": _FORMAT,
        "made_on": made_on.isoformat(),
        "compendium": dataclasses.asdict(compendium),
    }
    return Snapshot(_canonical(said))


def read(content: bytes, identifier: str = "") -> Snapshot:
    """The snapshot with these bytes.

    Raises SnapshotUnreadable for bytes that are none, that a later version wrote in a form unknown
    to this one, or that do not come to the `identifier` given.
    """
    found = Snapshot(content)
    try:
        written = found.format
        well = _canonical(found.said) == content and found.said["what"] == _WHAT
        _ = found.made_on, written <= _FORMAT and found.compendium
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError):
        well = False
    if not well:
        raise SnapshotUnreadable("this is no snapshot of a compendium", "fetch the file again")
    if written > _FORMAT:
        raise SnapshotUnreadable(
            f"the snapshot is of format {written}", "read it with a later Liaison"
        )
    if identifier and found.identifier != identifier:
        raise SnapshotUnreadable(
            f"this is {found.identifier}, not {identifier}", "it was changed: fetch it again"
        )
    return found


def verify(content: bytes, identifier: str) -> bool:
    """Whether these bytes are the snapshot that the identifier names."""
    if not is_identifier(identifier):
        return False
    try:
        read(content, identifier)
    except SnapshotUnreadable:
        return False
    return True


def is_identifier(text: str) -> bool:
    """Whether a text has the form of a snapshot's identifier."""
    return _IDENTIFIER.fullmatch(text) is not None


def _canonical(said: Said) -> bytes:
    """RFC 8785, for what snapshots hold: texts, whole numbers and keys of ASCII letters."""
    written = json.dumps(said, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return written.encode()


# -- reading what this or an earlier version wrote


def _compendium(said: Said) -> Compendium:
    return Compendium(
        rights=tuple(map(_right, said["rights"])),
        systems=tuple(
            Organisation(one["code"], one.get("parent", ""), dict(one["names"]))
            for one in said["systems"]
        ),
        instruments=tuple(map(_instrument, said["instruments"])),
        summaries=tuple(
            ArticleSummary(one["code"], one["label"], dict(one["names"]), _evidence(one))
            for one in said.get("summaries", ())
        ),
        relations=tuple(map(_relation, said.get("relations", ()))),
        reviewed={name: tuple(some) for name, some in said.get("reviewed", {}).items()},
    )


def _right(said: Said) -> Right:
    return Right(
        said["code"], dict(said["names"]), _texts(said, "articles"), _texts(said, "commentary")
    )


def _instrument(said: Said) -> Instrument:
    return Instrument(
        code=said["code"],
        symbol=said["symbol"],
        names=dict(said["names"]),
        system=said["system"],
        adopted=said.get("adopted", ""),
        in_force=said.get("in_force", ""),
        revised=said.get("revised", ""),
        launched=said.get("launched", ""),
        force=said["force"],
        addressees=_texts(said, "addressees"),
        official_text=said.get("official_text", ""),
        provisions=tuple(map(_provision, said["provisions"])),
        evidence=_evidence(said),
    )


def _provision(said: Said) -> Provision:
    return Provision(
        code=said["code"],
        label=said["label"],
        headings=dict(said.get("headings", {})),
        rights=_texts(said, "rights"),
        addressees=_texts(said, "addressees"),
    )


def _relation(said: Said) -> ProvisionRelation:
    return ProvisionRelation(
        code=said["code"],
        provision=said["provision"],
        stands=Stands(said["stands"]),
        other=said["other"],
        author=said["author"],
        judged=said["judged"],
        note=said.get("note", ""),
    )


def _evidence(said: Said) -> Evidence:
    one = said["evidence"]
    return Evidence(one["source"], Certainty(one["certainty"]), one.get("checked", "never"))


def _texts(said: Said, field: str) -> tuple[str, ...]:
    found: Iterable[str] = said.get(field, ())
    return tuple(found)
