"""The pieces of what a reader typed: words, phrases, brackets, operators, fields."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from liaison.index.facets import Facet
from liaison.index.typed_names import Field, Operator, field_named, operator_name, operator_named

_QUOTES = str.maketrans(
    dict.fromkeys("“”„‟«»＂〝〞「」『』", '"') | {"：": ":", "（": "(", "）": ")"}
)
_BLANK = re.compile("[\x00-\x1f\x7f-\x9f\u200b]")
_UNSEEN = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff]")  # directions
_PIECE = re.compile(
    r"(?P<open>-?(?:(?P<group>[^\W\d_]+):)?\()"
    r"|(?P<close>\))"
    r'|(?P<minus>-*)(?:(?P<field>[^\W\d_]+):)?"(?P<phrase>[^"]*)"(?:~(?P<apart>\d{1,3})\b)?'
    r'|(?P<word>[^\s"()]+(?:\([^\s"()]*\)[^\s"()]*)*)'
)
_FIELD = re.compile(r"([^\W\d_]+):(.+)", re.DOTALL)
_NEAR = re.compile(r"(?P<name>[^\W\d_]+)/(?P<apart>\d{1,3})")
_SENTENCE = 12  # words: with more, nobody means a word that has no capitals as an operator
_APART = 10  # words, where NEAR does not say how many
MOST_APART = 100


@dataclass(frozen=True, slots=True)
class Open:
    """A bracket that opens; the field is that of all within it."""

    typed: str
    unwanted: bool = False
    field: Field | Facet | None = None


@dataclass(frozen=True, slots=True)
class Close:
    """A bracket that closes."""

    typed: str = ")"


@dataclass(frozen=True, slots=True)
class Joint:
    """An operator; `apart` is how many words may stand between two that are near."""

    typed: str
    operator: Operator
    apart: int = _APART


@dataclass(frozen=True, slots=True)
class Text:
    """Something to look for: `phrase` if it stood in quotes; `apart` if its words may part."""

    typed: str
    text: str
    phrase: bool = False
    unwanted: bool = False
    field: Field | Facet | None = None
    apart: int | None = None


Piece = Open | Close | Joint | Text


def pieces(text: str, language: str) -> Iterator[Piece]:
    """The pieces of any text, in order, with the operators of English and of a page's language."""
    language = _operators_of(text, language)
    seen = _UNSEEN.sub("", _BLANK.sub(" ", text)).translate(_QUOTES)
    at = 0
    while (found := _PIECE.search(seen, at)) is not None:
        at = found.end()
        if found["open"] is not None:
            yield from _open(found)
        elif found["close"] is not None:
            yield Close()
        elif found["word"] is not None:
            yield _word(found["word"], language)
        else:
            yield from _phrase(found)


def _open(found: re.Match[str]) -> Iterator[Piece]:
    name = found["group"]
    field = field_named(name) if name else None
    if name and field is None:  # no field: a word before a bracket
        yield Text(name, name, unwanted=found["open"].startswith("-"))
        yield Open("(")
    else:
        yield Open(found["open"], found["open"].startswith("-"), field)


def _phrase(found: re.Match[str]) -> Iterator[Piece]:
    name = found["field"]
    field = field_named(name) if name else None
    if name and field is None:
        yield Text(name, name, unwanted=bool(found["minus"]))
    apart = min(int(found["apart"]), MOST_APART) if found["apart"] else None
    unwanted = bool(found["minus"]) and not (name and field is None)
    yield Text(found.group(), found["phrase"].strip(), True, unwanted, field, apart)


def _operators_of(text: str, language: str) -> str:
    """The language whose operators are meant: of one without capitals, in a sentence none.

    What is an operator in Arabic is also a word that any paragraph has.
    """
    name = operator_name(Operator.AND, language)
    is_sentence = name.lower() == name.upper() and len(text.split()) > _SENTENCE
    return "en" if is_sentence else language


def _word(typed: str, language: str) -> Piece:
    operator = operator_named(typed, language)
    if operator is not None:
        return Joint(typed, operator)
    near = _NEAR.fullmatch(typed)
    if near and operator_named(near["name"], language) is Operator.NEAR:
        return Joint(typed, Operator.NEAR, min(int(near["apart"]), MOST_APART))
    bare = typed.lstrip("-")
    split = _FIELD.fullmatch(bare)
    field = field_named(split[1]) if split else None
    text = split[2] if split and field is not None else bare
    return Text(typed, text, unwanted=bare != typed, field=field)
