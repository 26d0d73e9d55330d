"""docs/reference/sources.md: the sources that come with Liaison."""

from itertools import groupby

from liaison import vocabulary
from liaison.config.reference import markdown
from liaison.kernel.errors import MistakenInput
from liaison.sources.declaration import Source
from liaison.sources.duration import describe_duration
from liaison.sources.loading import DECLARED, load_sources

_COLUMNS = ("source", "reader", "languages", "rhythm", "shown as", "last tried", "name")
_REST = """\
One that was not
says `never`, and on what evidence it stands (`liaison sources show ID`).
[How to add one](../how-to/add-a-source.md), [how to mend one](../how-to/mend-a-source.md).
"""


def write() -> str:
    """The page. Raises MistakenInput where a source file cannot be used."""
    terms = vocabulary.load()
    loaded = load_sources([DECLARED], terms.mechanisms)
    if loaded.problems:
        raise MistakenInput("\n".join(loaded.problems))
    sources = sorted(loaded.sources.values(), key=lambda one: (one.mechanism, one.id))
    tried = sum(1 for one in sources if one.checked.last is not None)
    pieces = [f"{len(sources)} sources are declared. Tried live so far: {tried or 'none'}. {_REST}"]
    for code, group in groupby(sources, key=lambda one: one.mechanism):
        pieces.append(f"## {terms.label(code, 'en').text}")
        pieces.append(markdown.table(_COLUMNS, (_row(one) for one in group)))
    return markdown.page("Sources", *pieces)


def _row(source: Source) -> tuple[str, ...]:
    last = source.checked.last
    return (
        markdown.code(source.id),
        source.reader.kind,
        " ".join(source.languages),
        describe_duration(source.rhythm),
        source.show.value,
        "never" if last is None else last.isoformat(),
        f"[{source.name}]({source.home})",
    )
