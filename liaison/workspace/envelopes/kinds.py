"""The kinds of envelopes. A part that has one registers it; nothing here knows of the parts."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from django.utils.functional import Promise

from liaison.workspace.envelopes.errors import Code, NotTaken
from liaison.workspace.envelopes.format import Contents
from liaison.workspace.envelopes.manifest import Manifest


@dataclass(frozen=True, slots=True)
class Arrival:
    """An envelope that was found good and is not kept yet; `sender` is pinned."""

    manifest: Manifest
    contents: Contents
    now: dt.datetime

    @property
    def sender(self) -> str:
        """Its identifier."""
        return self.manifest.sender.identifier


@dataclass(frozen=True, slots=True)
class Kind:
    """What is done with an envelope of this kind.

    `arrives`: called within the transaction that takes it; it raises NotTaken to refuse it.
    `listed`: whether it is shown among what came, and kept to be read, or done with when `arrives`
    returns. `title`: for those that members write and read.
    """

    code: str
    title: Promise
    arrives: Callable[[Arrival], None] | None = None
    listed: bool = True


_known: dict[str, Kind] = {}


def register(kind: Kind) -> None:
    """Called when a part begins. Raises ValueError for a code that is taken."""
    if _known.setdefault(kind.code, kind) is not kind:
        raise ValueError(kind.code)


def known(code: str) -> Kind:
    """Raises NotTaken for a kind of a newer version."""
    found = _known.get(code)
    if found is None:
        raise NotTaken(Code.UNKNOWN_KIND)
    return found


def title(code: str) -> str:
    """What a kind is called on a page."""
    found = _known.get(code)
    return str(found.title) if found is not None else code


def listed() -> list[str]:
    """The codes of those that are shown among what came."""
    return [kind.code for kind in _known.values() if kind.listed]
