"""Which country a document is about, among those that it names."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from liaison.kernel.finding import Part
from liaison.understand.about_title import LONG, counts_in_title, in_passing, titled
from liaison.understand.folding import Folded
from liaison.understand.gazetteer import Manner, Mention
from liaison.understand.subject import Subject, once, subject, weigh

_HEAD = 2500  # characters of a first page on which a heading can name the country
_TITLE = 150  # characters of a first line that can stand for a title
_KEPT_TO = 0.05  # share of all mentions
_LEAD, _LEAD_WEIGHT = 300, 0.3  # characters that open a text, and what they weigh beside its whole
_PREVAILS = 0.3  # share of all that is named
_ENOUGH = 2.0  # weight of mentions that settle it where many countries are named
_FEW = 3
_NEAR_THE_BEST = 0.95  # of the best score: then neither prevails
# Territories for which another State answers, named in the words of its treaty bodies and letters
# (A/HRC and CCPR documents on Hong Kong and Macao bear CHN).
_ANSWERED_FOR = {"HKG": "CHN", "MAC": "CHN"}
# "Ivanova v. Belarus", "affaire X c. France": the State that answers for what was done.
_AGAINST = re.compile(
    r"\b(?:v\.?|vs\.?|c\.|contre|contra|против|ضد)(?: the| la| le| l’)? $", re.IGNORECASE
)
_AGAINST_REACHES = 20  # characters
_CASE_NAME = 600  # characters of a decision in which the name of its case stands


def subjects(
    title: Folded, in_title: Sequence[Mention], text: Folded, in_text: Sequence[Mention]
) -> list[Subject]:
    """The countries of the title, of a heading, or the one that prevails, in that order.

    The first line stands in for a title where there is none.
    """
    in_title, in_text = _by_state(in_title, in_text)
    against = _respondent(title, in_title, text, in_text)
    if against:
        return against
    counting = [one for one in in_title if counts_in_title(title.text, one)]
    weights = weigh(in_text)
    if counting:
        sure_of_it = any(not one.doubtful for one in counting)
        passing = in_passing(title.text, counting, weights)
        told = _prevailing(text, in_text, weights) if passing or not sure_of_it else []
        return told or titled(title, counting, weights)
    sure = [one for one in in_text if not one.doubtful and one.manner is Manner.NAME]
    opening = once([one for one in sure if not title.text and one.end <= _first_line(text)])
    if len(opening) == 1 and (_has_a_first_line(text) or sum(weights.values()) < LONG):
        return [subject(text, Part.TEXT, opening[0], "first line", 0.8)]
    headed = [one for one in sure if one.start < _HEAD and _heads(text, one)]
    if headed:
        return _headed(text, headed, weights)
    return _prevailing(text, in_text, weights)


def _respondent(
    title: Folded, in_title: Sequence[Mention], text: Folded, in_text: Sequence[Mention]
) -> list[Subject]:
    """The State against which a case was brought, by its name in the title or on a line."""
    for one in in_title:
        before = title.text[max(0, one.start - _AGAINST_REACHES) : one.start]
        if one.manner is Manner.NAME and _AGAINST.search(before):
            return [subject(title, Part.TITLE, one, "respondent", 0.95)]
    for one in in_text:
        if one.start > _CASE_NAME:
            break
        before = text.text[max(0, one.start - _AGAINST_REACHES) : one.start]
        if one.manner is Manner.NAME and _AGAINST.search(before) and text.ends_line(one.end):
            return [subject(text, Part.TEXT, one, "respondent", 0.95)]
    return []


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


def _headed(text: Folded, headed: Sequence[Mention], weights: Mapping[str, float]) -> list[Subject]:
    """Where several head lines (a list of speakers), the one that the text keeps to.

    Where the text keeps to none (a yearbook), none.
    """
    alone = once(headed)
    best = max(alone, key=lambda one: weights[one.iso3])
    if weights[best.iso3] < _KEPT_TO * sum(weights.values()):
        return []
    return [subject(text, Part.TEXT, best, "heading", 0.9 if len(alone) == 1 else 0.6)]


def _prevailing(
    text: Folded, in_text: Sequence[Mention], weights: Mapping[str, float]
) -> list[Subject]:
    """The one country that a text speaks of most, the way it opens counted in."""
    total = sum(weights.values())
    if not total:
        return []
    lead = weigh([one for one in in_text if one.start < _LEAD])
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
    first = next(one for one in once(in_text) if one.iso3 == best)
    if first.doubtful:
        return []
    return [subject(text, Part.TEXT, first, "prevails", round(0.4 + share * 0.4, 2))]


def _first_line(text: Folded) -> int:
    """The length of the first line, as far as it can stand for a title."""
    starts = text.line_starts(_TITLE)
    return starts[1] if len(starts) > 1 else min(len(text.text), _TITLE)


def _has_a_first_line(text: Folded) -> bool:
    """Whether the first line is short enough to be a heading, not a paragraph."""
    return len(text.line_starts(_TITLE)) > 1


def _heads(text: Folded, mention: Mention) -> bool:
    """Whether the mention is all that stands on its line, but for a footnote's mark."""
    if text.line_start(mention.start) != mention.start:
        return False
    end = mention.end
    while text.text[end : end + 1] in ("*", "1", "\u2217") and end < mention.end + 3:
        end += 1
    return text.ends_line(end) or text.ends_line(end + 1)
