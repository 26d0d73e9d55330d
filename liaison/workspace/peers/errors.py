"""What is wrong with what an organisation says."""

from liaison.kernel.errors import MistakenInput
from liaison.kernel.signed import NewerStatement, NoStatement

__all__ = ["NewerStatement", "NoStatement", "NotPinned"]


class NotPinned(MistakenInput):
    """Nothing goes to this organisation: its keys were not compared, or have changed since."""
