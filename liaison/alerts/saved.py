"""A selection as it is kept: what a reader asked for, and in which language it was asked."""

import dataclasses
import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from liaison.index.protocol import Facet, Selection
from liaison.kernel.partial_date import PartialDate


@dataclass(frozen=True, slots=True)
class Saved:
    """What is followed: no order, no page. Equal ones have equal numbers.

    Dates as a reader gives them: YYYY, YYYY-MM or YYYY-MM-DD; "" is no bound.
    """

    words: str = ""
    chosen: Mapping[Facet, tuple[str, ...]] = field(default_factory=dict)
    since: str = ""
    until: str = ""
    as_typed: tuple[str, ...] = ()
    language: str = "en"

    @classmethod
    def read(cls, kept: Mapping[str, Any]) -> "Saved":
        """From what `kept` gave; a facet that is no more narrows nothing."""
        known = {facet.value for facet in Facet}
        return cls(
            words=kept["words"],
            chosen={
                Facet(name): tuple(values)
                for name, values in kept["chosen"].items()
                if name in known
            },
            since=kept["since"],
            until=kept["until"],
            as_typed=tuple(kept["as_typed"]),
            language=kept["language"],
        )

    def kept(self) -> dict[str, Any]:
        """As JSON, the same for equal selections."""
        chosen = {facet.value: sorted(self.chosen[facet]) for facet in sorted(self.chosen)}
        return {
            **dataclasses.asdict(self),
            "chosen": {name: values for name, values in chosen.items() if values},
            "as_typed": sorted(self.as_typed),
            # Words alone are understood by the language of the page that they were typed on.
            "language": self.language if self.words else "en",
        }

    def number(self) -> int:
        """By which equal selections are known: 63 bits of SHA-256, so no two meet by chance."""
        text = json.dumps(self.kept(), sort_keys=True, ensure_ascii=False)
        return int.from_bytes(hashlib.sha256(text.encode()).digest()[:8], "big") >> 1

    def selection(self) -> Selection:
        """The same, in the words of the index."""
        return Selection(
            words=self.words,
            chosen=self.chosen,
            since=PartialDate.parse(self.since).first_day() if self.since else None,
            until=PartialDate.parse(self.until).last_day() if self.until else None,
            language=self.language,
            as_typed=self.as_typed,
        )
