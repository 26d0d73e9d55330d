"""A browser without scripts: it asks the whole application, keeps cookies and sends forms."""

import socket
from collections.abc import Mapping
from typing import Any

import httpx
from allauth.mfa.models import Authenticator
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from lxml import html

from liaison.config.vault_wsgi import application
from liaison.workspace.members.models import Member
from liaison.workspace.policy.members import Who

_SITE = "http://localhost"


class Browser:
    """In the vault of one organisation, signed in as `who` or as nobody; or outside of all."""

    def __init__(self, organisation: str = "", who: Who | None = None) -> None:
        self.root = f"/w/{organisation}" if organisation else ""
        self._client = httpx.Client(
            transport=httpx.WSGITransport(app=application, raise_app_exceptions=False),
            base_url=_SITE,
        )
        if who is not None:
            self._client.cookies.set("vault", _session(who), domain="localhost.local", path="/")

    def get(self, path: str, **parameters: Any) -> httpx.Response:
        """A page of the vault, after its redirects."""
        return self._client.get(self.root + path, params=parameters, follow_redirects=True)

    def post(self, path: str, form: Mapping[str, Any]) -> httpx.Response:
        """Send a form whose token is known already."""
        return self._client.post(
            self.root + path, data=dict(form), headers={"Origin": _SITE}, follow_redirects=True
        )

    def send(
        self,
        path: str,
        form: Mapping[str, Any] | None = None,
        *,
        files: Any = None,
        to: str | None = None,
    ) -> httpx.Response:
        """Open a page and send a form of it, to `to` where that is another address."""
        page = html.fromstring(self.get(path).text)
        token = page.xpath("string(//input[@name='csrfmiddlewaretoken']/@value)")
        return self._client.post(
            self.root + (to or path),
            data={"csrfmiddlewaretoken": token, **(form or {})},
            files=files,
            headers={"Origin": _SITE},
            follow_redirects=True,
        )


def free_port() -> int:
    """One that nobody listens on at the moment."""
    with socket.socket() as probe:
        probe.bind(("localhost", 0))
        port: int = probe.getsockname()[1]
    return port


def text_of(response: httpx.Response) -> str:
    """What a reader reads of a page, on one line."""
    page = html.fromstring(response.text)
    return " ".join(page.xpath("string(//body)").split())


def _session(who: Who) -> str:
    member = Member.objects.get(pk=who.number)
    if not Authenticator.objects.filter(user=member).exists():
        Authenticator.objects.create(user=member, type="totp", data={"secret": ""})
    session = SessionStore()
    session[SESSION_KEY] = str(member.pk)
    session[BACKEND_SESSION_KEY] = "allauth.account.auth_backends.AuthenticationBackend"
    session[HASH_SESSION_KEY] = member.get_session_auth_hash()
    session.create()
    return str(session.session_key)
