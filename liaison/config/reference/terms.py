"""docs/reference/vocabulary.md: what the vocabulary holds, and how sure each list is."""

from collections import Counter
from collections.abc import Iterator

from liaison import vocabulary
from liaison.config.reference import markdown
from liaison.vocabulary import Certainty, Vocabulary

_INTRODUCTION = """\
Facts and words that documents are understood with, as data files in `liaison/vocabulary/data/`.
*seen* was read in the source that is named; *to be checked* is general knowledge that nobody has
compared with a source yet. *Reviewed* are the languages whose labels a reader of that language
has read. [How to add a term](../how-to/add-a-term.md).
"""


def write() -> str:
    """The page."""
    terms = vocabulary.load()
    return markdown.page("Vocabulary", _INTRODUCTION, *_pieces(terms))


def _pieces(terms: Vocabulary) -> Iterator[str]:
    yield "## Files"
    yield _files(terms)
    yield "## Mechanisms"
    yield _mechanisms(terms)
    yield "## Kinds of documents"
    yield _kinds(terms)
    yield "## References"
    yield _references(terms)
    yield "## Organisations and their members"
    yield _organisations(terms)
    yield "## Languages"
    yield ", ".join(f"`{code}` {one.names['en']}" for code, one in sorted(terms.languages.items()))


def _files(terms: Vocabulary) -> str:
    counts = {
        "countries.csv": len(terms.countries),
        "country_names.csv": len(terms.country_names),
        "document_kinds.yaml": len(terms.document_kinds),
        "languages.csv": len(terms.languages),
        "mechanisms.yaml": len(terms.mechanisms),
        "memberships.csv": len(terms.memberships),
        "months.csv": len(terms.months),
        "organisations.csv": len(terms.organisations),
        "reference_patterns.yaml": len(terms.reference_patterns),
    }
    rows = [
        (
            markdown.code(file),
            f"{counts[file]:,}",
            about.evidence.certainty.value,
            about.evidence.checked,
            " ".join(about.reviewed),
            about.evidence.source,
        )
        for file, about in terms.about.items()
    ]
    columns = ("file", "entries", "certainty", "last compared", "reviewed", "comes from")
    return markdown.table(columns, rows)


def _mechanisms(terms: Vocabulary) -> str:
    rows = [
        (
            markdown.code(code),
            one.names["en"],
            markdown.code(one.parent),
            markdown.code(one.membership) or "all the world",
            one.evidence.certainty.value,
            one.evidence.checked,
        )
        for code, one in terms.mechanisms.items()
    ]
    columns = ("code", "name", "belongs to", "covers members of", "certainty", "last compared")
    return markdown.table(columns, rows)


def _kinds(terms: Vocabulary) -> str:
    rows = [
        (markdown.code(code), one.names["en"], markdown.code(one.parent))
        for code, one in terms.document_kinds.items()
    ]
    return markdown.table(("code", "name", "a kind of"), rows)


def _references(terms: Vocabulary) -> str:
    rows = [
        (
            markdown.code(code),
            markdown.code(one.issuer),
            markdown.code(one.examples[0].key if one.examples else ""),
            one.examples[0].evidence if one.examples else "",
        )
        for code, one in terms.reference_patterns.items()
    ]
    return markdown.table(("pattern", "issued by", "such as", "evidence"), rows)


def _organisations(terms: Vocabulary) -> str:
    members = Counter(one.organisation for one in terms.memberships)
    doubtful = Counter(
        one.organisation
        for one in terms.memberships
        if one.evidence.certainty is not Certainty.SEEN
    )
    rows = [
        (
            markdown.code(code),
            one.names["en"],
            markdown.code(one.parent),
            f"{members[code]:,}" if members[code] else "",
            f"{doubtful[code]:,}" if doubtful[code] else "",
        )
        for code, one in terms.organisations.items()
    ]
    columns = ("code", "name", "part of", "memberships", "of these to be checked")
    return markdown.table(columns, rows)
