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
from liaison.understand.person_mentions import ROLES, Name, Row, Surroundings
from liaison.understand.person_words import (
    BARRED,
    BEFORE_PLACES,
    BY,
    LAWYERS,
    PASSIVE,
    PRONOUNS,
    UNDERGOING,
    WHO,
    WITHOUT_OBJECT,
)

_NEAR = 4  # words
_LOOKED_BACK = 5  # words before a name in which stands what was done to it
_SHORT = 100  # words of a text in which to be named once is to be named in passing
_APPOSITION = 13  # words within which a comma ends what is said of a name in passing
# What of a name's own shape is taken from its fullest mention; of all else the strongest counts.
_SHAPE = ("given_any", "single")
_SHARES = (
    "harm_sentence",
    "official_before",
    "spoke_after",
    "bodily_next",
    "by_before",
    "suspect_before",
    "lawyer_unharmed",
    "comma_after",
    "place_before",
    "who_unharmed",
)
# Kinds of harm: to life and limb, by police and courts, and of whatever kind.
_HARMS = ("bodily", "legal", "befallen")
_WHERE = {harm: (harm, f"{harm}_before", f"{harm}_after", f"{harm}_of") for harm in _HARMS}
_DONE = tuple(clue for harm in _HARMS for clue in _WHERE[harm])

Mention = tuple[Surroundings, Name, Row]
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
    around, name, row = mention
    first, behind = around.text.sentence(name.first)
    any_of = around.any
    found = {
        "given_any": any(map(is_given_name, name.telling)),
        "single": len(name.telling) == 1,
        "in_title": around.part is Part.TITLE,
        "in_list": row.last - row.first > name.last - name.first,
        "aged": _aged(around, name),
        "byline": _byline(around, name),
        "headed": _headed(around, row.first),
        "alias_before": any_of("alias", max(first, name.first - 2), name.first),
        "harm_sentence": any_of("harm", first, behind),
        "next_harm": _next_sentence(around, behind),
    }
    found |= _beside(mention, first, behind)
    found |= _befallen(mention, first, behind)
    found["lawyer_unharmed"] = found["lawyer"] and not found["befallen"]
    return {clue: float(there) for clue, there in found.items()}


def _beside(mention: Mention, first: int, behind: int) -> dict[str, bool]:
    """What the words beside the name call it, in the sentence from `first` and before `behind`."""
    around, name, row = mention
    text, any_of = around.text, around.any
    near = max(first, name.first - 3)
    found = {
        "spoke_after": any_of("spoke", name.last + 1, min(behind, name.last + _NEAR)),
        "spoke_sentence": any_of("spoke", first, behind),
        "suspect_before": any_of("suspect", near, name.first),
        "defender_list": any_of("defender", max(first, row.first - 3), row.first),
        "lawyer": not LAWYERS.isdisjoint(text.words[near : name.first]),
    }
    apart = text.text.startswith((",", " ("), text.ends[name.last])
    if apart and not found["lawyer"]:
        after = text.words[name.last + 1 : min(behind, name.last + _LOOKED_BACK)]
        found["lawyer"] = not LAWYERS.isdisjoint(after)
    for code in ROLES:
        found[f"{code}_before"] = any_of(code, near, name.first)
        found[f"{code}_after"] = apart and any_of(code, name.last + 1, min(behind, name.last + 7))
    return found


def _befallen(mention: Mention, first: int, behind: int) -> dict[str, bool]:
    """What the sentence, from `first` and before `behind`, tells as done to the name or by it."""
    around, name, row = mention
    low, high = row.first, row.last
    words, any_of = around.text.words, around.any
    end = around.text.ends[name.last]
    rest = around.text.text[end : end + 3]
    owns = rest.startswith("\u2019s") and not rest[2:].isalpha()
    harmed = any_of("befallen", first, behind)
    found = _done(mention, first, behind, owns=owns) if harmed else dict.fromkeys(_DONE, False)
    by = not BY.isdisjoint(words[max(first, low - 3) : low])
    return found | {
        "owns": owns,
        "by_before": by,
        "agent": by and any_of("befallen", max(first, low - 7), low),
        "comma_after": rest.startswith((",", "\u060c")),
        "place_before": low > first and words[low - 1] in BEFORE_PLACES,
        "who_unharmed": not WHO.isdisjoint(words[high + 1 : min(behind, high + _NEAR)])
        and not any_of("befallen", high + 1, min(behind, high + _APPOSITION)),
        "bodily_next": harmed and _undergone(around, high + 1, behind),
        "legal_for_bodily": found["legal"] and any_of("bodily", first, behind),
        "bodily_suspect": found["bodily"]
        and not found["bodily_after"]
        and any_of("suspect", first, behind),
    }


