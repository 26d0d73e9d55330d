"""What was sealed and what was taken, each held against the rules as they stood at that moment."""

import datetime as dt
from typing import Any

from liaison.workspace.envelopes.errors import NotTaken
from tests.workspace.histories import rules
from tests.workspace.histories.markers import found_in
from tests.workspace.histories.world import Event, Home, Parcel, World, opened_with

LISTED = ("person", "note", "message", "forward")


class Finding(AssertionError):
    """The rules and what is built say different things."""


def require(held: object, said: str) -> None:
    """Raise Finding."""
    if not held:
        raise Finding(said)


def judge(world: World) -> None:
    """All that happened since the last time, in its order."""
    events, world.events[:] = list(world.events), []
    for event in events:
        what, name, sealed, now, _outcome = event
        home = world.homes[name]
        if what == "expired":
            rules.expire(home.house, now)
        elif what == "sealed":
            _judge_sealed(world, home, sealed, now)
        else:
            _judge_taken(world, home, event)


def _judge_sealed(world: World, home: Home, sealed: bytes, now: dt.datetime) -> None:
    to = _only_reader(world, home, sealed)
    parcel = opened_with(to, sealed)
    world.past.append((to.identifier, sealed))
    if parcel.said["kind"] == "circle":
        _judge_told(home, to, parcel)
        return
    if parcel.said["kind"] not in LISTED:
        require(not parcel.facets and not parcel.files, "an answer holds facets or files")
        require(not found_in(parcel.raw), "an answer holds a marker")
        return
    contents = parcel.said["level"] == "full" and parcel.said["offered"] is None
    identifier = parcel.said["in_reply_to" if contents else "id"]
    envelope = home.house.sent.get(identifier)
    if envelope is None:
        raise Finding("something was sealed that nobody wrote")
    require(envelope["to"] == to.identifier, "it was sealed to another organisation")
    _require_terms(home.house, parcel, envelope)
    if parcel.said["offered"] is not None:
        _require_bare_offer(home, parcel, envelope)
    else:
        _require_within(home, parcel, envelope)
    # What was accepted in time by the recipient's clock may follow a little later by ours.
    _require_agreed(home, envelope, now - rules.SKEW if contents else now, now)


def _judge_told(home: Home, to: Home, parcel: Parcel) -> None:
    """A keeper tells one organisation of its circle: of no member beyond its roster."""
    told = parcel.body
    circle = home.house.circles.get(told["circle"])
    if circle is None:
        raise Finding("a circle was told of that nobody made")
    named = {one["identifier"] for one in told["members"]}
    beyond = named - rules.roster_for(home.house, told["circle"], to.identifier)
    require(not beyond, "a keeper told of a member to whom nobody should")
    require(found_in(parcel.raw) <= circle["words"], "a circle told a word of something else")
    stands = "ended" if circle["ended"] else circle["in"].get(to.identifier)
    require(told["yours"] == stands, "an organisation was told another standing")


def _only_reader(world: World, sender: Home, sealed: bytes) -> Home:
    """The one organisation that opens it."""
    readers = [home for home in world.homes.values() if _opens(home, sealed)]
    require(len(readers) == 1 and readers[0] is not sender, "not exactly one organisation opens it")
    return readers[0]


def _opens(home: Home, sealed: bytes) -> bool:
    try:
        opened_with(home, sealed)
    except NotTaken:
        return False
    return True


def _require_terms(house: rules.House, parcel: Parcel, envelope: dict[str, Any]) -> None:
    said = parcel.said
    for name in ("level", "use", "purpose", "may_forward"):
        require(said[name] == envelope[name], f"{name} is not what was chosen")
    told = envelope["tell_others"] and not rules.secret(house, envelope["recipients"])
    others = envelope["others"] if told else []
    require(sorted(said["also_to"]) == sorted(others), "it says who else gets it")


