"""Invented names of persons and places, in Latin, Cyrillic and Arabic script.

Built from open syllables, so that a name reads the same in the three scripts, needs no
elision in French and is not inflected in Russian.
"""

from dataclasses import dataclass

from liaison.rehearsal.chance import Draw

_CONSONANTS = (
    ("b", "б", "ب"), ("d", "д", "د"), ("f", "ф", "ف"), ("g", "г", "غ"), ("k", "к", "ك"),
    ("l", "л", "ل"), ("m", "м", "م"), ("n", "н", "ن"), ("r", "р", "ر"), ("s", "с", "س"),
    ("t", "т", "ت"), ("v", "в", "ف"), ("z", "з", "ز"), ("sh", "ш", "ش"), ("kh", "х", "خ"),
    ("br", "бр", "بر"), ("tr", "тр", "تر"), ("dr", "др", "در"), ("ml", "мл", "مل"),
)  # fmt: skip
_VOWELS = (
    ("a", "а", "ا"), ("e", "е", "ي"), ("i", "и", "ي"), ("o", "о", "و"), ("u", "у", "و"),
    ("an", "ан", "ان"), ("el", "ел", "يل"), ("or", "ор", "ور"), ("is", "ис", "يس"),
)  # fmt: skip
_MAN_ENDS = (3, 4)  # o, u
_WOMAN_ENDS = (1, 2)  # e, i
_ENDS = (1, 2, 3, 4)  # no name ends in -a, which Russian would inflect
SCRIPTS = {"ru": 1, "ar": 2}  # index into the spellings; every other language is in Latin script


@dataclass(frozen=True, slots=True)
class Name:
    """One name, spelled in Latin, Cyrillic and Arabic script."""

    spellings: tuple[str, str, str]

    def in_language(self, language: str) -> str:
        """The name as a text of that language writes it."""
        return self.spellings[SCRIPTS.get(language, 0)]


@dataclass(frozen=True, slots=True)
class Person:
    """An invented person."""

    given: Name
    family: Name
    woman: bool

    def in_language(self, language: str) -> str:
        """Given and family name as a text of that language writes them."""
        return f"{self.given.in_language(language)} {self.family.in_language(language)}"


def coin(draw: Draw, syllables: int, ends: tuple[int, ...] = _ENDS) -> Name:
    """A new name of so many syllables."""
    spelt = ["", "", ""]
    for left in range(syllables, 0, -1):
        # A syllable inside may be closed; clusters open a name more often than they stand in it.
        consonant = draw.pick(_CONSONANTS if left == syllables else _CONSONANTS[:15])
        vowel = _VOWELS[draw.pick(ends)] if left == 1 else draw.pick(_VOWELS)
        for script in range(3):
            spelt[script] += consonant[script] + vowel[script]
    return Name((spelt[0].capitalize(), spelt[1].capitalize(), spelt[2]))


def coin_person(draw: Draw) -> Person:
    """A new person."""
    woman = draw.random() < 0.5  # noqa: PLR2004 (as many women as men)
    ends = _WOMAN_ENDS if woman else _MAN_ENDS
    return Person(coin(draw, draw.between(2, 3), ends), coin(draw, draw.between(2, 4)), woman)
