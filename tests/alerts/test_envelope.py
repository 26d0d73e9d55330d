"""The headers of a letter, as the bytes that are handed to a server."""

from email import message_from_bytes
from email.policy import compat32

import pytest

from liaison.alerts.envelope import Envelope, message
from liaison.alerts.letters import Asked, confirmation

SENDER = "Коалиция правозащитников побережья <alerts@record.example>"


@pytest.mark.parametrize("host", ["r.example", f"{'a-long-name.' * 12}example.org"])
def test_the_address_that_ends_it_is_read_by_every_program(host: str) -> None:
    """Not as an encoded word (RFC 2047), however long the name of the site is."""
    stop = f"https://{host}/en/alerts/{'a' * 36}/stop"
    letter = confirmation([Asked("all documents", "https://l.example")], invented=False)
    made = message(letter, Envelope(SENDER, "ana.lind@reader.example", "f" * 40, stop))
    head = made.as_bytes().partition(b"\r\n\r\n")[0].decode("ascii").split("\r\n")
    assert f"List-Unsubscribe: <{stop}>" in head
    assert "List-Unsubscribe-Post: List-Unsubscribe=One-Click" in head
    assert all(len(line) <= 78 for line in head if "Unsubscribe" not in line)
    assert message_from_bytes(made.as_bytes(), policy=compat32)["List-Unsubscribe"] == f"<{stop}>"
