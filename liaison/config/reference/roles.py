"""docs/reference/roles.md: who may do what in a vault, and which facets each role sees."""

from collections.abc import Callable, Iterable, Iterator
from enum import StrEnum
from typing import Any

from liaison.config.reference import markdown
from liaison.workspace.policy.members import Act, Role, Who, facets, may
from liaison.workspace.policy.terms import CLOSE, Facet

_ABOUT = """\
One module decides, and what it does not allow is refused. What is missing and what is not for a
member look the same to them. A person or a note can be narrowed to named members besides: then
nobody else knows of it, whatever their role.
"""
_CLOSE = (
    "Facets marked with * never leave by the word of one member alone: another one has to agree."
)


def write() -> str:
    """The page."""
    acts = _table("what", Act, lambda role, act: may(Who(0, role), act))
    seen = _table("facet", Facet, lambda role, facet: facet in facets(Who(0, role)))
    return markdown.page(
        "Roles",
        _ABOUT,
        "## What each may do\n\n" + acts,
        "## What each sees of a person or a matter\n\n" + seen,
        _CLOSE,
    )


def _table(name: str, codes: Iterable[StrEnum], allowed: Callable[[Role, Any], bool]) -> str:
    def rows() -> Iterator[list[str]]:
        for code in codes:
            mark = " *" if code in CLOSE else ""
            yield [
                markdown.code(code.value) + mark,
                *("yes" if allowed(role, code) else "" for role in Role),
            ]

    return markdown.table([name, *(role.value for role in Role)], rows())
