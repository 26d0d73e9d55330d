"""The address of the same site as an onion service."""

import base64
import binascii
import hashlib
import re

from liaison.kernel.errors import MistakenInput

_ADDRESS = re.compile(r"(?:(https?)://)?([a-z2-7]{56}\.onion)/?")
_KEY, _SUM = 32, 2  # bytes
_VERSION = b"\x03"


def onion_site(said: str) -> str:
    """`http://….onion`, or "" where nothing was said.

    Raises MistakenInput for what is no address of an onion service of version 3. Such an address
    has a checksum (Tor's rend-spec-v3, "Encoding onion addresses"), so that no slip of the pen
    in it can send readers nowhere.
    """
    if not said:
        return ""
    found = _ADDRESS.fullmatch(said.strip().lower())
    if found is None or not _is_whole(found[2]):
        raise MistakenInput(
            f"LIAISON_ONION is {said!r}, which is no onion service of version 3",
            "copy the 56 letters and digits before .onion from the hostname file of the service",
        )
    return f"{found[1] or 'http'}://{found[2]}"


def _is_whole(host: str) -> bool:
    try:
        known = base64.b32decode(host.removesuffix(".onion").upper())
    except binascii.Error:
        return False
    key, checksum, version = known[:_KEY], known[_KEY : _KEY + _SUM], known[_KEY + _SUM :]
    expected = hashlib.sha3_256(b".onion checksum" + key + version).digest()[:_SUM]
    return version == _VERSION and checksum == expected
