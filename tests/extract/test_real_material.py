"""Quality and speed on real material, against the libraries alone. Figures are printed with -s."""

import io
import json
import re
import tarfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import htmldate
import pytest
import trafilatura

from liaison.extract import extract, head, html
from liaison.extract.charset import decode
from liaison.kernel.errors import Unreadable
from liaison.kernel.finding import FindingKind
from liaison.kernel.reading import Context, Format, Reading
from liaison.understand import understand

pytestmark = pytest.mark.real

DAY = re.compile(r"((?:19|20)\d\d)[-/.]?(\d\d)[-/.]?(\d\d)")


def tell(figure: str) -> None:
    print(figure)  # noqa: T201  the figures are half of what these tests are for


def unpacked(archive: Path) -> dict[str, bytes]:
    """The files of a tar.xz by the last part of their names."""
    with tarfile.open(fileobj=io.BytesIO(archive.read_bytes()), mode="r:xz") as tar:
        files = ((member, tar.extractfile(member)) for member in tar.getmembers())
        return {Path(member.name).name: file.read() for member, file in files if file is not None}


@pytest.fixture(scope="module")
def evaluation(real_data: Path) -> list[tuple[str, bytes, dict[str, list[str]]]]:
    """Address, page, and the segments that must and must not be in its text."""
    folder = real_data / "trafilatura-eval"
    pages = unpacked(folder / "html.tar.xz")
    cases = json.loads((folder / "evaldata.json").read_text(encoding="utf-8"))
    return [(url, pages[case["file"]], case) for url, case in cases.items()]


def f1(texts: list[str], cases: list[tuple[str, bytes, dict[str, list[str]]]]) -> float:
    right = wrong = missed = 0
    for text, (_, _, case) in zip(texts, cases, strict=True):
        right += sum(words in text for words in case["with"])
        missed += sum(words not in text for words in case["with"])
        wrong += sum(words in text for words in case["without"])
    return 2 * right / (2 * right + missed + wrong)


def text_of(page: bytes, url: str) -> str:
    try:
        return html.read(page, "text/html", url).text
    except Unreadable:
        return ""


def test_main_text_is_no_worse_than_the_librarys_and_no_slower(
    evaluation: list[tuple[str, bytes, dict[str, list[str]]]],
) -> None:
    ways: dict[str, Callable[[bytes, str], str]] = {
        "ours": text_of,
        "trafilatura.extract": lambda page, url: trafilatura.extract(page, url=url) or "",
        "with_metadata": lambda page, url: (
            trafilatura.extract(page, url=url, with_metadata=True) or ""
        ),
    }
    scores, speeds = {}, {}
    for name, way in ways.items():
        for url, page, _ in evaluation:
            way(page, url)  # tables that a process makes once are made here
        started = time.process_time()
        texts = [way(page, url) for url, page, _ in evaluation]
        speeds[name] = len(texts) / (time.process_time() - started)
        scores[name] = f1(texts, evaluation)
        tell(f"{name:24} F1 {scores[name]:.4f}  {speeds[name]:6.1f} pages/s")
    assert scores["ours"] >= max(scores.values()) - 0.0005
    assert speeds["ours"] > speeds["with_metadata"]


def test_titles_of_the_same_pages(
    evaluation: list[tuple[str, bytes, dict[str, list[str]]]],
) -> None:
    found = {"ours": 0, "library": 0}
    count = 0
    for url, page, case in evaluation:
        wanted = folded(str(case.get("title") or ""))
        if not wanted:
            continue
        count += 1
        tree = html.parse(decode(page))
        host = url.split("/")[2]
        found["ours"] += folded(head.title(tree, head.properties(tree), host)) == wanted
        theirs = trafilatura.extract_metadata(decode(page), default_url=url)
        found["library"] += folded(theirs.title or "") == wanted
    tell(f"titles of {count}: ours {found['ours']}, library {found['library']}")
    assert found["ours"] >= found["library"]


def folded(text: str) -> str:
    return "".join(char for char in text.casefold() if char.isalnum())


