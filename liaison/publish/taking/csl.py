"""CSL-JSON, as citation processors read it: https://docs.citationstyles.org/."""

import json
from collections.abc import Sequence
from typing import Any

from liaison.kernel.partial_date import PartialDate
from liaison.publish.taking.reference import Reference, reference
from liaison.publish.taking.rows import Site, Taken

BETWEEN = ",\n"


def csl_head(site: Site) -> str:
    """An array begins."""
    del site
    return "[\n"


def csl_items(batch: Sequence[Taken], site: Site) -> str:
    """The items of a batch; BETWEEN stands between batches."""
    return BETWEEN.join(
        json.dumps(_item(reference(one, site)), ensure_ascii=False) for one in batch
    )


def csl_end(count: int, site: Site) -> str:
    """The array ends."""
    del count, site
    return "\n]\n"


def csl_broken(words: str, site: Site) -> str:
    """Words that make the whole no JSON: nobody reads half a file as all of it."""
    del site
    return f"\n{words}\n"


def _item(one: Reference) -> dict[str, Any]:
    kept = one.kept_since
    said: dict[str, Any] = {
        "id": one.identifier,
        "type": _type(one),
        "title": one.title,
        "author": [{"literal": one.author}],
        "publisher": one.author,
        "genre": one.kind_name,
        "number": one.symbol,
        "issued": {"date-parts": [_parts(one.published)]} if one.published is not None else None,
        "language": one.language,
        "URL": one.original or one.page,
        "accessed": {"date-parts": [[kept.year, kept.month, kept.day]]},
        "archive": "Liaison",
        "archive_location": one.page,
        "note": " ".join(one.notes),
    }
    return {name: value for name, value in said.items() if value}


def _type(one: Reference) -> str:
    return "report" if one.kind.endswith("report") or one.symbol else "document"


def _parts(date: PartialDate) -> list[int]:
    return [part for part in (date.year, date.month, date.day) if part is not None]
