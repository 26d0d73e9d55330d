"""Documents and what they are to each other: filed, compared with their candidates, kept."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import Q

from liaison.catalogue.actions import owe_to_index
from liaison.catalogue.following import note_followed
from liaison.catalogue.groups import joined
from liaison.catalogue.models import Document, Link
from liaison.catalogue.queries import standing_link_decisions
from liaison.kernel.relation import Relation
from liaison.link.facts import VERSION, Facts
from liaison.link.files import facts_of_rows, file_facts, look_up
from liaison.link.filing import facts_from_catalogue
from liaison.link.keys import keys_of
from liaison.link.regrouping import one_at_a_time, regroup
from liaison.link.score import judge
from liaison.link.verdict import Outcome, Verdict

# Joined where it is read, by the symbol: what everybody cites would have links without end.
_NOT_KEPT = frozenset((Relation.CITES,))

Pair = tuple[str, str, Relation]  # in the order of `ordered`


def file_documents(documents: Sequence[Document], secret: bytes) -> None:
    """File documents under their keys; those withdrawn are taken out. Opens its transaction."""
    facts = facts_from_catalogue([one for one in documents if not one.withdrawn], secret)
    keys = {one.pk: frozenset[str]() for one in documents}
    keys |= {pk: keys_of(one).filed for pk, one in facts.items()}
    with transaction.atomic():
        file_facts(facts, keys)
        Document.objects.filter(pk__in=keys).update(filed_version=VERSION, linked_version=0)


def link_documents(documents: Sequence[Document], now: datetime) -> None:
    """Find the links of filed documents and regroup their matters. Opens its transaction.

    What a person decided stands, whatever was computed. A document that was withdrawn loses its
    links until it is shown again. One that was filed anew meanwhile stays pending.
    """
    identifiers = {one.pk: one.identifier for one in documents}
    facts = facts_of_rows(identifiers)
    found = _computed(facts)
    decided = standing_link_decisions(identifiers.values())
    rows = _rows(found, decided, {one.identifier for one in documents if one.withdrawn})
    with transaction.atomic():
        one_at_a_time()
        before = joined(identifiers.values())
        touched = _replace(set(identifiers.values()), rows)
        regroup(touched, now)
        note_followed(touched)
        parted_or_joined = before ^ joined(identifiers.values())
        owe_to_index(end for pair in parted_or_joined for end in pair)
        filed = facts_of_rows(identifiers)
        settled = [pk for pk in identifiers if filed.get(pk) == facts.get(pk)]
        Document.objects.filter(pk__in=settled).update(linked_version=VERSION)


def _computed(facts: Mapping[int, Facts]) -> dict[Pair, Verdict]:
    keys = {pk: keys_of(one) for pk, one in facts.items()}
    found_near, rare = look_up(keys)
    others = facts_of_rows({pk for near in found_near.values() for pk in near})
    found: dict[Pair, Verdict] = {}
    for pk, one in facts.items():
        for other in found_near[pk]:
            if other in others:
                for verdict in judge(one, others[other], rare):
                    if verdict.outcome is not Outcome.NOT and verdict.relation not in _NOT_KEPT:
                        found[_pair(verdict)] = verdict
    return found


def _pair(verdict: Verdict) -> Pair:
    return verdict.first, verdict.second, verdict.relation


def _rows(
    found: Mapping[Pair, Verdict], decided: Mapping[Pair, bool], withdrawn: set[str]
) -> list[Link]:
    """The links to keep: computed ones that nobody refused, and those that a person made."""
    rows = [
        Link(
            document=pair[0],
            other=pair[1],
            relation=pair[2].value,
            outcome=verdict.outcome.value,
            score=round(verdict.score, 4),
            reasons=[
                {"code": one.code, "weight": round(one.weight, 2), **one.given}
                for one in verdict.reasons
            ],
        )
        for pair, verdict in found.items()
        if pair not in decided
    ]
    rows += [
        Link(
            document=pair[0],
            other=pair[1],
            relation=pair[2].value,
            outcome=Outcome.LINKED.value,
            score=1.0,
            reasons=[{"code": "decided"}],
            decided=True,
        )
        for pair, linked in decided.items()
        if linked
    ]
    return [row for row in rows if not {row.document, row.other} & withdrawn]


def _replace(identifiers: set[str], rows: Sequence[Link]) -> set[str]:
    """Put links in place of all that these documents had; give back every end touched."""
    held = Link.objects.filter(Q(document__in=identifiers) | Q(other__in=identifiers))
    touched = {end for pair in held.values_list("document", "other") for end in pair}
    held.delete()
    ordered = sorted(rows, key=lambda row: (row.document, row.other, row.relation))
    # Another worker may hold the other end of a pair: then both write the same row.
    Link.objects.bulk_create(
        ordered,
        update_conflicts=True,
        unique_fields=["document", "other", "relation"],
        update_fields=["outcome", "score", "reasons", "decided"],
    )
    return touched | identifiers | {end for row in rows for end in (row.document, row.other)}
