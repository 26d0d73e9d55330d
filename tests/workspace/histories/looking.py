"""What every member sees of everything, held against what the rules let them see."""

from collections.abc import Callable, Iterable
from functools import partial
from typing import Any

from liaison.workspace.audit import queries as audit
from liaison.workspace.circles import queries as circles
from liaison.workspace.envelopes.models import Envelope, Received
from liaison.workspace.envelopes.queries import came, heads, sent
from liaison.workspace.frame import desk
from liaison.workspace.people import queries as people
from liaison.workspace.policy.errors import NotThere, Refused
from liaison.workspace.policy.members import Who
from tests.workspace.histories.judging import LISTED, Finding, require
from tests.workspace.histories.markers import found_in
from tests.workspace.histories.rules import House
from tests.workspace.histories.world import Home, World

# What becomes of an envelope by itself; before it is queued, only members move it.
MOVES = {
    "queued": {
        "offered",
        "accepted",
        "delivered",
        "declined",
        "refused",
        "expired",
        "recalled",
        "stopped",
    },
    "offered": {"accepted", "declined", "expired", "recalled"},
    "accepted": {"delivered", "stopped", "refused", "expired", "recalled"},
    "delivered": {"recalled"},
}


def look(world: World, home: Home, who: Who) -> None:
    """Everything that one member can ask for, at once."""
    house, number = home.house, who.number
    with home.at_work():
        shown: list[Any] = []
        shown += _people(house, who)
        shown += _notes(house, who)
        shown += _sent(world, house, who)
        shown += _came(house, who)
        shown += _circles(house, who)
        shown += _waiting(world, house, who)
    beyond = found_in(repr(shown)) - words_for(house, number)
    require(not beyond, f"a {who.role} saw {len(beyond)} words that were not for them")


def words_for(house: House, member: int) -> set[str]:
    """Every marker that a member may see, wherever it stands."""
    words = _words_at_home(house, member)
    for envelope in house.sent.values():
        if house.reads_sent(member, envelope):
            words |= set(envelope["text"])
            if envelope["author"] == member or house.may(member, "approve-sending"):
                words |= set(envelope["vital"])
    if house.may(member, "read-exchange") or house.may(member, "keep-circles"):
        for circle in (*house.circles.values(), *house.told.values()):
            words |= circle["words"]
    sees = house.sees(member)
    kept = [row for row in house.came.values() if row["place"] == "kept"]
    for row in kept if house.may(member, "read-exchange") else ():
        words |= row["text"]
        words |= set().union(*(found for facet, found in row["facets"].items() if facet in sees))
        words |= row["files"] if set(row["facets"]) <= sees else set()
    return words


def _words_at_home(house: House, member: int) -> set[str]:
    sees, words = house.sees(member), set()
    for reference in house.known(member):
        person = house.people[reference]
        words.add(person.pseudonym)
        words |= set(person.names) if "identity" in sees else set()
        words |= {text for facet, text in person.texts.items() if facet in sees}
        for file in person.files.values():
            words |= set(file["words"].split()) if file["facet"] in sees else set()
    for note in house.notes.values() if house.may(member, "read-notes") else ():
        words |= {note["title"], note["text"], *" ".join(note["files"].values()).split()}
    return words


def whole(world: World, home: Home) -> None:
    """The chain of the log, and the heads that others remember of it."""
    with home.at_work():
        known = [] if home.house.restored else heads.remembered_by_others()
        require(audit.verify(known) == [], "the log is not whole")
        for other in world.homes.values():
            if other is not home and not other.house.restored:
                require(heads.doubt_about(other.identifier) is None, "another's log is in doubt")


def rows(world: World, home: Home) -> None:
    """Every row that came or goes out."""
    with home.at_work():
        _rows_that_came(home)
        _rows_that_go(world, home)


def _rows_that_came(home: Home) -> None:
    rows = {
        (row.sender, row.identifier): row
        for row in Received.objects.filter(kind__in=LISTED).defer("contents")
    }
    house = home.house
    require(rows.keys() == house.came.keys(), "what came is not what should have come")
    for name, row in rows.items():
        mine = house.came[name]
        mine["reference"] = row.reference
        doubtful = mine["doubtful"] and mine["place"] == "accepted"
        if doubtful and row.place in ("expired", "withdrawn"):
            mine["place"] = row.place
        require(row.place == mine["place"], f"what came is {row.place}, not {mine['place']}")


