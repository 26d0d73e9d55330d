"""An entry as a document of the engine."""

import hashlib
from collections.abc import Sequence
from itertools import zip_longest

from tantivy import Document

from liaison.index.digest import pieces
from liaison.index.facets import Facet
from liaison.index.folding import reference_key
from liaison.index.protocol import Entry
from liaison.index.tantivy_engine import schema
from liaison.index.tantivy_engine.wording import worded
from liaison.index.tongues import tongue_of
from liaison.kernel.storable import storable


def document(entry: Entry) -> Document:
    """What the engine is given of an entry: words, never the text itself."""
    made = Document()
    made.add_text(schema.IDENTIFIER, storable(entry.identifier))
    for member in dict.fromkeys((entry.identifier, *entry.members)):
        made.add_text(schema.MEMBER, storable(member))
    for name, references in (
        (schema.SYMBOL, entry.symbols),
        (schema.REFERENCE, (*entry.references, *entry.symbols)),
    ):
        for key in sorted({reference_key(reference) for reference in references} - {""}):
            made.add_text(name, storable(key))
    for language, text in entry.titles.items():
        _add_words(made, schema.PARTS, language, text)
    for language, text in entry.bodies.items():
        _add_words(made, schema.BODY_ALONE, language, text)
    values = entry.facet_values()
    for facet, columns, further in _FACETS:
        _add_values(made, facet, columns, further, values.get(facet, ()))
    _add_times(made, entry)
    for name, piece in zip(schema.DIGESTS, pieces(entry), strict=True):
        made.add_unsigned(name, piece)
    return made


_FACETS = [(facet, schema.columns(facet), schema.further(facet)) for facet in Facet]


def _add_values(
    made: Document, facet: str, columns: Sequence[str], further: str, values: Sequence[str]
) -> None:
    distinct = list(dict.fromkeys(map(storable, values)))
    for value in distinct:
        made.add_text(facet, value)
    for column, value in zip_longest(columns, distinct[: len(columns)], fillvalue=schema.NOTHING):
        made.add_text(column, value)
    for value in distinct[len(columns) :]:
        made.add_text(further, value)


def _add_times(made: Document, entry: Entry) -> None:
    day = 0 if entry.published is None else entry.published.toordinal()
    turn = (day << 32) + _tie_breaker(entry.identifier)
    made.add_integer(schema.TURN, turn)
    if day:
        made.add_integer(schema.DAY, day)
        made.add_integer(schema.MOMENT, turn)
    if entry.changed is not None:
        made.add_integer(schema.CHANGED, int(entry.changed.timestamp() * 1_000_000))


def _add_words(made: Document, parts: Sequence[str], language: str, text: str) -> None:
    tongue = tongue_of(language)
    words = worded(text, tongue)
    for part in parts:
        made.add_text(f"{part}_{schema.PLAIN}", words.plain)
        if words.stems:
            made.add_text(f"{part}_{tongue}", words.stems)
    if words.sounds:
        made.add_text(schema.SOUND, words.sounds)


def _tie_breaker(identifier: str) -> int:
    written = identifier.encode("utf-8", "replace")
    return int.from_bytes(hashlib.blake2b(written, digest_size=4).digest(), "big")
