"""The recommendations of the record: cut out of documents, with to whom and on what.

What was found of a recommendation are findings of their own with the same characters of the text:
its paragraph, to whom it is addressed, its themes. One index over kind and value leads to all.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from django.db.models import Q

from liaison.catalogue.description import Decision, standing
from liaison.catalogue.models import Edition, Finding
from liaison.catalogue.queries import standing_decisions
from liaison.kernel.finding import FindingKind, Part
from liaison.publish.declared import strictest
from liaison.publish.names import covered, worded
from liaison.publish.text import EXCERPT, shown_start
from liaison.sources.declaration import Show

_LOOKED_THROUGH = 2_000  # findings, for one page
_MARGIN = 100  # characters beside a piece of a text: a name may begin before it or end after it
_TOLD = (FindingKind.RECOMMENDATION, FindingKind.ADDRESSEE, FindingKind.RECOMMENDATION_THEME)

Place = tuple[int, int, int]  # edition, first character, end
Mark = tuple[str, int]  # value and number of the finding that was told last


@dataclass(frozen=True, slots=True)
class Asked:
    """Which recommendations are asked for; "" does not narrow. `document`: its identifier."""

    addressee: str = ""
    theme: str = ""
    mechanism: str = ""
    document: str = ""


@dataclass(frozen=True, slots=True)
class Recommendation:
    """A recommendation as one edition says it; `text` as far as its terms let us show it."""

    edition: Edition
    paragraph: str
    confidence: float
    addressees: Sequence[str]
    themes: Sequence[str]
    show: Show
    text: str


@dataclass(frozen=True, slots=True)
class _Lead:
    """A finding that leads to a recommendation, and the document that says it."""

    mark: Mark
    place: Place
    document: str


@dataclass(slots=True)
class _Said:
    """The values of each kind that were found of one recommendation."""

    values: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    confidence: float = 0.0


def recommendations(
    asked: Asked, limit: int, mark: Mark | None
) -> tuple[list[Recommendation], Mark | None]:
    """The recommendations asked for from a mark on, and where the next begin; None at the end.

    So many findings are looked through at most, however rare what is asked for is: there may be
    fewer than `limit`, even none, with more to come. What a person removed is not among them.
    """
    leads = list(_leads(asked, mark))
    more = len(leads) > _LOOKED_THROUGH
    leads = leads[:_LOOKED_THROUGH]
    decisions = standing_decisions({lead.document for lead in leads})
    places = {lead.place for lead in leads}
    led_by, _value = _leading(asked)
    also = [
        _places_of(kind, value, places)
        for kind, value in (
            (FindingKind.ADDRESSEE, asked.addressee),
            (FindingKind.RECOMMENDATION_THEME, asked.theme),
        )
        if value and kind is not led_by
    ]
    found = [
        lead
        for lead in leads
        if all(lead.place in some for some in also) and _stands(lead, asked, decisions)
    ]
    onward = leads[-1].mark if more else None
    if len(found) > limit:
        found = found[:limit]
        onward = found[-1].mark
    return _told(found, decisions), onward


def _leading(asked: Asked) -> tuple[FindingKind, str]:
    """Which findings lead to what is asked for; "": whatever they say."""
    if asked.addressee and not asked.document:
        return FindingKind.ADDRESSEE, asked.addressee
    if asked.theme and not asked.document:
        return FindingKind.RECOMMENDATION_THEME, asked.theme
    return FindingKind.RECOMMENDATION, ""


def _leads(asked: Asked, mark: Mark | None) -> Iterator[_Lead]:
    """From the kind of finding that leads to the fewest, one more than is looked through."""
    kind, value = _leading(asked)
    rows = Finding.objects.filter(kind=kind, part=Part.TEXT)
    if value:
        rows = rows.filter(value=value)
    if asked.document:
        rows = rows.filter(edition__document__identifier=asked.document)
    if mark is not None:
        last, number = mark
        # Said twice: the first condition is where an index begins.
        rows = rows.filter(value__lte=last).filter(Q(value__lt=last) | Q(pk__lt=number))
    names = ("value", "pk", "edition_id", "start", "end")
    document = "edition__document__"
    columns = [f"{document}{name}" for name in ("identifier", "mechanism", "withdrawn")]
    ordered = rows.order_by("-value", "-pk").values_list(*names, *columns)
    for said, pk, edition, start, end, identifier, mechanism, withdrawn in ordered[
        : _LOOKED_THROUGH + 1
    ]:
        hidden = withdrawn or asked.mechanism not in ("", mechanism)
        yield _Lead((said, pk), (edition, start, end), "" if hidden else identifier)


def _places_of(kind: str, value: str, places: Collection[Place]) -> frozenset[Place]:
    """Those of the places of which this was found."""
    editions = {edition for edition, _start, _end in places}
    rows = Finding.objects.filter(kind=kind, value=value, edition__in=editions)
    return frozenset(rows.values_list("edition_id", "start", "end"))


def _stands(lead: _Lead, asked: Asked, decisions: Mapping[str, Sequence[Decision]]) -> bool:
    """Whether it is shown at all, and no person removed what it is asked for by."""
    said = decisions.get(lead.document, ())
    wanted = (
        (FindingKind.ADDRESSEE, asked.addressee),
        (FindingKind.RECOMMENDATION_THEME, asked.theme),
    )
    return bool(lead.document) and all(
        not value or value in standing(kind, [value], said) for kind, value in wanted
    )


def _told(
    leads: Sequence[_Lead], decisions: Mapping[str, Sequence[Decision]]
) -> list[Recommendation]:
    said = _said({lead.place for lead in leads})
    editions = {
        row.pk: row
        for row in Edition.objects.filter(pk__in={lead.place[0] for lead in leads})
        .select_related("document", "capture")
        .defer("text")
    }
    shows = {pk: _show(row) for pk, row in editions.items()}
    texts = _texts([lead.place for lead in leads], shows)
    told = []
    for lead in leads:
        edition = editions.get(lead.place[0])
        if edition is None:  # read anew meanwhile
            continue
        found = said[lead.place]
        kept = {
            kind: standing(kind, found.values[kind], decisions.get(lead.document, ()))
            for kind in _TOLD
        }
        # What a person adds says of the document, and not of one of its recommendations.
        own = {kind: [one for one in kept[kind] if one in found.values[kind]] for kind in _TOLD}
        if found.values[FindingKind.RECOMMENDATION] and not own[FindingKind.RECOMMENDATION]:
            continue
        told.append(
            Recommendation(
                edition,
                next(iter(own[FindingKind.RECOMMENDATION]), ""),
                found.confidence,
                own[FindingKind.ADDRESSEE],
                own[FindingKind.RECOMMENDATION_THEME],
                shows[edition.pk],
                texts.get(lead.place, ""),
            )
        )
    return told


def _said(places: Collection[Place]) -> Mapping[Place, _Said]:
    rows = Finding.objects.filter(
        kind__in=_TOLD,
        edition__in={edition for edition, _start, _end in places},
        start__in={start for _edition, start, _end in places},
    )
    found: dict[Place, _Said] = defaultdict(_Said)
    for edition, start, end, kind, value, confidence in rows.values_list(
        "edition_id", "start", "end", "kind", "value", "confidence"
    ):
        one = found[edition, start, end]
        one.values[kind].add(value)
        if kind == FindingKind.RECOMMENDATION:
            one.confidence = confidence
    return found


def _show(row: Edition) -> Show:
    return strictest((row.document.source_id, row.capture.source_id))


def _texts(places: Sequence[Place], shows: Mapping[int, Show]) -> Mapping[Place, str]:
    """The words at these places, without withdrawn names, as far as they may be shown."""
    by_edition: dict[int, list[Place]] = defaultdict(list)
    for place in places:
        if shows.get(place[0], Show.LINK) is not Show.LINK:
            by_edition[place[0]].append(place)
    found = {}
    texts = Edition.objects.filter(pk__in=list(by_edition)).values_list("pk", "text")
    for pk, text in texts.iterator(chunk_size=10):
        whole = len(text)
        if shows[pk] is Show.EXCERPT:
            whole = len(shown_start(text[: EXCERPT + _MARGIN], Show.EXCERPT))
        for place in by_edition[pk]:
            _edition, start, end = place
            if end <= whole:
                found[place] = _piece(text, start, end)
    return found


def _piece(text: str, start: int, end: int) -> str:
    first = max(start - _MARGIN, 0)
    return worded(covered(text[first : end + _MARGIN])[start - first : end - first])
