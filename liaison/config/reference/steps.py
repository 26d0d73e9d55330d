"""docs/reference/steps.md and failures.md: the order of work, and how it goes wrong."""

import inspect
import io
import tokenize
from collections.abc import Iterator

from liaison.config.reference import markdown
from liaison.kernel.errors import FailureClass
from liaison.pipeline import indexing
from liaison.pipeline.steps import INDEX, STEPS

_STEPS = """\
What happens to a document after it was captured. Each row says for itself with which version of a
step it was last done; whatever is behind is pending (`liaison status`), and `liaison process`
does it. A step whose version is raised does all its rows again, from the archive and without the
network.
"""
_FAILURES = """\
Why a source, an address or a capture gave nothing. `liaison status` and the sources page count
them; [what to do about each](../how-to/mend-a-source.md).
"""


def write_steps() -> str:
    """The page of steps."""
    rows = [
        (
            markdown.code(step.name),
            ", ".join(step.reads),
            ", ".join(step.writes),
            str(step.version),
            markdown.sentence(step.run.__doc__),
        )
        for step in STEPS
    ]
    read = "index tasks, documents, editions, findings"
    fed = markdown.sentence(indexing.__doc__)
    rows.append((markdown.code(INDEX), read, "the search index", "", fed))
    columns = ("step", "reads", "writes", "version", "what it does")
    return markdown.page("Steps", _STEPS, markdown.table(columns, rows))


def write_failures() -> str:
    """The page of failure classes."""
    rows = [(markdown.code(name), meaning) for name, meaning in _meanings()]
    return markdown.page("Failures", _FAILURES, markdown.table(("class", "what it covers"), rows))


def _meanings() -> Iterator[tuple[str, str]]:
    """Each class with the comment beside it. Raises LookupError where one has none."""
    source = inspect.getsource(FailureClass)
    beside = {
        token.line.partition("=")[0].strip(): token.string.lstrip("# ")
        for token in tokenize.generate_tokens(io.StringIO(source).readline)
        if token.type == tokenize.COMMENT
    }
    for failure in FailureClass:
        if not beside.get(failure.name):
            raise LookupError(f"FailureClass.{failure.name} says nothing of what it covers")
        yield failure.value, beside[failure.name]
