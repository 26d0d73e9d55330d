"""docs/reference/vocabulary.md: what the vocabulary holds, and how sure each list is."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from liaison import vocabulary
from liaison.config.reference import acting, markdown
from liaison.vocabulary import (
    ActivityStatus,
    ActivityType,
    Certainty,
    DefenderType,
    Outcome,
    StructuralMatter,
    StructuralStage,
    Vocabulary,
    Wording,
)

_Named = DefenderType | ActivityType | ActivityStatus | Outcome | StructuralMatter | StructuralStage
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
    yield "## Instruments"
    yield _instruments(terms)
    yield "## Kinds of documents"
    yield _kinds(terms)
    yield "## References"
    yield _references(terms)
    yield "## Violations"
    yield _violations(terms)
    yield "## Defenders"
    yield _plain(terms.defender_types, terms.words["defender_words"])
    yield "## Perpetrators"
    yield _perpetrators(terms)
    yield "## Rights"
    yield _rights(terms)
    yield "## Activities"
    yield _plain(terms.activity_types, terms.words["activity_words"])
    yield "## How activities stand"
    yield _plain(terms.activity_statuses, terms.words["status_words"])
    yield "## What followed"
    yield _plain(terms.outcomes, terms.words["outcome_words"])
    yield "## Structural matters"
    yield _plain(terms.structural_matters, terms.words["structural_words"])
    yield "## Stages of structural matters"
    yield _plain(terms.structural_stages, terms.words["stage_words"])
    yield "## Themes"
    yield _themes(terms)
    yield "## Issues of recommendations"
    yield ", ".join(f"`{code}` {one.names['en']}" for code, one in terms.upr_issues.items())
    yield "## Organisations and their members"
    yield _organisations(terms)
    yield from acting.pieces(terms)
    yield "## Languages"
    yield ", ".join(f"`{code}` {one.names['en']}" for code, one in sorted(terms.languages.items()))


def _files(terms: Vocabulary) -> str:
    counts = {
        "countries.csv": len(terms.countries),
        "country_names.csv": len(terms.country_names),
        "former_codes.csv": len(terms.former_codes),
        "nationalities.csv": len(terms.nationalities),
        "places.csv": sum(len(one.names) for one in terms.places),
        "document_kinds.yaml": len(terms.document_kinds),
        "date_words.csv": len(terms.date_words),
        "languages.csv": len(terms.languages),
        "language_marks.csv": len(terms.language_marks),
        "mechanisms.yaml": len(terms.mechanisms),
        "instruments.yaml": len(terms.instruments),
        "provisions.csv": sum(len(one.provisions) for one in terms.instruments.values()),
        "article_summaries.csv": len(terms.article_summaries),
        "provision_relations.csv": len(terms.provision_relations),
        "memberships.csv": len(terms.memberships),
        "months.csv": len(terms.months),
        "organisations.csv": len(terms.organisations),
        "reference_patterns.yaml": len(terms.reference_patterns),
        "violation_types.csv": len(terms.violation_types),
        "defender_types.csv": len(terms.defender_types),
        "perpetrator_types.csv": len(terms.perpetrator_types),
        "rights.csv": len(terms.rights),
        "activity_types.csv": len(terms.activity_types),
        "activity_statuses.csv": len(terms.activity_statuses),
        "outcomes.csv": len(terms.outcomes),
        "structural_matters.csv": len(terms.structural_matters),
        "structural_stages.csv": len(terms.structural_stages),
        "themes.csv": len(terms.themes),
        "upr_issues.csv": len(terms.upr_issues),
        "admissibility_rules.yaml": len(terms.admissibility_rules),
        "inter_mechanism_meetings.csv": len(terms.inter_mechanism_meetings),
        "protection_measures.csv": len(terms.protection_measures),
        "working_groups.yaml": len(terms.working_groups),
    } | {f"{name}.csv": len(rows) for name, rows in terms.words.items()}
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


def _instruments(terms: Vocabulary) -> str:
    words = terms.words["instrument_words"]
    rows = [
        (
            markdown.code(code),
            one.symbol,
            one.names["en"],
            markdown.code(one.system),
            one.force,
            one.adopted or "not yet entered",
            str(len(one.provisions)),
            _languages(code, words),
            one.official_text or "not yet entered",
            one.evidence.certainty.value,
        )
        for code, one in terms.instruments.items()
    ]
    columns = (
        *("code", "symbol", "name", "of", "force", "adopted", "provisions", "words in"),
        *("official text", "certainty"),
    )
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


def _violations(terms: Vocabulary) -> str:
    rows = [
        (
            markdown.code(code),
            one.names["en"],
            one.group,
            one.sdg_16_10_1.replace("_", " "),
            " ".join(one.huridocs),
            one.urgency.value,
            " ".join(one.rights),
            _languages(code, terms.words["violation_words"]),
        )
        for code, one in terms.violation_types.items()
    ]
    columns = ("code", "name", "group", "SDG 16.10.1", "HURIDOCS", "urgency", "rights", "words in")
    return markdown.table(columns, rows)


def _perpetrators(terms: Vocabulary) -> str:
    words = terms.words["perpetrator_words"]
    rows = [
        (markdown.code(code), one.names["en"], markdown.code(one.parent), _languages(code, words))
        for code, one in terms.perpetrator_types.items()
    ]
    return markdown.table(("code", "name", "a kind of", "words in"), rows)


def _plain(named: Mapping[str, _Named], words: Sequence[Wording]) -> str:
    rows = [
        (markdown.code(code), one.names["en"], _languages(code, words))
        for code, one in named.items()
    ]
    return markdown.table(("code", "name", "words in"), rows)


def _rights(terms: Vocabulary) -> str:
    rows = [
        (markdown.code(code), one.names["en"], ", ".join(one.articles), ", ".join(one.commentary))
        for code, one in terms.rights.items()
    ]
    columns = ("code", "name", "Declaration, articles", "Commentary, sections")
    return markdown.table(columns, rows)


def _themes(terms: Vocabulary) -> str:
    words = terms.words["theme_words"]
    rows = [
        (
            markdown.code(code),
            one.names["en"],
            " ".join(one.rights),
            " ".join(map(markdown.code, one.upr_issues)),
            _languages(code, words),
        )
        for code, one in terms.themes.items()
    ]
    return markdown.table(("code", "name", "rights", "issues", "words in"), rows)


def _languages(code: str, words: Sequence[Wording]) -> str:
    """The languages that have words for a code."""
    return " ".join(sorted({one.language for one in words if one.code == code}))


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