def _rows_that_go(world: World, home: Home) -> None:
    for row in Envelope.objects.filter(kind__in=LISTED):
        mine = home.house.sent.get(row.identifier)
        if mine is None:
            raise Finding("an envelope is here that nobody wrote")
        before, after = mine["state"], row.state
        if before == after:
            continue
        require(_reachable(before, after), f"an envelope went from {before} to {after}")
        mine["state"] = after
        there = world.home_of(row.recipient).house
        were = there.came.get((home.identifier, row.identifier), {"were": set()})["were"]
        if after == "delivered" and not there.restored:
            require("kept" in were, "it counts as delivered and never was")
        if after == "accepted" and not there.restored:
            require("accepted" in were, "it counts as accepted and never was")


def _reachable(before: str, after: str) -> bool:
    known, new = {before}, {before}
    while new:
        new = set().union(*(MOVES.get(one, set()) for one in new)) - known
        known |= new
    return after in known


def _or_refused(do: Callable[[], Any], allowed: bool, what: str) -> Any:
    """What it gives; by the rules it is given or refused."""
    try:
        found = do()
    except (Refused, NotThere):
        require(not allowed, f"{what} was refused and is allowed")
        return None
    require(allowed, f"{what} was given and is not allowed")
    return found


def _people(house: House, who: Who) -> Iterable[Any]:
    number = who.number
    may, known = house.may(number, "read-people"), house.known(number)
    listed = _or_refused(lambda: people.listed(people.Wanted(), by=who), may, "the list")
    if listed is not None:
        require({card.reference for card in listed.cards} == known, "another list of people")
        require(listed.count == len(known), "another count of people")
        yield listed
    yield from _found(house, who, known)
    for reference in [*house.people, *house.gone]:
        there = reference in known
        dossier = _or_refused(partial(people.read, reference, by=who), there, "a person")
        files = _or_refused(partial(people.of_person, reference, by=who), there, "files")
        given = _or_refused(partial(people.consents_of, reference, by=who), there, "consents")
        yield (dossier, files, given)
        if dossier is None:
            continue
        person, sees = house.people[reference], house.sees(number)
        held = set(person.texts) | ({"identity"} if person.names else set())
        require(set(map(str, dossier.contents)) == held & sees, "other facets of a person")
        expected = {one for one, file in person.files.items() if file["facet"] in sees}
        require({card.reference for card in files} == expected, "other files of a person")
        require({one.reference for one in given} == set(person.consents), "other consents")


def _found(house: House, who: Who, known: set[str]) -> Iterable[Any]:
    """Searches for everybody, also for those whom they must not find."""
    number = who.number
    may = house.may(number, "read-people")
    named = may and "identity" in house.sees(number)
    for reference, person in list(house.people.items())[-4:]:
        asked = person.pseudonym
        cards = _or_refused(partial(people.suggestions, asked, by=who), may, "suggestions")
        if cards is not None:
            there = {reference} if reference in known else set()
            require({card.reference for card in cards} == there, "other suggestions")
        for name in person.names[:1]:
            met = _or_refused(partial(people.by_name, name, by=who), named, "a search")
            if met is not None:
                found = {one.card.reference for one in met.found}
                require(found <= known and met.met <= len(known), "a search met somebody hidden")
                require(reference not in known or reference in found, "a search found them not")
            yield met
        yield cards


def _notes(house: House, who: Who) -> Iterable[Any]:
    may = house.may(who.number, "read-notes")
    listed = _or_refused(lambda: people.notes(people.NotesWanted(), by=who), may, "notes")
    if listed is not None:
        require({one.reference for one in listed.cards} == set(house.notes), "other notes")
        require(listed.count == len(house.notes), "another count of notes")
    yield listed
    for reference, note in list(house.notes.items())[-2:]:
        yield _or_refused(partial(people.note, reference, by=who), may, "a note")
        yield _or_refused(partial(people.of_note, reference, by=who), may, "its files")
        wanted = people.NotesWanted(text=note["text"])
        met = _or_refused(partial(people.notes, wanted, by=who), may, "a search in notes")
        require(met is None or [one.reference for one in met.cards] == [reference], "other notes")


