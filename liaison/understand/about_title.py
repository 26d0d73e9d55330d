"""Which country a title says that a document is about."""

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise

from liaison.kernel.finding import Part
from liaison.understand.folding import Folded
from liaison.understand.gazetteer import Manner, Mention
from liaison.understand.subject import DOUBTFUL, Subject, once, subject

_IN_TITLE = {Manner.NAME: 1.0, Manner.FORMER: 0.8, Manner.PEOPLE: 0.7, Manner.PLACE: 0.6}
_OF_A_PERSON = 0.35  # "an Albanian citizen" says where somebody comes from
_OF_A_SPEAKER = 0.2  # "the US condemns": another State is spoken of, where one is named
_LABEL = 100  # characters of a title in which "Peru:" can stand
_LABEL_MAY_NAME = 3
_FIRST, _WITHIN, _FROM = 0.4, 0.25, -0.075  # named first; "in Peru"; "from Peru"
_NEAR_THE_BEST = 0.75  # of the best score: named beside it, not after it
_TITLE_MAY_NAME = 3
_IN_PASSING = 0.1  # share of a long text that a country of the title must have, to be its matter

LONG = 10.0
"""Weight of a text's mentions from which on its shares tell more than chance."""

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
_BETWEEN = re.compile(r"[ ,;/&-]*(?:and|et|y|e|и)?(?: the| la| le| el| l’)? ?", re.IGNORECASE)
_BRACKETS = frozenset(("[]", "()"))


def counts_in_title(title: str, mention: Mention) -> bool:
    """All but seats of organisations, and the language of a document: "Report [Russian]"."""
    if mention.manner is Manner.SEAT:
        return False
    around = title[mention.start - 1 : mention.start] + title[mention.end : mention.end + 1]
    return not (
        mention.manner is Manner.PEOPLE
        and around in _BRACKETS
        and not title[mention.end + 1 :].strip()
    )


def in_passing(title: str, mentions: Sequence[Mention], weights: Mapping[str, float]) -> bool:
    """Whether a long text hardly speaks of what its title names: "Strikes in Asia and Australia".

    A label ("Peru: ...") says what a text is about whatever it speaks of. `weights`: of the text.
    """
    total = sum(weights.values())
    if total < LONG or mentions[0].start < title.find(":", 0, _LABEL):
        return False
    of_title = {one.iso3 for one in mentions}
    return sum(weights.get(iso3, 0.0) for iso3 in of_title) < _IN_PASSING * total


def titled(
    title: Folded, mentions: Sequence[Mention], weights: Mapping[str, float]
) -> list[Subject]:
    """The countries of a title's label, else those that weigh most. `weights` is that of the text.

    None where it names too many. There must be a mention.
    """
    label = title.text.find(":", 0, _LABEL)
    for manners in ((Manner.NAME, Manner.FORMER), (Manner.PLACE,)):
        labels = once([one for one in mentions if one.start < label and one.manner in manners])
        if 0 < len(labels) <= _LABEL_MAY_NAME:
            confidence = 0.95 if len(labels) == 1 else 0.8
            return [subject(title, Part.TITLE, one, "title", confidence) for one in labels]
    shares = _shares(weights)
    scores: dict[str, float] = {}
    listed = _listed_first(title.text, mentions)
    if _SPEAKER.match(title.text, mentions[0].end):
        listed = 0
    for place, one in enumerate(mentions):
        score = _in_title(title.text, one) + shares.get(one.iso3, 0.0)
        score += _FIRST if place < listed else 0.0
        scores[one.iso3] = max(score, scores.get(one.iso3, 0.0))
    best = max(scores.values())
    named = [one for one in once(mentions) if scores[one.iso3] >= _NEAR_THE_BEST * best]
    if len(named) > _TITLE_MAY_NAME:
        return []
    confidence = 0.9 if len(scores) == 1 else 0.8 if len(named) == 1 else 0.7
    if all(one.doubtful for one in named):
        confidence = 0.5
    return [subject(title, Part.TITLE, one, "title", confidence) for one in named]


def _shares(weights: Mapping[str, float]) -> dict[str, float]:
    """What the text adds to each country of the title: its share, in a long text twice.

    Of two countries of a headline a long article keeps to the one where the matter lies.
    """
    total = sum(weights.values()) or 1.0
    scale = (1.0 + min(1.0, total / LONG)) / total
    return {iso3: weight * scale for iso3, weight in weights.items()}


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
        weight *= DOUBTFUL
    before = _BEFORE_PLACE.search(title, max(0, mention.start - 16), mention.start)
    return weight + (0.0 if before is None else _WITHIN if before.group(1) else _FROM)
