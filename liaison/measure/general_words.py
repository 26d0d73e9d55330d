r"""The general words of five languages, out of free dictionaries.

    apt-get download dict-freedict-{eng-fra,fra-eng,eng-spa,spa-eng,eng-rus,eng-ara,ara-eng} \
        mueller7-dict dict-freedict-fra-spa dict-freedict-fra-rus
    for package in *.deb; do dpkg-deb -x $package FOLDER; done
    python -m liaison.measure.general_words FOLDER

writes `liaison/index/data/english_words.csv` and `french_words.csv`: a line a word, with the words
of other languages that say it, the commonest first, the same bytes each time. `about.yaml` beside
them says whose they are. No other text is read.
"""

import csv
import gzip
import re
import sys
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from liaison.index.folding import spellings, surfaces
from liaison.index.tantivy_engine.schema import stems
from liaison.index.translations import DATA

# Dictionaries with the language of their head words and that of what says them.
_FREE = "freedict-{}"
_ENGLISH = (
    *(("eng-fra", "en", "fr"), ("fra-eng", "fr", "en"), ("eng-spa", "en", "es")),
    *(("spa-eng", "es", "en"), ("eng-rus", "en", "ru")),
    *(("eng-ara", "en", "ar"), ("ara-eng", "ar", "en")),
)
_FRENCH = (("fra-spa", "fr", "es"), ("fra-rus", "fr", "ru"))
_MUELLER = "mueller7"
_FEWEST = 2  # languages that have a word for one that is kept
_KEPT = 4  # words of a language that say one of another: more are wanted backwards than are asked
_ANOTHER_FORM = 0.5  # what another form of a word tells of it
_BACKWARDS = 0.7  # what it tells that a word is said so, where it stands the other way round
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
_SENSE = re.compile(r"^\s*\d+\.\s*(.+)")
_ASIDE = re.compile(r"\([^)]*\)|\[[^\]]*\]|\{[^}]*\}|<[^>]*>")
_BEFORE = re.compile(r"^(?:to|a|an|the|se|le|la|les|un|une|el|los|las) +|^s['’]", re.IGNORECASE)
_PARTED = re.compile(r"[,;،؛/]")
_MUELLER_SENSES = re.compile(r"\b\d+[.)]|_[IVX]+\b|_[a-z]+(?:\.[a-z]+)*\.")
_MUELLER_MARK = re.compile(r"_\w+\.?")
_LATIN = re.compile(r"[A-Za-z_\"]")

Pairs = Iterator[tuple[str, str, float]]  # a word, one that says it, how much that tells


def main(folder: Path) -> None:
    """Write both files. Raises OSError where a dictionary is not there."""
    home = folder / "usr" / "share" / "dictd"
    english: dict[str, list[tuple[str, str, float]]] = defaultdict(list)
    for name, one, other in _ENGLISH:
        for head, said, weight in _freedict(home / _FREE.format(name)):
            if one == "en":
                english[other].append((head, said, weight))
            else:
                english[one].append((said, head, weight * _BACKWARDS))
    english["ru"] += _mueller(home / _MUELLER)
    french = {other: list(_freedict(home / _FREE.format(name))) for name, _one, other in _FRENCH}
    known = _write(DATA / "english_words.csv", "en", english)
    _write(DATA / "french_words.csv", "fr", french, known)


def _write(
    path: Path,
    language: str,
    pairs: Mapping[str, Iterable[tuple[str, str, float]]],
    known: Collection[str] = (),
) -> set[str]:
    """Write a file of the words that two languages have a word for, or that are `known`.

    Gives back the words that say them.
    """
    rows = {other: list(_single(some)) for other, some in sorted(pairs.items())}
    heads = _forms(language, [(one, weight) for some in rows.values() for one, _, weight in some])
    said = {other: _chosen(heads, other, some) for other, some in rows.items()}
    with path.open("w", encoding="utf-8", newline="") as file:
        lines = csv.writer(file, lineterminator="\n")
        lines.writerow([language, *said])
        for head in sorted(set(heads.values())):
            cells = [" ".join(words.get(head, ())) for words in said.values()]
            if head in known or sum(map(bool, cells)) >= _FEWEST:
                lines.writerow([head, *cells])
    return {word for words in said.values() for some in words.values() for word in some}


