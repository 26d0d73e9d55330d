"""From links to matters: which documents tell the same one."""

from collections.abc import Collection, Iterable, Mapping


def matters(
    documents: Iterable[str],
    linked: Mapping[tuple[str, str], float],
    refused: Collection[tuple[str, str]] = (),
) -> list[frozenset[str]]:
    """Groups of documents (identifiers) that tell one matter, each document in one of them.

    `linked` maps pairs to their scores; `refused` are pairs that a person has parted: no group
    holds both. The strongest link is followed first. Deterministic, whatever the order given.
    """
    group: dict[str, frozenset[str]] = {one: frozenset((one,)) for one in documents}
    parted = {frozenset(pair) for pair in refused}
    for (one, other), _ in sorted(linked.items(), key=lambda item: (-item[1], item[0])):
        here, there = group[one], group[other]
        if here is there or any(frozenset((a, b)) in parted for a in here for b in there):
            continue
        joined = here | there
        for each in joined:
            group[each] = joined
    return sorted(set(group.values()), key=sorted)
