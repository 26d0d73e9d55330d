"""The rules of seeing and leaving once more: plain dictionaries and loops, written apart.

Nothing here is of the policy, nor of what it is compared with: codes are words, a member is a
number, what happened is kept in dictionaries by whoever drives the histories.
"""

import datetime as dt
from dataclasses import dataclass, field
from typing import Any

SKEW = dt.timedelta(hours=2)
YEAR = dt.timedelta(days=365)
CLOSE = {"identity", "source", "contact", "health"}
FREEDOM = ["know-only", "internal", "unattributed", "quote", "advocacy"]
SENDING = {"notice": "send-notice", "summary": "send-summary", "full": "send-full"}
OFFICES = ["officer", "mandate-holder", "coordinator", "intern", "security-officer"]
ALLOWED = {
    "read-people": "xxxx.",
    "write-people": "xx...",
    "ask-erasure": "xx...",
    "approve-erasure": "xx..x",
    "read-notes": "xxxx.",
    "write-notes": "xxxx.",
    "read-exchange": "xxx..",
    "send-notice": "xxx..",
    "send-summary": "xxx..",
    "send-full": "xx...",
    "approve-sending": "xx...",
    "answer": "xxx..",
    "keep-circles": ".xx..",
    "keep-members": "....x",
}
SEEN = {
    "identity": "xx...",
    "contact": "xx...",
    "family": "xx...",
    "health": "xx...",
    "narrative": "xxxx.",
    "source": "xx...",
    "strategy": "xxx..",
    "communications": "xxxx.",
    "replies": "xxxx.",
    "documents": "xxxx.",
}


@dataclass
class Person:
    """Somebody as a vault should have them. `names` and `texts` are markers, by facet."""

    pseudonym: str
    names: list[str]
    texts: dict[str, str]
    readers: set[int]
    files: dict[str, dict[str, str]] = field(default_factory=dict)
    consents: dict[str, dict[str, Any]] = field(default_factory=dict)
    asked_by: int | None = None


@dataclass
class House:
    """One organisation. `sent` and `came`: dictionaries by identifier, and by sender and it."""

    name: str
    identifier: str
    members: dict[int, tuple[str, bool]] = field(default_factory=dict)
    people: dict[str, Person] = field(default_factory=dict)
    gone: set[str] = field(default_factory=set)
    notes: dict[str, dict[str, Any]] = field(default_factory=dict)
    sent: dict[str, dict[str, Any]] = field(default_factory=dict)
    came: dict[tuple[str, str], dict[str, Any]] = field(default_factory=dict)
    seen: dict[tuple[str, str], str] = field(default_factory=dict)
    circles: dict[str, dict[str, Any]] = field(default_factory=dict)
    told: dict[str, dict[str, Any]] = field(default_factory=dict)
    restored: bool = False

    def may(self, member: int, act: str) -> bool:
        """Whether a member may do this."""
        role, active = self.members[member]
        return active and ALLOWED[act][OFFICES.index(role)] == "x"

    def sees(self, member: int) -> set[str]:
        """The facets that a member may see."""
        role, active = self.members[member]
        return {facet for facet in SEEN if active and SEEN[facet][OFFICES.index(role)] == "x"}

    def knows(self, member: int, person: str) -> bool:
        """Whether a member may know that somebody is here."""
        found = self.people.get(person)
        if found is None or not self.may(member, "read-people"):
            return False
        return not found.readers or member in found.readers

    def known(self, member: int) -> set[str]:
        """All of whom a member may know."""
        return {person for person in self.people if self.knows(member, person)}

    def reads_sent(self, member: int, envelope: dict[str, Any]) -> bool:
        """Whether a member may know of something that goes out: as of whom it is about."""
        if not self.may(member, "read-exchange"):
            return False
        return envelope["about"] != "person" or self.knows(member, envelope["of"])


def covered(consent: dict[str, Any], facet: str, to: str, terms: tuple[str, str], now: Any) -> bool:
    """Whether a consent lets a facet go. `terms`: purpose and use."""
    purpose, use = terms
    if facet not in consent["facets"] or to not in consent["recipients"]:
        return False
    if purpose not in consent["purposes"]:
        return False
    if FREEDOM.index(use) > FREEDOM.index(consent["use"]):
        return False
    if now < consent["since"] or now >= consent["until"]:
        return False
    withdrawn = consent["withdrawn"]
    return withdrawn is None or bool(now < withdrawn)


