"""Three invented organisations on two nodes, a clock that is moved, and wires that lose things.

Harbour Watch and Mountain House are in one process and hand over to one another; River Desk is on
the other node, and gets what it gets as bytes through the real inbox.
"""

import contextlib
import datetime as dt
import functools
import hashlib
import io
import json
import logging
import shutil
import sys
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Any
from unittest import mock

from django.core.cache import cache
from django.test import RequestFactory
from django.urls import set_urlconf

from liaison.workspace.envelopes import courier, inbox
from liaison.workspace.envelopes import format as form
from liaison.workspace.envelopes.actions import receiving
from liaison.workspace.envelopes.courier import MEDIA_TYPE, NotDelivered
from liaison.workspace.envelopes.errors import NotTaken
from liaison.workspace.members import queries as members
from liaison.workspace.members.models import Member
from liaison.workspace.peers import queries as peers
from liaison.workspace.policy.members import Role, Who
from liaison.workspace.vault import opened
from liaison.workspace.vault.opened import Vault
from liaison.workspace.vault.places import Place
from tests.workspace.exchanging import NOW, Side, pin, side
from tests.workspace.histories import rules
from tests.workspace.histories.markers import Planted, found_in

NAMES = ("harbour-watch", "mountain-house", "river-desk")
NODE = {"harbour-watch": 1, "mountain-house": 1, "river-desk": 2}
EXTRA = (Role.OFFICER, Role.MANDATE_HOLDER, Role.INTERN, Role.SECURITY_OFFICER)
Event = tuple[str, str, bytes, dt.datetime, str]
"""What happened (sealed, taken), in which vault, its bytes, when, and what came of it."""


@dataclass
class Home:
    """An organisation as it really is, beside what the rules think of it."""

    vault: Vault
    identifier: str
    whos: list[Who]
    house: rules.House

    @contextlib.contextmanager
    def at_work(self) -> Iterator[None]:
        """What happens meanwhile happens in its vault."""
        with opened.working_in(self.vault):
            yield


@dataclass
class World:
    """All of it. `fates`: what becomes of the next parcels between the nodes."""

    root: Path
    homes: dict[str, Home]
    planted: Planted
    now: dt.datetime = NOW
    node: int = 1
    fates: list[str] = field(default_factory=list)
    held: list[tuple[str, bytes]] = field(default_factory=list)
    past: list[tuple[str, bytes]] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)
    logged: list[str] = field(default_factory=list)
    asked: int = 0

    def clock(self) -> dt.datetime:
        """The time, for all of them."""
        return self.now

    def home_of(self, identifier: str) -> Home:
        """By identifier."""
        return next(home for home in self.homes.values() if home.identifier == identifier)

    def folders(self) -> list[Path]:
        """Everything that lies on the disk."""
        return [self.root]

    def hand(self, recipient: str, sealed: bytes) -> tuple[int, bytes]:
        """Bytes through the inbox of the node where the recipient is; its status and answer."""
        home, before = self.home_of(recipient), self.node
        self.node = NODE[home.house.name]
        self.asked += 1
        try:
            request = RequestFactory().post(
                f"/inbox/{recipient}",
                data=sealed,
                content_type=MEDIA_TYPE,
                REMOTE_ADDR=f"10.0.{self.asked // 250 % 250}.{self.asked % 250}",
            )
            answer = inbox.inbox(request, recipient)
        finally:
            self.node = before
        return answer.status_code, answer.content

    def post(self, parcel: Any) -> bytes:
        """What the courier gets instead of a connection: a node that may not be reached."""
        fate = self.fates.pop(0) if self.fates else "there"
        sealed = parcel.sealed
        if fate == "lost":
            raise NotDelivered("unreachable")
        if fate == "held":
            self.held.append((parcel.recipient, sealed))
            raise NotDelivered("unreachable")
        sealed = damaged(sealed, fate)
        status, answer = self.hand(parcel.recipient, sealed)
        if fate == "twice":
            status, answer = self.hand(parcel.recipient, sealed)
        if fate == "unheard":
            raise NotDelivered("unreachable")
        if status != 200:
            raise NotDelivered(f"answer-{status}")
        return answer

    def vault_of(self, identifier: str) -> Vault | None:
        """As `peers.vault_of`, on the node that is at work."""
        for name, home in self.homes.items():
            if home.identifier == identifier and NODE[name] == self.node:
                return home.vault
        return None


