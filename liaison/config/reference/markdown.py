"""The little Markdown that generated pages need."""

from collections.abc import Iterable, Sequence


def page(title: str, *pieces: str) -> str:
    """A whole page: a word on how it came to be, its title, its pieces."""
    made = (
        "<!-- Written by `python -m liaison.config.reference`: change the code, not this page. -->"
    )
    return "\n\n".join([made, f"# {title}", *(piece.strip() for piece in pieces if piece)]) + "\n"


def table(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table; cells are written as they are, but for what would break it."""
    lines = [columns, ["---"] * len(columns), *rows]
    return "\n".join(f"| {' | '.join(_cell(cell) for cell in line)} |" for line in lines)


def code(text: str) -> str:
    """Words as they are typed; nothing for no words."""
    return f"`{text}`" if text else ""


def block(text: str) -> str:
    """Lines as a terminal shows them."""
    lines = "\n".join(line.rstrip() for line in text.strip("\n").splitlines())
    return f"```text\n{lines}\n```"


def sentence(docstring: str | None) -> str:
    """The first paragraph of a docstring, as one line."""
    return " ".join((docstring or "").strip().partition("\n\n")[0].split())


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")
