"""The real countries that the invented events are set in, and how five languages speak of them."""

from dataclasses import dataclass
from functools import cache

from liaison.rehearsal.grammar import WORDS

# How French says "in" and "of" before a name: masculine, feminine, vowel, plural, island.
_FRENCH = {
    "m": ("au ", "du "),
    "f": ("en ", "de "),
    "v": ("en ", "d'"),
    "p": ("aux ", "des "),
    "i": ("à ", "de "),
}


@dataclass(frozen=True, slots=True)
class Country:
    """A country: ISO 3166-1 alpha-3 code, region, and its names."""

    code: str
    region: str
    names: dict[str, tuple[str, str, str]]  # by language: bare, "in …", "of …"

    def facts(self, language: str) -> dict[str, str]:
        """The slots that a word list may ask for."""
        bare, where, whose = self.names[language]
        return {"c": bare, "in_c": where, "of_c": whose}


@cache
def countries(region: str = "") -> tuple[Country, ...]:
    """The countries of a region, or all of them, in a fixed order."""
    lines = (WORDS / "countries.txt").read_text(encoding="utf-8").splitlines()
    every = (_country(line) for line in lines if not line.startswith("#"))
    return tuple(country for country in every if not region or country.region == region)


def _country(line: str) -> Country:
    region, code, en, fr, article, es, ru, ru_whose, ru_where, ar = line.split("|")
    where, whose = _FRENCH[article]
    return Country(
        code,
        region,
        {
            "en": (en.removeprefix("the "), f"in {en}", f"of {en}"),
            "fr": (fr, where + fr, whose + fr),
            "es": (es, f"en {es}", f"de {es}"),
            "ru": (ru, ru_where, ru_whose),
            "ar": (ar, f"في {ar}", ar),
        },
    )
