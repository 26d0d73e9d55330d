"""The sources of this record, as their files declare them and as their rounds went."""

import datetime as dt
import functools
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from django.utils.translation import gettext as _

from liaison.catalogue.models import Edition
from liaison.kernel.errors import FailureClass
from liaison.pipeline.declared import DEPOSITED, known_sources
from liaison.publish import queries
from liaison.publish.record import record_kind
from liaison.sources.declaration import Checked, Licence, Show, Source

_STRICTNESS = (Show.FULL, Show.EXCERPT, Show.LINK)
_LATE = 3  # rounds that may be missed before a reader is told


class Trouble(StrEnum):
    """Why a reader should not take a source's silence for peace."""

    NONE = ""
    NEVER = "never"  # no round was ever made
    LATE = "late"  # rounds have stopped
    SILENT = "silent"  # nothing new for longer than its file allows
    FAILING = "failing"  # the last round failed as a whole


@dataclass(frozen=True, slots=True)
class Card:
    """All that pages say of one source. `declared` is None where its file is gone."""

    id: str
    declared: Source | None
    state: queries.SourceState
    trouble: Trouble

    @property
    def name(self) -> str:
        """What a reader calls it."""
        return source_name(self.id)

    @property
    def deposited(self) -> bool:
        """Whether people bring it by hand."""
        return is_deposited(self.id)

    @property
    def mechanism(self) -> str:
        """Code of the mechanism that publishes here; "" where its file is gone."""
        return self.declared.mechanism if self.declared is not None else ""

    @property
    def home(self) -> str:
        """Where a reader can visit it."""
        return self.declared.home if self.declared is not None else ""

    @property
    def rhythm(self) -> dt.timedelta | None:
        """How often a round is due."""
        return self.declared.rhythm if self.declared is not None else None

    @property
    def quiet_after(self) -> dt.timedelta | None:
        """Within which time something new is expected; None where that is not declared."""
        return self.declared.quiet_after if self.declared is not None else None

    @property
    def languages(self) -> tuple[str, ...]:
        """What it publishes in."""
        return self.declared.languages if self.declared is not None else ()

    @property
    def licence(self) -> Licence | None:
        """On what terms it publishes."""
        return self.declared.licence if self.declared is not None else None

    @property
    def checked(self) -> Checked | None:
        """When a person last saw it work."""
        return self.declared.checked if self.declared is not None else None

    @property
    def obstacles(self) -> str:
        """What stands in the way, in words."""
        return self.declared.obstacles if self.declared is not None else ""

    @property
    def show(self) -> Show:
        """How much of its texts may be shown."""
        return show_of(self.id)


def sources() -> Mapping[str, Source]:
    """The declared sources that belong into this record, by id."""
    return known_sources(record_kind())


def source_named(source_id: str) -> Source | None:
    """The declaration of one source, or None where its file is gone."""
    return sources().get(source_id)


def is_deposited(source_id: str) -> bool:
    """Whether people bring it by hand: then nothing is looked at, and nothing can fail."""
    return source_id == DEPOSITED


def show_of(source_id: str) -> Show:
    """How much of a text of this source may be shown: without a file that says so, none.

    What a person deposited into a public record is there to be read.
    """
    return _show(source_id, sources())


def _show(source_id: str, known: Mapping[str, Source]) -> Show:
    if is_deposited(source_id):
        return Show.FULL
    source = known.get(source_id)
    return source.show if source is not None else Show.LINK


def strictest(source_ids: Iterable[str]) -> Show:
    """How much of a text may be shown that several sources have a say in."""
    return how_much()(tuple(source_ids))


def how_much() -> Callable[[tuple[str, ...]], Show]:
    """The same for many texts: the declarations are looked up once."""
    known = sources()

    @functools.cache
    def strictest_of(source_ids: tuple[str, ...]) -> Show:
        return max((_show(source_id, known) for source_id in source_ids), key=_STRICTNESS.index)

    return strictest_of


def show_of_edition(edition: Edition) -> Show:
    """How much of an edition may be shown.

    By the terms of the source that its document came from first, and of the source that this
    edition itself was captured from: whichever lets us show less.
    """
    return strictest((edition.document.source_id, edition.capture.source_id))


def source_name(source_id: str) -> str:
    """What a reader calls a source; its identifier where its file is gone."""
    if is_deposited(source_id):
        return _("Deposited by hand")
    source = source_named(source_id)
    return source.name if source is not None else source_id


def cards(now: dt.datetime) -> list[Card]:
    """Every source that is declared or has given documents, in the order of their names."""
    states = queries.source_states()
    known = sources()
    found = []
    for source_id in {*states, *known}:
        state = states.get(source_id, queries.SourceState())
        source = known.get(source_id)
        found.append(Card(source_id, source, state, _trouble(source, state, now)))
    return sorted(found, key=lambda card: (card.name.casefold(), card.id))


def mechanism_codes() -> frozenset[str]:
    """Every mechanism that has a source or a document here."""
    return frozenset(source.mechanism for source in sources().values()) | frozenset(
        code for code in queries.documents_by("mechanism") if code
    )


def source_ids() -> frozenset[str]:
    """Every source that is declared or has given documents."""
    return frozenset(sources()) | frozenset(queries.documents_by("source_id"))


def _trouble(source: Source | None, state: queries.SourceState, now: dt.datetime) -> Trouble:
    if source is None:
        return Trouble.NONE
    if state.last_checked is None:
        return Trouble.NEVER
    if state.failure:
        silent = state.failure == FailureClass.NOTHING_NEW
        return Trouble.SILENT if silent else Trouble.FAILING
    if now - state.last_checked > source.rhythm * _LATE:
        return Trouble.LATE
    return Trouble.SILENT if _is_silent(source.quiet_after, state.last_new, now) else Trouble.NONE


def _is_silent(allowed: dt.timedelta | None, since: dt.datetime | None, now: dt.datetime) -> bool:
    return allowed is not None and (since is None or now - since > allowed)
