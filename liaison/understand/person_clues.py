"""What speaks for a person being one who suffered something, from the words around the name.

Each mention of a name is looked at with its sentence; `gathered` takes together those of one
person. How much each clue counts stands in `person_weights.csv`, learnt on labelled articles by
`python -m tests.quality.train_people`; no name and no passage of a text is in it.
"""

import csv
import functools
import math
from collections.abc import Mapping, Sequence
from pathlib import Path

from liaison.kernel.finding import Part
from liaison.names import is_given_name
from liaison.understand.person_mentions import ROLES, Name, Surroundings
from liaison.understand.person_words import BEARING_ON, PASSIVE, PRONOUNS

_NEAR, _FAR = 4, 12  # words
_EARLY = 80  # words from the beginning of a text
# What of a name's own shape is taken from its fullest mention; of all else the strongest counts.
_SHAPE = ("given_first", "given_any", "single", "long")
_COUNTED = (
    "harm_before",
    "harm_after",
    "harm_sentence",
    "spoke_after",
    "passive",
    "official_before",
    "his_harm",
)

Mention = tuple[Surroundings, Name, tuple[int, int]]
Clues = Mapping[str, float]


@functools.cache
def weights() -> Clues:
    """How much each clue counts, and what all begins with (`intercept`)."""
    path = Path(__file__).parent / "person_weights.csv"
    with path.open(encoding="utf-8", newline="") as file:
        return {row["clue"]: float(row["weight"]) for row in csv.DictReader(file)}


def chance(found: Clues) -> float:
    """How likely a person with these clues is one who suffered something, 0 to 1."""
    known = weights()
    total = known["intercept"] + sum(
        known[clue] * strength for clue, strength in found.items() if clue in known
    )
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))


def around_mention(mention: Mention) -> dict[str, float]:
    """The clues of one mention, 0 or 1 each."""
    around, name, (low, high) = mention
    first, behind = around.text.sentence(name.first)
    words = around.text.words
    any_of = around.any
    found = {
        "given_first": is_given_name(name.telling[0]),
        "given_any": any(map(is_given_name, name.telling)),
        "long": len(name.telling) > 2,  # noqa: PLR2004 (given name and surname)
        "single": len(name.telling) == 1,
        "in_title": around.part is Part.TITLE,
        "in_list": high - low > name.last - name.first,
        "aged": _aged(around, name),
        "byline": _byline(around, name),
        "headed": _headed(around, low),
        "alias_before": any_of("alias", max(first, name.first - 2), name.first),
    }
    apart = around.text.text[around.text.ends[name.last] :][:2].startswith((",", " ("))
    for code in ROLES:
        found[f"{code}_before"] = any_of(code, max(first, name.first - 3), name.first)
        found[f"{code}_list"] = any_of(code, max(first, low - 3), low)
        found[f"{code}_after"] = apart and any_of(code, name.last + 1, min(behind, name.last + 7))
    for code in ("spoke", "suspect"):
        found[f"{code}_before"] = any_of(code, max(first, name.first - 3), name.first)
        found[f"{code}_after"] = any_of(code, name.last + 1, min(behind, name.last + _NEAR))
    after = set(words[high + 1 : min(behind, high + _NEAR)])
    beside = set(words[max(first, low - 2) : low])
    found |= {
        "harm_before": any_of("harm", max(first, low - _NEAR), low),
        "harm_before_far": any_of("harm", max(first, low - _FAR), low - _NEAR),
        "harm_after": any_of("harm", high + 1, min(behind, high + 1 + _NEAR)),
        "harm_after_far": any_of("harm", high + 1 + _NEAR, min(behind, high + 1 + _FAR)),
        "harm_sentence": any_of("harm", first, behind),
        "of_before": bool(beside & BEARING_ON) and any_of("harm", max(first, low - _NEAR), low),
        "passive": bool(after & PASSIVE) and any_of("harm", high + 1, min(behind, high + 6)),
        "next_harm": _next_sentence(around, behind),
        "his_harm": bool(PRONOUNS.intersection(words[name.last + 1 : min(behind, name.last + 15)]))
        and any_of("harm", first, behind),
    }
    return {clue: float(there) for clue, there in found.items()}


def _next_sentence(around: Surroundings, first: int) -> bool:
    """Whether the sentence after speaks of harm to "him" or "her"."""
    if first >= len(around.text.words):
        return False
    behind = around.text.sentence(first)[1]
    beginning = around.text.words[first : min(behind, first + 6)]
    return bool(PRONOUNS.intersection(beginning)) and around.any("harm", first, behind)


def gathered(mentions: Sequence[Mention], fullest: int) -> dict[str, float]:
    """The clues of a person from all mentions; `fullest` is the number of the fullest one."""
    each = [around_mention(mention) for mention in mentions]
    found = {clue: max(one[clue] for one in each) for clue in each[0]}
    found |= {clue: each[fullest][clue] for clue in _SHAPE}
    for clue in _COUNTED:
        total = sum(one[clue] for one in each)
        found[f"share_{clue}"] = total / len(each)
        found[f"times_{clue}"] = min(3.0, total)
    body = [name.first for around, name, _ in mentions if around.part is Part.TEXT]
    found["count"] = math.log(len(each))
    found["once"] = float(len(each) == 1)
    found["early"] = float(bool(body) and min(body) < _EARLY)
    found["early_harm"] = found["early"] * found["harm_sentence"]
    found["defender"] = max(found[f"defender_{where}"] for where in ("before", "list", "after"))
    found["defender_harm"] = found["defender"] * found["harm_sentence"]
    found["official"] = max(found["official_before"], found["official_after"])
    found["official_harm"] = found["official"] * found["harm_sentence"]
    spoke = max(found["spoke_after"], found["spoke_before"])
    found["spoke_unharmed"] = spoke * (1 - found["times_harm_sentence"] / 3)
    harmed = max(found["harm_before"], found["harm_after"], found["passive"])
    found["list_harm"] = found["in_list"] * harmed
    return found


def _aged(around: Surroundings, name: Name) -> bool:
    """Whether an age follows: ", 34," or "(34)"."""
    at = name.last + 1
    words = around.text.words
    if at >= len(words) or not words[at].isdigit() or len(words[at]) != 2:  # noqa: PLR2004 (years)
        return False
    return around.text.between(name.last, at) in (", ", " (", ", aged ")


def _headed(around: Surroundings, low: int) -> bool:
    """Whether a title names someone, or a list of people, after a colon or a dash."""
    if around.part is not Part.TITLE or not low:
        return False
    text, start = around.text.text, around.text.starts[low]
    while low and "honorific" in around.codes.get(low - 1, ()):
        low -= 1
        start = around.text.starts[low]
    return text[:start].rstrip(" ’").endswith((":", "-", ")", "؛"))


def _byline(around: Surroundings, name: Name) -> bool:
    """Whether a line begins with "By" and the name."""
    at = name.first - 1
    return at >= 0 and "author" in around.codes.get(at, ()) and around.opens_sentence(at)
