"""Linking in memory: the same keys, rarity and judgement as the record's own tables."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from liaison.link.facts import Facts
from liaison.link.keys import STOP, Keys, candidates, keys_of
from liaison.link.rarity import Rarity
from liaison.link.score import judge
from liaison.link.verdict import Outcome, Verdict


@dataclass(slots=True)
class Engine:
    """Documents filed by their keys. Holds everything in memory: for tests and measuring."""

    _facts: dict[str, Facts] = field(default_factory=dict)
    _keys: dict[str, Keys] = field(default_factory=dict)
    _filed: dict[str, list[str]] = field(default_factory=dict)

    def add(self, facts: Facts) -> None:
        """File a document. One that was filed before under the same identifier is replaced."""
        if facts.identifier in self._facts:
            for key in self._keys[facts.identifier].filed:
                self._filed[key].remove(facts.identifier)
        keys = keys_of(facts)
        self._facts[facts.identifier], self._keys[facts.identifier] = facts, keys
        for key in keys.filed:
            self._filed.setdefault(key, []).append(facts.identifier)

    def verdicts(self, identifier: str) -> Iterator[Verdict]:
        """What a filed document is to its candidates: linked and proposed, not the rest."""
        facts = self._facts[identifier]
        keys = self._keys[identifier]
        counts = {key: len(self._filed.get(key, ())) for key in keys.filed | keys.sought}
        followed = {
            key: [one for one in self._filed[key] if one != identifier]
            for key in keys.sought
            if 0 < counts[key] <= STOP
        }
        rarity = Rarity(len(self._facts), counts)
        for other in candidates(followed, counts):
            yield from (
                verdict
                for verdict in judge(facts, self._facts[other], rarity)
                if verdict.outcome is not Outcome.NOT
            )


def link_all(documents: Iterable[Facts]) -> list[Verdict]:
    """The links and proposals among documents, each pair and relation once, in a fixed order."""
    engine = Engine()
    identifiers = []
    for facts in documents:
        engine.add(facts)
        identifiers.append(facts.identifier)
    found: dict[tuple[str, str, str], Verdict] = {}
    for identifier in identifiers:
        for verdict in engine.verdicts(identifier):
            first, second = sorted((verdict.first, verdict.second))
            found.setdefault((verdict.relation, first, second), verdict)
    return [found[key] for key in sorted(found)]
