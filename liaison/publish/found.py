"""What was found in a document, gathered by value, with the words that gave it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from liaison.catalogue.description import Decision, standing
from liaison.catalogue.models import Edition, Finding
from liaison.kernel.finding import FindingKind, Part, Span
from liaison.publish.declared import show_of_edition
from liaison.publish.names import without_names, worded
from liaison.publish.provenance import web_address
from liaison.publish.text import shown_start

_MOST_WORDS = 4
_LONGEST = 120  # characters of words quoted


@dataclass(frozen=True, slots=True)
class Found:
    """One value: in how many editions it was found, and in which words (each once)."""

    value: str
    editions: int
    words: tuple[str, ...]
    declared: bool  # the source's file says it of all that it publishes
    corrected: bool = False  # no words say it: a person does

    @property
    def quoted(self) -> str:
        """As a phrase for the search page."""
        return f'"{self.value}"'


def gather(
    findings: Iterable[Finding],
    kinds: Iterable[FindingKind],
    texts: Mapping[int, Mapping[Part, str]],
    decisions: Sequence[Decision] = (),
) -> list[Found]:
    """The findings of these kinds by value, those of most editions first.

    `texts` holds the parts of each edition that may be quoted, by its row number; `decisions` are
    people's corrections of the document, which win.
    """
    spans: dict[str, dict[str, set[tuple[int, str, int, int]]]] = {kind: {} for kind in kinds}
    for finding in findings:
        if finding.kind in spans:
            place = (finding.edition_id, finding.part, finding.start, finding.end)
            spans[finding.kind].setdefault(finding.value, set()).add(place)
    places: dict[str, set[tuple[int, str, int, int]]] = {}
    for kind, by_value in spans.items():
        for value in standing(kind, by_value, decisions):
            places.setdefault(value, set()).update(by_value.get(value, ()))
    gathered = [_found(value, sorted(spots), texts) for value, spots in places.items()]
    return sorted(gathered, key=lambda found: (-found.editions, found.value))


def quotable(edition: Edition, text: str) -> Mapping[Part, str]:
    """The parts of an edition into which spans point, as far as its terms let us show them."""
    return {
        Part.TITLE: edition.title,
        Part.TEXT: shown_start(text, show_of_edition(edition)),
        Part.DATE: edition.stated_date,
        Part.ADDRESS: web_address(edition.address),
    }


def _found(
    value: str,
    places: Iterable[tuple[int, str, int, int]],
    texts: Mapping[int, Mapping[Part, str]],
) -> Found:
    words: dict[str, None] = {}
    editions: set[int] = set()
    declared = False
    for edition, part, start, end in places:
        if part == Part.SOURCE:
            declared = True
            continue
        editions.add(edition)
        said = Span(Part(part), start, end)
        parts = texts.get(edition, {})
        if said.part in parts and end <= len(parts[said.part]):
            quoted = worded(" ".join(said.words(parts).split()))
            if quoted:
                words[quoted[:_LONGEST]] = None
    corrected = not editions and not declared
    return Found(
        without_names(value), len(editions), tuple(words)[:_MOST_WORDS], declared, corrected
    )
