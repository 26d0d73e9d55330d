"""An address that answers badly."""

from collections.abc import Callable
from dataclasses import dataclass

from liaison.rehearsal.answer import Answer, Request

NOTICE = "This text was invented for a rehearsal of Liaison: nobody in it is real."
Making = Callable[[Request, int], Answer]


@dataclass(frozen=True, slots=True)
class Trouble:
    """One address that answers badly.

    `expect` names the classes of failure that are right, or is empty where a careful reader
    gets the document all the same; "" among them: a document would be right too. `make` is
    told the request and how often the same address was asked before.
    """

    host: str
    path: str
    name: str
    expect: tuple[str, ...]
    make: Making

    @property
    def address(self) -> str:
        """Where it stands."""
        return f"http://{self.host}{self.path}"


def always(made: Answer) -> Making:
    """The same answer every time."""
    return lambda _request, _times: made
