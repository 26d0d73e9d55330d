"""Which pages there are, and whether they stand as the code would write them."""

from collections.abc import Callable, Mapping
from pathlib import Path

from liaison.config.reference import (
    addresses,
    commands,
    declared_sources,
    dependencies,
    environment,
    roles,
    steps,
    terms,
)

ROOT = Path(__file__).resolve().parents[3]
FOLDER = ROOT / "docs" / "reference"
PAGES: Mapping[str, Callable[[], str]] = {
    "commands.md": commands.write,
    "settings.md": environment.write,
    "sources.md": declared_sources.write,
    "vocabulary.md": terms.write,
    "steps.md": steps.write_steps,
    "failures.md": steps.write_failures,
    "api.md": addresses.write,
    "roles.md": roles.write,
    "dependencies.md": lambda: dependencies.write(ROOT / "pyproject.toml"),
}


def stale(folder: Path) -> list[str]:
    """The names of the pages that are missing or differ from what the code says now."""
    return [name for name, make in PAGES.items() if _standing(folder / name) != make()]


def write(folder: Path) -> list[str]:
    """Bring every page up to date; give back the names of those that were not."""
    names = stale(folder)
    folder.mkdir(parents=True, exist_ok=True)
    for name in names:
        (folder / name).write_text(PAGES[name](), encoding="utf-8")
    return names


def _standing(path: Path) -> str:
    return path.read_text(encoding="utf-8") if path.exists() else ""
