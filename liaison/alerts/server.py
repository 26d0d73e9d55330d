"""The mail server that letters are handed to: the only connection that this folder opens."""

import contextlib
import re
import smtplib
import ssl
from collections.abc import Iterator
from dataclasses import dataclass, field
from email.message import EmailMessage
from email.utils import parseaddr
from enum import Enum
from urllib.parse import unquote, urlsplit

from liaison.kernel.errors import LiaisonError, MistakenInput

_TIMEOUT = 30.0  # seconds, of each answer
_PORTS = {"smtps": 465, "smtp+tls": 587, "smtp": 25}
_HERE = ("localhost", "127.0.0.1", "::1")
_FORM = "smtps://USER:PASSWORD@HOST, smtp+tls://USER:PASSWORD@HOST:587 or smtp://127.0.0.1:25"
_REFUSED = 500  # replies from here on are for good (RFC 5321, 4.2.1)
_NO_MAILBOX = (550, 551, 553)  # of these, those that may speak of a mailbox (RFC 5321, 4.2.3)
# What such a reply is about, where it says (RFC 3463): a mailbox (5.1, 5.2.1) or, say, our own
# right to send (5.7), for which no reader is to lose a subscription.
_ABOUT = re.compile(rb"5\.\d{1,3}\.\d{1,3}")
_OF_A_MAILBOX = re.compile(rb"5\.1\.(?!7|8)\d{1,3}|5\.2\.1")


class ServerAway(LiaisonError):
    """The mail server cannot be used at the moment: nothing is lost, and all is tried again."""


class Outcome(Enum):
    """What became of one message."""

    TAKEN = "taken"
    LATER = "later"  # not now (4xx): try again
    NO_SUCH_READER = "no such reader"  # the address is refused for good
    UNWANTED = "unwanted"  # this message is refused for good, whoever reads it


@dataclass(frozen=True, slots=True)
class MailServer:
    """Where letters are handed to, and how."""

    host: str
    port: int
    user: str = ""
    password: str = field(default="", repr=False)
    encrypted: str = ""  # "from the start", "by command" (STARTTLS), or "" on this machine alone

    @classmethod
    def read(cls, address: str) -> "MailServer":
        """From LIAISON_MAIL_URL. Raises MistakenInput, without the password."""
        try:
            parts = urlsplit(address)
            host, port = parts.hostname or "", parts.port or _PORTS[parts.scheme]
        except (KeyError, ValueError):
            raise MistakenInput("LIAISON_MAIL_URL cannot be read", f"write {_FORM}") from None
        if not host:
            raise MistakenInput("LIAISON_MAIL_URL names no server", f"write {_FORM}")
        if parts.scheme == "smtp" and host not in _HERE:
            raise MistakenInput(
                f"LIAISON_MAIL_URL would send letters to {host} in the clear",
                "write smtps:// or smtp+tls://; smtp:// is for this machine alone",
            )
        how = {"smtps": "from the start", "smtp+tls": "by command"}.get(parts.scheme, "")
        user, password = unquote(parts.username or ""), unquote(parts.password or "")
        return cls(host, port, user, password, how)

    @contextlib.contextmanager
    def open(self) -> "Iterator[Delivery]":
        """A connection for some letters. Raises ServerAway where there is none."""
        try:
            connection = self._connect()
        except (OSError, smtplib.SMTPException) as error:
            raise ServerAway(
                f"the mail server {self.host}:{self.port} cannot be used ({_said(error)})",
                "see that it runs and LIAISON_MAIL_URL is right; what is due waits",
            ) from error
        try:
            yield Delivery(connection)
        finally:
            with contextlib.suppress(OSError, smtplib.SMTPException):
                connection.quit()

    def _connect(self) -> smtplib.SMTP:
        context = ssl.create_default_context()
        if self.encrypted == "from the start":
            connection: smtplib.SMTP = smtplib.SMTP_SSL(
                self.host, self.port, timeout=_TIMEOUT, context=context
            )
        else:
            connection = smtplib.SMTP(self.host, self.port, timeout=_TIMEOUT)
        if self.encrypted == "by command":
            connection.starttls(context=context)
        if self.user:
            connection.login(self.user, self.password)
        return connection


class Delivery:
    """An open connection."""

    def __init__(self, connection: smtplib.SMTP) -> None:
        self._connection = connection

    def hand_over(self, message: EmailMessage) -> Outcome:
        """Hand a message to the server. Raises ServerAway where the connection broke."""
        try:
            sender = parseaddr(str(message["From"]))[1]
            self._connection.send_message(message, sender, [str(message["To"])])
        except smtplib.SMTPRecipientsRefused as error:
            (code, words), *_more = error.recipients.values()
            return _refusal(code, words)
        except smtplib.SMTPServerDisconnected as error:
            raise _broken(error) from error
        except smtplib.SMTPResponseException as error:
            return Outcome.UNWANTED if error.smtp_code >= _REFUSED else Outcome.LATER
        except (OSError, smtplib.SMTPException) as error:
            raise _broken(error) from error
        return Outcome.TAKEN


def _refusal(code: int, words: bytes) -> Outcome:
    """What a server means that does not take a recipient."""
    if code < _REFUSED:
        return Outcome.LATER
    about = _ABOUT.match(words)
    unknown = code in _NO_MAILBOX if about is None else _OF_A_MAILBOX.fullmatch(about[0])
    return Outcome.NO_SUCH_READER if unknown else Outcome.UNWANTED


def _broken(error: Exception) -> ServerAway:
    return ServerAway(f"the mail server broke off ({_said(error)})", "what is due waits")


def _said(error: Exception) -> str:
    """What kind of fault it is. Not the server's words: they may name an address or a user."""
    code = getattr(error, "smtp_code", None)
    return f"{type(error).__name__} {code}" if code else type(error).__name__
