"""The styles of all pages, sent as one."""

import gzip
import re
from pathlib import Path

from django.test import Client

from liaison.design import styles

FOLDER = Path(styles.__file__).parent


def test_the_styles_are_the_same_packed_or_not(client: Client) -> None:
    plain = client.get("/site.css")
    packed = client.get("/site.css", headers={"Accept-Encoding": "gzip"})
    assert packed.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.content) == plain.content
    assert plain.headers["Vary"].startswith("Accept-Encoding")


def test_every_area_is_sent_and_its_comments_are_not(client: Client) -> None:
    assert {path.stem for path in FOLDER.glob("*.css")} == set(styles.AREAS)
    sent = client.get("/site.css").content.decode()
    written = [(FOLDER / f"{area}.css").read_text() for area in styles.AREAS]
    assert all(text.count("{") == text.count("}") for text in written)
    assert sent.count("{") == sum(text.count("{") for text in written)
    assert "/*" not in sent
    assert "\n" not in sent


def test_no_rule_names_a_side_that_turns_with_the_language() -> None:
    """What stands at one side in English stands at the other in Arabic."""
    side = re.compile(r"(^|[\s-])(left|right|(margin|padding)-(top|bottom))\s*:")
    for path in FOLDER.glob("*.css"):
        for line in path.read_text().splitlines():
            assert not side.search(line), f"{path.name}: {line}"
