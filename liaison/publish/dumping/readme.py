"""The page that lies in a dump and says what it is."""

from collections.abc import Mapping
from typing import Any

_WORDS = {
    "documents.jsonl.gz": "documents: what is said of each act of publishing",
    "editions.jsonl.gz": "their editions, with as much of the text as the source allows",
    "findings.jsonl.gz": "what a machine found in an edition, and where its words stand",
    "links.jsonl.gz": "how documents stand to each other, and why",
    "matters.jsonl.gz": "cases and structural matters, with their documents",
    "activities.jsonl.gz": "visits, hearings, trials, sessions, calls",
    "sources.jsonl.gz": "where the documents came from, and on what terms",
    "captures.wacz": "what was captured of sources whose texts may be given whole (WACZ 1.1.1)",
}
_INVENTED = """\
**Rehearsal.** Everything here is invented: no such mechanism, person, document or event exists.

"""
_PAGE = """\
# A dump of the public record of Liaison

{invented}Made at {made_at:%Y-%m-%d %H:%M} UTC by Liaison {liaison}, in the form `{form}`, with the
vocabulary {vocabulary}. `manifest.json` holds the SHA-256 of every file;
`liaison dump --verify FOLDER` checks them.

| file | records | what it holds |
| --- | --- | --- |
{files}

The `.jsonl.gz` files hold a JSON object a line. Documents are told by `identifier`, editions by
`edition`, a number that means nothing outside of this dump. `start` and `end` of a finding count
Unicode code points of the edition's text or title. Dates are as precise as they are known; times
are in UTC. Each file says what was so when it was written, one after another.

No list of names that were found is in here, no withdrawn document, and no withdrawn name: each of
its signs stands as █. What is withdrawn later is in this dump still: whoever passes it on should
look whether there is a newer one.

## Terms

Each document is under the terms of its source. `show` says how much of its texts is given: `full`,
`excerpt` or `link`.

| source | terms | show |
| --- | --- | --- |
{terms}
"""


def readme(told: Mapping[str, Any], counts: Mapping[str, int]) -> str:
    """The page, in Markdown."""
    files = (f"| `{name}` | {count:,} | {_WORDS[name]} |" for name, count in counts.items())
    terms = (
        f"| `{source}` | {_cell(one['licence'])} {one['licence_url'] or ''} | {one['show']} |"
        for source, one in told["licences"].items()
    )
    return _PAGE.format(
        invented=_INVENTED if told["record"] == "rehearsal" else "",
        made_at=told["made_at"],
        liaison=told["liaison"],
        form=told["format"],
        vocabulary=told["vocabulary"],
        files="\n".join(files),
        terms="\n".join(terms),
    )


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")
