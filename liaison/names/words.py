"""The words of a name: titles, articles and particles left out, what is written together parted."""

import csv
import functools
import re

from liaison.names.sounds import data_lines, plain, romanise, script_of

_BREAKS = re.compile(r"[\s.,;:()\[\]{}\"“”«»·・‧•=_/|–—־]+")
_COMMA = re.compile(r"[,،，]")
_HYPHEN = re.compile(r"[-‐‑−]+")
_VOWELS = re.compile(r"[aeiouyäöüáéíóúаеёиоуыэюя]+")
# ʿAbd and what follows it, article between them or not: Abdul Karim, Abdulkarim, Abdelkrim.
_SERVANT = re.compile(
    r"(?P<first>abd)(?:(?:[aeiou]{1,2}|')(?:l|(?P<twin>[rsntdz])(?=(?P=twin)))?)?-?(?P<rest>.{3,})"
    r"|(?P<first_ru>абд)(?:[уеаои](?:л|(?P<twin_ru>[рснтдз])(?=(?P=twin_ru)))?ь?)-?(?P<rest_ru>.{3,})"
    r"|(?P<first_ar>عبد)ال(?P<rest_ar>.{2,})"
)
_SERVANT_ALONE = re.compile(r"abd(?:[aeou]{1,2}[lrsnz]?)?|абд(?:[уае]л?ь?)?")
_ARTICLE_BEFORE = re.compile(r"(?:ال(?=.{2})|(?:[ae]l|аль|эль)(?=.{4}))")
_RUSSIAN_ENDING = re.compile(
    r"(?<=ов|ев|ёв|ин|ын)(?:ым|ой|ых|ыми|ому|ого)$|(?<=ск|цк)(?:ого|ому|им|ом|ой|ую|ие|их)$"
    r"|(?<=[а-я]{2})(?:ом|ем|ём|ой|ою|ей|[ауеыюияо])$"
)
_SHORTEST_WITH_CASE = 4


@functools.cache
def words_of(kind: str) -> frozenset[str]:
    """The words of one kind in `data/words.csv`, as `plain` writes them."""
    found: set[str] = set()
    for row in csv.DictReader(data_lines("words.csv")):
        if row["kind"] == kind:
            found.update(plain(word) for word in row["words"].split())
    return frozenset(found)


@functools.lru_cache(maxsize=16_384)
def name_words(name: str) -> tuple[str, ...]:
    """The words that tell a person from another, in plain letters of the script given, in order.

    "Family, Given" is turned round. Titles at the beginning, suffixes at the end, articles and
    particles are left out, unless nothing else is there. A name in Han or Hangul is parted into
    surname and given name where its first letters are a common surname.
    """
    text = plain(name)
    pieces = _COMMA.split(text)
    if len(pieces) == 2 and all(piece.strip() for piece in pieces):  # noqa: PLR2004 (two halves)
        text = f"{pieces[1]} {pieces[0]}" if not _suffix(pieces[1]) else pieces[0]
    rough = [word.strip("'") for word in _BREAKS.split(text)]
    rough = [word for word in rough if word.strip("-'")]
    kept = _told_apart(_without_ends(rough))
    return tuple(kept or [word for word in rough if word])


def spellings(word: str) -> tuple[str, ...]:
    """A word of `name_words` and how else it is written.

    The same without a tied article or a Russian ending; a surname in Han or Hangul as its bearers
    write it in Latin letters.
    """
    found = [word, *_readings().get(word, ())]
    without = _ARTICLE_BEFORE.sub("", word, count=1)
    if without != word and _ARTICLE_BEFORE.match(word):
        found.append(without)
    if len(word) > _SHORTEST_WITH_CASE and (bare := _RUSSIAN_ENDING.sub("", word)) != word:
        found.append(bare)
    return tuple(found)


def _suffix(text: str) -> bool:
    words = [word for word in _BREAKS.split(text) if word]
    return bool(words) and all(word in words_of("suffix") | words_of("form") for word in words)


@functools.cache
def _at_ends() -> tuple[frozenset[str], frozenset[str]]:
    return words_of("title") | words_of("form"), words_of("suffix") | words_of("form")


def _without_ends(words: list[str]) -> list[str]:
    """Words without the titles that they begin with and the suffixes that they end with.

    Of a company the words of its legal form go with them, at either end.
    """
    before, after = _at_ends()
    start, end = 0, len(words)
    while end - start > 1 and words[start] in before:
        start += 1
    while end - start > 1 and words[end - 1] in after and _may_end(words[end - 1], end - start):
        end -= 1
    return words[start:end]


def _may_end(word: str, length: int) -> bool:
    """Whether a word at the end is a suffix: two letters may be all there is of a surname."""
    return length > 2 or len(word) > 2  # noqa: PLR2004 (two words, two letters)


def _told_apart(words: list[str]) -> list[str]:
    kept: list[str] = []
    left_out = words_of("article") | words_of("particle")
    for word in words:
        pieces = [piece for piece in _HYPHEN.split(word) if piece]
        telling = [piece for piece in pieces if piece not in left_out]
        if len(telling) > 1 and all(len(_VOWELS.findall(piece)) == 1 for piece in telling):
            telling = ["".join(telling)]  # Sang-don, Xiao-bo, Jean-Paul: one given name
        for piece in telling:
            kept += _parted(piece, alone=len(words) == 1)
    return kept


def _parted(word: str, *, alone: bool) -> list[str]:
    """One word as it was written, in the words that others would write."""
    if _SERVANT_ALONE.fullmatch(word):
        return [word[:3]]
    if servant := _SERVANT.fullmatch(word):
        return [part for name, part in servant.groupdict().items() if part and "twin" not in name]
    if alone and script_of(word) in ("han", "hangul"):
        return _surname_first(word)
    return [word]


def _surname_first(word: str) -> list[str]:
    for length in (2, 1):
        if length < len(word) <= length + 2 and word[:length] in words_of("surname"):
            return [word[:length], word[length:]]
    return [word]


@functools.cache
def _readings() -> dict[str, tuple[str, ...]]:
    lines = (line.split() for line in data_lines("readings.txt"))
    return {word: tuple(latin) for word, *latin in lines}


@functools.cache
def _groups() -> dict[str, frozenset[int]]:
    groups: dict[str, set[int]] = {}
    for number, line in enumerate(data_lines("nicknames.txt")):
        for word in line.split():
            groups.setdefault(word, set()).add(number)
    return {word: frozenset(numbers) for word, numbers in groups.items()}


@functools.cache
def _full_forms() -> tuple[str, ...]:
    return tuple(line.split()[0] for line in data_lines("nicknames.txt"))


def full_forms(word: str) -> tuple[str, ...]:
    """The full names that a word (of `name_words`) may be short for; itself where it is none."""
    return tuple(_full_forms()[number] for number in sorted(_groups().get(romanise(word), ())))


def same_by_custom(one: str, other: str) -> bool:
    """Whether two words are forms of one given name by the table of short forms."""
    groups = _groups()
    shared = groups.get(romanise(one), frozenset()) & groups.get(romanise(other), frozenset())
    return bool(shared)
