"""Kinds of documents and references."""

import re
from collections.abc import Iterator
from typing import Any

from liaison.vocabulary.checking.placed import INTERFACE, Files, Placed, Problem, known, labels
from liaison.vocabulary.reference_key import compiled, key
from liaison.vocabulary.terms import PatternExample, ReferencePattern


def check(files: Files) -> Iterator[Problem]:
    """What is wrong with these files."""
    yield from _kinds(files)
    yield from _patterns(files)


def _kinds(files: Files) -> Iterator[Problem]:
    codes, languages = known(files, "document_kinds.yaml"), known(files, "languages.csv")
    for place in files["document_kinds.yaml"]:
        entry = place.data
        yield from labels(place, entry.get("labels"), INTERFACE)
        parent = entry.get("parent", "")
        if parent and parent not in codes:
            yield place.problem(f"parent {parent!r} is unknown", "use a code of this file")
        for field in ("begins", "holds", "refines"):
            for language in entry.get(field) or {}:
                if language not in languages:
                    yield place.problem(
                        f"{field}: language {language!r} is unknown", "add it to languages.csv"
                    )


def _patterns(files: Files) -> Iterator[Problem]:
    organisations = known(files, "organisations.csv")
    countries = known(files, "countries.csv")
    mechanisms, kinds = known(files, "mechanisms.yaml"), known(files, "document_kinds.yaml")
    for place in files["reference_patterns.yaml"]:
        entry = place.data
        if entry.get("issuer") not in organisations:
            yield place.problem(
                f"issuer {entry.get('issuer')!r} is unknown", "add it to organisations.csv"
            )
        kind = entry.get("kind", "")
        if kind and kind not in kinds:
            yield place.problem(f"kind {kind!r} is unknown", "use a code of document_kinds.yaml")
        for name, iso3 in (entry.get("classes") or {}).items():
            if iso3 not in countries:
                yield place.problem(
                    f"class {name}: country {iso3!r} is unknown", "use a code of countries.csv"
                )
        for code in (entry.get("scope") or {}).get("mechanisms", ()):
            if code not in mechanisms:
                yield place.problem(
                    f"scope: mechanism {code!r} is unknown", "use a code of mechanisms.yaml"
                )
        yield from _examples(place)


def _examples(place: Placed) -> Iterator[Problem]:
    entry = place.data
    if not all(isinstance(anchor, str) for anchor in entry.get("anchors") or ()):
        yield place.problem("an anchor is no word", "put it in quotes: YAML reads .INF as a number")
        return
    try:
        pattern = ReferencePattern(
            id=str(entry.get("id", "")),
            issuer="",
            anchors=tuple(entry["anchors"]),
            regex=entry["regex"],
            reach=entry.get("reach", 0),
            case=entry.get("case", False),
            key=entry.get("key", ""),
            spelling=dict(entry.get("spelling", {})),
        )
        regex = compiled(pattern)
    except KeyError as error:
        yield place.problem(f"no `{error.args[0]}`", "the head of the file explains it")
        return
    except re.error as error:
        yield place.problem(f"the regex is none ({error})", "mend it")
        return
    examples: Any = entry.get("examples") or []
    if not examples:
        yield place.problem("no example", "give at least one, with its evidence")
    for position, example in enumerate(examples):
        line = examples.lc.data[position][0] + 1
        fault = _fault(pattern, regex, PatternExample(example["text"], example["key"], ""))
        if fault:
            yield Problem(place.file, line, fault, "mend the regex, the anchors or the key")
        if not example.get("evidence"):
            yield Problem(place.file, line, "no evidence", "say where it was seen")


def _fault(pattern: ReferencePattern, regex: re.Pattern[str], example: PatternExample) -> str:
    """What is wrong with an example, or ""."""
    match = regex.search(f"see {example.text}, and so on")
    if match is None or match.group() != example.text:
        return f"{example.text!r} does not match {pattern.id}"
    try:
        reached = key(pattern, match)
    except (KeyError, ValueError) as error:
        return f"the key cannot be made ({error!r})"
    if reached != example.key:
        return f"{example.text!r} comes to the key {reached!r}, not {example.key!r}"
    text = example.text if pattern.case else example.text.lower()
    anchors = pattern.anchors if pattern.case else [a.lower() for a in pattern.anchors]
    if not any(-1 < text.find(anchor) <= pattern.reach for anchor in anchors):
        return f"{example.text!r} has no anchor within reach {pattern.reach}"
    return ""