def leaving(house: House, envelope: dict[str, Any]) -> set[str]:
    """The facets that leave with something, whether ticked, in a file, in a text or passed on."""
    facets = set(envelope["facets"])
    if envelope["about"] == "person":
        person = house.people.get(envelope["of"])
        for file in envelope["files"]:
            if person is not None and file in person.files:
                facets.add(person.files[file]["facet"])
        if envelope["text"] and envelope["level"] != "notice":
            facets.add("narrative")
        if envelope["names"]:
            facets.add("identity")
    if envelope["about"] == "received":
        held = house.came.get(envelope["of"])
        if held is not None and held["place"] == "kept":
            facets |= set(held["facets"])
    return facets


def bare(house: House, envelope: dict[str, Any], now: Any) -> set[str]:
    """The facets that no consent covers at this moment."""
    if envelope["about"] != "person" or envelope["level"] == "notice":
        return set()
    person = house.people.get(envelope["of"])
    consents = person.consents.values() if person is not None else ()
    terms = (envelope["purpose"], envelope["use"])
    missing = set()
    for facet in leaving(house, envelope):
        if not any(covered(one, facet, envelope["to"], terms, now) for one in consents):
            missing.add(facet)
    return missing


def wants_second(house: House, envelope: dict[str, Any]) -> bool:
    """Whether another member has to agree."""
    return bool(envelope["vital"]) or bool(leaving(house, envelope) & CLOSE)


def whole(house: House, member: int, envelope: dict[str, Any]) -> bool:
    """Whether what was ticked is there, and this member may read all of it."""
    if not house.may(member, SENDING[envelope["level"]]):
        return False
    if not house.reads_sent(member, envelope):
        return False
    if not set(envelope["facets"]) <= house.sees(member):
        return False
    if envelope["about"] == "received":
        held = house.came.get(envelope["of"])
        if held is None or held["place"] != "kept":
            return False
        return set(held["facets"]) <= house.sees(member)
    return set(envelope["files"]) <= readable_files(house, member, envelope)


def readable_files(house: House, member: int, envelope: dict[str, Any]) -> set[str]:
    """The files of what it is about that this member may read."""
    found = set()
    if envelope["about"] == "person":
        for file, told in house.people[envelope["of"]].files.items():
            if told["facet"] in house.sees(member):
                found.add(file)
    if envelope["about"] == "note" and envelope["of"] in house.notes:
        found = set(house.notes[envelope["of"]]["files"])
    return found


def speaker(house: House, envelope: dict[str, Any]) -> int | None:
    """In whose name it is read when it is sealed: its author, else who agreed."""
    for member in (envelope["author"], envelope["second"]):
        if member is not None and house.may(member, SENDING[envelope["level"]]):
            return int(member)
    return None


def may_go(house: House, envelope: dict[str, Any], now: Any) -> bool:
    """Whether it may leave at this moment, whoever says so."""
    return bool(now < envelope["expires"]) and agreed_to(house, envelope, now)


def agreed_to(house: House, envelope: dict[str, Any], now: Any) -> bool:
    """Whether it names nobody where it may not, and is consented to."""
    if envelope["level"] == "notice" and envelope["names"]:
        return False
    return bool(envelope["vital"]) or not bare(house, envelope, now)


def may_forward(house: House, wish: dict[str, Any]) -> bool:
    """Whether what came may go on: where its sender said so, under the same terms or stricter."""
    held = house.came.get(wish["of"])
    if held is None or held["place"] != "kept" or not held["may_forward"]:
        return False
    if held["sender"] in wish["recipients"] or held["level"] != wish["level"]:
        return False
    if held["purpose"] != wish["purpose"]:
        return False
    return FREEDOM.index(wish["use"]) <= FREEDOM.index(held["use"])


