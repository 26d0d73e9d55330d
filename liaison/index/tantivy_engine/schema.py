"""The fields of the index, and how the words of each language are brought to their stem.

What is written is indexed twice, the title as a part of the whole (`body`) and by itself:

- `_plain`: every word, accents folded, whatever the language, with positions. Exact words, phrases
  and languages without a stemmer are found here.
- `_en`, `_ar`, …: the stems of one language, without positions. Where a word has another spelling
  (see `folding.Spelling`), that is stemmed and indexed too. `_other` holds such spellings for the
  languages that have no stemmer.

A facet is indexed to be chosen by, all its values in one field, and once more to be counted by: its
first values each in a column of their own (`country_1`, …), in which a document without one has
`NOTHING`, what is left in `country_more`. The engine counts a column in which every document has
just one value ten to thirty times as fast as one in which some have none or several.

`sound` holds what the words that may be names sound like (`liaison.index.scripts`).

No text is stored: only identifiers can be read back.
"""

import functools
import threading
from collections.abc import Sequence

from tantivy import Filter, Schema, SchemaBuilder, TextAnalyzer, TextAnalyzerBuilder, Tokenizer

from liaison.index.digest import PIECES
from liaison.index.facets import Facet
from liaison.index.tongues import OTHER, STEMMERS, TONGUES, tongue_of

VERSION = 3  # a change to fields, stems or folding makes every older index unusable: raise it then

IDENTIFIER = "identifier"
REFERENCE = "reference"
SYMBOL = "symbol"
MEMBER = "member"
SOUND = "sound"
DAY = "day"  # published, in days since 0001-01-01
MOMENT = "moment"  # the day and a few bits of the identifier: an order (nearly) without ties
TURN = "turn"  # the same; 0 for the day where there is none
DATED = 1 << 32  # from this turn on there is a day
CHANGED = "changed"  # microseconds since 1970
DIGESTS = tuple(f"digest_{number}" for number in range(PIECES))
PARTS = ("title", "body")
BODY_ALONE = ("body",)
PLAIN = "plain"
# Columns a facet: of a value beyond them counting takes long, of each column that is seldom filled
# indexing and the disk take a little.
_COLUMNS = {
    Facet.COUNTRY: 3,
    Facet.THEME: 4,
    Facet.RIGHT: 3,
    Facet.VIOLATION: 4,
    Facet.DEFENDER: 3,
    Facet.PERPETRATOR: 2,
    Facet.LANGUAGE: 2,
    Facet.SOURCE: 2,
}
NOTHING = "\0"  # no value holds it (`liaison.kernel.storable`)


def columns(facet: Facet) -> tuple[str, ...]:
    """The columns in which every document has one value of a facet, or NOTHING."""
    return tuple(f"{facet.value}_{number}" for number in range(1, _COLUMNS.get(facet, 1) + 1))


def further(facet: Facet) -> str:
    """The column of all values of a facet for which there are no other columns."""
    return f"{facet.value}_more"


@functools.cache
def build() -> Schema:
    """The fields, the same in every index of this version."""
    schema = SchemaBuilder()
    schema.add_text_field(IDENTIFIER, stored=True, tokenizer_name="raw", index_option="basic")
    for name in (REFERENCE, SYMBOL):
        schema.add_text_field(name, tokenizer_name="raw", index_option="basic")
    schema.add_text_field(MEMBER, stored=True, tokenizer_name="raw", index_option="basic")
    schema.add_text_field(SOUND, tokenizer_name=OTHER, index_option="basic")
    for part in PARTS:
        schema.add_text_field(f"{part}_{PLAIN}", tokenizer_name=OTHER)
        for name in TONGUES:
            schema.add_text_field(f"{part}_{name}", tokenizer_name=name, index_option="freq")
    for facet in Facet:
        schema.add_text_field(facet.value, tokenizer_name="raw", index_option="basic")
        for name in (*columns(facet), further(facet)):
            schema.add_text_field(name, tokenizer_name="raw", index_option="basic", fast=True)
    schema.add_integer_field(DAY, indexed=True, fast=True)
    schema.add_integer_field(MOMENT, fast=True)
    schema.add_integer_field(TURN, indexed=True, fast=True)
    schema.add_integer_field(CHANGED, fast=True)
    for name in DIGESTS:
        schema.add_unsigned_field(name, fast=True)
    return schema.build()


def analyser(name: str) -> TextAnalyzer:
    """What parts words at spaces (folding has put them there) and stems them."""
    words = TextAnalyzerBuilder(Tokenizer.whitespace())
    return words.build() if name == OTHER else words.filter(Filter.stemmer(STEMMERS[name])).build()


_OWN = threading.local()


def stems(language: str, words: Sequence[str]) -> list[str]:
    """The stem of each word in that language; the words hold no space and are not empty."""
    name = tongue_of(language)
    if name == OTHER or not words:
        return list(words)
    analysers: dict[str, TextAnalyzer] = _OWN.__dict__
    if name not in analysers:
        analysers[name] = analyser(name)
    return analysers[name].analyze(" ".join(words))
