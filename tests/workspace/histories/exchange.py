"""What members do with envelopes, and what becomes of parcels on their way."""

import datetime as dt
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import rule

from liaison.workspace.envelopes import courier
from liaison.workspace.envelopes.actions import answering, drafting, sending
from liaison.workspace.envelopes.manifest import Subject
from liaison.workspace.envelopes.material import Wanted
from liaison.workspace.envelopes.models import Envelope, Received, Request
from liaison.workspace.envelopes.states import About, Answer, Reason, Reviewed
from liaison.workspace.envelopes.wishes import Wish
from liaison.workspace.policy.terms import Facet, Level, Purpose, Urgency, Use
from tests.workspace.histories import rules
from tests.workspace.histories.base import homes, picks, whos
from tests.workspace.histories.judging import require
from tests.workspace.histories.people import People
from tests.workspace.histories.world import NODE, Home, damaged

fates = st.lists(
    st.sampled_from(["there", "lost", "held", "cut", "flipped", "twice", "unheard"]), max_size=4
)
RECALLABLE = ("queued", "offered", "accepted", "delivered")


class Exchange(People):
    """Rules for the half that travels."""

    @rule(
        name=homes,
        by=whos,
        of=picks,
        to=st.integers(0, 3),
        some=st.integers(0, 1023),
        kind=st.tuples(
            st.sampled_from(["notice", "summary", "full", "full"]),
            st.sampled_from(["person", "person", "person", "note", "received", "nothing"]),
        ),
        terms=st.tuples(st.sampled_from(list(Purpose)), st.sampled_from(list(Use))),
        ways=st.integers(0, 255),
    )
    def something_is_drafted(
        self,
        name: str,
        by: int,
        of: int,
        to: int,
        some: int,
        kind: tuple[str, str],
        terms: tuple[Purpose, Use],
        ways: int,
    ) -> None:
        """Of any level, about anything, for some of the others. `ways`: the bits of its terms."""
        level, about = kind
        home, who = self.home(name), self.who(self.home(name), by)
        wish = self._wish(home, of, level, about, ways)
        wish.update(
            recipients=self._recipients(home, to),
            purpose=terms[0].value,
            use=terms[1].value,
            author=who.number,
        )
        if about == "person" and level == "full":
            wish["facets"] = self.facets(rules.SEEN, some)
        if about == "received" and ways & 128 and (held := home.house.came.get(wish["of"])):
            wish.update(level=held["level"], purpose=held["purpose"], use=held["use"])
        self._draft(home, who, wish)

    def _recipients(self, home: Home, to: int) -> list[str]:
        others = [one.identifier for one in self.world.homes.values() if one is not home]
        return self.facets(others, to)

    def _wish(self, home: Home, of: int, level: str, about: str, ways: int) -> dict[str, Any]:
        house = home.house
        among: dict[str, list[Any]] = {
            "person": list(house.people),
            "note": list(house.notes),
            "received": list(house.came),
        }
        chosen = self.pick(among.get(about, []), of)
        files: list[str] = []
        if level == "full" and about == "person" and chosen and ways & 1:
            files = list(house.people[chosen].files)
        if level == "full" and about == "note" and chosen:
            files = list(house.notes[chosen]["files"])
        names = bool(about == "person" and chosen and not ways & 14)
        text = {self.word()} if level == "summary" or ways & 16 else set()
        if names:
            text = {house.people[str(chosen)].names[0]}
        return {
            "level": level,
            "about": about if chosen else "nothing",
            "of": chosen or "",
            "facets": [],
            "files": files,
            "text": text,
            "names": names,
            "may_forward": bool(ways & 32),
            "tell_others": bool(ways & 64),
            "second": None,
            "vital": {self.word()} if not ways & 112 else set(),
            "state": "draft",
            "expires": self.now + dt.timedelta(days=1 + ways % 5),
            "made": self.now,
        }

    def _draft(self, home: Home, who: Any, wish: dict[str, Any]) -> None:
        about = About("" if wish["about"] == "nothing" else wish["about"])
        of = wish["of"]
        if about is About.RECEIVED:
            of = home.house.came[of].get("reference", "")
        told = Wish(
            Level(wish["level"]),
            tuple(wish["recipients"]),
            Wanted(
                about,
                of,
                frozenset(map(Facet, wish["facets"])),
                tuple(wish["files"]),
                " ".join(wish["text"]),
            ),
            Use(wish["use"]),
            Purpose(wish["purpose"]),
            wish["expires"],
            Subject("person", "TUN", "2026-02", Urgency.B),
            wish["may_forward"],
            wish["tell_others"],
            " ".join(wish["vital"]),
        )
        batch = self.attempt(
            home,
            f"{wish['level']} drafted",
            lambda: drafting.draft(wish=told, now=self.now, by=who),
            allowed=self._may_draft(home, who.number, wish),
        )
        if not batch:
            return
        with home.at_work():
            rows = Envelope.objects.filter(batch=batch).values_list("identifier", "recipient")
            for identifier, recipient in rows:
                others = [one for one in wish["recipients"] if one != recipient]
                home.house.sent[identifier] = {
                    **wish,
                    "to": recipient,
                    "others": others,
                    "batch": batch,
                }

    def _may_draft(self, home: Home, number: int, wish: dict[str, Any]) -> bool:
        house = home.house
        told = wish["tell_others"] and rules.secret(house, wish["recipients"])
        if told or not (house.may(number, "read-exchange") and wish["recipients"]):
            return False
        if home.identifier in wish["recipients"] or not rules.whole(house, number, wish):
            return False
        level, text = wish["level"], wish["text"]
        empty = not (wish["facets"] or wish["files"] or text or wish["about"] == "received")
        if level == "full" and empty:
            return False
        if level == "summary" and not text:
            return False
        if level == "notice" and wish["names"]:
            return False
        return wish["about"] != "received" or rules.may_forward(house, wish)

    @rule(
        name=homes,
        of=picks,
        to=st.sampled_from([1, 1, 2, 2, 3, 3, 3]),
        some=st.integers(0, 1023),
        level=st.sampled_from(["notice", "summary", "full", "full", "full"]),
        ways=st.integers(0, 255),
        last=st.integers(0, 4),
    )
    def an_envelope_takes_its_way(
        self, name: str, of: int, to: int, some: int, level: str, ways: int, last: int
    ) -> None:
        """Drafted, submitted, agreed to, carried, accepted, carried: as far as it comes."""
        home = self.home(name)
        before = set(home.house.sent)
        terms = (Purpose.PROTECTION, Use.INTERNAL if ways & 1 else Use.KNOW_ONLY)
        self.something_is_drafted(name, 0, of, to, some, (level, "person"), terms, ways | 2)
        if ways & 64:
            self._to_the_end_of_a_consent(home, of)
        for _one in set(home.house.sent) - before:
            self.a_draft_is_submitted(name, 0, 1)
            self.a_second_member_answers(name, 0, 0, agrees=True)  # its author may not
            self.a_second_member_answers(name, 1, 0, agrees=True)
        self.check()
        for time in range(last):
            if time == ways % 16:  # half-way
                self.a_consent_is_withdrawn(name, 0, of, 0)
            self.everything_is_carried()
            self.check()
            for other in self.world.homes:
                self.an_offer_is_answered(other, 0, 0, "accept")

    def _to_the_end_of_a_consent(self, home: Home, of: int) -> None:
        """It covers until then, and then no more."""
        reference = self.pick(list(home.house.people), of)
        consents = home.house.people[reference].consents if reference else {}
        ends = [one["until"] for one in consents.values() if one["until"] > self.now]
        if ends and min(ends) <= self.now + dt.timedelta(days=1):
            self.world.now = min(ends)

    @rule(name=homes, by=whos, of=picks)
    def a_draft_is_submitted(self, name: str, by: int, of: int) -> None:
        """By its author or somebody else; it goes, waits for another member, or stays."""
        home, house = self.home(name), self.home(name).house
        who = self.who(home, by)
        identifier = self._sent(home, of, "draft")
        if identifier is None:
            return
        row = house.sent[identifier]
        if of % 3:  # mostly its author
            who = self.who(home, [one.number for one in home.whos].index(row["author"]))
        allowed = row["author"] == who.number and rules.may_go(house, row, self.now)
        allowed = allowed and rules.whole(house, who.number, row)
        waits = rules.wants_second(house, row)
        state = self.attempt(
            home,
            "submitted",
            lambda: sending.submit(identifier=identifier, now=self.now, by=who),
            allowed=allowed,
        )
        if state:
            require(state == ("waiting" if waits else "queued"), f"submitted, it is {state}")
            row["state"] = state.value

    @rule(name=homes, by=whos, of=picks, agrees=st.sampled_from([True, True, False]))
    def a_second_member_answers(self, name: str, by: int, of: int, agrees: bool) -> None:
        """Agrees, or sends it back; also its author tries."""
        home, house = self.home(name), self.home(name).house
        who, identifier = self.who(home, by), self._sent(home, of, "waiting")
        if identifier is None:
            return
        row, number = house.sent[identifier], who.number
        may = house.may(number, "approve-sending") and row["author"] != number
        may = may and house.reads_sent(number, row)
        may = may and rules.leaving(house, row) <= house.sees(number)
        if not agrees:
            self.attempt(
                home,
                "sent back",
                lambda: sending.send_back(identifier=identifier, now=self.now, by=who),
                allowed=may,
            )
            row["state"] = "draft" if may else row["state"]
            return
        speaker = rules.speaker(house, {**row, "second": number})
        allowed = may and rules.may_go(house, row, self.now)
        allowed = allowed and speaker is not None and rules.whole(house, speaker, row)
        before, row["second"] = row["second"], number
        done = self.attempt(
            home,
            "approved",
            lambda: sending.approve(identifier=identifier, now=self.now, by=who),
            allowed=allowed,
        )
        row["state"], row["second"] = ("queued", number) if done else ("waiting", before)

    @rule(name=homes, by=whos, of=picks, what=st.sampled_from(["recall", "discard", "review"]))
    def something_is_taken_back(self, name: str, by: int, of: int, what: str) -> None:
        """Recalled, discarded, or looked at again."""
        home, house = self.home(name), self.home(name).house
        who, number = self.who(home, by), self.who(home, by).number
        states = ("draft", "waiting") if what == "discard" else RECALLABLE
        identifier = self._sent(home, of, *states)
        if identifier is None:
            return
        row = house.sent[identifier]
        if what == "discard":
            self._discarded(home, identifier, number)
        elif what == "recall":
            allowed = house.may(number, rules.SENDING[row["level"]])
            allowed = allowed and house.reads_sent(number, row)
            self.attempt(
                home,
                "recalled",
                lambda: sending.recall(identifier=identifier, now=self.now, by=who),
                allowed=allowed,
            )
            row["state"] = "recalled" if allowed else row["state"]
        else:
            allowed = house.may(number, "approve-sending") and house.reads_sent(number, row)
            allowed = allowed and bool(row["vital"]) and not row.get("reviewed")
            self.attempt(
                home,
                "reviewed",
                lambda: sending.review(
                    identifier=identifier, outcome=Reviewed.RIGHT, remark="", now=self.now, by=who
                ),
                allowed=allowed,
            )
            row["reviewed"] = row.get("reviewed") or allowed

    def _discarded(self, home: Home, identifier: str, number: int) -> None:
        row = home.house.sent[identifier]
        who = next(one for one in home.whos if one.number == number)
        self.attempt(
            home,
            "discarded",
            lambda: drafting.discard(batch=row["batch"], now=self.now, by=who),
            allowed=row["author"] == number,
        )
        if row["author"] == number:
            for one in home.house.sent.values():
                if one.get("batch") == row["batch"] and one["state"] in ("draft", "waiting"):
                    one.update(state="discarded", text=set(), facets=[], files=[], vital=set())

    @rule(name=homes, by=whos, of=picks, what=st.sampled_from(["accept", "accept", "decline"]))
    def an_offer_is_answered(self, name: str, by: int, of: int, what: str) -> None:
        """Accepted or declined, twice too, and at its very end no more."""
        home, house = self.home(name), self.home(name).house
        who = self.who(home, by)
        row = self._came(home, of, lambda one: one["offered"] is not None)
        if row is None:
            return
        may, place = house.may(who.number, "answer"), row["place"]
        same = place in (("accepted", "kept") if what == "accept" else ("declined",))
        is_open = place == "offered" and self.now < row["expires"]
        act = answering.accept if what == "accept" else answering.decline
        self.attempt(
            home,
            what,
            lambda: act(identifier=row["reference"], now=self.now, by=who),
            allowed=may and (same or is_open),
        )
        if may and is_open:
            row["place"] = "accepted" if what == "accept" else "declined"
            row["were"].add(row["place"])

    @rule(name=homes, by=whos, of=picks, what=st.sampled_from(["deleted", "kept", "delete"]))
    def a_request_is_answered(self, name: str, by: int, of: int, what: str) -> None:
        """To delete what came; or it is deleted though nobody asked."""
        home, house = self.home(name), self.home(name).house
        who = self.who(home, by)
        may = house.may(who.number, "answer")
        if what == "delete":
            row = self._came(home, of, lambda one: one["place"] == "kept")
            if row is not None and of > 8:
                reference = row["reference"]
                self.attempt(
                    home,
                    "deleted",
                    lambda: answering.delete(identifier=reference, now=self.now, by=who),
                    allowed=may,
                )
                row["place"] = "deleted" if may else row["place"]
            return
        row = self._came(home, of, lambda one: bool(one["asked"]))
        if row is None:
            return
        with home.at_work():
            asked = Request.objects.filter(received__reference=row["reference"], answered=None)
            request = asked.order_by("pk").first()
        if request is None:
            require(not row["asked"], "a request is not there")
            return
        answer = Answer(what)
        reason = Reason.USED if answer is Answer.KEPT else Reason.NONE
        self.attempt(
            home,
            f"request answered: {what}",
            lambda: answering.answer_request(
                request=request.reference, answer=answer, reason=reason, now=self.now, by=who
            ),
            allowed=may,
        )
        if may and answer is Answer.DELETED:
            row.update(place="deleted", asked=set())
        elif may:
            row["asked"].discard(request.identifier)

    @rule(name=homes, fates=fates)
    def parcels_are_carried(self, name: str, fates: list[str]) -> None:
        """All that is due of one organisation; between the nodes some is lost, held or damaged."""
        home = self.home(name)
        self.world.node, self.world.fates = NODE[name], list(fates)
        self.world.events.append(("expired", name, b"", self.now, ""))
        courier.carry(home.vault, self.world.clock)
        self.world.fates.clear()

    @rule()
    def everything_is_carried(self) -> None:
        """As after a quiet hour: twice around."""
        self.world.now += dt.timedelta(hours=1)
        for _time in range(2):
            for name in self.world.homes:
                self.parcels_are_carried(name, [])
                self.check()

    @rule(
        which=picks, held=st.booleans(), fate=st.sampled_from(["there", "there", "cut", "flipped"])
    )
    def a_parcel_comes_again(self, which: int, held: bool, fate: str) -> None:
        """One that was held on its way, or any earlier one, whole or not."""
        among = self.world.held if held else self.world.past
        parcel = self.pick(among, which)
        if parcel is not None:
            if held:
                among.remove(parcel)
            self.world.hand(parcel[0], damaged(parcel[1], fate))

    def _sent(self, home: Home, of: int, *states: str) -> str | None:
        rows = home.house.sent.items()
        return self.pick([one for one, row in rows if row["state"] in states], of)

    def _came(self, home: Home, of: int, wanted: Any) -> dict[str, Any] | None:
        rows = home.house.came.values()
        row = self.pick([one for one in rows if "reference" in one and wanted(one)], of)
        if row is not None:
            with home.at_work():
                require(Received.objects.filter(reference=row["reference"]).exists(), "it is gone")
        return row
