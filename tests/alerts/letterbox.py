"""A mail server on loopback that keeps what it is given, or refuses as it is told."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import SMTP
from typing import Any

from aiosmtpd.controller import Controller

from liaison.alerts.server import MailServer


@dataclass
class Letterbox:
    """What came, and what the next ones are answered at RCPT and at the end of DATA."""

    came: list[EmailMessage] = field(default_factory=list)
    rcpt: str = "250 OK"
    data: str = "250 OK"
    port: int = 0

    @property
    def server(self) -> MailServer:
        """Where it is."""
        return MailServer.read(f"smtp://127.0.0.1:{self.port}")

    async def handle_RCPT(  # noqa: N802 (as aiosmtpd calls it)
        self, server: Any, session: Any, envelope: Any, address: str, options: Any
    ) -> str:
        del server, session, options
        if self.rcpt.startswith("250"):
            envelope.rcpt_tos.append(address)
        return self.rcpt

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802 (as aiosmtpd calls it)
        del server, session
        if self.data.startswith("250"):
            made = message_from_bytes(envelope.content, policy=SMTP)
            assert isinstance(made, EmailMessage)
            assert [made["To"]] == envelope.rcpt_tos
            self.came.append(made)
        return self.data

    def taken(self) -> list[EmailMessage]:
        """What came since the last look."""
        came, self.came = self.came, []
        return came


class _AnyPort(Controller):
    def _trigger_server(self) -> None:
        assert isinstance(self.server, asyncio.Server)
        self.port = self.server.sockets[0].getsockname()[1]
        super()._trigger_server()  # type: ignore[no-untyped-call]


@contextmanager
def standing() -> Iterator[Letterbox]:
    """A letterbox, for as long as the block runs."""
    box = Letterbox()
    controller = _AnyPort(box, hostname="127.0.0.1", port=0)
    controller.start()
    box.port = controller.port
    try:
        yield box
    finally:
        controller.stop()