def _require_bare_offer(home: Home, parcel: Parcel, envelope: dict[str, Any]) -> None:
    require(not parcel.facets and not parcel.files and not parcel.body, "an offer holds contents")
    require(not found_in(parcel.raw), "an offer holds a marker")
    ticked = set(envelope["facets"])
    if envelope["about"] == "received":
        ticked = rules.leaving(home.house, envelope)
    require(set(parcel.said["offered"]["facets"]) <= ticked, "an offer names an unticked facet")


def _require_within(home: Home, parcel: Parcel, envelope: dict[str, Any]) -> None:
    """Nothing beyond what was ticked: no facet, no file, no marker anywhere in the archive."""
    house, allowed = home.house, set(envelope["text"])
    ticked = set(envelope["facets"])
    if envelope["about"] == "person":
        person = house.people.get(envelope["of"])
        require(person is not None, "it is about somebody who is not here")
        if person is not None:
            for facet in ticked:
                allowed |= _markers_of(person, facet)
            for file in envelope["files"]:
                allowed |= set(person.files.get(file, {"words": ""})["words"].split())
    if envelope["about"] == "note":
        for file in envelope["files"]:
            allowed |= set(house.notes[envelope["of"]]["files"].get(file, "").split())
    if envelope["about"] == "received":
        held = house.came[envelope["of"]]
        ticked = set(held["facets"])
        allowed |= held["text"] | held["files"] | set().union(*held["facets"].values())
    if envelope["level"] != "full":
        require(not parcel.facets and not parcel.files, f"a {envelope['level']} holds facets")
    require(set(parcel.facets) <= ticked, "an unticked facet was sealed")
    require(found_in(parcel.raw) <= allowed, "a word was sealed that was not ticked")
    require(
        len(parcel.files) <= max(len(envelope["files"]), 99 * (envelope["about"] == "received")),
        "an unticked file was sealed",
    )


def _markers_of(person: rules.Person, facet: str) -> set[str]:
    found = set(person.names) if facet == "identity" else set()
    return found | ({person.texts[facet]} if facet in person.texts else set())


def _require_agreed(
    home: Home, envelope: dict[str, Any], in_time: dt.datetime, now: dt.datetime
) -> None:
    house = home.house
    require(in_time < envelope["expires"], "it left after it had expired")
    require(
        rules.agreed_to(house, envelope, now),
        f"it left though {rules.bare(house, envelope, now)}"
        " is not covered, or it names somebody, or it has expired",
    )
    speaker = rules.speaker(house, envelope)
    require(speaker is not None, "it left though nobody may send it any more")
    if speaker is not None:
        require(rules.whole(house, speaker, envelope), "it left though its author may not read it")
    if rules.wants_second(house, envelope):
        second = envelope["second"]
        require(second is not None and second != envelope["author"], "nobody else agreed to it")


def _judge_taken(world: World, home: Home, event: Event) -> None:
    _what, _name, sealed, now, outcome = event
    require(outcome != "fault", "an envelope that came was a fault")
    if not _opens(home, sealed):  # truncated, flipped, or for another
        require(outcome.startswith("not taken"), f"what does not open was {outcome}")
        return
    plain = opened_with(home, sealed).plain()
    if outcome.startswith("not taken"):
        return  # of a sender whose keys are to be compared anew
    expected = rules.take(home.house, plain, now)
    if expected:
        require(
            outcome.split()[0] == ("kept" if expected == "again" else expected),
            f"it was {outcome}, and by the rules {expected}",
        )
        return
    if outcome == "kept":
        home.house.seen.setdefault((plain["sender"], plain["id"]), plain["digest"])
        if plain["kind"] in ("withdrawn", "recall", "erasure-request"):
            rules.taken_back(home.house, plain)
        elif plain["kind"] == "circle":
            rules.hear(home.house, plain["sender"], opened_with(home, sealed).body)
        elif plain["kind"] == "circle-answer":
            said = opened_with(home, sealed).body
            require(rules.answered(home.house, plain["sender"], said), "an answer out of turn")
    elif plain["kind"] == "accept":
        sender = world.home_of(plain["sender"])
        row = sender.house.came.get((home.identifier, plain["in_reply_to"]))
        if row is not None:
            row["doubtful"] = True  # until the refusal is heard
