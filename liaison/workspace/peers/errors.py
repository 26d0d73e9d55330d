"""What is wrong with what an organisation says."""

from liaison.kernel.errors import MistakenInput


class NoStatement(MistakenInput):
    """It is not in its form, or not signed by who it says."""


class NewerStatement(NoStatement):
    """It says more than this version knows."""


class NotPinned(MistakenInput):
    """Nothing goes to this organisation: its keys were not compared, or have changed since."""
