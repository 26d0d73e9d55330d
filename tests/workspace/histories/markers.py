"""Secret words that are planted in everything confidential, and looked for everywhere."""

import os
import re
from collections.abc import Iterable
from pathlib import Path
from random import Random

_STEM = "qzxvorj"  # no word of any language, and by chance once in 10^17 bytes
_LENGTH = 10
_FOUND = re.compile(rf"{_STEM}[a-z]{{{_LENGTH}}}", re.IGNORECASE)
_LETTERS = "abcdefghijklmnopqrstuvwxyz"


class Planted:
    """All markers of one history."""

    def __init__(self, chance: Random) -> None:
        self._chance = chance
        self.all: list[str] = []

    def new(self) -> str:
        """Another one: letters alone, so that it can be a name, a word or a file's name."""
        made = _STEM + "".join(self._chance.choice(_LETTERS) for _ in range(_LENGTH))
        self.all.append(made)
        return made


def found_in(text: str | bytes) -> set[str]:
    """The markers in something, in whatever case."""
    said = text if isinstance(text, str) else text.decode("latin-1")
    return {one.lower() for one in _FOUND.findall(said)}


def found_on_disk(folders: Iterable[Path]) -> list[str]:
    """The files that hold a marker, or a piece of one, in the clear or as UTF-16."""
    guilty = []
    pieces = (_STEM.encode(), _STEM.encode("utf-16-le"))
    for folder in folders:
        for where, _folders, names in os.walk(folder):
            for name in names:
                path = Path(where) / name
                if _STEM in name.lower() or _holds(path, pieces):
                    guilty.append(str(path))
    return guilty


def _holds(path: Path, pieces: tuple[bytes, ...]) -> bool:
    try:
        content = path.read_bytes().lower()
    except FileNotFoundError:  # a journal that was done with meanwhile
        return False
    return any(piece in content for piece in pieces)
