"""An entry as a document of the engine."""

import hashlib
from collections.abc import Mapping
from itertools import chain

from tantivy import Document

from liaison.index.digest import pieces
from liaison.index.folding import reference_key, spellings, surfaces
from liaison.index.protocol import Entry
from liaison.index.tantivy_engine import schema
from liaison.kernel.storable import storable


def document(entry: Entry) -> Document:
    """What the engine is given of an entry: words, never the text itself."""
    made = Document()
    made.add_text(schema.IDENTIFIER, storable(entry.identifier))
    for key in sorted({reference_key(reference) for reference in entry.references} - {""}):
        made.add_text(schema.REFERENCE, storable(key))
    for part, texts in zip(schema.PARTS, (entry.titles, entry.bodies), strict=True):
        _add_words(made, part, texts)
    for facet, values in entry.facet_values().items():
        for value in dict.fromkeys(values):
            made.add_text(facet.value, storable(value))
    if entry.published is not None:
        day = entry.published.toordinal()
        made.add_integer(schema.DAY, day)
        made.add_integer(schema.MOMENT, (day << 32) + _tie_breaker(entry.identifier))
    for name, piece in zip(schema.DIGESTS, pieces(entry), strict=True):
        made.add_unsigned(name, piece)
    return made


def _add_words(made: Document, part: str, texts: Mapping[str, str]) -> None:
    for language, text in texts.items():
        tongue = schema.tongue(language)
        found = surfaces(text)
        known = spellings(found, tongue)
        spelt = [known[surface] for surface in found]
        made.add_text(f"{part}_{schema.PLAIN}", " ".join(chain(*[each.plain for each in spelt])))
        if tongue == schema.OTHER:  # the parts stand in the plain field already
            stemmed = [each.variants for each in spelt if len(each.parts) > 1]
        else:
            stemmed = [each.all for each in spelt]
        if stemmed:
            made.add_text(f"{part}_{tongue}", " ".join(chain(*stemmed)))


def _tie_breaker(identifier: str) -> int:
    written = identifier.encode("utf-8", "replace")
    return int.from_bytes(hashlib.blake2b(written, digest_size=4).digest(), "big")
