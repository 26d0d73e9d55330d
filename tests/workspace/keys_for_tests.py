"""A passphrase and a key file that is opened quickly, for vaults that live for a test."""

from liaison.workspace.vault.key_file import Cost

PASSPHRASE = "five words that belong nowhere"  # noqa: S105 (of no vault that stays)
QUICK = Cost(passes=1, memory=64, lanes=1)
