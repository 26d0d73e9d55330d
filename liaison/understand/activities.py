"""Visits, sessions, hearings, trials, events and calls for input that a text announces or reports.

The value of a finding is "kind;alpha-3 or empty;from/until;status": kinds and statuses are codes
of activity_types.csv and activity_statuses.csv, from and until are partial dates or empty. A call
for input has its deadline as `until`.
"""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from liaison.kernel.finding import Finding, FindingKind, Part
from liaison.kernel.partial_date import PartialDate
from liaison.understand.folding import folded
from liaison.understand.negation import Mood, Use, uses
from liaison.understand.read import Read
from liaison.understand.scene import Scene, scenes
from liaison.understand.status import OFF, settled, status_of
from liaison.understand.stretches import Stretch
from liaison.understand.terms import hits
from liaison.understand.worded import worded
from liaison.vocabulary import Vocabulary

_MOST = 60  # activities told by one document: a yearbook's
_FAR = 160  # characters between a visit and the country that it goes to
_NEAR = 140  # characters between a session or hearing and its days
_AROUND = 190  # characters in which such days are looked for
_SHARED = 3  # countries that one stretch of days may stand for
_LONGEST_SPAN = 400  # characters
_VISIT, _CALL = "country_visit", "call_for_input"
_NOT_SO = (Mood.NEGATED, Mood.DENIED)
_LONGEST_SESSION = dt.timedelta(days=130)
_LONGEST = dt.timedelta(days=60)


@dataclass(frozen=True, slots=True)
class Activity:
    """What a text tells: `start` and `end` (exclusive) are the words that say so, folded."""

    kind: str
    country: str
    stretch: Stretch | None
    status: str
    start: int
    end: int
    confidence: float

    @property
    def value(self) -> str:
        """As a finding holds it."""
        days = "/"
        if self.stretch is not None:
            first, last = str(self.stretch.first), str(self.stretch.last)
            days = f"/{last}" if self.kind == _CALL else f"{first}/{last}"
        return f"{self.kind};{self.country};{days};{self.status}"


def activities(read: Read, language: str, published: str) -> Iterator[Finding]:
    """The activities that a document tells of, each once, with the words that announce it.

    `published` is the document's own date or "": what is told without a year is dated from it.
    """
    told_on = PartialDate.parse(published).first_day() if len(published) > len("2012") else None
    around = list(scenes(read, language))
    found = [(scene, one) for scene in around for one in _told(scene, told_on)]
    found += _deadline(around[-1], [one for _, one in found if one.kind == _CALL])
    dated = {(one.kind, one.country) for _, one in found if one.stretch is not None}
    seen: set[str] = set()
    for scene, one in found:
        vague = one.stretch is None and one.status not in OFF
        if one.value in seen or (vague and (one.kind, one.country) in dated):
            continue
        seen.add(one.value)
        if len(seen) > _MOST:
            return
        yield read.finding(
            FindingKind.ACTIVITY,
            one.value,
            read.span(scene.part, one.start, one.end),
            f"activity: {one.kind}",
            one.confidence,
        )


def kind_named(title: str, vocabulary: Vocabulary) -> str:
    """The kind of activity that a title names in whatever language, or ""."""
    found = hits(worded(folded(title)), vocabulary, "activity_words", "")
    sure = [one for one in found if one.strength == "strong"]
    return (sure or found)[0].code if found else ""


def _told(scene: Scene, told_on: dt.date | None) -> Iterator[Activity]:
    every = list(uses(scene.words, scene.part, scene.vocabulary, "activity_words", scene.language))
    sure = scene.sure(every)
    cues = [one for one in every if one.code == _CALL or not scene.is_covered(one, sure)]
    for number, cue in enumerate(cues):
        if cue.mood in _NOT_SO:
            continue
        following = cues[number + 1].start if number + 1 < len(cues) else len(scene.words.text)
        if cue.code == _CALL:
            yield from _call(scene, cue)
        elif cue.code == _VISIT:
            yield from _visit(scene, cue, following, told_on)
        else:
            yield from _sitting(scene, cue, following, told_on)


def _visit(scene: Scene, cue: Use, following: int, told_on: dt.date | None) -> Iterator[Activity]:
    """A visit: where to, and when, as far as its sentence says so."""
    if not scene.is_of_mechanism(cue):
        return
    found = _stretches(scene, cue, following, told_on)
    going = _countries(scene, cue, following)
    if not found and (cue.mood is not Mood.TOLD or scene.is_asked_for(cue)):
        return
    for country, at, own in _shared_out(going, found):
        if not own:
            status = status_of(scene, cue, None, told_on)
            believed = cue.strength == "strong" or scene.part is Part.TITLE
            if country and (believed or status not in ("", "done")):  # "visited Peru before"
                yield _activity(cue, country, at, None, status or "planned", 0.5)
        sure = 0.5 if not country else 0.85 if cue.strength == "strong" else 0.75
        statuses = [status_of(scene, cue, one, told_on) or "planned" for one in own]
        for one, status in zip(own, statuses, strict=True):
            yield _activity(cue, country, at, one, status, sure)
        if "postponed" not in statuses and own and status_of(scene, cue, None, None) == "postponed":
            yield _activity(cue, country, at, None, "postponed", 0.5)  # to these days


