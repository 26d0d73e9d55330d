"""What is refused."""

from liaison.kernel.errors import LiaisonError, MistakenInput


class Refused(LiaisonError):
    """This member may not do it. Where something is not to be known, see NotThere."""


class NotThere(LiaisonError):
    """Missing, or not for this member to know of: nobody can tell which.

    It takes nothing, so that it cannot say more.
    """

    def __init__(self) -> None:
        super().__init__("this is not here", "go back to where you came from")


class NotCovered(MistakenInput):
    """Something would leave that no consent covers."""