def _done(mention: Mention, first: int, behind: int, *, owns: bool) -> dict[str, bool]:
    """Each kind of harm, and whether it is told before the name, behind it, or as what is its."""
    around, name, row = mention
    words, any_of = around.text.words, around.any
    verbs = _verbs(around, name, row.last, behind)
    since = max(first, row.first - _LOOKED_BACK)
    since = max((at for at in range(since, row.first) if words[at] in BARRED), default=since)
    found: dict[str, bool] = {}
    for harm in _HARMS:
        before = any_of(harm, since, row.first)
        after = any(any_of(harm, at + 1, min(behind, at + 5)) for at in verbs)
        of = owns and any_of(harm, name.last + 1, min(behind, name.last + 6))
        told = (before or after or of, before, after, of)
        found |= dict(zip(_WHERE[harm], told, strict=True))
    return found


def _undergone(around: Surroundings, at: int, behind: int) -> bool:
    """Whether a word is of harm to life or limb and has no object: "disappeared in May"."""
    if at >= behind or not around.any("bodily", at, at + 1):
        return False
    text = around.text
    if at + 1 >= behind or text.words[at + 1] in WITHOUT_OBJECT:
        return True
    return text.text.startswith((",", ".", ";", ":", "-", ")", "("), text.ends[at])


def _verbs(around: Surroundings, name: Name, high: int, behind: int) -> list[int]:
    """The first two words behind a name, or what is said of it in passing, that open a passive."""
    text = around.text
    starts = [high + 1]
    if text.text.startswith(",", text.ends[name.last]):
        ends = range(high + 1, min(behind, high + _APPOSITION))
        starts += [at + 1 for at in ends if text.text.startswith(",", text.ends[at])][:1]
    near = (at for start in starts for at in range(start, min(behind, start + 3)))
    return [at for at in near if text.words[at] in PASSIVE or text.words[at] in UNDERGOING][:2]


def _next_sentence(around: Surroundings, first: int) -> bool:
    """Whether the sentence after speaks of harm to "him" or "her"."""
    if first >= len(around.text.words):
        return False
    behind = around.text.sentence(first)[1]
    beginning = around.text.words[first : min(behind, first + 6)]
    return not PRONOUNS.isdisjoint(beginning) and around.any("harm", first, behind)


def gathered(mentions: Sequence[Mention], fullest: int) -> dict[str, float]:
    """The clues of a person from all mentions; `fullest` is the number of the fullest one."""
    each = [around_mention(mention) for mention in mentions]
    # All have the same clues, in the same order.
    strongest = map(max, zip(*(one.values() for one in each), strict=True))
    found = dict(zip(each[0], strongest, strict=True)) if len(each) > 1 else dict(each[0])
    found |= {clue: each[fullest][clue] for clue in _SHAPE}
    for clue in _SHARES:
        found[f"share_{clue}"] = sum(one[clue] for one in each) / len(each)
    fullest_text = max((one[0] for one in mentions), key=lambda one: len(one.text.words))
    found["in_passing"] = float(len(each) == 1 and len(fullest_text.text.words) > _SHORT)
    found["names_in_list"] = math.log(mentions[fullest][2].names)
    found["defended"] = fullest_text.defended
    found["defender"] = max(found[f"defender_{where}"] for where in ("before", "list", "after"))
    found["defender_harm"] = found["defender"] * found["harm_sentence"]
    found["official"] = max(found["official_before"], found["official_after"])
    found["official_harm"] = found["official"] * found["harm_sentence"]
    found["list_harm"] = found["in_list"] * found["befallen"]
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
