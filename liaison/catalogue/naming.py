"""Which document a person means."""

import re
from urllib.parse import urlsplit

from liaison.catalogue.models import Document, Edition
from liaison.catalogue.queries import withdrawn_among
from liaison.kernel.errors import MistakenInput
from liaison.kernel.identifier import document_identifier

_IDENTIFIER = re.compile(r"[2-9b-df-hj-np-tv-xz]{13}")
_SHOWN = 5


def document_named(said: str) -> str:
    """The identifier of the document that goes by an identifier or an address.

    The address may be that of its page on a site of Liaison, the one that it was published at, or
    that of one of its editions. A withdrawn document has its name still.
    Raises MistakenInput where no document has it, or several have.
    """
    said = said.strip()
    if _IDENTIFIER.fullmatch(said):
        return _known(said)
    try:
        parts = urlsplit(said) if "://" in said else None
    except ValueError as error:  # "https://[::1"
        raise MistakenInput(
            f"no address {said[:200]} ({error})", "give its identifier, or its whole address"
        ) from error
    if parts is not None:
        last = parts.path.rpartition("/documents/")[2].partition(".")[0]
        if "/documents/" in parts.path and _IDENTIFIER.fullmatch(last) and _exists(last):
            return last
        return _at(said)
    raise MistakenInput(f"no document {said[:200]}", "give its identifier, or its whole address")


def shown_document_named(said: str) -> str:
    """The same for what is shown of it: raises MistakenInput for a withdrawn one, too."""
    identifier = document_named(said)
    if withdrawn_among([identifier]):
        raise MistakenInput(
            f"{identifier} is withdrawn", f"`liaison decisions --document {identifier}` says why"
        )
    return identifier


def _at(address: str) -> str:
    try:
        key = document_identifier(address)
    except ValueError as error:
        raise MistakenInput(str(error), "give an identifier or a whole address") from error
    if _exists(key):
        return key
    rows = Edition.objects.filter(address_key=key).values_list("document__identifier", flat=True)
    found = sorted(set(rows))
    if len(found) == 1:
        return found[0]
    if found:
        raise MistakenInput(
            f"{address[:200]} belongs to {len(found)} documents",
            f"choose among {', '.join(found[:_SHOWN])}",
        )
    raise MistakenInput(
        f"no document at {address[:200]}", "see that it was harvested and processed"
    )


def _known(identifier: str) -> str:
    if _exists(identifier):
        return identifier
    raise MistakenInput(
        f"no document {identifier}", "its identifier is the last part of its page's address"
    )


def _exists(identifier: str) -> bool:
    return Document.objects.filter(identifier=identifier).exists()
