"""What `make check` looks at beyond style, types and imports: one line a check.

python -m tests.checks
"""

import io
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
_LINK = re.compile(r"(?<!\\)\[(?:[^\]\\]|\\.)*\]\(<?(?P<target>[^)\s>]+)>?(?:\s+\"[^\"]*\")?\)")
_PICTURE = re.compile(r"(?:src|srcset)=\"(?P<target>[^\"]+)\"")
_ELSEWHERE = re.compile(r"^(?:[a-z][a-z0-9+.-]*:|//)", re.IGNORECASE)
_FENCE = re.compile(r"^(```|~~~).*?^\1", re.MULTILINE | re.DOTALL)
_HEADING = re.compile(r"^#{1,6}\s+(?P<words>.+?)\s*#*$", re.MULTILINE)

# The project speaks of itself alone: nothing of the machine or the people that it was made with.
_FOREIGN = re.compile(
    r"pypi\.org|pythonhosted|registry\.npmjs|crates\.io|proxy\.golang"
    r"|(?<![\w.:/-])/(?:work|root)/|(?<![\w/])/home/\w"
    r"|shared/(?:data|design|origin|vocabulary|sealed)"
    r"|helper agent|sub-?agent|as an ai\b"
    r"|(?:this|another|previous|next|later) session\b|\bissues? show\b",
    re.IGNORECASE,
)
# Where tests and their settings name the folder of real material.
_EXCUSED = re.compile(
    r"^(?:tests/|Makefile$|\.ci/|liaison/config/reference/environment\.py$"
    r"|docs/reference/settings\.md$)"
)
_REAL_MATERIAL = re.compile(r"shared/data")
_THEMSELVES = ("tests/checks.py", "tests/house_rules/test_documents.py")


def migrations() -> list[str]:
    """Every change of a table has its migration."""
    from django.core.management import call_command

    said = io.StringIO()
    try:
        call_command("makemigrations", check=True, dry_run=True, stdout=said, stderr=said)
    except SystemExit:
        return said.getvalue().splitlines()
    return []


def translations() -> list[str]:
    """Every sentence is said in every language of the site."""
    from liaison.design.translations import LOCALE, SPEAKING, check

    return check(LOCALE, SPEAKING)


def reference() -> list[str]:
    """The generated pages say what the code says."""
    from liaison.config.reference.pages import FOLDER, stale

    way_out = "run `python -m liaison.config.reference`"
    return [f"{FOLDER.relative_to(ROOT) / name} is stale: {way_out}" for name in stale(FOLDER)]


def terms() -> list[str]:
    """The vocabulary holds together."""
    from liaison import vocabulary

    return [str(problem) for problem in vocabulary.problems()]


def sources() -> list[str]:
    """Every declared source can be used."""
    from liaison import vocabulary
    from liaison.sources.loading import DECLARED, load_sources

    return list(load_sources([DECLARED], vocabulary.load().mechanisms).problems)


def links() -> list[str]:
    """Every link within the documents leads somewhere."""
    pages = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
    return [problem for page in pages for problem in broken_links(page)]


def broken_links(page: Path) -> Iterator[str]:
    """The links of a Markdown page to files or headings that are not there."""
    text = page.read_text(encoding="utf-8")
    plain = _FENCE.sub(lambda fence: "\n" * fence[0].count("\n"), text)
    for pattern in (_LINK, _PICTURE):
        for match in pattern.finditer(plain):
            target = match["target"]
            if not _ELSEWHERE.match(target) and not _leads_somewhere(page, target):
                line = plain.count("\n", 0, match.start()) + 1
                yield f"{page}:{line}: {target} leads nowhere"


def _leads_somewhere(page: Path, target: str) -> bool:
    name, _, anchor = target.partition("#")
    path = page.parent / name if name else page
    if not path.exists():
        return False
    return not anchor or path.suffix != ".md" or anchor in _anchors(path)


def _anchors(page: Path) -> set[str]:
    text = _FENCE.sub("", page.read_text(encoding="utf-8"))
    return {_anchor(heading["words"]) for heading in _HEADING.finditer(text)}


def _anchor(heading: str) -> str:
    """The anchor of a heading as code hosts make it: lower case, hyphens, no signs."""
    return re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")


def words() -> list[str]:
    """No text speaks of the machine or the workplace that it was written at."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        check=True,
    )
    names = sorted(name for name in listed.stdout.decode().split("\0") if name)
    return [
        problem
        for name in names
        if name not in _THEMSELVES
        for problem in foreign_words(ROOT, name)
    ]


def foreign_words(root: Path, name: str) -> Iterator[str]:
    """What a file says that is no business of the project; nothing for one that is no text."""
    try:
        text = (root / name).read_text(encoding="utf-8")
    except (UnicodeDecodeError, FileNotFoundError):
        return
    for number, line in enumerate(text.splitlines(), start=1):
        if _EXCUSED.match(name):
            line = _REAL_MATERIAL.sub("", line)  # noqa: PLW2901 (the rest of it is looked at)
        if match := _FOREIGN.search(line):
            yield f"{name}:{number}: {match[0]!r} says where this was made: take it out"


CHECKS: Mapping[str, Callable[[], Iterable[str]]] = {
    "migrations": migrations,
    "translations": translations,
    "generated pages": reference,
    "vocabulary": terms,
    "declared sources": sources,
    "links": links,
    "words": words,
}


def main() -> int:
    """Run every check; give back 1 if one found something."""
    failed = False
    for name, check in CHECKS.items():
        problems = list(check())
        failed = failed or bool(problems)
        sys.stdout.write(f"{name}: {f'{len(problems)} problems' if problems else 'well'}\n")
        sys.stdout.writelines(f"  {problem}\n" for problem in problems)
    return int(failed)


if __name__ == "__main__":
    os.environ["DJANGO_SETTINGS_MODULE"] = "liaison.config.settings.public"
    with tempfile.TemporaryDirectory(prefix="liaison-checks-") as home:
        os.environ["LIAISON_HOME"] = home
        os.environ.pop("DATABASE_URL", None)
        import django

        django.setup()
        sys.exit(main())
