"""What an envelope takes from the vault: facets, texts and files, as its author may read them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from liaison.workspace.envelopes.format import Attachment, Contents
from liaison.workspace.envelopes.manifest import Offered
from liaison.workspace.envelopes.states import About
from liaison.workspace.people import queries as people
from liaison.workspace.people.stripping import stripped
from liaison.workspace.policy.leaving import Consent
from liaison.workspace.policy.members import Who
from liaison.workspace.policy.terms import Facet


@dataclass(frozen=True, slots=True)
class Wanted:
    """What was ticked, of what."""

    about: About
    reference: str
    facets: frozenset[Facet]
    files: tuple[str, ...]
    text: str
