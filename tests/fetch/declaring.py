"""Source declarations for tests."""

from pathlib import Path
from typing import Any

from liaison.sources.declaration import Source


def declare(**said: Any) -> Source:
    """A source of one feed on odd.test, with whatever a test says instead."""
    fields: dict[str, Any] = {
        "id": "odd",
        "mechanism": "un-srhrd",
        "name": "An odd source",
        "home": "http://odd.test/",
        "addresses": ["http://odd.test/feed"],
        "reader": {"kind": "feed"},
        "languages": ["en"],
        "rhythm": "1 day",
        "licence": {"text": "to be checked"},
        "show": "full",
        "politeness": {"delay": 0, "timeout": 5, "max_bytes": 1_000_000},
        "local": True,
        "checked": {"last": "never"},
        "declared_in": Path("odd.yaml"),
    }
    return Source.model_validate({**fields, **said})
