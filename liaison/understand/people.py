"""Persons and groups that a text names, and the role in which it tells of each.

They serve linking alone: docs/architecture.md says why no name is ever shown. A finding's value is
the role, its span the fullest mention of the name; mentions by a part of it count for the same
person.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from liaison.kernel.finding import Finding, FindingKind, Part
from liaison.names import is_given_name
from liaison.understand.gazetteer import Mention as Place
from liaison.understand.negation import uses
from liaison.understand.person_clues import Clues, Mention, chance, gathered
from liaison.understand.person_mentions import (
    Name,
    Row,
    Surroundings,
    listed,
    names,
    organisational,
)
from liaison.understand.person_unmarked import UNMARKED, unmarked_names
from liaison.understand.person_words import FAMILY
from liaison.understand.read import Read
from liaison.understand.terms import hits
from liaison.understand.worded import Worded

VICTIM = 0.35  # chance from which on a person is told of as one who suffered something
_LIKE_OTHERS = 0.9  # how much the chance of one in a list says of the others in it
_MOST = 1_000  # persons of one document
_MOST_LOOKED_AT = 40  # mentions of one person whose surroundings are weighed
_Key = tuple[str, ...]


def people(read: Read, language: str) -> Iterator[Finding]:
    """The persons and groups of a document in order, each once.

    `language` is the document's (ISO 639-1), "" where it is not known. The confidence of a person's
    role is the chance that the person suffered something, or that this is not so.
    """
    for around, name, role, confidence in _roles(persons(surroundings(read, language))):
        span = read.span(around.part, around.start(name), around.text.ends[name.last])
        yield read.finding(FindingKind.PERSON, role, span, "names-and-roles", confidence)


def _roles(
    found: Iterable[tuple[_Key, Sequence[Mention]]],
) -> Iterator[tuple[Surroundings, Name, str, float]]:
    """Of each person the fullest mention, the role, and how sure that is.

    Names that stand in one list are told of alike: the chance of one counts for the others.
    """
    weighed: list[tuple[Mention, Clues, float]] = []
    chances: defaultdict[tuple[Part, int], float] = defaultdict(float)
    for key, mentions in found:
        mention = _fullest(key, mentions)
        if not mention[1].organisation:
            clues = _person(mention, mentions)
            if clues is not None:
                suffered = chance(clues)
                weighed.append((mention, clues, suffered))
                list_of = mention[0].part, mention[2].first
                chances[list_of] = max(chances[list_of], _LIKE_OTHERS * suffered)
        elif len(key) > 1:
            yield mention[0], mention[1], "group", 0.6
    before = 0.0  # the chance of the person named before, whose other name an alias is
    for mention, clues, suffered in weighed:
        around, name, row = mention
        alike = max(suffered, chances[around.part, row.first], before * clues["alias_before"])
        role, confidence = _role(clues, alike, of_family=_of_family(around, name))
        yield around, name, role, confidence
        before = alike


def told_of(texts: Iterable[Surroundings]) -> Iterator[tuple[Mention, Clues]]:
    """The fullest mention of each person and what is known of it: what weights are learnt on."""
    for key, mentions in persons(texts):
        mention = _fullest(key, mentions)
        clues = None if mention[1].organisation else _person(mention, mentions)
        if clues is not None:
            yield mention, clues


def _fullest(key: _Key, mentions: Sequence[Mention]) -> Mention:
    return next((one for one in mentions if one[1].telling == key), mentions[0])


def _person(fullest: Mention, mentions: Sequence[Mention]) -> Clues | None:
    """The clues of the person that the mentions name, or None if they name none."""
    if not any(_may_be_a_person(*one) for one in mentions):
        return None
    near = [fullest, *(one for one in mentions[:_MOST_LOOKED_AT] if one is not fullest)]
    clues: Clues = gathered(near, 0)
    return clues if is_a_person(clues) else None


def surroundings(read: Read, language: str) -> tuple[Surroundings, Surroundings]:
    """Title and text with what is known of their words."""
    return (
        _surroundings(read, Part.TITLE, read.title_words, read.title_countries, language),
        _surroundings(read, Part.TEXT, read.text_words, read.text_countries, language),
    )


def _surroundings(
    read: Read, part: Part, text: Worded, countries: Sequence[Place], language: str
) -> Surroundings:
    found = hits(text, read.vocabulary, "people_words", language)
    harm = tuple(uses(text, part, read.vocabulary, "violation_words", language))
    places = frozenset(_covered(text, countries))
    organisations = organisational(read.vocabulary, language)
    groups = {code: kind.group for code, kind in read.vocabulary.violation_types.items()}
    return Surroundings(part, text, language, found, harm, places, organisations, groups)


def _covered(text: Worded, countries: Iterable[Place]) -> Iterator[int]:
    """The words that mentions of countries and places cover."""
    for one in countries:
        at = bisect_left(text.starts, one.start)
        while at < len(text.starts) and text.starts[at] < one.end:
            yield at
            at += 1


def persons(texts: Iterable[Surroundings]) -> list[tuple[_Key, list[Mention]]]:
    """The names of a document with their mentions, in the order of their first ones."""
    mentions: list[Mention] = []
    for around in texts:
        found = unmarked_names(around) if around.language in UNMARKED else names(around)
        mentions += zip((around,) * len(found), found, listed(around, found), strict=True)
    fuller = _fuller(name for _, name, _ in mentions)
    of: defaultdict[_Key, list[Mention]] = defaultdict(list)
    for mention in mentions:
        name = mention[1]
        of[fuller.get(name.telling, name.telling)].append(mention)
    return list(of.items())[:_MOST]


def _fuller(found: Iterable[Name]) -> dict[_Key, _Key]:
    """For each name that is part of a longer one that longer one; a surname goes before others."""
    every = list(dict.fromkeys(name.telling for name in found if not name.organisation))
    by_word: defaultdict[str, list[_Key]] = defaultdict(list)
    for key in every:
        if len(key) > 1:
            for word in key:
                by_word[word].append(key)
    fuller = {}
    for key in every:
        longer = [
            other
            for other in by_word[key[0]][:50]
            if len(other) > len(key) and set(key) <= set(other)
        ]
        if longer:
            fuller[key] = min(longer, key=lambda other: (other[-1] != key[-1], other[0] != key[0]))
    return {key: fuller.get(other, other) for key, other in fuller.items()}


def _may_be_a_person(around: Surroundings, name: Name, row: Row) -> bool:
    """Whether it is worth while to look closer: a quick look that is right to say no."""
    if len(name.telling) > 1 and (
        around.part is Part.TITLE or any(map(is_given_name, name.telling)) or row.names > 1
    ):
        return True
    near = range(max(0, name.first - 4), name.last + 9)
    return any(at in around.codes for at in near)


def is_a_person(found: Clues) -> bool:
    """Whether a name with these clues is a person's."""
    named = found["honorific_before"] or found["defender_before"] or found["official_before"]
    if found["single"]:
        return bool(named or found["aged"] or found["alias_before"])
    if found["headed"]:
        return True
    return bool(
        named
        or found["given_any"]
        or found["aged"]
        or found["mandate_before"]
        or found["relative_before"]
        or found["defender"]
        or found["official"]
        or found["befallen_after"]
        or found["spoke_after"]
        or found["list_harm"]
        or (found["in_title"] and found["harm_sentence"])
        or (found["befallen"] and not found["share_place_before"])
    )


def _role(found: Clues, suffered: float, *, of_family: bool) -> tuple[str, float]:
    """The first role that its clues speak for, in the order in which one outweighs another."""
    victim = suffered >= VICTIM or (found["headed"] and not found["official"])
    spoken_for = (
        ("mandate_holder", found["mandate_before"] or found["mandate_after"]),
        ("relative", of_family),
        ("victim", victim),
        ("other", found["byline"]),
        ("official", found["official"]),
        ("other", found["staff_before"] or found["staff_after"]),
        ("defender", found["defender"]),
        ("relative", found["relative_before"] or found["relative_after"]),
    )
    role = next((name for name, clue in spoken_for if clue), "other")
    return role, max(suffered, VICTIM) if role == "victim" else 1 - suffered


def _of_family(around: Surroundings, name: Name) -> bool:
    """Whether the name only tells whose child another is: "Amina daughter of Salim"."""
    words = around.text.words
    at = name.first - 1
    if at >= 0 and words[at] in ("of", "de"):
        at -= 1
    return at >= 0 and words[at] in FAMILY and around.capitals[max(0, at - 1)]
