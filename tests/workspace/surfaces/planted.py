"""A vault in which everything confidential holds a word of its own, and who may see which word."""

import datetime as dt
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from liaison.workspace.circles import actions as circles
from liaison.workspace.circles.statement import Roster
from liaison.workspace.envelopes import courier
from liaison.workspace.envelopes.actions import answering, drafting, publishing, sending
from liaison.workspace.envelopes.manifest import Subject
from liaison.workspace.envelopes.material import Wanted
from liaison.workspace.envelopes.models import Received
from liaison.workspace.envelopes.publication import Record
from liaison.workspace.envelopes.queries import came, sent
from liaison.workspace.envelopes.states import About, State
from liaison.workspace.envelopes.wishes import Wish
from liaison.workspace.members import queries as members
from liaison.workspace.members.models import Member
from liaison.workspace.people import actions as people
from liaison.workspace.people.codes import WRITTEN, GivenBy, How, NoteKind, PersonKind
from liaison.workspace.people.codes import Reason as Why
from liaison.workspace.policy.leaving import Consent
from liaison.workspace.policy.members import Role, Who
from liaison.workspace.policy.terms import Facet, Level, Purpose, Urgency, Use
from liaison.workspace.vault.opened import Vault
from liaison.workspace.vault.places import Place
from tests.workspace.exchanging import Side, pin, side
from tests.workspace.policy.test_members import ALLOWED, ROLES, SEEN

NOW = dt.datetime.now(tz=dt.UTC).replace(microsecond=0) - dt.timedelta(hours=1)
_LETTERS = "abcdefghijklmnopqrstuvwxyz"


def may(role: str, act: str) -> bool:
    """By the table of test_members, which is written apart from the policy."""
    return _marked(ALLOWED, role, act)


def sees(role: str, facet: str) -> bool:
    """The same of facets."""
    return _marked(SEEN, role, facet)


def _marked(table: str, role: str, code: str) -> bool:
    lines = {line.split()[0]: line.split()[1:] for line in table.strip().splitlines()}
    return lines[code][ROLES.index(role)] == "x"


def word(item: str) -> str:
    """The planted word of an item: letters alone, and of no language."""
    digest = hashlib.sha256(item.encode()).digest()
    return "qzxmark" + "".join(_LETTERS[byte % len(_LETTERS)] for byte in digest[:10])


def written(item: str) -> str:
    """The word that stands there: a preview shows those of the person."""
    return word(item.replace("preview ", "own "))


_ACTS = {
    "note": "read-notes",
    "vital": "approve-sending",
    "record": "publish",
    "own": "read-people",
    "hidden": "read-people",
}


def lets(role: str, item: str) -> bool:
    """Whether a role may see the word of an item, wherever it stands."""
    what, _space, rest = item.partition(" ")
    if what == "circle":
        return may(role, "read-exchange") or may(role, "keep-circles")
    if not may(role, _ACTS.get(what, "read-exchange")):
        return False
    if what == "hidden":  # it is for its readers alone
        return role == "mandate-holder"
    facet = rest.rpartition(" ")[2]
    if what == "preview" or facet == "all":  # for who sees all that stands beside it
        return all(sees(role, one) for one in Facet)
    return facet not in set(Facet) or sees(role, facet)


ITEMS = [
    "own pseudonym",
    *(f"own {facet}" for facet in WRITTEN),
    *(f"own name {facet}" for facet in Facet),
    *(f"own file {facet}" for facet in Facet),
    "own proxy identity",
    "hidden pseudonym",
    *(f"hidden {facet}" for facet in WRITTEN),
    "note title",
    "note text",
    "note name",
    "note file",
    "sent summary",
    "sent hidden",
    "vital reason",
    "circle name",
    "circle about",
    "record title",
    "record text",
    "came notice",
    "came summary",
    "came text",
    *(f"came {facet}" for facet in WRITTEN),
    "came name all",
    "came file all",
    "came some narrative",
    "came some name",
    "came some file",
]


@dataclass
class Planted:
    """That vault, a member of each role, and where everything stands in it."""

    vault: Vault
    whos: Mapping[str, Who]
    places: dict[str, str]


