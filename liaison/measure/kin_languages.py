"""Training of the weights that tell a language from the relative it would be taken for.

    python -m liaison.measure.kin_languages DECLARATION CATALOGUES

writes `liaison/understand/kin_weights.json`. DECLARATION is a folder with the Universal Declaration
of Human Rights as XML (`udhr_run.xml`, …; the text is free to reproduce), of which every second
article is read: the others stay for checking. CATALOGUES is a folder with a folder per language
(`ss/`, …) that holds the message catalogues (`*.mo`) of LibreOffice 7.4 (MPL-2.0). No passage of
either is in what is written: sequences of up to four letters and numbers, the same ones each time.
"""

import gettext
import json
import math
import re
import sys
import xml.etree.ElementTree as ET
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from liaison.understand.kin_weights import FILE, grams
from liaison.understand.language_likeness import words_of

# A language, its relative, and whether both are read from the declaration (else from catalogues).
_PAIRS = (
    *(("rn", "rw", True), ("ti", "am", True), ("wo", "ha", True)),
    *(("ss", "zu", False), ("nr", "zu", False), ("tn", "nso", False)),
    *(("ts", "zu", False), ("ve", "zu", False)),
)
_DECLARED_AS = {"rn": "run", "rw": "kin", "ti": "tir", "am": "amh", "wo": "wol", "ha": "hau_NG"}
_KEPT = 1500  # sequences of a language
_FEWEST = 3  # times that a sequence must have been seen
_SMOOTHED = 0.5
_MOST = 3.0
_ALL = sys.maxsize
_ARTICLE = "{http://efele.net/udhr}article"
_NO_WORDS = re.compile(r"[%$][A-Za-z0-9_()]+|[~_<>\[\]{}&]|\\n|\w*[0-9A-Z_]{4,}\w*")
_SHORTEST = 8  # characters of a message that is a piece of language


def train(declaration: Path, catalogues: Path) -> dict[str, object]:
    """The weights as they are written. Raises OSError for a text that is not there."""

    def text(code: str, *, declared: bool) -> list[str]:
        lines = _declaration(declaration, code) if declared else _messages(catalogues / code)
        return [" ".join(words_of(line)) for line in lines]

    languages = {
        code: {
            "like": like,
            "tenths": _tenths(text(code, declared=declared), text(like, declared=declared)),
        }
        for code, like, declared in _PAIRS
    }
    return {"made by": "python -m liaison.measure.kin_languages", "languages": languages}


def _declaration(folder: Path, code: str) -> list[str]:
    path = folder / f"udhr_{_DECLARED_AS[code]}.xml"
    root = ET.fromstring(path.read_text(encoding="utf-8"))  # noqa: S314 (files that a person names)
    return [" ".join("".join(one.itertext()).split()) for one in root.iter(_ARTICLE)][::2]


def _messages(folder: Path) -> list[str]:
    """What the catalogues say in their language: words that are in the English too are left out."""
    found = set()
    for path in folder.rglob("*.mo"):
        with path.open("rb") as file:
            for english, said in _said(gettext.GNUTranslations(file)):
                there = set(re.findall("[a-z]+", english.lower()))
                words = _NO_WORDS.sub("", said).split()
                found.add(" ".join(w for w in words if w.lower().strip(".,:;()") not in there))
    if not found:
        raise FileNotFoundError(f"no message catalogue below {folder}")
    return sorted(message for message in found if len(message) > _SHORTEST)


def _said(catalogue: gettext.GNUTranslations) -> Iterator[tuple[str, str]]:
    messages: dict[str | tuple[str, int], str] = vars(catalogue)["_catalog"]
    for key, said in messages.items():
        english = (key if isinstance(key, str) else key[0]).rpartition("\x04")[2]
        if english and said and said != english:
            yield english, said


def _tenths(own: Iterable[str], relative: Iterable[str]) -> dict[str, int]:
    mine, theirs = _counted(own), _counted(relative)
    all_mine, all_theirs = _by_length(mine), _by_length(theirs)
    weighed: list[tuple[float, str, int]] = []
    for gram in sorted(mine.keys() | theirs.keys()):
        here, there = mine[gram], theirs[gram]
        if here + there < _FEWEST:
            continue
        length = len(gram)
        ratio = math.log((here + _SMOOTHED) / all_mine[length])
        ratio -= math.log((there + _SMOOTHED) / all_theirs[length])
        told = abs(ratio) * (here / all_mine[length] + there / all_theirs[length])
        weighed.append((-told, gram, round(10 * max(-_MOST, min(_MOST, ratio)))))
    return {gram: tenths for _, gram, tenths in sorted(weighed)[:_KEPT]}


def _counted(lines: Iterable[str]) -> Counter[str]:
    return Counter(gram for line in lines for gram in grams(line.split(), _ALL))


def _by_length(counted: Counter[str]) -> Counter[int]:
    lengths: Counter[int] = Counter()
    for gram, times in counted.items():
        lengths[len(gram)] += times
    return lengths


if __name__ == "__main__":
    trained = train(Path(sys.argv[1]), Path(sys.argv[2]))
    FILE.write_text(
        json.dumps(trained, ensure_ascii=False, separators=(",", ":")) + "\n", encoding="utf-8"
    )