def dated_pages(real_data: Path) -> Iterator[tuple[str, bytes, str]]:
    folder = real_data / "htmldate-eval"
    pages = unpacked(folder / "html.tar.xz")
    pages |= unpacked(real_data / "trafilatura-eval" / "html.tar.xz")
    for name in ("dates_mediacloud.json", "dates_for_trafilatura_files.json"):
        for url, case in json.loads((folder / name).read_text(encoding="utf-8")).items():
            if case["file"] in pages:
                yield url, pages[case["file"]], str(case["date"])


def published(page: bytes, url: str) -> str:
    """The date that a page states, as it is understood."""
    try:
        reading = extract(page, "text/html", url)
    except Unreadable:
        return ""
    found = understand(reading, Context(address=url))
    return next((one.value for one in found if one.kind == FindingKind.PUBLISHED), "")


def test_published_dates_are_found_more_often_than_by_the_library(real_data: Path) -> None:
    ours = library = original = count = 0
    for url, page, date in dated_pages(real_data):
        count += 1
        ours += published(page, url) == date
        library += htmldate.find_date(page, url=url) == date
        original += htmldate.find_date(page, url=url, original_date=True) == date
    tell(f"dates of {count}: ours {ours}, htmldate {library}, asked for the original {original}")
    assert ours / count >= library / count + 0.02
    assert ours >= original


def readings(folder: Path, pattern: str) -> Iterator[tuple[Path, Reading]]:
    for path in sorted(folder.rglob(pattern)):
        yield path, extract(path.read_bytes(), "", f"https://example.org/{path.name}")


def test_reports_keep_their_symbol_and_distribution_on_the_first_page(real_data: Path) -> None:
    started, pages = time.process_time(), 0
    for path, reading in readings(real_data / "upr-reports" / "pdf", "*.pdf"):
        opening = reading.text[:1_500]
        symbol = re.search(r"A/HRC/\d+/\d+", opening)
        assert symbol is not None, path.name
        assert "Distr.: General" in opening, path.name
        assert reading.title.startswith("Report of the Working Group"), path.name
        assert reading.pages_without_text == 0
        heads = [block for block in reading.text.split("\n\n") if block == symbol[0]]
        assert len(heads) <= 1, path.name  # the running head is gone
        pages += reading.pages
    tell(f"{pages / (time.process_time() - started):.0f} pages/s")


def test_one_case_file_in_all_its_formats(real_data: Path) -> None:
    formats = set()
    for path, reading in readings(real_data / "slovenia-upr", "*.*"):
        if path.suffix == ".md":
            continue
        formats.add(reading.format)
        assert len(reading.text) > 300, path.name
        assert not reading.title.startswith(("Microsoft Word", "untitled")), path.name
        assert "\ufffe" not in reading.text
        assert "\x00" not in reading.text
    assert formats == {Format.PDF, Format.DOC, Format.DOCX}


def test_judgments_are_named_after_their_case(real_data: Path) -> None:
    for path, reading in readings(real_data / "echr" / "docx", "*.docx"):
        assert reading.title.startswith("CASE OF "), path.name
        assert reading.text.count("\n\n") > 50


def test_odd_pdfs_are_read_or_refused_in_one_line(real_data: Path) -> None:
    for folder in ("pdf-misc", "ngo-documents", "huridocs-labels"):
        for path in sorted((real_data / folder).rglob("*.pdf")):
            try:
                reading = extract(path.read_bytes(), "", "https://example.org/file.pdf")
            except Unreadable as error:
                assert "password" in path.name, f"{path}: {error}"
            else:
                assert reading.title
                assert reading.text


@pytest.mark.parametrize("archive", ["readability-pages/pages", "newspaper4k-pages/pages"])
def test_saved_pages_are_read(real_data: Path, archive: str) -> None:
    with tarfile.open(real_data / f"{archive}.tar.xz") as tar:
        pages = [
            m for m in tar.getmembers() if m.name.endswith(".html") and "expected" not in m.name
        ]
        read = 0
        for member in pages:
            file = tar.extractfile(member)
            assert file is not None
            read += len(text_of(file.read(), "https://example.org/")) > 200
    assert read >= 0.95 * len(pages)
