"""The real material as sets of searching: documents, questions, and what these should find.

Read in place, written into a folder that is thrown away.
"""

import itertools
import json
import lzma
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import Path
from typing import Any

Line = dict[str, Any]
_DECLARED = {"en": "eng", "fr": "fra", "es": "spa", "ru": "rus", "ar": "arb"}
_UDHR = "{http://efele.net/udhr}"
_PARAGRAPH = 12  # words: of a shorter one there may be several alike
_RECORDS = 3_000


def declaration(data: Path, out: Path) -> Iterator[Line]:
    """Articles among all articles of five languages.

    Across languages an article's whole text is the question. Within its own language that would
    stand there as it is: every other word of it is left out.
    """
    del out
    texts = {}
    for language, code in _DECLARED.items():
        root = ET.fromstring((data / "udhr" / f"udhr_{code}.xml").read_text(encoding="utf-8"))  # noqa: S314 (a set we were given)
        for article in root.iter(f"{_UDHR}article"):
            written = " ".join(" ".join(one.itertext()) for one in article.iter(f"{_UDHR}para"))
            texts[language, article.get("number", "")] = " ".join(written.split())
    for (language, number), text in texts.items():
        yield {"id": f"{language}-{number}", "language": language, "text": text}
        for among in _DECLARED:
            yield {
                "query": " ".join(text.split()[::2]) if among == language else text,
                "language": language,
                "among": among,
                "relevant": [f"{among}-{number}"],
            }


def paragraphs(data: Path, out: Path) -> Iterator[Line]:
    """Paragraphs of United Nations documents, each with its counterpart in another language."""
    del out
    seen: set[tuple[str, str]] = set()
    for path in sorted((data / "huridocs-labels" / "align-dev" / "labels").glob("*.json")):
        told = json.loads(path.read_text(encoding="utf-8"))
        one, other = told["main_language"], told["other_language"]
        work = path.stem.removesuffix(f"_{one}_{other}")
        for pair in told["paragraphs"]:
            asked, wanted = pair["main_language"], pair["other_language"]
            if min(len(asked.split()), len(wanted.split())) < _PARAGRAPH:
                continue
            if (other, wanted) in seen:
                continue
            seen.add((other, wanted))
            name = f"{work}-{other}-{len(seen)}"
            yield {"id": name, "language": other, "text": wanted}
            yield {"query": asked, "language": one, "among": other, "relevant": [name]}


def titles(data: Path, out: Path) -> Iterator[Line]:
    """Records by every other word of their title; those that share a title are left out."""
    del out
    with lzma.open(data / "amnesty-listings" / "records.jsonl.xz", "rt", encoding="utf-8") as file:
        rows = [json.loads(line) for line in itertools.islice(file, _RECORDS)]
    named: dict[str, list[int]] = {}
    for at, row in enumerate(rows):
        named.setdefault(row["title"], []).append(at)
        yield {"id": str(at), "language": "en", "title": row["title"], "text": row["excerpt"]}
    for title, places in named.items():
        half = " ".join(title.split()[::2])
        if len(places) == 1 and len(half.split()) > 2:
            yield {"query": half, "language": "en", "relevant": [str(places[0])]}


SETS = {
    "udhr-articles": declaration,
    "aligned-paragraphs": paragraphs,
    "amnesty-titles": titles,
}
