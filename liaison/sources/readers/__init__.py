"""From the bytes of a list page to the items it names: one module a kind of list."""

from liaison.sources.readers.discovery import discover, discover_here, file_of

__all__ = ["discover", "discover_here", "file_of"]