def take(house: House, parcel: dict[str, Any], now: Any) -> str:
    """What becomes of a parcel that came: "kept", "again", "refused", or "" where others say."""
    name = (parcel["sender"], parcel["id"])
    if name in house.seen:
        return "again" if house.seen[name] == parcel["digest"] else "refused"
    if parcel["expires"] <= now - SKEW or parcel["made"] > now + SKEW:
        return "refused"
    if parcel["kind"] not in ("person", "note", "message", "forward"):
        return ""
    before = house.came.get((parcel["sender"], parcel["in_reply_to"]))
    if parcel["level"] == "full" and parcel["offered"] is None:
        if before is None or before["place"] != "accepted":
            return "refused"
        if not set(parcel["facets"]) <= set(before["offered"]):
            return "refused"
        before.update(
            place="kept", facets=parcel["facets"], text=parcel["text"], files=parcel["files"]
        )
    else:
        place = "kept" if parcel["offered"] is None else "offered"
        house.came[name] = {
            **{one: parcel[one] for one in ("sender", "level", "use", "purpose", "may_forward")},
            **{one: parcel[one] for one in ("expires", "facets", "text", "files", "offered")},
            "place": place,
            "asked": set(),
            "doubtful": False,
            "were": set(),
        }
        before = house.came[name]
    before["were"].add(before["place"])
    house.seen[name] = parcel["digest"]
    return "kept"


def taken_back(house: House, parcel: dict[str, Any]) -> None:
    """What a withdrawal, a recall or a request to erase does where it came."""
    about = (parcel["sender"], parcel["in_reply_to"])
    row = house.came.get(about)
    if parcel["kind"] == "withdrawn":
        if row is not None and row["place"] in ("offered", "accepted"):
            row["place"] = "withdrawn"
        return
    if row is None:
        house.seen.setdefault(about, "")
    elif row["place"] == "kept":
        row["asked"].add(parcel["id"])
    elif row["place"] in ("offered", "accepted"):
        row["place"] = "recalled"


def roster_for(house: House, circle: str, to: str) -> set[str]:
    """Of whom an organisation may be told: its keeper, and members as the roster says."""
    told = house.circles[circle]
    stands = told["in"].get(to)
    if told["ended"] or stands not in ("asked", "member"):
        return set()
    shown = told["roster"] == "open" or (told["roster"] == "members" and stands == "member")
    others = [one for one, other in told["in"].items() if other == "member" and one != to]
    return {house.identifier, *(others if shown else ())}


def secret(house: House, organisations: list[str]) -> bool:
    """Whether two of these are in one sealed circle that is kept here."""
    for circle in house.circles.values():
        inside = [one for one in organisations if circle["in"].get(one) == "member"]
        if circle["roster"] == "sealed" and len(inside) > 1:
            return True
    return False


def answered(house: House, sender: str, said: dict[str, Any]) -> bool:
    """An organisation joins, declines or leaves a circle that is kept here."""
    circle = house.circles.get(said["circle"])
    if circle is None or circle["ended"]:
        return False
    if circle["in"].get(sender) != ("member" if said["answer"] == "left" else "asked"):
        return False
    circle["in"][sender] = {"joined": "member"}.get(said["answer"], said["answer"])
    return True


def hear(house: House, keeper: str, said: dict[str, Any]) -> None:
    """A keeper tells of its circle. Nobody is made a member who did not join."""
    told = house.told.setdefault(
        said["circle"],
        {"keeper": keeper, "yours": "", "version": 0, "ever": set(), "words": set()},
    )
    yours = said["yours"]
    if said["version"] < told["version"] and yours not in ("out", "ended"):
        return
    told["version"] = said["version"]
    told["ever"] |= {one["identifier"] for one in said["members"]}
    told["words"] |= {said["name"], said["about"]}
    before = told["yours"]
    if yours == "member" and before != "member":
        yours = before or "asked"
    if yours == "asked" and before == "member":
        yours = "member"
    told["yours"] = yours


def expire(house: House, now: Any) -> None:
    """Offers that nobody accepted in time, or whose contents did not come in time."""
    for row in house.came.values():
        if row["place"] == "offered" and row["expires"] <= now:
            row["place"] = "expired"
        if row["place"] == "accepted" and row["expires"] <= now - SKEW:
            row["place"] = "expired"
