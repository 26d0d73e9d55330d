"""From a match to the one spelling that all spellings of a reference share."""

import re
from collections.abc import Callable

from liaison.vocabulary.terms import ReferencePattern

_FIELD = re.compile(r"\{(\w+)(?::(\w+))?\}")
_OPTIONAL = re.compile(r"\[([^\[\]]*)\]")
_KEPT_LOWER = re.compile(r"\b(ADD|CORR|REV|SUB)\.")
_ROMAN = {
    "M": 1000,
    "CM": 900,
    "D": 500,
    "CD": 400,
    "C": 100,
    "XC": 90,
    "L": 50,
    "XL": 40,
    "X": 10,
    "IX": 9,
    "V": 5,
    "IV": 4,
    "I": 1,
}
_CENTURY_TURNS = 80  # two-digit years above are 19xx: the African Commission's own usage


def compiled(pattern: ReferencePattern) -> re.Pattern[str]:
    """The pattern's regex for running text. Raises re.error where it is none.

    What follows may be an asterisk, a bracket, or a word glued on by a careless layout; a digit
    or a capital may not, or half of a longer number would pass for a reference.
    """
    flags = re.NOFLAG if pattern.case else re.IGNORECASE
    return re.compile(rf"(?<![\w/.])(?:{pattern.regex})(?!\d|(?-i:[A-Z_]))", flags)


def key(pattern: ReferencePattern, match: re.Match[str]) -> str:
    """The canonical key of one match of this pattern.

    Raises KeyError where the template names a group that the regex does not have.
    """
    if not pattern.key:
        plain = match.group().replace(" ", "").upper()
        return _KEPT_LOWER.sub(lambda found: found.group().capitalize(), plain)
    values = {
        name: pattern.spelling.get(value, value)
        for name, given in match.groupdict().items()
        for value in ["" if given is None else given.replace(" ", "").upper()]
    }
    kept = _OPTIONAL.sub(lambda optional: _where_known(optional.group(1), values), pattern.key)
    return _FIELD.sub(lambda written: _written(written, values), kept)


def _where_known(segment: str, values: dict[str, str]) -> str:
    return segment if all(values[name] for name, _ in _FIELD.findall(segment)) else ""


def _written(written: re.Match[str], values: dict[str, str]) -> str:
    value, form = values[written.group(1)], written.group(2)
    if form is None:
        return value
    if form in _SPELLED:
        return _SPELLED[form](value)
    if form == "yyyy":
        return value if len(value) == 4 else f"{_century(value)}{value}"  # noqa: PLR2004 (digits of a year)
    if form == "yy":
        return value[-2:]
    return f"{int(value):0{len(form) if form.strip('0') == '' else 1}}"


def _roman(numeral: str) -> str:
    """A Roman numeral in its regular form; a digit one stands for the letter I.

    The African Commission writes XXXXII and XXVI1 for XLII and XXVII. What is no numeral stays.
    """
    values = [_ROMAN.get(letter, 0) for letter in numeral.replace("1", "I")]
    total = sum(-value if value < max(values[at:]) else value for at, value in enumerate(values))
    if total <= 0 or 0 in values:
        return numeral
    written = ""
    for letters, value in _ROMAN.items():
        written += letters * (total // value)
        total %= value
    return written


_SPELLED: dict[str, Callable[[str], str]] = {
    "lower": str.lower,
    "title": str.title,
    "roman": _roman,
}


def _century(two_digits: str) -> int:
    return 19 if int(two_digits) > _CENTURY_TURNS else 20
