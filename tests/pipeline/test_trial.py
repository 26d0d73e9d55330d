"""What a look at a source says of a document: never the names in it."""

import datetime as dt
from types import SimpleNamespace
from typing import Any, cast

from liaison.kernel.item import Item
from liaison.kernel.reading import Format, Reading
from liaison.pipeline import trial


def test_of_people_only_roles_and_counts_are_printed() -> None:
    source = SimpleNamespace(mechanism="", default_kind="", languages=("en",))
    reading = Reading(
        Format.TEXT,
        "A statement",
        "The committee has written to the authorities of Kenya about two of its members and asks "
        "them for an answer.\n\nPolice arrested the lawyers Inés Oduya and Amina Carver.",
    )
    item = Item(address="https://example.org/a")
    now = dt.datetime(2026, 5, 1, tzinfo=dt.UTC)
    said = "\n".join(trial._about_findings(cast("Any", source), item, reading, now))
    assert "2 named as victim" in said
    assert "country: KEN" in said
    assert not any(word in said for word in ("Oduya", "Carver", "person"))
