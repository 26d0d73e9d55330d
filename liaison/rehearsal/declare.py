"""Source files for the invented web, and the file of its truth."""

import json
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from liaison.kernel.home import write_whole
from liaison.rehearsal.abyss import MANY
from liaison.rehearsal.brittle import BRITTLE_TROUBLES
from liaison.rehearsal.paging import list_paths, pages_of
from liaison.rehearsal.sites import ABYSS, BRITTLE, SUFFIX, Means, Website
from liaison.rehearsal.world import World

_FEEDS = (Means.RSS, Means.ATOM, Means.ATOM_ITEMS, Means.JSON_FEED)
_KINDS = {
    "vigil": "urgent_appeal",
    "visits": "visit_report",
    "tribunal": "judgment",
    "steppe": "trial_observation",
    "wire": "news",
}


def write_sources(world: World, directory: Path, port: int, *, hostile: bool = False) -> list[Path]:
    """Write a source file for each website into `directory`, for a server on 127.0.0.1:`port`.

    `hostile` adds the website that means harm: bodies without end, bombs, parsers that hang.
    """
    directory.mkdir(parents=True, exist_ok=True)
    declared = [_website(world, site, port) for site in world.sites] + [_brittle(port)]
    if hostile:
        declared += [_abyss(port), _long_feed(port)]
    return [_write(directory, source) for source in declared]


def write_truth(world: World, path: Path) -> int:
    """Write one line of JSON for each document of the world; gives their number."""
    count = 0
    beside = path.with_name(f".{path.name}.part")
    with beside.open("w", encoding="utf-8") as file:
        for line in world.truth():
            file.write(json.dumps(line, ensure_ascii=False) + "\n")
            count += 1
    beside.replace(path)
    return count


def _write(directory: Path, source: dict[str, Any]) -> Path:
    from io import StringIO

    out = StringIO()
    yaml = YAML()
    yaml.width = 100
    yaml.dump(source, out)
    path = directory / f"{source['id']}.yaml"
    write_whole(path, out.getvalue())
    return path


def _source(key: str, name: str, port: int) -> dict[str, Any]:
    return {
        "id": f"rehearsal-{key}",
        "mechanism": f"rehearsal-{key}",
        "mechanism_name": name,
        "rehearsal": True,
        "name": name,
        "home": f"http://{key}{SUFFIX}/",
        "rhythm": "1 hours",
        "licence": {"text": "invented for rehearsal; free of rights"},
        "show": "full",
        "politeness": {"delay": 0, "parallel": 8, "timeout": 10},
        "recheck": "1 hours",
        "connect": f"127.0.0.1:{port}",
        "local": True,
        "checked": {"last": "never", "note": "an invented website, served by `liaison rehearse`"},
    }


def _website(world: World, site: Website, port: int) -> dict[str, Any]:
    name = site.names[site.languages[0]]
    source = _source(site.key, name[0].upper() + name[1:], port)
    source |= {
        "addresses": [site.root + path for path in list_paths(world, site)],
        "reader": _reader(world, site),
        "languages": list(site.languages),
        "yields": {"at_least": 1},
        "follow": {
            "translations": len(site.languages) > 1,
            "attachments": ["pdf", "docx"],
        },
    }
    if site.key in _KINDS:
        source["default_kind"] = _KINDS[site.key]
    return source


def _reader(world: World, site: Website) -> dict[str, Any]:
    # Room to grow: later days add pages, and a limit that is reached would hide documents.
    pages = pages_of(World(world.seed, world.documents, 0), site) * 2 + 100
    most = min(pages, 100_000)
    if site.means in _FEEDS:
        content = "item" if site.means is Means.ATOM_ITEMS else "linked"
        return {"kind": "feed", "content": content, "max_pages": most}
    if site.means is Means.SITEMAP:
        return {"kind": "sitemap", "max_pages": most}
    if site.means is Means.ADDRESSES:
        return {"kind": "addresses"}
    if site.means is Means.TABLE:
        return {
            "kind": "listing", "select": "a.pdf", "entry": "tr.letter", "date": "td.date",
            "next": "a.next", "max_pages": most,
        }  # fmt: skip
    return {
        "kind": "listing", "select": "h3.entry-title a", "entry": "li.entry", "date": "span.date",
        "pages": {"parameter": "page", "first": 1}, "max_pages": most,
    }  # fmt: skip


def _brittle(port: int) -> dict[str, Any]:
    source = _source("brittle", "The Brittle Archive", port)
    return source | {
        "addresses": [f"http://{BRITTLE}/addresses.txt"],
        "reader": {"kind": "addresses"},
        "languages": ["en", "ru", "ar"],
        "yields": {"at_least": len(BRITTLE_TROUBLES)},
        "obstacles": "answers badly on purpose, in every way that websites are known to",
    }


def _abyss(port: int) -> dict[str, Any]:
    source = _source("abyss", "The Abyss", port)
    return source | {
        "addresses": [f"http://{ABYSS}/addresses.txt"],
        "reader": {"kind": "addresses"},
        "languages": ["en"],
        "politeness": {"delay": 0, "parallel": 2, "timeout": 10, "max_bytes": 20_000_000},
        "obstacles": "means harm: bodies without end, bombs, files that hang their readers",
    }


def _long_feed(port: int) -> dict[str, Any]:
    source = _source("abyss-feed", "The Long Feed", port)
    return source | {
        "home": f"http://{ABYSS}/",
        "addresses": [f"http://{ABYSS}/feed.xml"],
        "reader": {"kind": "feed", "content": "item"},
        "languages": ["en"],
        "yields": {"at_least": MANY},
    }
