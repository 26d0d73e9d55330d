"""What members do with people, notes and files."""

import datetime as dt
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import rule

from liaison.workspace.people import actions
from liaison.workspace.people import queries as people
from liaison.workspace.people.codes import GivenBy, How, NoteKind, PersonKind
from liaison.workspace.people.codes import Reason as Why
from liaison.workspace.policy.leaving import Consent
from liaison.workspace.policy.terms import Facet, Purpose, Use
from tests.workspace.histories import rules
from tests.workspace.histories.base import Histories, homes, picks, whos
from tests.workspace.histories.world import Home

WRITTEN = ("contact", "family", "health", "narrative", "source", "strategy")
bits = st.integers(0, 127)


class People(Histories):
    """Rules for the half that stays at home."""

    @rule(
        name=homes,
        by=st.integers(0, 9).map(lambda one: one if one < 8 else 0),
        some=bits,
        few=picks,
    )
    def somebody_is_written_down(self, name: str, by: int, some: int, few: int) -> None:
        """For all, or for its readers alone."""
        home, pseudonym, called = self.home(name), self.word(), self.word()
        who = self.who(home, by)
        texts = {facet: self.word() for facet in self.facets(WRITTEN, some)}
        readers = {home.whos[few % 5].number} if few > 7 else set()
        content: dict[Facet, Any] = {Facet(facet): {"text": text} for facet, text in texts.items()}
        content[Facet.IDENTITY] = {"names": [{"text": called.title(), "kind": "legal"}]}
        made = self.attempt(
            home,
            "person created",
            lambda: actions.create_person(
                pseudonym=pseudonym,
                kind=PersonKind.PERSON,
                country="TUN",
                content=content,
                readers=readers,
                now=self.now,
                by=who,
            ),
            allowed=home.house.may(who.number, "write-people"),
        )
        if made:
            only = readers | {who.number} if readers else set()
            home.house.people[made] = rules.Person(pseudonym, [called], texts, only)

    @rule(name=homes, by=whos, of=picks, facet=st.sampled_from(WRITTEN), empty=st.booleans())
    def somebody_is_changed(self, name: str, by: int, of: int, facet: str, empty: bool) -> None:
        """Another text in one facet, or none."""
        home = self.home(name)
        reference, who = self.pick(list(home.house.people), of), self.who(home, by)
        if reference is None:
            return
        person, text = home.house.people[reference], "" if empty else self.word()
        allowed = home.house.may(who.number, "write-people") and home.house.knows(
            who.number, reference
        )
        with home.at_work():
            versions = people.read(reference, by=who).versions if allowed else {}
        self.attempt(
            home,
            "person changed",
            lambda: actions.update_person(
                identifier=reference,
                pseudonym=person.pseudonym,
                kind=PersonKind.PERSON,
                country="TUN",
                content={Facet(facet): {"text": text}},
                versions=versions,
                now=self.now,
                by=who,
            ),
            allowed=allowed,
        )
        if allowed:
            person.texts.pop(facet, None)
            if text:
                person.texts[facet] = text
            elif Facet(facet) in versions:
                person.texts[facet] = ""  # an empty text is a text

    @rule(name=homes, by=whos, of=picks, few=picks)
    def readers_are_set(self, name: str, by: int, of: int, few: int) -> None:
        """Fewer, others, or all again."""
        home = self.home(name)
        reference, who = self.pick(list(home.house.people), of), self.who(home, by)
        if reference is None:
            return
        readers = {home.whos[few % len(home.whos)].number} if few < 8 else set()
        allowed = self._writes(home, who.number, reference)
        self.attempt(
            home,
            "readers set",
            lambda: actions.set_readers(
                identifier=reference, readers=readers, now=self.now, by=who
            ),
            allowed=allowed,
        )
        if allowed:
            home.house.people[reference].readers = readers | {who.number} if readers else set()

    @rule(name=homes, by=whos, of=picks, facet=st.sampled_from([*WRITTEN, "documents"]))
    def a_file_is_attached(self, name: str, by: int, of: int, facet: str) -> None:
        """In one facet of somebody."""
        home = self.home(name)
        reference, who = self.pick(list(home.house.people), of), self.who(home, by)
        if reference is None:
            return
        called, content = self.word(), self.word()
        made = self.attempt(
            home,
            "file attached",
            lambda: actions.attach_to_person(
                identifier=reference,
                facet=Facet(facet),
                name=f"{called}.txt",
                content=content.encode() + b"\n",
                now=self.now,
                by=who,
            ),
            allowed=self._writes(home, who.number, reference)
            and facet in home.house.sees(who.number),
        )
        if made:
            files = home.house.people[reference].files
            files[made] = {"facet": facet, "words": f"{called} {content}"}

    @rule(name=homes, by=whos, of=picks, which=picks)
    def a_file_is_removed(self, name: str, by: int, of: int, which: int) -> None:
        """By somebody who may write it."""
        home = self.home(name)
        reference, who = self.pick(list(home.house.people), of), self.who(home, by)
        files = home.house.people[reference].files if reference else {}
        file = self.pick(list(files), which)
        if reference is None or file is None:
            return
        allowed = self._writes(home, who.number, reference)
        allowed = allowed and files[file]["facet"] in home.house.sees(who.number)
        self.attempt(
            home,
            "file removed",
            lambda: actions.remove_file(identifier=file, by=who),
            allowed=allowed,
        )
        if allowed:
            del files[file]

    @rule(
        name=homes,
        by=whos,
        of=picks,
        some=st.integers(1, 1023),
        to=st.integers(1, 7),
        purposes=st.integers(1, 31),
        use=st.sampled_from(list(Use)),
        days=st.sampled_from([1, 7, 90]),
    )
    def a_consent_is_given(
        self, name: str, by: int, of: int, some: int, to: int, purposes: int, use: Use, days: int
    ) -> None:
        """For some facets, recipients and purposes, for some days."""
        home = self.home(name)
        reference, who = self.pick(list(home.house.people), of), self.who(home, by)
        if reference is None:
            return
        others = [one.identifier for one in self.world.homes.values()]
        given: dict[str, Any] = {
            "facets": self.facets(rules.SEEN, some),
            "recipients": self.facets(others, to),
            "purposes": self.facets([one.value for one in Purpose], purposes),
            "use": use.value,
            "since": self.now - dt.timedelta(hours=1),
            "until": self.now + dt.timedelta(days=days),
            "withdrawn": None,
        }
        terms = Consent(
            frozenset(map(Facet, given["facets"])),
            frozenset(given["recipients"]),
            frozenset(map(Purpose, given["purposes"])),
            use,
            given["since"],
            given["until"],
        )
        made = self.attempt(
            home,
            "consent given",
            lambda: actions.give_consent(
                identifier=reference,
                terms=terms,
                record=actions.Record(GivenBy.SELF, How.ORAL),
                now=self.now,
                by=who,
            ),
            allowed=self._writes(home, who.number, reference),
        )
        if made:
            home.house.people[reference].consents[made] = given

    @rule(name=homes, by=whos, of=picks, which=picks)
    def a_consent_is_withdrawn(self, name: str, by: int, of: int, which: int) -> None:
        """From this moment on."""
        home = self.home(name)
        reference, who = self.pick(list(home.house.people), of), self.who(home, by)
        consents = home.house.people[reference].consents if reference else {}
        consent = self.pick(list(consents), which)
        if reference is None or consent is None:
            return
        allowed = self._writes(home, who.number, reference)
        self.attempt(
            home,
            "consent withdrawn",
            lambda: actions.withdraw_consent(consent=consent, now=self.now, by=who),
            allowed=allowed,
        )
        if allowed and consents[consent]["withdrawn"] is None:
            consents[consent]["withdrawn"] = self.now

    @rule(
        name=homes, by=whos, of=picks, what=st.sampled_from(["write", "change", "delete", "attach"])
    )
    def a_note_is_kept(self, name: str, by: int, of: int, what: str) -> None:
        """Written, changed, deleted, or given a file."""
        home = self.home(name)
        who, notes = self.who(home, by), home.house.notes
        reference = self.pick(list(notes), of)
        title, text = self.word(), self.word()
        allowed = home.house.may(who.number, "write-notes")
        if what == "write" or reference is None:
            made = self.attempt(
                home,
                "note written",
                lambda: actions.write_note(
                    kind=NoteKind.LAW, country="TUN", title=title, text=text, now=self.now, by=who
                ),
                allowed=allowed,
            )
            if made:
                notes[made] = {"title": title, "text": text, "version": 1, "files": {}}
        elif what == "change":
            self._note_changed(home, reference, by, (title, text))
        elif what == "delete":
            self.attempt(
                home,
                "note deleted",
                lambda: actions.delete_note(identifier=reference, by=who),
                allowed=allowed,
            )
            if allowed:
                del notes[reference]
        else:
            file = self.attempt(
                home,
                "note's file attached",
                lambda: actions.attach_to_note(
                    identifier=reference,
                    name=f"{title}.txt",
                    content=text.encode(),
                    now=self.now,
                    by=who,
                ),
                allowed=allowed,
            )
            if file:
                notes[reference]["files"][file] = f"{title} {text}"

    def _note_changed(self, home: Home, reference: str, by: int, words: tuple[str, str]) -> None:
        who, note = self.who(home, by), home.house.notes[reference]
        title, text = words
        allowed = home.house.may(who.number, "write-notes")
        self.attempt(
            home,
            "note changed",
            lambda: actions.change_note(
                identifier=reference,
                kind=NoteKind.LAW,
                country="TUN",
                title=title,
                text=text,
                version=note["version"],
                now=self.now,
                by=who,
            ),
            allowed=allowed,
        )
        if allowed:
            note.update(title=title, text=text, version=note["version"] + 1)

    @rule(name=homes, by=whos, of=picks)
    def an_erasure_is_asked_for(self, name: str, by: int, of: int) -> None:
        """By one member."""
        home = self.home(name)
        reference, who = self.pick(list(home.house.people), of), self.who(home, by)
        if reference is None:
            return
        person, house = home.house.people[reference], home.house
        allowed = house.may(who.number, "ask-erasure") and house.knows(who.number, reference)
        self.attempt(
            home,
            "erasure asked",
            lambda: actions.ask_erasure(
                identifier=reference, reason=Why.ASKED, now=self.now, by=who
            ),
            allowed=allowed,
        )
        if allowed and person.asked_by is None:
            person.asked_by = who.number

    @rule(name=homes, by=whos, of=picks, agreed=st.booleans())
    def an_erasure_is_answered(self, name: str, by: int, of: int, agreed: bool) -> None:
        """By another member, or the same one, who may only take it back."""
        home, house = self.home(name), self.home(name).house
        asked = [one for one, person in house.people.items() if person.asked_by is not None]
        reference, who = self.pick(asked, of), self.who(home, by)
        if reference is None:
            return
        person, number = house.people[reference], who.number
        may = house.may(number, "approve-erasure")
        may = may and (not house.may(number, "read-people") or house.knows(number, reference))
        mine = person.asked_by == number
        if not agreed:
            self.attempt(
                home,
                "erasure declined",
                lambda: actions.decline_erasure(identifier=reference, by=who),
                allowed=may or mine,
            )
            if may or mine:
                person.asked_by = None
            return
        self.attempt(
            home,
            "erasure approved",
            lambda: actions.approve_erasure(identifier=reference, now=self.now, by=who),
            allowed=may and not mine,
        )
        if may and not mine:
            self.gone(home, reference)

    def gone(self, home: Home, reference: str) -> None:
        """What the rules make of an erasure."""
        del home.house.people[reference]
        home.house.gone.add(reference)
        for envelope in home.house.sent.values():
            if envelope["about"] == "person" and envelope["of"] == reference:
                envelope.update(about="", of="", text=set(), facets=[], files=[], vital=set())
                if envelope["state"] in ("draft", "waiting"):
                    envelope["state"] = "discarded"

    def _writes(self, home: Home, number: int, reference: str) -> bool:
        return home.house.may(number, "write-people") and home.house.knows(number, reference)
