"""The words of this part's codes, in the language of the page."""

from collections.abc import Mapping, Sequence
from functools import lru_cache

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy
from markupsafe import Markup

from liaison.design.speaking import page_language
from liaison.vocabulary import load
from liaison.workspace.people.codes import (
    GivenBy,
    How,
    NameKind,
    NoteKind,
    PersonKind,
    Reason,
    Sex,
)

KINDS: Mapping[PersonKind, Promise] = {
    PersonKind.PERSON: gettext_lazy("Person"),
    PersonKind.GROUP: gettext_lazy("Group"),
}
NAMES: Mapping[NameKind, Promise] = {
    NameKind.LEGAL: gettext_lazy("as in documents"),
    NameKind.SPELLING: gettext_lazy("another spelling or script"),
    NameKind.NICKNAME: gettext_lazy("what others call them"),
}
SEXES: Mapping[Sex, Promise] = {
    Sex.UNKNOWN: gettext_lazy("not said"),
    Sex.WOMAN: gettext_lazy("woman"),
    Sex.MAN: gettext_lazy("man"),
    Sex.OTHER: gettext_lazy("another"),
}
NOTES: Mapping[NoteKind, Promise] = {
    NoteKind.LAW: gettext_lazy("Law"),
    NoteKind.PRACTICE: gettext_lazy("Practice"),
    NoteKind.PATTERN: gettext_lazy("Pattern"),
}
GIVERS: Mapping[GivenBy, Promise] = {
    GivenBy.SELF: gettext_lazy("the person"),
    GivenBy.FAMILY: gettext_lazy("family"),
    GivenBy.LAWYER: gettext_lazy("a lawyer"),
    GivenBy.OTHER: gettext_lazy("somebody else"),
}
WAYS: Mapping[How, Promise] = {
    How.WRITTEN: gettext_lazy("in writing"),
    How.ORAL: gettext_lazy("by word of mouth"),
}
REASONS: Mapping[Reason, Promise] = {
    Reason.ASKED: gettext_lazy("The person asks for it"),
    Reason.WITHDRAWN: gettext_lazy("Consent was withdrawn"),
    Reason.NO_NEED: gettext_lazy("It is no longer needed"),
    Reason.MISTAKE: gettext_lazy("It should not have been written down"),
    Reason.SENDER: gettext_lazy("Whoever sent it asks for it"),
}
REMOVED: Mapping[str, Promise] = {
    "texts": gettext_lazy("texts"),
    "files": gettext_lazy("files"),
    "index": gettext_lazy("entries of the search"),
    "envelopes": gettext_lazy("copies in envelopes"),
}


def kind(code: str) -> str:
    """Of a person or group."""
    return str(KINDS[PersonKind(code)])


def name_kind(code: str) -> str:
    """Of a name."""
    return str(NAMES[NameKind(code)])


def sex(code: str) -> str:
    """Of a sex."""
    return str(SEXES[Sex(code)])


def note_kind(code: str) -> str:
    """Of a note."""
    return str(NOTES[NoteKind(code)])


def giver(code: str) -> str:
    """Who gave a consent."""
    return str(GIVERS[GivenBy(code)])


def way(code: str) -> str:
    """How a consent was given."""
    return str(WAYS[How(code)])


def reason(code: str) -> str:
    """Of an erasure."""
    return str(REASONS[Reason(code)])


def removed(code: str) -> str:
    """What went with an erasure; the code itself for what another part says."""
    return str(REMOVED.get(code, code))


def country(code: str) -> str:
    """A country in the page's language."""
    return _countries(page_language()).get(code, code)


def countries() -> Sequence[tuple[str, str]]:
    """All of them, code and name, in the order of their names."""
    return _in_order(page_language())


def country_options(chosen: str) -> Markup:
    """The options of a field for a country; made once a language, for there are 250."""
    before, after = _options(page_language()), ""
    mark = Markup('<option value="{}"').format(chosen)
    if chosen and mark in before:
        before, _mark, after = before.partition(mark)
        after = Markup("{}{}{}").format(mark, " selected", after)
    return Markup('<option value="">—</option>{}{}').format(before, after)


@lru_cache(maxsize=8)
def _options(language: str) -> Markup:
    one = Markup('<option value="{}">{}</option>')
    return Markup("").join(one.format(code, name) for code, name in _in_order(language))


@lru_cache(maxsize=8)
def _in_order(language: str) -> Sequence[tuple[str, str]]:
    return tuple(sorted(_countries(language).items(), key=lambda both: both[1]))


@lru_cache(maxsize=8)
def _countries(language: str) -> Mapping[str, str]:
    return {
        code: one.names.get(language, one.names["en"]) for code, one in load().countries.items()
    }
