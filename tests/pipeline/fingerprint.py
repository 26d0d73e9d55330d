"""What a record holds, apart from row numbers and times: two runs over one web must agree."""

import json
from typing import Any

from tests.conftest import Installation

_CODE = """
import hashlib, json
from django.conf import settings
from liaison.catalogue.models import Activity, Document, Edition, Finding, IndexTask, Link
from liaison.index import open_reader
def digest(rows):
    lines = sorted(json.dumps(row, default=str, sort_keys=True) for row in rows)
    return [len(lines), hashlib.sha256("\\n".join(lines).encode()).hexdigest()]
documents = Document.objects.values_list(
    "identifier", "address", "source_id", "withdrawn", "title", "title_language", "mechanism",
    "kind", "symbol", "published", "about", "countries", "languages")
editions = Edition.objects.values_list(
    "document__identifier", "address", "role", "format", "title", "text", "stated_title",
    "stated_date", "language", "pages")
findings = Finding.objects.values_list(
    "edition__document__identifier", "edition__address", "kind", "value", "part", "start", "end",
    "method", "version", "confidence")
links = Link.objects.values_list(
    "document", "other", "relation", "outcome", "score", "reasons", "decided")
# What a matter is called depends on which of its documents came first; what is in it does not.
members = {}
for identifier, matter in Document.objects.exclude(matter="").values_list("identifier", "matter"):
    members.setdefault(matter, []).append(identifier)
# So does what an activity is called.
activities = [
    [one.kind, one.countries, sorted(one.tellings.values_list("identifier", "status"))]
    for one in Activity.objects.all()]
reader = open_reader(settings.HOME.index)
print(json.dumps({
    "documents": digest(documents), "editions": digest(editions), "findings": digest(findings),
    "links": digest(links), "matters": digest(map(sorted, members.values())),
    "activities": digest(activities),
    "index": [reader.count(), reader.checksum()], "outbox": IndexTask.objects.count()}))
"""


def fingerprint(installation: Installation) -> dict[str, Any]:
    """Counts and digests of documents, editions, findings, links, matters and the index."""
    found: dict[str, Any] = json.loads(installation.python(_CODE))
    return found
