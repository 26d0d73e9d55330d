"""JSON Lines: an object for each entry of a selection, newest first, and a last one that counts."""

from collections.abc import Sequence
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder

from liaison.publish.taking.rows import Site, Taken, fields


def jsonl_rows(batch: Sequence[Taken], site: Site) -> str:
    """A line for each entry, with the fields of the API."""
    return "".join(_line(fields(one, site)) for one in batch)


def jsonl_end(count: int, site: Site) -> str:
    """The last line of a whole file: where it is missing, something is."""
    return _line(({"rehearsal": True} if site.invented else {}) | {"end": True, "count": count})


def jsonl_broken(words: str, site: Site) -> str:
    """The last line of a file that could not be finished."""
    return _line(({"rehearsal": True} if site.invented else {}) | {"end": False, "error": words})


def _line(data: dict[str, Any]) -> str:
    return _ENCODER.encode(data) + "\n"


_ENCODER = DjangoJSONEncoder(ensure_ascii=False, separators=(",", ":"))
