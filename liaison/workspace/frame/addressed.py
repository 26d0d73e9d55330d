"""The address picks the vault, before anything else happens: `/w/ORGANISATION/…`.

What follows the organisation is asked of Django as if the vault were a site of its own (SCRIPT_NAME
of PEP 3333), so that every address, cookie and redirect stays within it.
"""

import re
from collections.abc import Iterable
from typing import Any

from liaison.workspace.vault.doors import entered

VAULT = "liaison.vault"  # in the environment of a request: the name of its vault
_ADDRESS = re.compile(r"(?P<site>/w/(?P<vault>[a-z0-9-]{1,40}))(?P<page>/.*)?", re.DOTALL)


class Addressed:
    """A WSGI application that hands a request for a vault on within that vault."""

    def __init__(self, application: Any) -> None:  # noqa: ANN401 (a WSGI application)
        self._application = application

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:  # noqa: ANN401 (of PEP 3333)
        """Answer. What no open vault has stays outside of all of them."""
        environ.pop(VAULT, None)
        found = _ADDRESS.fullmatch(environ["PATH_INFO"])
        if found is None:
            return self._whole(environ, start_response)
        with entered(found["vault"]) as vault:
            if vault is None:
                return self._whole(environ, start_response)
            inside = {
                **environ,
                VAULT: vault.place.name,
                "SCRIPT_NAME": environ.get("SCRIPT_NAME", "") + found["site"],
                "PATH_INFO": found["page"] or "/",
            }
            return self._whole(inside, start_response)

    def _whole(self, environ: dict[str, Any], start_response: Any) -> list[bytes]:  # noqa: ANN401 (of PEP 3333)
        """All of the answer: none of it is made after the vault was left."""
        answer = self._application(environ, start_response)
        try:
            return list(answer)
        finally:
            if hasattr(answer, "close"):
                answer.close()