def _sent(world: World, house: House, who: Who) -> Iterable[Any]:
    may = house.may(who.number, "read-exchange")
    mine = {one for one, row in house.sent.items() if house.reads_sent(who.number, row)}
    shown = {one for one in mine if house.sent[one]["state"] != "discarded"}
    listed = _or_refused(lambda: sent.listed(by=who), may, "the list of what goes out")
    if listed is not None:
        require(
            len(house.sent) > 50 or {card.identifier for card in listed} == shown,
            "another list of what goes out",
        )
    yield listed
    for identifier, row in list(house.sent.items())[-6:]:
        there = identifier in mine
        yield _or_refused(partial(sent.one, identifier, by=who), there, "an envelope")
        _or_refused(partial(sent.judged, identifier, by=who, now=world.now), there, "its judgement")
        try:
            yield sent.preview(identifier, by=who)
        except (Refused, NotThere):
            pass
        else:
            require(there, "a preview of something hidden")
        if row["about"] == "person":
            cards = _or_refused(partial(sent.of_person, row["of"], by=who), may, "of a person")
            require(cards is None or {card.identifier for card in cards} <= mine, "hidden ones")


def _came(house: House, who: Who) -> Iterable[Any]:
    may = house.may(who.number, "read-exchange")
    listed = _or_refused(lambda: came.listed(by=who), may, "the list of what came")
    require(listed is None or len(listed) == min(50, len(house.came)), "another list of what came")
    yield listed
    sees = house.sees(who.number)
    for row in list(house.came.values())[-6:]:
        if "reference" not in row:
            continue
        read = _or_refused(partial(came.read, row["reference"], by=who), may, "what came")
        if read is not None:
            held = set(row["facets"]) if row["place"] == "kept" else set()
            require(set(map(str, read.facets)) == held & sees, "other facets of what came")
            require(not read.files or held <= sees, "files of what is not all seen")
        yield read
    asked = _or_refused(lambda: came.requests(by=who), may, "requests")
    if asked is not None:
        expected = sum(len(row["asked"]) for row in house.came.values())
        require(len(asked) == expected, "another number of requests")
        yield [card for _request, card in asked]


def _circles(house: House, who: Who) -> Iterable[Any]:
    may = house.may(who.number, "read-exchange") or house.may(who.number, "keep-circles")
    known = _or_refused(partial(circles.everyone, by=who), may, "circles")
    for row in known or ():
        ours, told = house.circles.get(row.identifier), house.told.get(row.identifier)
        members = circles.memberships(row, by=who)
        yield row.name, row.about, [one.name for one in members]
        named = {one.organisation for one in members}
        if ours is not None:
            require(named == set(ours["in"]), "another roster of our own circle")
        elif told is not None:
            require(row.standing == told["yours"], "another standing in a circle")
            inside = told["yours"] in ("asked", "member")
            require(named <= (told["ever"] if inside else set()), "a roster beyond what was told")
            reached = set(circles.reach(row).reached)
            require(not reached - named, "a circle reaches somebody who is not named")
            require(not reached or told["yours"] == "member", "a circle that is not ours reaches")
    count = len(house.circles) + len(house.told)
    require(known is None or len(known) == count, "other circles")


def _waiting(world: World, house: House, who: Who) -> Iterable[Any]:
    number = who.number
    second = house.may(number, "approve-sending")
    waiting = _or_refused(lambda: sent.waiting(by=who), second, "what waits")
    for card in waiting or ():
        require(house.reads_sent(number, house.sent[card.identifier]), "something hidden waits")
        require(house.sent[card.identifier]["author"] != number, "one's own waits for oneself")
    due = _or_refused(lambda: sent.reviews(by=who), second, "reviews")
    for one in due or ():
        require(house.reads_sent(number, house.sent[one.card.identifier]), "a hidden review is due")
    erase = house.may(number, "approve-erasure")
    erasures = _or_refused(lambda: people.waiting(by=who), erase, "erasures")
    for one in erasures or ():
        person = house.people[one.reference]
        blind = not house.may(number, "read-people")
        hidden = not blind and not house.knows(number, one.reference)
        require(not hidden or person.asked_by == number, "an erasure of somebody hidden")
    if house.members[number][1]:
        yield desk.items(who, world.now)
    yield waiting, due, erasures
