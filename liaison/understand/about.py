"""Which country a document is about, among those that it names."""

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from liaison.kernel.finding import Part
from liaison.understand.folding import Folded
from liaison.understand.gazetteer import Manner, Mention

# The figures below were set on half of a labelled set and looked at on the other; each may move
# by a third without a difference that can be told from chance.
_WEIGHT = {
    Manner.NAME: 1.0,
    Manner.FORMER: 0.6,
    Manner.PEOPLE: 0.7,
    Manner.PLACE: 0.5,
    Manner.SEAT: 0.05,
}
_IN_TITLE = {Manner.NAME: 1.0, Manner.FORMER: 0.8, Manner.PEOPLE: 0.7, Manner.PLACE: 0.6}
_DOUBTFUL = 0.4  # of the weight of a sure mention
_OF_A_PERSON = 0.35  # in a title: "an Albanian citizen" says where somebody comes from
_OF_A_SPEAKER = 0.2  # "the US condemns": another State is spoken of, where one is named
_LABEL = 100  # characters of a title in which "Peru:" can stand
_LABEL_MAY_NAME = 3
_FIRST, _WITHIN, _FROM = 0.4, 0.25, -0.075  # named first; "in Peru"; "from Peru"
_NEAR_THE_BEST = 0.85  # of the best score: named beside it, not after it
_TITLE_MAY_NAME = 3

_HEAD = 2500  # characters of a first page on which a heading can name the country
_TITLE = 150  # characters of a first line that can stand for a title
_KEPT_TO = 0.05  # share of all mentions
_LEAD, _LEAD_WEIGHT = 300, 0.3  # characters that open a text, and what they weigh beside its whole
_PREVAILS = 0.3  # share of all that is named
_ENOUGH = 2.0  # weight of mentions that settle it where many countries are named
_FEW = 3

_PERSON = re.compile(
    r"[ -](?:citizen|national|refugee|asylum|migrant|born|resident|immigrant)", re.IGNORECASE
)
# Who speaks of what another does: "US senator condemns …", "Francia pide a …".
_SPEAKER = re.compile(
    r"(?: (?:senators?|house|congress|senate|lawmakers?|state department|treasury|envoy"
    r"|foreign ministry|government))?"
    r" (?:calls?|condemns?|urges?|slams?|sanctions?|imposes?|criticizes?|criticises?|concern(?:ed)?"
    r"|denounces?|welcomes?|asks?|warns?|condamne|appelle|demande|dénonce|exhorte|condena|pide|insta"
    r"|exhorta|denuncia|condenó|pede|призывает|осуждает|осудили?|призвали?|senators?|house|lawmakers?"
    r"|state department|treasury)\b",
    re.IGNORECASE,
)
_BEFORE_PLACE = re.compile(
    r"\b(?:(in|en|dans|au|aux|no|na|em|в|во)|(from|depuis|desde|из))"
    r"(?: the| la| el| les)? $",
    re.IGNORECASE,
)
_BETWEEN = re.compile(r"[ ,/&-]*(?:and|et|y|e|и)?(?: the| la| le| el| l’)? ?", re.IGNORECASE)
_BRACKETS = frozenset(("[]", "()"))
# Territories for which another State answers, named in the words of its treaty bodies and letters
# (A/HRC and CCPR documents on Hong Kong and Macao bear CHN).
_ANSWERED_FOR = {"HKG": "CHN", "MAC": "CHN"}


@dataclass(frozen=True, slots=True)
class Subject:
    """A country that a document is about, and the mention that says so (original characters)."""

    iso3: str
    part: Part
    start: int
    end: int
    method: str
    confidence: float


def subjects(
    title: Folded, in_title: Sequence[Mention], text: Folded, in_text: Sequence[Mention]
) -> list[Subject]:
    """The countries of the title, of a heading, or the one that prevails, in that order.

    The first line stands in for a title where there is none.
    """
    in_title, in_text = _by_state(in_title, in_text)
    titled = [one for one in in_title if _counts_in_title(title.text, one)]
    weights = _weights(in_text)
    if titled:
        sure_of_it = any(not one.doubtful for one in titled)
        told = [] if sure_of_it else _prevailing(text, in_text, weights)
        return told or _titled(title, titled, weights)
    sure = [one for one in in_text if not one.doubtful and one.manner is Manner.NAME]
    opening = _once([one for one in sure if not title.text and one.end <= _first_line(text)])
    if len(opening) == 1:
        return [_subject(text, Part.TEXT, opening[0], "first line", 0.8)]
    headed = [one for one in sure if one.start < _HEAD and _heads(text, one)]
    if headed:
        return _headed(text, headed, weights)
    return _prevailing(text, in_text, weights)


def _by_state(
    in_title: Sequence[Mention], in_text: Sequence[Mention]
) -> tuple[list[Mention], list[Mention]]:
    """Territories counted to the State that answers for them, where it is named too."""
    named = {one.iso3 for one in (*in_title, *in_text)}
    states = {part: whole for part, whole in _ANSWERED_FOR.items() if whole in named}
    title, text = (
        [replace(one, iso3=states.get(one.iso3, one.iso3)) for one in mentions]
        for mentions in (in_title, in_text)
    )
    return title, text


def _counts_in_title(title: str, mention: Mention) -> bool:
    """All but seats of organisations, and the language of a document: "Report [Russian]"."""
    if mention.manner is Manner.SEAT:
        return False
    around = title[mention.start - 1 : mention.start] + title[mention.end : mention.end + 1]
    return not (
        mention.manner is Manner.PEOPLE
        and around in _BRACKETS
        and not title[mention.end + 1 :].strip()
    )