def plant(root: Path) -> Planted:
    """Make it: Harbour Watch, with what came from Mountain House."""
    ours, theirs = (
        side(Place(name, root / "vaults", root / "keys"), name.replace("-", " ").title())
        for name in ("harbour-watch", "mountain-house")
    )
    pin(ours, theirs)
    whos = _whos(ours)
    places = {**_people(ours, theirs, whos), **_exchange(ours, theirs)}
    with ours.at_work():
        places.update(_outgoing(ours, theirs, whos, places))
        places.update({f"member {role}": str(who.number) for role, who in whos.items()})
    return Planted(ours.vault, whos, places)


def _whos(ours: Side) -> dict[str, Who]:
    known = {"officer": ours.officer, "coordinator": ours.coordinator}
    known["security-officer"] = ours.security
    with ours.at_work():
        for role in (Role.MANDATE_HOLDER, Role.INTERN):
            member = Member(username=f"the-{role}", name=f"The {role}", role=role)
            member.set_unusable_password()
            member.save()
            known[role.value] = members.who(member)
    return known


def _content(what: str) -> dict[Facet, dict[str, object]]:
    content: dict[Facet, dict[str, object]] = {
        facet: {"text": word(f"{what} {facet}")} for facet in WRITTEN
    }
    name = word(f"{what} identity").title()
    content[Facet.IDENTITY] = {"names": [{"text": name, "kind": "legal"}]}
    return content


def _person(at: Side, what: str, by: Who, readers: tuple[int, ...] = ()) -> str:
    return people.create_person(
        pseudonym=word(f"{what} pseudonym"),
        kind=PersonKind.PERSON,
        country="TUN",
        content=_content(what),
        readers=readers,
        now=NOW,
        by=by,
    )


def _file(person: str, facet: Facet, items: tuple[str, str], by: Who) -> str:
    return people.attach_to_person(
        identifier=person,
        facet=facet,
        name=f"{word(items[0])}.txt",
        content=word(items[1]).encode() + b"\n",
        now=NOW,
        by=by,
    )


def _consent(person: str, to: str, by: Who, proxy: str = "") -> str:
    terms = Consent(
        frozenset(Facet), frozenset({to}), frozenset(Purpose), Use.ADVOCACY, NOW,
        NOW + dt.timedelta(300),
    )  # fmt: skip
    given = people.Record(GivenBy.FAMILY if proxy else GivenBy.SELF, How.ORAL, proxy)
    return people.give_consent(identifier=person, terms=terms, record=given, now=NOW, by=by)


def _people(ours: Side, theirs: Side, whos: Mapping[str, Who]) -> dict[str, str]:
    by, places = ours.officer, {}
    with ours.at_work():
        own = places["person"] = _person(ours, "own", by)
        for facet in Facet:
            items = (f"own name {facet}", f"own file {facet}")
            places[f"file {facet}"] = _file(own, facet, items, by)
        proxy = word("own proxy identity").title()
        places["consent"] = _consent(own, theirs.identifier, by, proxy)
        holder = whos["mandate-holder"]
        places["hidden"] = _person(ours, "hidden", holder, (holder.number,))
        places["note"] = people.write_note(
            kind=NoteKind.LAW, country="TUN", title=word("note title"), text=word("note text"),
            now=NOW, by=by,
        )  # fmt: skip
        places["note file"] = people.attach_to_note(
            identifier=places["note"], name=f"{word('note name')}.txt",
            content=word("note file").encode(), now=NOW, by=by,
        )  # fmt: skip
        people.ask_erasure(identifier=own, reason=Why.ASKED, now=NOW, by=by)
        found = circles.Wish(
            word("circle name"), word("circle about"), Roster.MEMBERS, Level.NOTICE, Use.KNOW_ONLY
        )
        circle = circles.found(wish=found, now=NOW, by=ours.coordinator)
        places["circle"] = circle.identifier
    return places


