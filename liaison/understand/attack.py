"""What a document says was done, by whom, and to whom."""

from collections.abc import Iterator

from liaison.kernel.finding import Finding
from liaison.understand.actors import perpetrators
from liaison.understand.deeds import deeds, named, prevailing, violations
from liaison.understand.defended import defenders
from liaison.understand.read import Read


def attack(read: Read, language: str) -> Iterator[Finding]:
    """The violations, perpetrators and defenders of a document in a language, or "" if unknown."""
    words = named(read, language)
    uses = deeds(words, read.vocabulary)
    yield from violations(read, uses)
    about = {one.code for one in prevailing(uses)}
    prevail = [use for use in uses if use.code in about]
    yield from perpetrators(read, prevail, words, language)
    yield from defenders(read, uses, language)
