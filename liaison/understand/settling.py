"""Names that more than one country shares, settled by what else a text names."""

from collections.abc import Sequence
from dataclasses import replace

from liaison.understand.gazetteer import Manner, Mention

# Words that two countries share: whose they are unless only the other is named in full.
_SHARED = {
    "COG": "COD",
    "COD": "COG",
    "KOR": "PRK",
    "DOM": "DMA",
    "GIN": "GNQ",
}
_BARE = {
    "COG": ("congo", "конго", "الكونغو", "刚果"),
    "COD": ("congol", "конголез", "كونغول", "الكونغول"),
    "KOR": ("korea", "corée", "coree", "corea", "coreia", "coré", "коре", "كوري", "الكوري"),
    "DOM": ("dominica", "dominica", "доминикан", "دومينيك"),
    "GIN": (),
}
_AMERICAN = "USA"  # whose federal state Georgia is
_GEORGIA = "GEO"


def settled(
    in_title: Sequence[Mention], in_text: Sequence[Mention]
) -> tuple[list[Mention], list[Mention]]:
    """Without names that are only doubtful ones, and with shared words given to one country.

    Title and text settle each other. One on "the Democratic Republic of the Congo" that says
    "Congo", or on "the DPRK" that says "Korean", speaks of one country; one on Georgia that names
    American places and nothing of the country Georgia speaks of the federal state.
    """
    certain = {one.iso3 for part in (in_title, in_text) for one in part if not one.doubtful}
    stays = [[one for one in part if _stays(one, certain)] for part in (in_title, in_text)]
    kept, titled = stays[0] + stays[1], len(stays[0])
    for one, other in _SHARED.items():
        if {one, other} <= {mention.iso3 for mention in kept}:
            kept = _given(kept, one, other)
    parts = kept[:titled], kept[titled:]
    if _is_a_federal_state(kept):
        return _without_georgia(parts[0]), _without_georgia(parts[1])
    return parts


def _stays(mention: Mention, certain: set[str]) -> bool:
    """A people or place stays even if doubtful: what it weighs is for its readers to say."""
    return mention.iso3 in certain or mention.manner in (Manner.PEOPLE, Manner.PLACE, Manner.SEAT)


def _without_georgia(mentions: Sequence[Mention]) -> list[Mention]:
    return [mention for mention in mentions if mention.iso3 != _GEORGIA]


def _given(mentions: list[Mention], one: str, other: str) -> list[Mention]:
    """All of `one` given to `other`, where only shared words name it and full ones the other."""
    bare = _BARE[one]
    named = [mention for mention in mentions if mention.iso3 == one]
    if not bare or not all(_is_bare(mention, bare) for mention in named):
        return mentions
    if all(_is_bare(m, _BARE.get(other, ())) for m in mentions if m.iso3 == other):
        return mentions
    return [replace(m, iso3=other) if m.iso3 == one else m for m in mentions]


def _is_bare(mention: Mention, bare: tuple[str, ...]) -> bool:
    words = mention.words.removeprefix("the ").removeprefix("la ").removeprefix("le ")
    return mention.manner is not Manner.PLACE and " " not in words and words.startswith(bare)


def _is_a_federal_state(mentions: Sequence[Mention]) -> bool:
    american = sum(mention.iso3 == _AMERICAN for mention in mentions)
    georgian = [mention for mention in mentions if mention.iso3 == _GEORGIA]
    return american >= 1 and all(
        mention.manner is Manner.NAME and mention.words == "georgia" for mention in georgian
    )