def wish(level: Level, to: str, wanted: Wanted, vital: str = "") -> Wish:
    """An envelope for a month."""
    return Wish(
        level, (to,), wanted, Use.INTERNAL, Purpose.PROTECTION, NOW + dt.timedelta(30),
        Subject("person", "TUN", "2026-02", Urgency.B), may_forward=True, vital=vital,
    )  # fmt: skip


def _submitted(said: Wish, by: Who) -> str:
    batch = drafting.draft(wish=said, now=NOW, by=by)
    identifier = sent.of_batch(batch, by=by)[0].identifier
    sending.submit(identifier=identifier, now=NOW, by=by)
    return identifier


def _sent(at: Side, said: Wish) -> str:
    identifier = _submitted(said, at.officer)
    if sent.one(identifier, by=at.officer).state is State.WAITING:
        sending.approve(identifier=identifier, now=NOW, by=at.second)
    return identifier


def _exchange(ours: Side, theirs: Side) -> dict[str, str]:
    """What came: of each level, an offer that nobody answered, and one that all may read."""
    to, by, told = ours.identifier, theirs.officer, {}
    with theirs.at_work():
        person = _person(theirs, "came", by)
        _consent(person, to, by)
        file = _file(person, Facet.DOCUMENTS, ("came name all", "came file all"), by)
        other = _person(theirs, "came some", by)
        _consent(other, to, by)
        some = _file(other, Facet.NARRATIVE, ("came some name", "came some file"), by)
        narrative = frozenset({Facet.NARRATIVE})
        wanted = {
            "notice": Wanted(About.NOTHING, text=word("came notice")),
            "summary": Wanted(About.PERSON, person, text=word("came summary")),
            "full": Wanted(About.PERSON, person, frozenset(Facet), (file,), word("came text")),
            "some": Wanted(About.PERSON, other, narrative, (some,)),
            "offer": Wanted(About.PERSON, person, frozenset(Facet), (file,)),
        }
        for name, one in wanted.items():
            level = Level(name) if name in set(Level) else Level.FULL
            told[name] = _sent(theirs, wish(level, to, one))
    _carried(ours, theirs)
    with ours.at_work():
        rows = {name: _received(identifier) for name, identifier in told.items()}
        for name in ("full", "some"):
            answering.accept(identifier=rows[name], now=NOW, by=ours.officer)
    _carried(ours, theirs)
    with theirs.at_work():
        sending.recall(identifier=told["summary"], now=NOW, by=by)
    _carried(ours, theirs)
    return {f"received {name}": reference for name, reference in rows.items()}


def _carried(ours: Side, theirs: Side) -> None:
    for _time in range(3):
        for one in (ours, theirs):
            courier.carry(one.vault, lambda: NOW)


def _received(identifier: str) -> str:
    return str(Received.objects.get(identifier=identifier).reference)


def _outgoing(
    ours: Side, theirs: Side, whos: Mapping[str, Who], places: Mapping[str, str]
) -> dict[str, str]:
    """Drafts, one that waits, one that went; one about somebody hidden."""
    to, found = theirs.identifier, {"peer": theirs.identifier}
    about = Wanted(About.PERSON, places["person"], text=word("sent summary"))
    found["batch"] = drafting.draft(wish=wish(Level.SUMMARY, to, about), now=NOW, by=ours.officer)
    found["draft"] = sent.of_batch(found["batch"], by=ours.officer)[0].identifier
    ticked = Wanted(About.PERSON, places["person"], frozenset(Facet))
    vital = wish(Level.FULL, to, ticked, word("vital reason"))
    found["waiting"] = _submitted(vital, ours.second)
    holder = whos["mandate-holder"]
    hidden = Wanted(About.PERSON, places["hidden"], text=word("sent hidden"))
    batch = drafting.draft(wish=wish(Level.SUMMARY, to, hidden), now=NOW, by=holder)
    found["hidden draft"] = sent.of_batch(batch, by=holder)[0].identifier
    found["member second"] = str(ours.second.number)
    record = Record(
        is_activity=False, said={"title": word("record title"), "text": word("record text")}
    )
    found["record"] = publishing.prepare(record=record, now=NOW, by=ours.officer)
    ((request, _card),) = came.requests(by=ours.officer)
    found["request"] = request.reference
    return found
