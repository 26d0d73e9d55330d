"""Mail addresses as readers type them."""

from django.core.exceptions import ValidationError
from django.core.validators import EmailValidator

_LONGEST = 254  # characters: RFC 5321, 4.5.3.1.3
_ENCODED = "=?"
_valid = EmailValidator(allowlist=[])  # nobody is written to at this machine itself


def read_address(typed: str) -> str:
    """The address in the form it is written to. Raises ValueError for what is none.

    What stands before the @ is in ASCII, since few servers take anything else (RFC 6531); the
    domain may be in any script (RFC 5890). Quoted names, encoded words (RFC 2047) and domains that
    are numbers are none that anybody types: they write one mailbox in many ways, or another one.
    """
    address = typed.strip()
    if len(address) > _LONGEST:
        raise ValueError("too long")
    try:
        _valid(address)
    except ValidationError as error:
        raise ValueError("no address") from error
    name, _at, domain = address.rpartition("@")
    if '"' in name or _ENCODED in name or domain.startswith("["):
        raise ValueError("no address that is written to")
    return f"{name}@{domain.encode('idna').decode().lower()}"


def mailbox(address: str) -> str:
    """What is the same for most addresses of one mailbox: for counting, and never written to.

    Many servers take what follows a plus for a note (RFC 5233), and some leave dots out.
    """
    name, _at, domain = address.rpartition("@")
    return f"{name.partition('+')[0].replace('.', '')}@{domain}".casefold()
