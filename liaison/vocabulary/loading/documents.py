"""Kinds of documents and references, from their entries."""

from liaison.vocabulary.files import Entry
from liaison.vocabulary.loading.making import strings
from liaison.vocabulary.terms import DocumentKind, PatternExample, ReferencePattern, Scope


def kind(entry: Entry) -> DocumentKind:
    """An entry of document_kinds.yaml."""
    return DocumentKind(
        code=entry["code"],
        parent=entry.get("parent", ""),
        names=dict(entry["labels"]),
        begins={language: strings(cues) for language, cues in entry.get("begins", {}).items()},
        holds={language: strings(cues) for language, cues in entry.get("holds", {}).items()},
        refines={language: strings(cues) for language, cues in entry.get("refines", {}).items()},
    )


def pattern(entry: Entry) -> ReferencePattern:
    """An entry of reference_patterns.yaml."""
    scope = entry.get("scope")
    return ReferencePattern(
        id=entry["id"],
        issuer=entry["issuer"],
        anchors=strings(entry["anchors"]),
        regex=entry["regex"],
        reach=int(entry.get("reach", 0)),
        case=bool(entry.get("case", False)),
        key=entry.get("key", ""),
        spelling=dict(entry.get("spelling", {})),
        symbol=bool(entry.get("symbol", False)),
        kind=entry.get("kind", ""),
        about=entry.get("about", ""),
        iso3=entry.get("iso3", ""),
        classes=dict(entry.get("classes", {})),
        scope=None
        if scope is None
        else Scope(
            strings(scope.get("mechanisms", ())),
            strings(scope.get("near", ())),
            strings(scope.get("addresses", ())),
        ),
        scope_without=entry.get("scope_without", ""),
        examples=tuple(
            PatternExample(example["text"], example["key"], example["evidence"])
            for example in entry["examples"]
        ),
    )