def damaged(sealed: bytes, fate: str) -> bytes:
    """A parcel after what becomes of it on its way."""
    if fate == "cut":
        return sealed[: len(sealed) * 2 // 3]
    if fate == "flipped":
        at = len(sealed) * 3 // 5
        return sealed[:at] + bytes([sealed[at] ^ 4]) + sealed[at + 1 :]
    return sealed


@contextlib.contextmanager
def world(chance: Random) -> Iterator[World]:
    """A new one for one history, with everything that is written in it in one folder."""
    template, sides = _template()
    with tempfile.TemporaryDirectory(prefix="histories-", dir=_quick_disk()) as folder:
        root = Path(folder)
        shutil.copytree(template, root, dirs_exist_ok=True)
        (root / "temporary").mkdir()
        (root / "backups").mkdir()
        made = World(root, {}, Planted(chance))
        with _bound(made):
            for name, (told, extra) in zip(NAMES, sides, strict=True):
                made.homes[name] = _home(root, name, told, extra)
            try:
                yield made
            finally:
                for home in made.homes.values():
                    opened.forget(home.vault)


@dataclass(frozen=True)
class Parcel:
    """A parcel as its recipient opens it; read here by hand. `raw`: the whole archive."""

    said: dict[str, Any]
    body: dict[str, Any]
    facets: dict[str, Any]
    files: list[bytes]
    raw: bytes
    digest: str

    def plain(self) -> dict[str, Any]:
        """As the rules take it: markers instead of texts."""
        said = self.said
        offered = said["offered"]
        return {
            "sender": said["sender"]["identifier"],
            "id": said["id"],
            "kind": said["kind"],
            "level": said["level"],
            "use": said["use"],
            "purpose": said["purpose"],
            "may_forward": said["may_forward"],
            "in_reply_to": said["in_reply_to"] or "",
            "made": _moment(said["made"]),
            "expires": _moment(said["expires"]),
            "offered": None if offered is None else list(offered["facets"]),
            "facets": {facet: found_in(json.dumps(one)) for facet, one in self.facets.items()},
            "text": found_in(str(self.body.get("text", ""))),
            "files": set().union(
                *(found_in(content) for content in self.files),
                *(found_in(one["name"]) for one in said["files"]),
            ),
            "digest": self.digest,
        }


def opened_with(home: Home, sealed: bytes) -> Parcel:
    """A parcel, opened with the identities of this organisation. Raises NotTaken."""
    with home.at_work():
        raw = form.unseal(sealed, peers.known_as().identities)
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        held = {name: archive.read(name) for name in archive.namelist()}
    return Parcel(
        json.loads(held["manifest.json"]),
        json.loads(held.get("body.json", b"{}")),
        {
            name.removeprefix("facets/").removesuffix(".json"): json.loads(content)
            for name, content in held.items()
            if name.startswith("facets/")
        },
        [content for name, content in held.items() if name.startswith("attachments/")],
        raw,
        hashlib.sha256(sealed).hexdigest(),
    )


class _Told(logging.Handler):
    def __init__(self, told: list[str]) -> None:
        super().__init__(level=logging.DEBUG)
        self._told = told

    def emit(self, record: logging.LogRecord) -> None:
        text = record.getMessage()
        if record.exc_info:
            text += logging.Formatter().formatException(record.exc_info)
        self._told.append(text)


@contextlib.contextmanager
def _bound(made: World) -> Iterator[None]:
    """Its clock, its wires and its folder for temporary files take the place of the real ones."""
    told, root = _Told(made.logged), logging.getLogger()
    with contextlib.ExitStack() as stack:
        put = mock.patch.object
        seal, receive = form.seal, receiving.receive
        stack.enter_context(put(form, "seal", _recorded_seal(made, seal)))
        for module in (receiving, inbox):
            stack.enter_context(put(module, "receive", _recorded_receive(made, receive)))
        stack.enter_context(put(peers, "vault_of", made.vault_of))
        stack.enter_context(put(courier, "_post", made.post))
        stack.enter_context(put(tempfile, "tempdir", str(made.root / "temporary")))
        for name, module in list(sys.modules.items()):
            if name.startswith("liaison.workspace") and hasattr(module, "utc_now"):
                stack.enter_context(put(module, "utc_now", made.clock))
        set_urlconf("liaison.config.vault_urls_inside")
        cache.clear()
        root.addHandler(told)
        stack.callback(root.removeHandler, told)
        stack.callback(set_urlconf, None)
        yield


def _recorded_seal(made: World, seal: Callable[[bytes, str], bytes]) -> Callable[..., bytes]:
    def recorded(archive: bytes, recipient: str) -> bytes:
        sealed = seal(archive, recipient)
        name = opened.current().place.name
        made.events.append(("sealed", name, sealed, made.now, recipient))
        return sealed

    return recorded


def _recorded_receive(made: World, receive: Callable[..., Any]) -> Callable[..., Any]:
    def recorded(*, sealed: bytes, now: dt.datetime) -> Any:
        name, outcome = opened.current().place.name, "fault"
        place = len(made.events)  # what it answers at once comes after it
        try:
            taken = receive(sealed=sealed, now=now)
            outcome = "kept" if taken.refused is None else f"refused {taken.refused}"
        except NotTaken as error:
            outcome = f"not taken {error.code}"
            raise
        finally:
            made.events.insert(place, ("taken", name, sealed, now, outcome))
        return taken

    return recorded


@functools.cache
def _template() -> tuple[Path, list[tuple[Side, list[Who]]]]:
    """Three vaults with members and compared keys, made once for the process and closed."""
    root = Path(tempfile.mkdtemp(prefix="template-", dir=_quick_disk()))
    sides = [
        side(
            Place(name, root / "vaults", root / "keys"),
            name.replace("-", " ").title(),
            f"https://{name}.example",
        )
        for name in NAMES
    ]
    for number, one in enumerate(sides):
        for other in sides[number + 1 :]:
            pin(one, other)
    made = []
    for one in sides:
        with one.at_work():
            made.append((one, [_member(role, number) for number, role in enumerate(EXTRA)]))
        opened.forget(one.vault)
    return root, made


def forget_template() -> None:
    """Delete what the histories began from."""
    if _template.cache_info().currsize:
        shutil.rmtree(_template()[0], ignore_errors=True)
        _template.cache_clear()


def _member(role: Role, number: int) -> Who:
    member = Member(username=f"more-{role}-{number}", name=f"More {role}", role=role)
    member.set_unusable_password()
    member.save()
    return members.who(member)


def _home(root: Path, name: str, told: Side, extra: list[Who]) -> Home:
    place = Place(name, root / "vaults", root / "keys")
    vault = Vault(place, told.vault.key, told.vault.generation)
    opened.register(vault)
    whos = [told.officer, told.second, told.coordinator, told.security, *extra]
    house = rules.House(name, told.identifier)
    house.members = {who.number: (who.role.value, True) for who in whos}
    return Home(vault, told.identifier, whos, house)


def _quick_disk() -> str | None:
    """A folder in memory where there is one: what is written is scanned, not kept."""
    return "/dev/shm" if Path("/dev/shm").is_dir() else None  # noqa: S108 (a folder with a name by chance is made in it)


def _moment(said: str) -> dt.datetime:
    return dt.datetime.fromisoformat(said)
