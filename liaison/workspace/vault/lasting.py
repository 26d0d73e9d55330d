"""Keys of a vault for one purpose each that stay when the vault is given another key.

What is sealed with them, found by them or named by them outlives a rekey: files of notes, the index
of names, references in the log. They lie in the key store, and are copied with it.
"""

from liaison.workspace.vault import making, opened
from liaison.workspace.vault.keys import Key


def lasting(purpose: str) -> Key:
    """That of the vault at hand; made when it is first asked for. Raises VaultUnusable."""
    vault = opened.current()
    known = opened.remembered(vault)
    found = known.get(purpose)
    if found is None:
        found = known[purpose] = making.keys_of(vault).kept(f"vault: {purpose}")
    return found
