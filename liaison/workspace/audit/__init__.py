"""The log of a vault: what was done, in a chain that shows when it was cut or rewritten."""
