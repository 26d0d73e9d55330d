"""What can be wrong with a vault; no message says what it holds."""

from liaison.kernel.errors import LiaisonError


class VaultUnusable(LiaisonError):
    """A vault cannot be used as it is."""


class WrongKey(VaultUnusable):
    """This key, passphrase or recovery key does not open it."""


class NoVault(LiaisonError):
    """Something asked for a table of a vault while none is open: a mistake in the program."""
