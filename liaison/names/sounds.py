"""What a written word sounds like, roughly: the letters of any script as classes of sounds.

The table is `data/letters.csv`. A word becomes a row of `Sound`s; what different spellings and
scripts do differently (vowels, doubled letters, b and p) is either weak or in one class.
"""

import csv
import functools
import re
import unicodedata
from dataclasses import dataclass
from pathlib import Path

from anyascii import anyascii

DATA = Path(__file__).parent / "data"
WEAK = "A"
_SCRIPTS = {
    "arabic": "\u0600-\u06ff\u0750-\u077f\u08a0-\u08ff\ufb50-\ufdff\ufe70-\ufeff",
    "hebrew": "\u0590-\u05ff\ufb1d-\ufb4f",
    "cyrillic": "\u0400-\u052f",
    "hangul": "\u1100-\u11ff\u3130-\u318f\uac00-\ud7a3",
    "kana": "\u3040-\u30ff\u31f0-\u31ff",
    "han": "\u3005-\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff",
}
_RUNS = re.compile(
    "|".join(f"(?P<{name}>[{letters}']+)" for name, letters in _SCRIPTS.items())
    + f"|(?P<latin>[^{''.join(_SCRIPTS.values())}]+)"
)
# Vowel signs, tatweel, direction marks and joiners: never part of how a name is told from another.
_SILENT = re.compile(
    "[\u00ad\u0640\u064b-\u065f\u0670\u06d6-\u06ed\u0591-\u05bd\u05bf-\u05c7"
    "\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]"
)
_APOSTROPHES = str.maketrans(dict.fromkeys("’‘ʼʹʻ`´′׳״ʿʾ", "'"))
_DOUBLED = re.compile(r"([a-z\u0400-\u052f])\1")
_LEADS: list[str] = [*"ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"]
_VOWELS: list[str] = [*"ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ"]
_TAILS: list[str] = [
    "",
    *"ㄱㄱㄱㄴㄴㄴㄷᆯㄱㅁᆯᆯᆯㅂᆯㅁㅂㅂㅅㅅㆁㅈㅊㅋㅌㅍㅎ",
]  # ᆯ, ㆁ: ㄹ, ㅇ as they end
_HANGUL, _HANGUL_END = 0xAC00, 0xD7A4


@dataclass(frozen=True, slots=True)
class Sound:
    """One letter (or row of letters) of a word.

    `latin` is how it is written in Latin letters; `classes` the classes of sounds that it may
    stand for, the likeliest first, each a few capital letters ("A" for a vowel or what is as weak).
    """

    latin: str
    classes: tuple[str, ...]

    @property
    def weak(self) -> bool:
        """Whether it may be left out without another name coming of it."""
        return WEAK in self.classes or "" in self.classes


def plain(text: str) -> str:
    """Lower case, compatible characters made one, silent signs gone, one kind of apostrophe."""
    return _SILENT.sub("", unicodedata.normalize("NFKC", text).casefold()).translate(_APOSTROPHES)


def script_of(text: str) -> str:
    """The script of the first letter that has a table here, or "latin"."""
    for run in _RUNS.finditer(text):
        if run.lastgroup != "latin" and run.group().strip("'"):
            return str(run.lastgroup)
    return "latin"


@functools.lru_cache(maxsize=16_384)
def sounds(word: str) -> tuple[Sound, ...]:
    """The sounds of one word, in order. A word without letters has none."""
    found: list[Sound] = []
    for run in _RUNS.finditer(plain(word)):
        script = str(run.lastgroup)
        pattern, table = _letters(script)
        letters = _DOUBLED.sub(_undoubled, _readable(run.group(), script))
        found += [table[letter.group()] for letter in pattern.finditer(letters)]
    return tuple(found)


def romanise(text: str) -> str:
    """Any script in Latin letters without accents, lower case; other signs stay as they are.

    Arabic and Hebrew are given with the vowels that are written, no others.
    """
    written: list[str] = []
    for run in _RUNS.finditer(plain(text)):
        script = str(run.lastgroup)
        if script in ("latin", "han", "kana"):
            written.append(anyascii(run.group()).lower())
        else:
            pattern, table = _letters(script)
            letters = _readable(run.group(), script)
            written.append(pattern.sub(functools.partial(_latin, table), letters))
    return "".join(written)


def _latin(table: dict[str, Sound], found: re.Match[str]) -> str:
    return table[found.group()].latin


def _readable(letters: str, script: str) -> str:
    """What the table of the script knows: hangul in single letters, kana and han as read."""
    if script == "hangul":
        return "".join(map(_apart, letters))
    if script == "kana":
        return str(anyascii(re.sub("[ッっー]", "", letters))).lower()
    latin: str = anyascii(letters).lower() if script in ("latin", "han") else letters
    return latin


def _undoubled(pair: re.Match[str]) -> str:
    return pair.group() if pair.group(1) == "l" else pair.group(1)


def _apart(syllable: str) -> str:
    """A syllable of hangul in its letters."""
    code = ord(syllable)
    if not _HANGUL <= code < _HANGUL_END:
        return syllable
    lead, rest = divmod(code - _HANGUL, 21 * 28)
    vowel, tail = divmod(rest, 28)
    return _LEADS[lead] + _VOWELS[vowel] + _TAILS[tail]


@functools.cache
def _letters(script: str) -> tuple[re.Pattern[str], dict[str, Sound]]:
    """A pattern that finds the letters of a script, and the sound of each."""
    table: dict[str, Sound] = {}
    for row in csv.DictReader(data_lines("letters.csv")):
        if row["script"] == script:
            classes = tuple(row["sounds"].split("|"))
            table[row["letters"]] = Sound(row["latin"], classes)
    longest_first = sorted(table, key=lambda letters: (-len(letters), letters))
    return re.compile("|".join(map(re.escape, longest_first))), table


def data_lines(name: str) -> list[str]:
    """The lines of one of the data files, comments left out."""
    lines = (DATA / name).read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]