def _countries(scene: Scene, cue: Use, following: int) -> list[tuple[str, int]]:
    """The countries that a visit goes to, with where each name ends: after the word, or before."""
    first, last = scene.sentence(cue)
    named = scene.countries(cue.end, min(following, last)) or scene.countries(
        cue.end, min(last, cue.end + _FAR)
    )
    if named and named[0].start - cue.end <= _FAR:
        return [(one.iso3, one.end) for one in named]
    named = scene.countries(first, cue.start) or scene.countries(cue.end, last)
    if len({one.iso3 for one in named}) == 1:
        return [(named[-1].iso3, named[-1].end)]
    return [(scene.title_country, cue.end)] if not named and scene.title_country else []


def _shared_out(
    going: Sequence[tuple[str, int]], found: Sequence[Stretch]
) -> Iterator[tuple[str, int, list[Stretch]]]:
    """Each country with its days: those that follow it, or the ones that all share.

    Of a long list of countries without days of their own, none is told to be visited.
    """
    if len(going) <= 1:
        country, at = going[0] if going else ("", 0)
        if going or found:
            yield country, at, list(found)
        return
    behind = [*(at for _, at in going[1:]), max(going[-1][1], *(one.end for one in found), 0) + 1]
    for (country, at), limit in zip(going, behind, strict=True):
        own = [one for one in found if at <= one.start < limit]
        if own:
            yield country, at, own
        elif len(going) <= _SHARED:
            yield country, at, list(found[-1:]) if len(found) == 1 else []


def _sitting(scene: Scene, cue: Use, following: int, told_on: dt.date | None) -> Iterator[Activity]:
    """A session, hearing, trial or event: told only with its days."""
    found = [
        one
        for one in _stretches(scene, cue, following, told_on)
        if min(abs(one.start - cue.end), abs(cue.start - one.end)) <= _NEAR
        and one.first.day is not None
        and one.last.last_day() - one.first.first_day()
        <= (_LONGEST_SESSION if cue.code == "session" else _LONGEST)
    ]
    if cue.code in ("session", "event") and not scene.is_of_mechanism(cue):
        return
    if cue.code == "trial_observation" and not found:
        country = scene.country_near(cue)
        status = status_of(scene, cue, None, told_on)
        if country and status and cue.mood is Mood.TOLD and scene.is_of_mechanism(cue):
            yield _activity(cue, country, cue.end, None, status, 0.5)
        return
    country = "" if cue.code == "session" else scene.country_near(cue)
    if cue.code in ("trial", "hearing") and scene.is_observed(cue):
        cue = cue._replace(code="trial_observation")
    for one in found[:2]:
        status = status_of(scene, cue, one, told_on) or "planned"
        yield _activity(cue, country, cue.end, one, status, 0.75)


def _call(scene: Scene, cue: Use) -> Iterator[Activity]:
    """A call for input, with its deadline where one is told nearby."""
    deadline = scene.deadline(cue)
    if deadline is None and not scene.is_heading(cue):
        return
    status = status_of(scene, cue, None, None)
    if status not in ("postponed", "cancelled"):
        status = "under_way"
    yield _activity(cue, "", cue.end, deadline, status, 0.8 if deadline else 0.6)


def _deadline(text: Scene, calls: Sequence[Activity]) -> Iterator[tuple[Scene, Activity]]:
    """A call that is told without its deadline, with the one that the first page asks to keep."""
    if not calls or any(one.stretch is not None for one in calls):
        return
    told = text.opening_deadline()
    if told is not None:
        stretch, start = told
        status = calls[0].status
        yield text, Activity(_CALL, "", stretch, status, start, stretch.end, 0.75)


def _stretches(scene: Scene, cue: Use, following: int, told_on: dt.date | None) -> list[Stretch]:
    """The days that belong to a word: those after it, up to the next such word, else before."""
    first, last = scene.days_around(cue)
    if cue.code != _VISIT:
        first, last = max(first, cue.start - _AROUND), min(last, cue.end + _AROUND)
    found = settled(scene, cue, scene.stretches(first, last), told_on)
    after = [one for one in found if cue.end <= one.start < following]
    if not after and cue.code == _VISIT:
        after = [
            one
            for one in found
            if one.start >= cue.end and not scene.countries(following, one.start)
        ]
    return after or [one for one in found if one.end <= cue.start]


def _activity(
    cue: Use, country: str, at: int, stretch: Stretch | None, status: str, confidence: float
) -> Activity:
    start, end = cue.start, max(cue.end, at)
    if stretch is not None:
        start, end = min(start, stretch.start), max(end, stretch.end)
    if end - start > _LONGEST_SPAN:
        start, end = cue.start, cue.end
    return Activity(cue.code, country, stretch, status, start, end, confidence)