def _single(pairs: Iterable[tuple[str, str, float]]) -> Pairs:
    for head, said, weight in pairs:
        if (one := _one_word(head)) and (two := _one_word(said)):
            yield one, two, weight


def _chosen(
    heads: Mapping[str, str], other: str, kept: Sequence[tuple[str, str, float]]
) -> dict[str, list[str]]:
    """Of each word those that say it, by stem: forms of one word speak for each other."""
    words = _forms(other, [(two, weight) for _, two, weight in kept])
    told: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    for one, two, weight in kept:
        own = 1.0 if heads[one] == one else _ANOTHER_FORM
        told[heads[one]][words[two]] += weight * own
    return {
        head: sorted(weights, key=lambda word: (-weights[word], word))[:_KEPT]
        for head, weights in told.items()
    }


def _forms(language: str, met: Sequence[tuple[str, float]]) -> dict[str, str]:
    """For each word the one that stands for all with its stem: what is met most, the shortest."""
    weights: dict[str, float] = defaultdict(float)
    for word, weight in met:
        weights[word] += weight
    ordered = sorted(weights, key=lambda word: (-weights[word], len(word), word))
    first: dict[str, str] = {}
    return {
        word: first.setdefault(stem, word)
        for word, stem in zip(ordered, stems(language, ordered), strict=True)
    }


def _one_word(text: str) -> str:
    """A word as questions spell it, or "" of what is several words."""
    bare = _BEFORE.sub("", _ASIDE.sub("", text).strip()).strip(" .!?*")
    found = surfaces(bare)
    if len(found) != 1 or found[0] != bare or len(bare) < 2 or not bare.isalpha():  # noqa: PLR2004 one letter is no word
        return _one_word_of_arabic(bare)
    return spellings(found)[found[0]].parts[0]


def _one_word_of_arabic(bare: str) -> str:
    found = surfaces(bare)  # marks of vowels are no letters
    if len(found) == 1 and found[0] == bare and "\u0600" < bare[0] < "\u0700":
        return spellings(found)[found[0]].parts[0]
    return ""


def _freedict(path: Path) -> Pairs:
    """Every head word with what says it: the line below it, or those that are numbered."""
    for text in _entries(path):
        lines = text.strip().split("\n")
        head = re.split(r" [/<\[]", lines[0])[0]
        senses = [found[1] for line in lines[1:] if (found := _SENSE.match(line))]
        for at, sense in enumerate(senses or lines[1:2]):
            for number, word in enumerate(_PARTED.split(sense)):
                yield head, word, 1 / (1 + at + number)


def _mueller(path: Path) -> Pairs:
    """Every English word with the Russian ones that stand first in each sense."""
    for text in _entries(path):
        head, _newline, body = text.partition("\n")
        senses = _MUELLER_SENSES.split(_ASIDE.sub(" ", " ".join(body.split())))
        at = 0
        for sense in senses:
            words = list(_russian(sense))
            for number, word in enumerate(words):
                yield head, word, 1 / (1 + at / 2 + 2 * number)
            at += bool(words)


def _russian(sense: str) -> Iterator[str]:
    """Words up to the first example, which begins in English."""
    plain = _MUELLER_MARK.sub(" ", sense)
    english = _LATIN.search(plain)
    told = plain[: english.start()].rpartition(";")[0] if english else plain
    for part in _PARTED.split(told):
        if len(part.split()) == 1:
            yield part


def _entries(path: Path) -> Iterator[str]:
    """The entries of a dictionary in the format of dictd."""
    with gzip.open(path.with_suffix(".dict.dz")) as file:
        whole = file.read()
    lines = path.with_suffix(".index").read_text(encoding="utf-8").split("\n")
    places = {tuple(line.split("\t")[1:3]) for line in lines if not line.startswith("00")}
    for start, size in sorted((_number(p[0]), _number(p[1])) for p in places if len(p) == 2):  # noqa: PLR2004 start and size
        yield whole[start : start + size].decode("utf-8", "replace")


def _number(digits: Sequence[str]) -> int:
    value = 0
    for digit in digits:
        value = value * 64 + _LETTERS.index(digit)
    return value


if __name__ == "__main__":
    main(Path(sys.argv[1]))
