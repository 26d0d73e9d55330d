"""BibTeX, as biblatex and reference managers read it: UTF-8, one entry a document."""

from collections.abc import Iterator, Sequence

from liaison.publish.taking.reference import Reference, reference
from liaison.publish.taking.rows import Site, Taken

# Braces are counted even behind a backslash, so they go by name.
_SPECIAL = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        "{": r"\textbraceleft{}",
        "}": r"\textbraceright{}",
        "^": r"\textasciicircum{}",
        "~": r"\textasciitilde{}",
        **{sign: f"\\{sign}" for sign in "$&#_%"},
    }
)


def bib_entries(batch: Sequence[Taken], site: Site) -> str:
    """An entry for each document."""
    return "".join(_entry(reference(one, site)) for one in batch)


def bib_broken(words: str, site: Site) -> str:
    """A last entry that is seen wherever the file is opened."""
    del site
    return _wrapped("misc", "incomplete", [("title", f"{{{_escaped(words)}}}")])


def _entry(one: Reference) -> str:
    report = one.kind.endswith("report") or bool(one.symbol)
    return _wrapped("report" if report else "misc", f"liaison-{one.identifier}", _fields(one))


def _wrapped(
    form: str, key: str, fields: Sequence[tuple[str, str]] | Iterator[tuple[str, str]]
) -> str:
    lines = "".join(f"  {name} = {{{value}}},\n" for name, value in fields if value)
    return f"@{form}{{{key},\n{lines}}}\n\n"


def _fields(one: Reference) -> Iterator[tuple[str, str]]:
    # Double braces: a name is one author, and a title keeps its capitals.
    yield "author", f"{{{_escaped(one.author)}}}"
    yield "title", f"{{{_escaped(one.title)}}}"
    yield "type", _escaped(one.kind_name)
    yield "institution", f"{{{_escaped(one.author)}}}"
    yield "number", _escaped(one.symbol)
    if one.published is not None:
        yield "date", str(one.published)
        yield "year", str(one.published.year)
        yield "month", str(one.published.month or "")
    yield "langid", one.language
    yield "url", one.original or one.page  # read as it is, without escapes
    yield "urldate", one.kept_since.isoformat()
    yield (
        "note",
        _escaped(" ".join([*one.notes, f"Kept by Liaison since {one.kept_since}:"]))
        + (f" \\url{{{one.page}}}"),
    )


def _escaped(text: str) -> str:
    return text.translate(_SPECIAL)
