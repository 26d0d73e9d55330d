"""Understanding, measured on real documents. The floors may rise, never fall."""

import html
import json
import lzma
import re
import tarfile
from collections.abc import Iterator
from pathlib import Path

import pypdfium2
import pytest

from liaison.kernel.finding import FindingKind
from liaison.vocabulary import load
from tests.understand.reading import Understood

pytestmark = pytest.mark.real
SYMBOL, PUBLISHED, ABOUT = FindingKind.SYMBOL, FindingKind.PUBLISHED, FindingKind.ABOUT
COUNTRY, LANGUAGE = FindingKind.COUNTRY, FindingKind.LANGUAGE


def text_of(path: Path) -> str:
    pages = pypdfium2.PdfDocument(path)
    return "\n\n".join(page.get_textpage().get_text_range() for page in pages).replace("\r", "")


def rows_of(path: Path) -> Iterator[dict[str, str]]:
    with lzma.open(path, "rt", encoding="utf-8") as file:
        for line in file:
            yield json.loads(line)


def code_of(name: str) -> str:
    """The alpha-3 code of a country by its English name, spaces and case aside."""
    plain = name.lower().replace(" ", "")
    known = load()
    written = {c.names["en"].lower().replace(" ", ""): iso3 for iso3, c in known.countries.items()}
    written |= {n.name.lower().replace(" ", ""): n.iso3 for n in known.country_names}
    return written.get(plain, "")


def test_every_report_gets_its_symbol_its_date_and_its_state(real_data: Path) -> None:
    paths = sorted((real_data / "upr-reports" / "pdf").glob("*.pdf"))
    assert len(paths) == 16
    for path in paths:
        text = text_of(path)
        found = Understood(text)
        masthead = re.search(r"United Nations (A/HRC/\d+/\d+)\*?\s", text)
        dated = re.search(r"Distr\.: General\s+(\d+ \w+ \d{4})", text)
        assert masthead is not None
        assert dated is not None
        assert found.of(SYMBOL) == [masthead.group(1)]
        assert found.words(PUBLISHED) == [dated.group(1)]
        assert found.of(ABOUT) == [code_of(re.sub(r"\d+$", "", path.stem))]
        assert found.of(LANGUAGE)[0] == "en"


def test_a_paper_trail_of_four_cycles(real_data: Path) -> None:
    papers = [
        Understood(text_of(path)) for path in (real_data / "slovenia-upr").glob("*/g[0-9]*.pdf")
    ]
    assert len(papers) >= 20
    for paper in papers:
        assert len(paper.of(SYMBOL)) == 1
        assert len(paper.of(PUBLISHED)) == 1
        assert paper.of(ABOUT) == ["SVN"]


def test_first_pages_of_the_council(real_data: Path) -> None:
    # The number at the head of the title is right where the label is a citation cut out of the text.
    rows = list(rows_of(real_data / "huridocs-labels" / "rightdocs_un_hrc.jsonl.xz"))
    right = dated = 0
    for row in rows:
        found = Understood(row["text"])
        right += found.of(SYMBOL) == [f"A/HRC/{row['title'].partition(':')[0]}"]
        dated += bool(found.of(PUBLISHED))
    assert right / len(rows) >= 0.985
    assert dated / len(rows) >= 0.99


def test_places_of_releases(real_data: Path) -> None:
    tagged = named = about = 0
    for row in rows_of(real_data / "amnesty-listings" / "records.jsonl.xz"):
        places = {code for place in row["locs"] if (code := code_of(place))}
        if places:
            found = Understood(row["excerpt"], title=row["title"], mechanism="amnesty")
            tagged += len(places)
            named += len(places & set(found.of(COUNTRY)))
            about += len(places & set(found.of(ABOUT)))
    assert tagged > 3_000
    assert named / tagged >= 0.94
    assert about / named >= 0.95


@pytest.mark.parametrize("feed", ["commhr", "hudoccpt", "hudocecri", "hudocexec", "echr"])
def test_no_feed_item_is_dated_in_year_one_or_in_the_future(real_data: Path, feed: str) -> None:
    with lzma.open(real_data / "hudoc-rss" / f"{feed}.rss.xz", "rt", encoding="utf-8") as file:
        items = re.findall(r"<item>(.*?)</item>", file.read(), re.DOTALL)
    dated = 0
    for item in items:
        field = {
            name: html.unescape("".join(re.findall(f"<{name}>(.*?)</{name}>", item)))
            for name in ("title", "description", "link", "pubDate")
        }
        found = Understood(
            field["description"],
            title=field["title"],
            address=field["link"],
            stated_date=field["pubDate"],
            languages=("en", "fr"),
        )
        dated += bool(found.of(PUBLISHED))
        assert all("1945" <= date <= "2026-03-02" for date in found.of(PUBLISHED))
        assert set(found.of(LANGUAGE)) <= {"en", "fr"}
    assert dated / len(items) >= 0.99


def test_sentences_by_language(real_data: Path) -> None:
    codes = {"fra": "fr", "spa": "es", "rus": "ru", "ara": "ar", "por": "pt", "cmn": "zh"}
    with tarfile.open(real_data / "langid" / "tatoeba-laser.tar.xz") as archive:
        for name in archive.getnames():
            code = codes.get(name.rpartition(".")[2])
            member = archive.extractfile(name)
            if code is None or member is None:
                continue
            lines = member.read().decode().splitlines()
            passages = [" ".join(lines[at : at + 8]) for at in range(0, len(lines) - 8, 8)]
            right = sum(Understood(passage).of(LANGUAGE) == [code] for passage in passages)
            assert right / len(passages) >= 0.98, name
