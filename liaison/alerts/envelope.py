"""A letter as a message of mail: headers, plain text first, and encrypted where a key was given."""

from dataclasses import dataclass
from email.message import EmailMessage
from email.policy import EmailPolicy

from django.utils.translation import gettext as _

from liaison.alerts.letters import Letter
from liaison.alerts.reader_keys import encrypt_to

_STOP = "List-Unsubscribe"  # RFC 2369
_PRINTABLE = "quoted-printable"  # lines of any length, in any script, through any server


class _Policy(EmailPolicy):
    """As mail is sent, but for the address that ends a subscription: it stands in one line.

    The library would write an address that is longer than a line as an encoded word (RFC 2047),
    which nobody reads as an address. A line may have 998 characters (RFC 5322, 2.1.1).
    """

    def fold(self, name: str, value: str) -> str:
        """A header as text."""
        return f"{name}: {value}{self.linesep}" if name == _STOP else super().fold(name, value)

    def fold_binary(self, name: str, value: str) -> bytes:
        """A header as bytes."""
        return (
            self.fold(name, value).encode() if name == _STOP else super().fold_binary(name, value)
        )


_MAIL = _Policy(linesep="\r\n")


@dataclass(frozen=True, slots=True)
class Envelope:
    """Who writes to whom. `identity` makes the Message-ID: the same for the same mail sent again.

    `stop` is the address that ends the subscription by one click (RFC 8058); "" in a letter that
    asks for confirmation.
    """

    sender: str
    to: str
    identity: str
    stop: str = ""


def message(letter: Letter, envelope: Envelope, key: str = "") -> EmailMessage:
    """The message. Raises `liaison.alerts.reader_keys.NoKey` where the key has become unusable."""
    made = _encrypted(letter, key) if key else _open(letter)
    made["From"] = envelope.sender
    made["To"] = envelope.to
    # Subjects are never encrypted: then not even the number of documents is told.
    made["Subject"] = _("Liaison: news") if key else letter.subject
    domain = envelope.sender.rpartition("@")[2].rstrip("> ")
    made["Message-ID"] = f"<{envelope.identity}@{domain}>"
    made["Auto-Submitted"] = "auto-generated"  # RFC 3834: no out-of-office answers
    if envelope.stop:
        made[_STOP] = f"<{envelope.stop}>"
        made["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"  # RFC 8058
    return made


def _open(letter: Letter) -> EmailMessage:
    made = EmailMessage(_MAIL)
    made.set_content(letter.plain(), charset="utf-8", cte=_PRINTABLE)
    made.add_alternative(letter.html(), subtype="html", charset="utf-8", cte=_PRINTABLE)
    made["Content-Language"] = letter.language
    return made


def _encrypted(letter: Letter, key: str) -> EmailMessage:
    """OpenPGP as RFC 3156 says; age has no form of its own in mail, and comes as a file."""
    inner = _open(letter)
    inner["Subject"] = letter.subject
    sealed = encrypt_to(key, inner.as_bytes())
    made = EmailMessage(_MAIL)
    if sealed.format == "openpgp":
        made["Content-Type"] = 'multipart/encrypted; protocol="application/pgp-encrypted"'
        made.attach(_part(b"Version: 1\r\n", "application/pgp-encrypted"))
        made.attach(_part(sealed.armoured, "application/octet-stream", "encrypted.asc"))
        return made
    plain = encrypt_to(key, letter.plain().encode())
    told = _("This message is encrypted with your age key. Decrypt the file that is attached.")
    made.set_content(f"{told}\n", charset="utf-8", cte=_PRINTABLE)
    made.add_attachment(
        plain.armoured, maintype="application", subtype="octet-stream", filename="message.txt.age"
    )
    return made


def _part(content: bytes, kind: str, filename: str = "") -> EmailMessage:
    part = EmailMessage(_MAIL)
    part["Content-Type"] = kind
    if filename:
        part.add_header("Content-Disposition", "inline", filename=filename)
    part["Content-Transfer-Encoding"] = "7bit"
    part.set_payload(content.decode("ascii"))
    return part
