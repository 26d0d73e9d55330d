"""Every address of the site, walked with what stands in it for one document.

An address that is added later is walked too: one whose parts `filled` does not fill fails the
tests, until it says what stands there.
"""

import datetime as dt
import hashlib
import itertools
import re
from collections.abc import Iterator
from urllib.parse import quote

from django.urls import URLPattern, URLResolver

from liaison.archive.models import Capture
from liaison.catalogue.models import Document, Link, Matter
from liaison.catalogue.related import LINKED
from liaison.config import urls
from liaison.config.reference.addresses import _allowed
from liaison.kernel.clock import utc_now
from liaison.kernel.identifier import document_identifier
from liaison.kernel.relation import Relation, ordered
from liaison.publish import compendium
from liaison.publish.provenance import capture_name
from liaison.publish.site.sitemaps import ROWS
from liaison.standards import snapshot
from tests.publish.invented import Said
from tests.publish.invented_visits import activity_of

NOW = dt.datetime(2026, 5, 1, 12, tzinfo=dt.UTC)
MATTER = "m2346789bcdfg"
_PLACE = re.compile(r"<(?:\w+:)?(\w+)>")


def filled(said: Said) -> dict[tuple[str, str], str]:
    """What stands for one document in each part of an address, by the folder that it follows."""
    return {
        ("documents", "identifier"): said.identifier,
        ("documents", "extension"): "epub",
        ("editions", "key"): document_identifier(said.address),
        ("captures", "number"): str(Capture.objects.filter(address=said.address).latest("pk").pk),
        ("activities", "identifier"): activity_of(said),
        ("vocabularies", "name"): "countries",
        ("trends", "name"): "coverage",
        ("vocabulary", "name"): "countries",
        ("countries", "code"): said.about[0],
        ("letters", "code"): said.about[0],
        ("rights", "code"): "R02",
        ("instruments", "code"): "udhrd",
        ("snapshots", "identifier"): snapshot(compendium.held(), utc_now().date()).identifier,
        ("matters", "identifier"): MATTER,
        ("mechanisms", "code"): said.mechanism,
        ("working-groups", "code"): "coe-ingo-hrd",
        ("sources", "source_id"): said.source,
        ("captures", "name"): capture_name(copies_of(said)[-1]),
        ("alerts", "word"): "0" * 36,  # of nobody's letter
        ("confirm", "word"): "0" * 36,
        ("", "number"): str(Document.objects.get(identifier=said.identifier).pk // ROWS),
    }


def copies_of(said: Said) -> list[Capture]:
    """What was captured at a document's own address, the earliest first."""
    return list(Capture.objects.filter(address=said.address).order_by("fetched_at"))


def patterns(entries: list[URLPattern | URLResolver], before: str) -> Iterator[tuple[str, object]]:
    for entry in entries:
        if isinstance(entry, URLResolver):
            for language in ("en", "ar"):
                yield from patterns(entry.url_patterns, f"{before}{language}/")
        else:
            yield before + str(entry.pattern), entry.callback


def addresses(said: Said) -> Iterator[str]:
    """Every address of the site in which a document could stand, with all that it may ask for."""
    known = filled(said)
    words = said.text.split()[3:9]
    queries = {
        "q": [said.title, " ".join(words), f'"{" ".join(words)}"', said.symbol],
        "mechanism": [said.mechanism],
        "source": [said.source],
        "kind": [said.kind],
        "country": list(said.about),
        "document": [said.identifier],
        "sha256": [hashlib.sha256(said.text.encode()).hexdigest()],
        "language": [said.language],
        "year": [said.published[:4]],
        "since": [said.published],
        "until": [said.published],
        "sort": ["newest", "oldest"],
    }
    for pattern, view in patterns(urls.urlpatterns, "/"):
        parts = pattern.split("/")
        for before, part in itertools.pairwise(list(parts)):
            for name in _PLACE.findall(part):
                assert (before, name) in known, f"say in `filled` what {name} is in {pattern}"
        path = _PLACE.sub(
            lambda found: known[found.string[: found.start()].split("/")[-2], found[1]], pattern
        )
        yield path
        for name in _allowed(view):
            for value in filter(None, queries.get(name, [])):
                yield f"{path}?{name}={quote(value)}"


def in_one_matter(one: Said, other: Said) -> None:
    """Two documents that are linked, and make up a matter."""
    first, second = ordered(one.identifier, other.identifier, Relation.SAME_MATTER)
    Link.objects.create(
        document=first,
        other=second,
        relation=Relation.SAME_MATTER,
        score=0.9,
        outcome=LINKED,
        reasons=[],
    )
    Matter.objects.create(identifier=MATTER, founder=one.identifier, made_at=NOW)
    Document.objects.filter(identifier__in=[first, second]).update(matter=MATTER)


def pages(said: Said) -> Iterator[str]:
    """The addresses of every page that a person reads, in English and Arabic."""
    for address in dict.fromkeys(one.partition("?")[0] for one in addresses(said)):
        _, language, *rest = address.split("/")
        if language in ("en", "ar") and "." not in rest[-1]:
            yield address
