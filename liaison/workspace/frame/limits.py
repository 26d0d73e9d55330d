"""How often something may be tried. Counted in memory, each vault apart."""

from django.core.cache import cache

from liaison.kernel.errors import MistakenInput
from liaison.workspace.vault import opened


class TooOften(MistakenInput):
    """Tried too often in a row."""

    def __init__(self) -> None:
        super().__init__("this was tried too often", "wait a few minutes and try again")


def count(what: str, *, most: int, seconds: int) -> None:
    """Raise TooOften at the next of these after so many within so many seconds."""
    if not within(what, most=most, seconds=seconds):
        raise TooOften


def within(what: str, *, most: int, seconds: int) -> bool:
    """Count one more of these; whether it is among so many within so many seconds."""
    key = f"tries:{what.replace(' ', ':')}"
    cache.add(key, 0, seconds)
    return cache.incr(key) <= most


def key(given: str, prefix: str, version: int) -> str:
    """How Django's cache names a thing: what is counted in one vault is not seen in another."""
    vault = opened.here()
    return f"{prefix}:{version}:{vault.place.name if vault else ''}:{given}"
