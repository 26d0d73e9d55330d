"""The documents agree with the code, with each other, and speak of nothing else."""

import ast
import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pytest

from liaison.config.reference import dependencies, environment
from liaison.config.reference.pages import FOLDER, PAGES, stale, write
from liaison.kernel.errors import FailureClass, MistakenInput
from tests import checks, prepare
from tests.conftest import ROOT

DOCS = ROOT / "docs"


@pytest.mark.parametrize("name", ["links", "words", "generated pages"])
def test_documents_are_in_order(name: str) -> None:
    check: Callable[[], Iterable[str]] = checks.CHECKS[name]
    assert list(check()) == []


def test_a_stale_page_is_named_and_mended(tmp_path: Path) -> None:
    assert write(tmp_path) == list(PAGES)
    assert stale(tmp_path) == []
    page = tmp_path / "commands.md"
    page.write_text(page.read_text().replace("liaison init", "liaison begin"))
    (tmp_path / "sources.md").unlink()
    assert stale(tmp_path) == ["commands.md", "sources.md"]
    assert write(tmp_path) == ["commands.md", "sources.md"]
    assert page.read_text() == (FOLDER / "commands.md").read_text()


def test_a_broken_link_is_named(tmp_path: Path) -> None:
    (tmp_path / "other.md").write_text("# A page, of its own\n")
    page = tmp_path / "page.md"
    page.write_text(
        "[well](other.md) [well](other.md#a-page-of-its-own) [well](https://example.org/x)\n"
        "```\n[no link](nowhere.md)\n```\n"
        '[bad](gone.md) [bad](other.md#elsewhere) <img src="gone.svg">\n'
    )
    assert [problem.partition(": ")[2] for problem in checks.broken_links(page)] == [
        "gone.md leads nowhere",
        "other.md#elsewhere leads nowhere",
        "gone.svg leads nowhere",
    ]


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("files lie in /root/x", 1),
        ("https://example.org/work/1", 0),
        ("see shared/design", 1),
        ("see ../shared/data", 1),
        ("in a later session", 1),
        ("the fifty-eighth session of the Council", 0),
    ],
)
def test_words_of_the_workplace_are_named(tmp_path: Path, said: str, found: int) -> None:
    (tmp_path / "page.md").write_text(f"# A page\n{said}\n")
    assert len(list(checks.foreign_words(tmp_path, "page.md"))) == found


def test_every_variable_that_is_read_is_told_of() -> None:
    told = {one.name for one in (*environment.OPERATING, *environment.TESTING)}
    read = {
        name
        for folder in ("liaison", "tests")
        for path in (ROOT / folder).rglob("*.py")
        for name in _variables(path)
    }
    assert read - environment.INTERNAL == told


def _variables(path: Path) -> Iterator[str]:
    """The names of our own that are asked of the environment."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        asked = None
        if isinstance(node, ast.Call) and node.args and "environ" in ast.unparse(node.func):
            asked = node.args[0]
        elif isinstance(node, ast.Subscript) and ast.unparse(node.value).endswith("environ"):
            asked = node.slice
        elif isinstance(node, ast.keyword) and node.arg == "envvar":  # of an option of a command
            asked = node.value
        elif isinstance(node, ast.Compare) and "environ" in ast.unparse(node.comparators[0]):
            asked = node.left
        name = asked.value if isinstance(asked, ast.Constant) else None
        if isinstance(name, str) and re.fullmatch(r"LIAISON_\w+|DATABASE_URL|PORT", name):
            yield name


def test_a_dependency_without_its_reason_is_named(tmp_path: Path) -> None:
    project = tmp_path / "pyproject.toml"
    project.write_text('dependencies = [\n    "django>=5",  # pages\n    "lxml>=5",\n]\n')
    with pytest.raises(MistakenInput, match=r"pyproject\.toml:3: lxml>=5 has no reason"):
        dependencies.write(project)


def test_every_failure_has_a_way_out() -> None:
    page = (DOCS / "how-to" / "mend-a-source.md").read_text(encoding="utf-8")
    assert [name for name in FailureClass if f"## `{name}`" not in page] == []


def test_decisions_are_numbered_in_a_row_and_say_why() -> None:
    pages = sorted((DOCS / "decisions").glob("[0-9]*.md"))
    assert [page.name[:4] for page in pages] == [f"{n:04}" for n in range(1, len(pages) + 1)]
    for page in pages:
        text = page.read_text(encoding="utf-8")
        assert [
            part
            for part in ("## Context", "## Decision", "## Consequences")
            if f"\n{part}\n" not in text
        ] == [], page.name


def test_the_architecture_names_every_folder_and_every_wall() -> None:
    page = (DOCS / "architecture.md").read_text(encoding="utf-8")
    words = " ".join(page.split())
    walls = re.findall(r"^name = (.+)$", (ROOT / ".importlinter").read_text(), re.MULTILINE)
    folders = [path.parent.name for path in (ROOT / "liaison").glob("*/__init__.py")]
    assert len(walls) > 3
    assert [wall for wall in walls if f"*{wall}*" not in words] == []
    assert [name for name in folders if f"| `{name}` |" not in page] == []


def test_every_page_can_be_found_from_the_first() -> None:
    reached, waiting = set(), [ROOT / "README.md"]
    while waiting:
        page = waiting.pop().resolve()
        if page in reached:
            continue
        reached.add(page)
        for match in checks._LINK.finditer(page.read_text(encoding="utf-8")):
            target = page.parent / match["target"].partition("#")[0]
            if target.suffix == ".md" and target.exists():
                waiting.append(target)
    assert sorted(set(DOCS.rglob("*.md")) - reached) == []


def test_pictures_can_be_read() -> None:
    """No text below 12 pixels, and a colour for dark paper beside that for light."""
    for picture in (DOCS / "pictures").glob("*.svg"):
        text = picture.read_text(encoding="utf-8")
        sizes = [float(size) for size in re.findall(r"font(?:-size)?:[^;}]*?([\d.]+)px", text)]
        assert sizes, picture.name
        assert min(sizes) >= 12, picture.name
        assert "prefers-color-scheme: dark" in text, picture.name
        assert "<title" in text, picture.name


def test_missing_programs_are_named_with_the_way_to_get_them() -> None:
    assert prepare.missing(lambda name: f"/usr/bin/{name}") == []
    there = {"google-chrome", "antiword"}
    absent = prepare.missing(lambda name: name if name in there else None)
    assert [program.package for program in absent] == ["tesseract-ocr"]
    assert "apt-get install tesseract-ocr" in prepare.advice(absent)
