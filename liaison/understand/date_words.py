"""The words that say what a date is of, as patterns: made once for each language."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from liaison.understand.folding import folded
from liaison.vocabulary import DateWordKind, Vocabulary

_NEVER = "(?!)"
_ARTICLES = r"(?:\W+(?:the|le|el|la|o|a|de|du|del|dia|día|يوم|на|est|is|es|:))*\W*$"
_NO_YEAR = r"(?!\w)(?!,? (?:de |of |del |عام )?\d)"  # what has one is found with it
_NO_LONG_YEAR = r"(?!\w)(?!,? (?:de |of |del |عام )?\d{4})"
_ORDINAL = r"(?:st|nd|rd|th|er|º|°|\.)?(?: of| de| d\u2019)? ?"


@dataclass(frozen=True, slots=True)
class DateWords:
    """Patterns over small, folded text, by what they say.

    `cues` finds words of a kind anywhere; `by` and `deadline` end right before a date. `relative`
    finds weekdays and other dates that are told from today, in the group `word`, whose number
    `values` gives; `ahead` finds what makes a weekday a coming one. `day_and_month` (d1, m1 or m2,
    d2), `month_alone` (month) and `year_alone` (year) find dates that lack a part; `months` gives
    the number of a month.
    """

    cues: Mapping[DateWordKind, re.Pattern[str]]
    by: re.Pattern[str]
    deadline: re.Pattern[str]
    relative: Mapping[DateWordKind, re.Pattern[str]]
    ahead: re.Pattern[str]
    values: Mapping[DateWordKind, Mapping[str, int]]
    day_and_month: re.Pattern[str]
    month_alone: re.Pattern[str]
    year_alone: re.Pattern[str]
    months: Mapping[str, int]


@lru_cache(maxsize=16)
def date_words(language: str, vocabulary: Vocabulary) -> DateWords | None:
    """The patterns of a language, or None where the vocabulary has no such words for it."""
    by_kind: dict[DateWordKind, dict[str, int]] = {kind: {} for kind in DateWordKind}
    for one in vocabulary.date_words:
        if one.language == language:
            words = {folded(word).lower(): one.value for word in one.words}
            by_kind[one.kind].update(words)
    if not by_kind[DateWordKind.EVENT]:
        return None
    months = {
        folded(one.name).lower(): one.month for one in vocabulary.months if one.language == language
    }
    any_of = {kind: _either(some) for kind, some in by_kind.items()}
    month, inside = _either(months), any_of[DateWordKind.IN]
    first = rf"(?P<d1>\d{{1,2}}){_ORDINAL}(?P<m1>{month})"
    last = rf"(?P<m2>{month}) (?P<d2>\d{{1,2}})(?:st|nd|rd|th)?"
    return DateWords(
        cues={kind: re.compile(rf"(?<!\w)(?:{some})(?!\w)") for kind, some in any_of.items()},
        by=re.compile(rf"(?<!\w)(?:{any_of[DateWordKind.BY]}){_ARTICLES}"),
        deadline=re.compile(rf"(?<!\w)(?:{any_of[DateWordKind.DEADLINE]})[^.;!?]{{0,60}}$"),
        relative=_relative(any_of),
        ahead=re.compile(rf"(?<!\w)(?:{any_of[DateWordKind.NEXT]})(?!\w)"),
        values=by_kind,
        day_and_month=re.compile(rf"(?<![\w/.-])(?:{first}|{last}){_NO_LONG_YEAR}"),
        month_alone=re.compile(rf"(?<!\w)(?:{inside}) (?P<month>{month}){_NO_YEAR}"),
        year_alone=re.compile(rf"(?<!\w)(?:{inside}) (?P<year>(?:19|20)\d\d)(?![\d/-])"),
        months=months,
    )


def _relative(any_of: Mapping[DateWordKind, str]) -> dict[DateWordKind, re.Pattern[str]]:
    found: dict[DateWordKind, re.Pattern[str]] = {
        kind: re.compile(rf"(?<!\w)(?P<word>{any_of[kind]})(?!\w)")
        for kind in DateWordKind
        if kind in (DateWordKind.DAY, DateWordKind.MONTH, DateWordKind.YEAR)
    }
    beside = f"(?:{any_of[DateWordKind.ON]}|{any_of[DateWordKind.NEXT]})"
    behind = rf"(?: (?:{any_of[DateWordKind.NEXT]}))?"
    weekday = rf"(?P<word>{any_of[DateWordKind.WEEKDAY]})"
    # "on Monday 3 May" is a date of its own
    found[DateWordKind.WEEKDAY] = re.compile(
        rf"(?<!\w){beside} {weekday}(?!\w){behind}(?! ?,? ?\d)"
    )
    return found


def _either(words: Mapping[str, int]) -> str:
    """Any of the words, the longest first; a star stands for the rest of a word."""
    ordered = sorted(words, key=len, reverse=True)
    return "|".join(r"\w*".join(map(re.escape, word.split("*"))) for word in ordered) or _NEVER
