"""Addresses of every type of page of a filled home, drawn at random."""

from collections.abc import Iterator, Mapping, Sequence

from liaison import vocabulary
from liaison.catalogue.models import Matter
from liaison.measure.searching.asking import address
from liaison.measure.searching.documents import LANGUAGES, Invented
from liaison.measure.searching.questions import questions
from liaison.rehearsal.chance import Draw

_SEED = 8
# Pages without anything of their own in the address.
_SINGLE = {
    "front": "",
    "mechanisms": "mechanisms",
    "sources": "sources",
    "about the data": "about-data",
}


def addresses(invented: Invented, documents: int, each: int) -> Mapping[str, Sequence[str]]:
    """By type of page, `each` addresses at most; none of a type that the home has nothing for."""
    draw = Draw(_SEED, documents)
    asked = questions(invented, documents, max(each // 8, 1))
    several = {
        "search": [address(one) for some in asked.values() for one in some],
        "document": [
            f"documents/{invented.one(draw.below(documents)).identifier}" for _ in range(each)
        ],
        "matter": [
            f"matters/{one}" for one in Matter.objects.values_list("identifier", flat=True)[:each]
        ],
        "mechanism": [f"mechanisms/{one}" for one in vocabulary.load().mechanisms],
    }
    return {
        **{
            page: [f"/{language}/{path}" for language in LANGUAGES]
            for page, path in _SINGLE.items()
        },
        **{page: list(_in_languages(draw, paths))[:each] for page, paths in several.items()},
    }


def _in_languages(draw: Draw, paths: Sequence[str]) -> Iterator[str]:
    for path in dict.fromkeys(paths):
        yield path if path.startswith("/") else f"/{draw.pick(LANGUAGES)}/{path}"
