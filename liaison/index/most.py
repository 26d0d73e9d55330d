"""A question for documents that have most of its words, where none can be expected to have all.

A paragraph that is put as a question stands whole in itself alone; what tells of the same has a
good part of its words. Most documents of other languages have fewer: not every word is known to a
dictionary.
"""

import dataclasses
from collections.abc import Callable, Sequence

from liaison.index.asked import All, Asked, Most, Node, Wide, Word
from liaison.index.protocol import Selection
from liaison.index.translations import Translations

_LONG = 12  # words that say something: of a question with more nobody expects all in one document
_FEWEST = 3  # of a question with fewer, a document that lacks one has another matter
_LOOKED_FOR = 24  # words of a long question
_LEAST = 2  # words that a document has in any case,
_SHARE = 6  # and at least one of so many words of a long question


def put(
    asked: Asked, dictionary: Translations, selection: Selection, found: Callable[[], bool]
) -> Asked:
    """How a question is put to an engine: for most of its words where no document has all.

    `found` says whether any document has; it is not asked of a long question.
    """
    weaker = None if selection.strict else most(asked, dictionary)
    if weaker is None or (not _is_long(asked, dictionary) and found()):
        return asked
    return weaker


def _is_long(asked: Asked, dictionary: Translations) -> bool:
    """Whether a question has so many words that no document is expected to have all of them."""
    return len(_telling(_words(asked), dictionary)) > _LONG


def most(asked: Asked, dictionary: Translations) -> Asked | None:
    """The same question for documents that have most of its words, or a good part of many.

    Whatever else was asked for (phrases, fields, what is unwanted) still holds. None where it has
    too few words, or alternatives of its own.
    """
    words = _words(asked)
    kept = _longest(_telling(words, dictionary))
    if len(kept) < _FEWEST or asked.tree is None:
        return None
    found = Most(tuple(kept), max(_LEAST, len(kept) // _SHARE))
    rest = [one for one in _parts(asked.tree) if one not in words]
    return dataclasses.replace(asked, tree=All((*rest, found)) if rest else found)


def _parts(tree: Node | None) -> Sequence[Node]:
    if tree is None:
        return ()
    return tree.parts if isinstance(tree, All) else (tree,)


def _words(asked: Asked) -> list[Node]:
    """The words that must all stand in a document, each with its other ways."""
    return [one for one in _parts(asked.tree) if _typed(one)]


def _typed(node: Node) -> list[str]:
    """The plain words that were typed of a part, in any part of a document."""
    inner = node.asked if isinstance(node, Wide) else node
    parts = inner.parts if isinstance(inner, All) else (inner,)
    return [one.text for one in parts if isinstance(one, Word) and not one.title]


def _telling(words: Sequence[Node], dictionary: Translations) -> list[Node]:
    """Those that say something by themselves."""
    typed = {one: _typed(one) for one in words}
    languages = dictionary.languages([word for some in typed.values() for word in some])
    return [
        one
        for one, some in typed.items()
        if not all(dictionary.is_empty(word, languages) for word in some)
    ]


def _longest(words: Sequence[Node]) -> list[Node]:
    """The words with most letters, in the order asked: they are the rarer ones."""
    by_length = sorted(words, key=lambda one: -max(map(len, _typed(one))))
    kept = set(by_length[:_LOOKED_FOR])
    return [one for one in words if one in kept]
