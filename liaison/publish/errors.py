"""What an address may ask for in vain; `answers` turns each into a page with its status."""

from liaison.kernel.errors import LiaisonError, MistakenInput


class MistakenQuery(MistakenInput):
    """An address asks for something that does not exist. Answered with 400."""


class Withdrawn(LiaisonError):
    """A document was taken out of the record; `why` says the reason. Answered with 410."""

    def __init__(self, identifier: str, why: str) -> None:
        self.why = why
        super().__init__(f"{identifier} was withdrawn", why)
