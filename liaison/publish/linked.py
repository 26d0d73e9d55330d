"""What a document has to do with others, in the words of the page's language."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from liaison.catalogue.models import Document
from liaison.catalogue.related import Company, Related
from liaison.kernel.relation import Relation
from liaison.publish.names import without_names

_MOST_REASONS = 3
_BESIDE = 4  # documents of a matter before and after the page's own
_MOST = 12  # of one relation: a matter's own page has them all


@dataclass(frozen=True, slots=True)
class Linked:
    """Another document, and why it belongs here."""

    row: Document
    reasons: list[str]


@dataclass(frozen=True, slots=True)
class Group:
    """The documents that stand in one relation to the page's own."""

    relation: str
    documents: list[Linked]
    cited: bool = False  # the page's own names a reference that they bear
    same_matter: bool = False


def groups(company: Company) -> list[Group]:
    """What belongs with a document, by relation, the nearest relation first."""
    found = [
        *company.related,
        *(Related(Relation.CITES, False, one, 1.0) for one in company.cited.named),
        *(Related(Relation.CITES, True, one, 1.0) for one in company.cited.naming),
    ]
    by_relation: dict[tuple[int, bool], list[Related]] = defaultdict(list)
    for one in found:
        by_relation[list(Relation).index(one.relation), one.turned].append(one)
    return [
        Group(
            relation(some[0]),
            [Linked(one.document, reasons(one.reasons)) for one in some[:_MOST]],
            cited=some[0].relation is Relation.CITES and not some[0].turned,
            same_matter=some[0].relation is Relation.SAME_MATTER,
        )
        for _place, some in sorted(by_relation.items())
    ]


@dataclass(frozen=True, slots=True)
class Around:
    """A document among those of its matter, in the order of time; so many more are on either side.

    Of one that is in no matter with others, `documents` is empty.
    """

    documents: Sequence[Linked] = ()
    before: int = 0
    after: int = 0


@dataclass(frozen=True, slots=True)
class Nearby:
    """The rows of a matter just before and just after a document, itself among them."""

    rows: Sequence[int] = ()
    before: int = 0
    after: int = 0


def nearby(row: Document, matter: Sequence[int]) -> Nearby:
    """`matter`: the rows of its documents in the order of time."""
    if row.pk not in matter or len(matter) == 1:
        return Nearby()
    at = matter.index(row.pk)
    first = max(at - _BESIDE, 0)
    rows = matter[first : at + _BESIDE + 1]
    return Nearby(rows, first, len(matter) - first - len(rows))


def around(
    row: Document, near: Nearby, rows: Mapping[int, Document], linked: Sequence[Group]
) -> Around:
    """The documents of a matter just before and just after one of them, with why they belong."""
    why = {one.row.pk: one.reasons for some in linked if some.same_matter for one in some.documents}
    known = {**rows, row.pk: row}
    found = [known[number] for number in near.rows if number in known]
    documents = [Linked(one, why.get(one.pk, [])) for one in found]
    return Around(documents, near.before, near.after)


def relation(one: Related) -> str:
    """How the other document stands to the one whose page this is."""
    if one.turned:
        return {
            Relation.UPDATE_OF: _("Updated by"),
            Relation.REPLY_TO: _("Answered by"),
            Relation.CITES: _("Cited by"),
        }[one.relation]
    return {
        Relation.SAME_DOCUMENT: _("The same document elsewhere"),
        Relation.NEAR_COPY: _("Nearly the same words"),
        Relation.TRANSLATION_OF: _("The same text in another language"),
        Relation.UPDATE_OF: _("Update of"),
        Relation.REPLY_TO: _("Answer to"),
        Relation.CITES: _("Cites"),
        Relation.SAME_MATTER: _("The same matter"),
    }[one.relation]


def reasons(given: Iterable[Mapping[str, Any]]) -> list[str]:
    """The weightiest reasons, in a few words each; no person is named, nothing speaks against."""
    weighed = sorted(given, key=lambda one: -one.get("weight", 1))
    said = [
        without_names(words % one)
        for one in weighed
        if one.get("weight", 1) > 0 and (words := _reason(str(one["code"])))
    ]
    return said[:_MOST_REASONS]


def _reason(code: str) -> str:
    """The words of a code; "" for one that tells a reader nothing."""
    return {
        "decided": _("a person said so"),
        "cites_reference": _("cites %(reference)s"),
        "is_reply": _("is a reply"),
        "later_in_chain": _("later in the chain of %(reference)s"),
        "update_cites_reference": _("an update that cites %(reference)s"),
        "update_of_chain": _("an update in the chain of %(reference)s"),
        "same_day": _("published on the same day"),
        "same_address": _("same address but for the language"),
        "same_order": _("their figures follow in the same order"),
        "names_side_by_side": _("same names"),
        "same_words": _("%(percent)s %% of their phrases are the same"),
        "same_figures": _("%(percent)s %% of their figures are the same"),
        "same_title": _("same title"),
        "same_reference": _("same reference"),
        "words_in_both_titles": _("same rare words in both titles"),
        "title_quoted": _("one quotes the title of the other"),
        "title_repeated": _("words of one title in the other"),
        "names_its_date": _("one names the date of the other"),
        "same_country": _("same country"),
        "same_people": _("same person named"),
        "same_event_date": _("same day told of"),
        "same_violation": _("same violation"),
        "same_law": _("same law or practice"),
    }.get(code, "")
