"""The mail worker, put together from its settings: they are read here and by no site."""

import datetime as dt
import os
import re
from collections.abc import Callable
from email.utils import parseaddr
from pathlib import Path

from django.conf import settings

from liaison.alerts.posting import Office, Sent, post
from liaison.alerts.sealing import private_key, require_pair
from liaison.alerts.server import MailServer
from liaison.design.translations import compile_all
from liaison.kernel.errors import MistakenInput
from liaison.publish.letters import SiteWording

_SITE = re.compile(r"https?://[^\s/?#]+")


def office(key_file: Path) -> Office:
    """What mails are made and sent with. Raises MistakenInput for what is missing or wrong."""
    private = private_key(key_file)
    require_pair(settings.HOME, private)
    for folder in settings.LOCALE_PATHS:
        compile_all(folder)
    wording = SiteWording(_site())
    return Office(
        private=private,
        server=MailServer.read(
            _set(
                "LIAISON_MAIL_URL",
                os.environ.get("LIAISON_MAIL_URL", ""),
                "where letters are handed to",
            )
        ),
        sender=_sender(),
        pages=wording,
        wording=wording,
        invented=settings.HOME.kind() == "rehearsal",
    )


def send(made: Office, now: dt.datetime) -> Sent:
    """Send what is due, unless another process does. Raises ServerAway, HomeUnusable."""
    with settings.HOME.hold("mail"):
        return post(made, now)


def post_from_environment() -> Callable[[dt.datetime], Sent] | None:
    """What sends, where LIAISON_MAIL_KEY names the private key; None where it is not set."""
    key = os.environ.get("LIAISON_MAIL_KEY", "")
    if not key:
        return None
    made = office(Path(key))
    return lambda now: send(made, now)


def _set(name: str, value: str, what: str) -> str:
    if not value.strip():
        raise MistakenInput(f"{name} is not set", f"it says {what}: see docs/how-to/alerts.md")
    return value.strip()


def _sender() -> str:
    said = _set(
        "LIAISON_MAIL_FROM", os.environ.get("LIAISON_MAIL_FROM", ""), "who letters come from"
    )
    if "@" not in parseaddr(said)[1] or any(sign in said for sign in "\r\n"):
        raise MistakenInput(
            "LIAISON_MAIL_FROM is no mail address", "write name@example.org or Name <name@…>"
        )
    return said


def _site() -> str:
    said = _set(
        "LIAISON_SITE", os.environ.get("LIAISON_SITE", ""), "where readers find the site"
    ).rstrip("/")
    if not _SITE.fullmatch(said):
        raise MistakenInput(
            f"LIAISON_SITE is {said!r} and should be the start of every address of the site",
            "write https://liaison.example.org",
        )
    return said
