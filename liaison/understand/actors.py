"""Who is told to have done it: the actors of what is told, by their place in the sentence."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from liaison.kernel.finding import Finding, FindingKind, Part
from liaison.understand.deeds import STRONG, WEAK
from liaison.understand.negation import Use
from liaison.understand.read import Read
from liaison.understand.terms import Hit, hits, matcher
from liaison.understand.worded import Worded

# What only those in power can do, so that it says who did it even where nobody is named.
_GROUPS_OF_POWER = frozenset(("liberty", "judicial", "administrative"))
_CODES_OF_POWER = frozenset(
    ("travel_ban", "expulsion_refoulement", "nationality_documents", "assembly_restriction")
)
_STATE = "state"
# Armed men whom one sentence calls gunmen, the next bandits or militants.
_ARMED = frozenset(
    ("armed_opposition", "extremist_group", "organised_crime", "paramilitary", "unknown")
)
_BY, _CLOSE, _NEAR, _POWER = 3.0, 2.0, 0.5, 1.0
_REACH_BY = 3  # words that may stand between "by" and the actor
_REACH_UNDERGONE = 3  # words that may stand between "was" and the deed
_REACH_SPEAKS = 2
_REACH_CLOSE, _REACH_NEAR, _REACH_OBJECT = 6, 15, 2
_INSTRUMENTAL = ("ами", "ями", "ыми", "ими", "ом", "ем", "ой", "ей", "ью")
_TO = frozenset(("a", "al", "ao", "aos", "à", "às"))
_KEPT = 0.7  # of the weight of the foremost actor, for the others
_SURE = 3.0


@dataclass(slots=True)
class _Blamed:
    """How much speaks for an actor, and the words that speak most."""

    weight: float = 0.0
    most: float = 0.0
    part: Part = Part.TEXT
    start: int = 0
    end: int = 0

    def add(self, weight: float, part: Part, start: int, end: int) -> None:
        """One more sentence that names the actor beside a deed."""
        self.weight += weight
        if weight > self.most:
            self.most, self.part, self.start, self.end = weight, part, start, end


def perpetrators(
    read: Read, uses: Sequence[Use], words: Sequence[Use], language: str
) -> Iterator[Finding]:
    """The actors to whom what is told is laid, the foremost and those close behind it.

    `uses` are the deeds; `words` all words for such deeds, told or not: one that stands between
    a deed and an actor has the actor for itself.
    """
    blamed: dict[str, _Blamed] = defaultdict(_Blamed)
    for part, text in ((Part.TITLE, read.title_words), (Part.TEXT, read.text_words)):
        here = [use for use in uses if use.part is part]
        if here:
            found = hits(text, read.vocabulary, "perpetrator_words", language)
            actors = _Actors(text, found, [one for one in words if one.part is part], read)
            for use in here:
                _lay(blamed, use, actors, read)
    for code, one in _foremost(blamed, read):
        yield read.finding(
            FindingKind.PERPETRATOR,
            code,
            read.span(one.part, one.start, one.end),
            "perpetrator: named beside the deed" if code != _STATE else "perpetrator: by the deed",
            STRONG if one.weight >= _SURE else WEAK,
        )


class _Actors:
    """The actors that a text names, and the roles of the words around them."""

    def __init__(
        self, text: Worded, named: Sequence[Hit], deeds: Sequence[Use], read: Read
    ) -> None:
        self.text = text
        self._deeds = sorted({word for use in deeds for word in use.words})
        self._named = named
        self._firsts = [hit.words[0] for hit in named]
        roles = matcher(read.vocabulary, "role_words").hits(text)
        self._roles: dict[tuple[str, str], set[tuple[int, str]]] = defaultdict(set)
        for hit in roles:
            at = hit.words[-1] if hit.strength == "before" else hit.words[0]
            self._roles[hit.code, hit.strength].add((at, hit.language))

    def among(self, first: int, behind: int) -> Sequence[Hit]:
        """Those named from word `first` on and before `behind`."""
        return self._named[bisect_left(self._firsts, first) : bisect_left(self._firsts, behind)]

    def stands_apart(self, hit: Hit, use: Use) -> bool:
        """Whether an actor speaks of a deed, helps against it, or does another one beside it."""
        start, last = hit.words[0], hit.words[-1]
        near, far = (last, use.words[0]) if last < use.words[0] else (use.words[-1], start)
        if bisect_left(self._deeds, far) > bisect_left(self._deeds, near + 1):
            return True
        return any(
            self.led(role, start, _REACH_SPEAKS, hit.language)
            or self.followed(role, last, _REACH_SPEAKS, hit.language)
            for role in ("speaks", "helps")
        )

    def led(self, role: str, word: int, reach: int, language: str) -> bool:
        """Whether a word of that role stands at most `reach` words before a word."""
        places = self._roles[role, "before"]
        return any((at, language) in places for at in range(word - reach - 1, word))

    def followed(self, role: str, word: int, reach: int, language: str) -> bool:
        """Whether a word of that role stands at most `reach` words behind a word."""
        places = self._roles[role, "after"]
        return any((at, language) in places for at in range(word + 1, word + reach + 2))


def _lay(blamed: dict[str, _Blamed], use: Use, actors: _Actors, read: Read) -> None:
    """Lay a deed to those whom its sentence names, or to the State where only it can do it."""
    first, behind = actors.text.sentence(use.words[0])
    for hit in actors.among(first, behind):
        weight = _weight(use, hit, actors)
        if weight and hit.language == use.language:
            blamed[hit.code].add(weight, use.part, hit.start, hit.end)
    kind = read.vocabulary.violation_types[use.code]
    if kind.group in _GROUPS_OF_POWER or use.code in _CODES_OF_POWER:
        blamed[_STATE].add(_POWER, use.part, use.start, use.end)


def _weight(use: Use, hit: Hit, actors: _Actors) -> float:
    """How far the order of words makes the actor the one who did it; 0 where it does not."""
    start, last = hit.words[0], hit.words[-1]
    if set(hit.words) & set(use.words):
        return _CLOSE
    if actors.stands_apart(hit, use):
        return 0.0
    if actors.led("agent", start, _REACH_BY, hit.language):
        return _BY
    if start > use.words[-1]:
        return _weight_behind(start - use.words[-1] - 1, hit, actors.text)
    distance = use.words[0] - last - 1
    undergone = min(distance, _REACH_UNDERGONE)
    if distance > _REACH_NEAR or actors.led("undergone", use.words[0], undergone, use.language):
        return 0.0
    return _CLOSE if distance <= _REACH_CLOSE else _NEAR


def _weight_behind(distance: int, hit: Hit, text: Worded) -> float:
    """The same of an actor who stands that many words behind the deed."""
    if distance <= _REACH_OBJECT:
        return _CLOSE if _acts_behind(text, hit) else 0.0
    return _NEAR / 2 if distance <= _REACH_NEAR else 0.0


def _acts_behind(text: Worded, hit: Hit) -> bool:
    """Whether an actor right behind a deed is the one who did it, not whom it befell.

    In Arabic the verb comes first; Russian says it by the instrumental; in Spanish and
    Portuguese a person whom something befalls has "a" in front.
    """
    first, last = hit.words[0], hit.words[-1]
    if hit.language == "ar":
        return True
    if hit.language == "ru":
        return any(text.words[at].endswith(_INSTRUMENTAL) for at in (first - 1, *hit.words))
    if hit.language in ("es", "pt"):
        return not _TO.intersection(text.words[max(0, last - 2) : first])
    return False


def _foremost(blamed: dict[str, _Blamed], read: Read) -> list[tuple[str, _Blamed]]:
    """The actor with the most weight and those close behind; "state" where no part of it is.

    The parts of the State, and armed men of whatever name, are weighed together first.
    """
    families: dict[str, list[str]] = defaultdict(list)
    for code in blamed:
        if read.vocabulary.perpetrator_types[code].parent == _STATE or code == _STATE:
            families[_STATE].append(code)
        else:
            families["armed" if code in _ARMED else code].append(code)
    weights = {name: sum(blamed[code].weight for code in codes) for name, codes in families.items()}
    most = max(weights.values(), default=0.0)
    return [
        (code, blamed[code])
        for name, codes in families.items()
        if weights[name] >= _KEPT * most
        for code in _named(codes, blamed)
    ]


def _named(codes: Sequence[str], blamed: dict[str, _Blamed]) -> list[str]:
    """The foremost of a family, those close behind, and "state" only where it is alone."""
    known = [code for code in codes if code != _STATE] or list(codes)
    best = max(blamed[code].weight for code in known)
    return [code for code in known if blamed[code].weight >= _KEPT * best]