def _titled(title: Folded, mentions: Sequence[Mention], weights: dict[str, float]) -> list[Subject]:
    label = title.text.find(":", 0, _LABEL)
    for manners in ((Manner.NAME, Manner.FORMER), (Manner.PLACE,)):
        labels = _once([one for one in mentions if one.start < label and one.manner in manners])
        if 0 < len(labels) <= _LABEL_MAY_NAME:
            confidence = 0.95 if len(labels) == 1 else 0.8
            return [_subject(title, Part.TITLE, one, "title", confidence) for one in labels]
    total = sum(weights.values()) or 1.0
    scores: dict[str, float] = {}
    listed = _listed_first(title.text, mentions)
    if _SPEAKER.match(title.text, mentions[0].end):
        listed = 0
    for place, one in enumerate(mentions):
        score = _in_title(title.text, one) + weights[one.iso3] / total
        score += _FIRST if place < listed else 0.0
        scores[one.iso3] = max(score, scores.get(one.iso3, 0.0))
    best = max(scores.values())
    named = [one for one in _once(mentions) if scores[one.iso3] >= _NEAR_THE_BEST * best]
    if len(named) > _TITLE_MAY_NAME:
        return []
    confidence = 0.9 if len(scores) == 1 else 0.8 if len(named) == 1 else 0.7
    if all(one.doubtful for one in named):
        confidence = 0.5
    return [_subject(title, Part.TITLE, one, "title", confidence) for one in named]


def _listed_first(title: str, mentions: Sequence[Mention]) -> int:
    """How many mentions stand in the list that begins with the first: "Peru, Chile and Togo"."""
    count = 1
    for before, after in pairwise(mentions):
        if not _BETWEEN.fullmatch(title, before.end, after.start):
            break
        count += 1
    return count


def _in_title(title: str, mention: Mention) -> float:
    weight = _IN_TITLE[mention.manner]
    if mention.manner is Manner.PEOPLE and _PERSON.match(title, mention.end):
        weight = _OF_A_PERSON
    if _SPEAKER.match(title, mention.end):
        weight = _OF_A_SPEAKER
    if mention.doubtful:
        weight *= _DOUBTFUL
    before = _BEFORE_PLACE.search(title, max(0, mention.start - 16), mention.start)
    return weight + (0.0 if before is None else _WITHIN if before.group(1) else _FROM)


def _headed(text: Folded, headed: Sequence[Mention], weights: dict[str, float]) -> list[Subject]:
    """Where several head lines (a list of speakers), the one that the text keeps to.

    Where the text keeps to none (a yearbook), none.
    """
    alone = _once(headed)
    best = max(alone, key=lambda one: weights[one.iso3])
    if weights[best.iso3] < _KEPT_TO * sum(weights.values()):
        return []
    return [_subject(text, Part.TEXT, best, "heading", 0.9 if len(alone) == 1 else 0.6)]


def _prevailing(
    text: Folded, in_text: Sequence[Mention], weights: dict[str, float]
) -> list[Subject]:
    """The one country that a text speaks of most, the way it opens counted in."""
    total = sum(weights.values())
    if not total:
        return []
    lead = _weights([one for one in in_text if one.start < _LEAD])
    opens = sum(lead.values()) or 1.0
    scores = {
        iso3: weight / total + _LEAD_WEIGHT * lead[iso3] / opens for iso3, weight in weights.items()
    }
    best, *others = sorted(scores, key=lambda iso3: -scores[iso3])
    if others and scores[others[0]] >= _NEAR_THE_BEST * scores[best]:
        return []
    if max(weights.values()) < _ENOUGH and len(weights) > _FEW:
        return []
    share = weights[best] / total
    if share < _PREVAILS:
        return []
    first = next(one for one in _once(in_text) if one.iso3 == best)
    if first.doubtful:
        return []
    return [_subject(text, Part.TEXT, first, "prevails", round(0.4 + share * 0.4, 2))]


def _weights(mentions: Sequence[Mention]) -> dict[str, float]:
    """How much is said of each country."""
    weights: dict[str, float] = defaultdict(float)
    for one in mentions:
        weights[one.iso3] += _WEIGHT[one.manner] * (_DOUBTFUL if one.doubtful else 1.0)
    return weights


def _first_line(text: Folded) -> int:
    """The length of the first line, as far as it can stand for a title."""
    starts = text.line_starts(_TITLE)
    return starts[1] if len(starts) > 1 else min(len(text.text), _TITLE)


def _once(mentions: Sequence[Mention]) -> list[Mention]:
    """The first mention of each country, a certain one before a doubtful one."""
    first: dict[str, Mention] = {}
    for mention in mentions:
        held = first.get(mention.iso3)
        if held is None or (held.doubtful and not mention.doubtful):
            first[mention.iso3] = mention
    return sorted(first.values(), key=lambda one: one.start)


def _heads(text: Folded, mention: Mention) -> bool:
    """Whether the mention is all that stands on its line, but for a footnote's mark."""
    if text.line_start(mention.start) != mention.start:
        return False
    end = mention.end
    while text.text[end : end + 1] in ("*", "1", "\u2217") and end < mention.end + 3:
        end += 1
    return text.ends_line(end) or text.ends_line(end + 1)


def _subject(text: Folded, part: Part, mention: Mention, method: str, confidence: float) -> Subject:
    start, end = text.span(mention.start, mention.end)
    return Subject(mention.iso3, part, start, end, method, confidence)
