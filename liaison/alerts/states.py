"""What counts as new and as changed for a reader: told from the documents as they stand now.

A document has changed where an address that it was known by gave other bytes, and what is read
there is worded otherwise. A new reading of the same bytes changes nothing, nor do bytes around the
same words. A translation or file that joins it is no change of what was there.
"""

import hashlib
import re
import unicodedata
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from liaison.alerts.models import ContentState
from liaison.catalogue.models import Edition

_NO_WORDS = re.compile(r"[\W_]+")
_SIZE = 12  # bytes of a digest
_AT_ONCE = 500

Editions = dict[str, list[str]]  # by key of the address: digests of its bytes and of its words


@dataclass(frozen=True, slots=True)
class Standing:
    """The documents of one round: what they say now, and what they said when last looked at."""

    now: Mapping[str, Editions]
    before: Mapping[str, Editions]

    def is_known(self, identifier: str) -> bool:
        """Whether it was looked at before."""
        return identifier in self.before

    def has_changed(self, identifier: str) -> bool:
        """Whether what readers see of it is worded otherwise than before, by its publisher."""
        before = self.before.get(identifier, {})
        return any(
            key in before and all(one != other for one, other in zip(before[key], now, strict=True))
            for key, now in self.now.get(identifier, {}).items()
        )

    def state(self, identifier: str) -> str:
        """A digest of what it says now."""
        words = sorted((key, said[1]) for key, said in self.now.get(identifier, {}).items())
        return _digest([repr(words)])


def look(identifiers: Collection[str]) -> Standing:
    """How these documents stand."""
    return Standing(_now(identifiers), _before(identifiers))


def remember(identifiers: Collection[str], standing: Standing) -> None:
    """Keep what these documents say now, for the next time.

    What an address said is kept when it is gone: a page that comes back as it was has not changed.
    """
    rows = [
        ContentState(
            identifier=one,
            editions={**standing.before.get(one, {}), **standing.now.get(one, {})},
        )
        for one in sorted(identifiers)
    ]
    fresh = [row for row in rows if standing.before.get(row.identifier) != row.editions]
    ContentState.objects.bulk_create(
        fresh,
        batch_size=_AT_ONCE,
        update_conflicts=True,
        unique_fields=["identifier"],
        update_fields=["editions"],
    )


def _now(identifiers: Collection[str]) -> Mapping[str, Editions]:
    found: dict[str, Editions] = {one: {} for one in identifiers}
    for some in _batches(identifiers):
        rows = Edition.objects.filter(document__identifier__in=some).values_list(
            "document__identifier", "address_key", "capture__sha256", "title", "text"
        )
        for identifier, key, captured, title, text in rows.iterator(chunk_size=_AT_ONCE):
            found[identifier][key] = [_digest([captured]), _digest([_words(title), _words(text)])]
    return found


def _before(identifiers: Collection[str]) -> Mapping[str, Editions]:
    return {
        identifier: editions
        for some in _batches(identifiers)
        for identifier, editions in ContentState.objects.filter(identifier__in=some).values_list(
            "identifier", "editions"
        )
    }


def _words(text: str) -> str:
    """A text without what changes nothing for a reader: spaces, signs, capitals, ligatures."""
    return _NO_WORDS.sub(" ", unicodedata.normalize("NFKC", text).casefold()).strip()


def _digest(parts: Iterable[str]) -> str:
    made = hashlib.blake2b(digest_size=_SIZE)
    for part in parts:
        made.update(part.encode("utf-8", "replace") + b"\0")
    return made.hexdigest()


def _batches(identifiers: Collection[str]) -> Iterable[Sequence[str]]:
    ordered = sorted(identifiers)
    for start in range(0, len(ordered), _AT_ONCE):
        yield ordered[start : start + _AT_ONCE]
