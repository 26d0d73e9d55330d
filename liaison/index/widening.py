"""Other ways to say what was asked for: through the vocabulary, and as it sounds in other scripts.

A run of words that names a term of the vocabulary is also found where a document has that term
among its findings, and where a text of another language says it; any other word also where another
script writes what sounds like it, and where another language says it by a word of a dictionary
(`liaison.index.translations`). What stands in quotes, in brackets of a field or behind a minus is
meant as it was written.
"""

import dataclasses
import unicodedata
from collections.abc import Collection, Iterator, Sequence

from liaison.index.asked import (
    All,
    Asked,
    Either,
    Node,
    Said,
    Sounding,
    Way,
    Wide,
    Word,
    nodes,
)
from liaison.index.folding import surfaces
from liaison.index.grammar import parse
from liaison.index.lexicon import Concept, Lexicon, Stemmer, lexicon
from liaison.index.protocol import AS_TYPED, Selection
from liaison.index.scripts import sounds_elsewhere
from liaison.index.translations import Translations, translations

_SOUND = "script:"
TRANSLATED = "words:*"  # among `Selection.as_typed`: no word is looked for by a dictionary


def understood(selection: Selection, stem: Stemmer) -> Asked:
    """How the words of a selection are understood by an engine with these stems."""
    if not selection.words:
        return Asked()
    known = lexicon(stem)
    asked = parse(selection.words, known.values, selection.language)
    if AS_TYPED in selection.as_typed:
        return asked
    return widened(asked, known, translations(stem), selection.as_typed)


def meant(asked: Asked) -> frozenset[str]:
    """The words of a widened question that the vocabulary or a dictionary knows: no slips."""
    known = [
        node.asked
        for node in nodes(asked.tree)
        if isinstance(node, Wide) and not all(way.key.startswith(_SOUND) for way in node.ways)
    ]
    return frozenset(one.text for some in known for one in nodes(some) if isinstance(one, Word))


def widened(
    asked: Asked, lexicon: Lexicon, dictionary: Translations, off: Collection[str] = ()
) -> Asked:
    """The same question with every other way to say its words, but for those whose key is `off`."""
    if asked.tree is None:
        return asked
    plain = [one.text for one in nodes(asked.tree) if isinstance(one, Word) and _is_plain(one.text)]
    languages = dictionary.languages(plain)
    widening = _Widening(lexicon, dictionary, languages, frozenset(off))
    return dataclasses.replace(asked, tree=widening.tree(asked.tree))


@dataclasses.dataclass(frozen=True, slots=True)
class _Widening:
    lexicon: Lexicon
    dictionary: Translations
    languages: Collection[str]  # those of the words
    off: frozenset[str]

    def tree(self, node: Node) -> Node:
        if isinstance(node, Either):
            return Either(tuple(map(self.tree, node.parts)))
        if isinstance(node, All):
            return self._all(node.parts)
        if isinstance(node, Word):
            return self._all((node,))
        return node

    def _all(self, parts: Sequence[Node]) -> Node:
        """The parts, each run of plain words among them taken together."""
        made: list[Node] = []
        at = 0
        while at < len(parts):
            run = _run(parts[at:])
            if run:
                made += self._words(run)
            else:
                part = parts[at]
                made.append(part if isinstance(part, Word) else self.tree(part))
            at += max(1, len(run))
        return made[0] if len(made) == 1 else All(tuple(made))

    def _words(self, run: Sequence[Word]) -> Iterator[Node]:
        concepts = self._concepts(run)
        at = 0
        while at < len(run):
            end = max((one.end for one in concepts if one.start == at), default=at + 1)
            asked = run[at] if end == at + 1 else All(tuple(run[at:end]))
            named = [one for one in concepts if one.start == at and one.end == end]
            ways = [self.lexicon.way(one.kind, one.code) for one in named] or self._of_one(run[at])
            kept = tuple(way for way in ways if way.key not in self.off)
            yield Wide(asked, kept) if kept else asked
            at = end

    def _concepts(self, run: Sequence[Word]) -> list[Concept]:
        """The terms that words of a run name; a word may be of several parts, as Guinea-Bissau."""
        parts = [(part, at) for at, word in enumerate(run) for part in surfaces(word.text)]
        starts = {at: number for number, (_, at) in reversed(list(enumerate(parts)))}
        places = {number: at for at, number in starts.items()} | {len(parts): len(run)}
        return [
            dataclasses.replace(one, start=places[one.start], end=places[one.end])
            for one in self.lexicon.concepts([part for part, _ in parts])
            if one.start in places and one.end in places
        ]

    def _of_one(self, word: Word) -> list[Way]:
        return [*self._as_it_sounds(word), *self._translated(word)]

    def _translated(self, word: Word) -> Iterator[Way]:
        if TRANSLATED in self.off or self.dictionary.is_empty(word.text, self.languages):
            return
        said = [one for own in self.languages for one in self.dictionary.said(word.text, own)]
        if said:
            parts = tuple(Said(language, text) for language, text in dict.fromkeys(said))
            yield Way(f"words:{word.text.casefold()}", parts)

    def _as_it_sounds(self, word: Word) -> Iterator[Way]:
        for text in surfaces(word.text)[:1]:
            if text == word.text and sounds_elsewhere(text):
                yield Way(f"{_SOUND}{text.casefold()}", (Sounding(text),))


def _run(parts: Sequence[Node]) -> list[Word]:
    """The words at the beginning that may be looked for in other ways: no signs, no digits."""
    run = []
    for part in parts:
        if not isinstance(part, Word) or part.title or not _is_plain(part.text):
            break
        run.append(part)
    return run


def _is_plain(text: str) -> bool:
    return bool(surfaces(text)) and all(map(_in_a_name, text))


def _in_a_name(letter: str) -> bool:
    return letter in "-'’.·‘" or unicodedata.category(letter)[0] in "LMC"
