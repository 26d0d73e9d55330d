"""Tables on a terminal: whole words in every column, however narrow it is or where it is piped."""

from collections.abc import Callable, Iterable, Sequence

from rich.console import Console
from rich.table import Table
from rich.text import Text

_EDGES = 3  # characters beside the text of a column; one more ends the row


def print_table(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Print rows under these headings.

    Where nobody watches, each column is as wide as it needs. On a terminal, cells are folded at
    spaces; on one that is too narrow even for that, each row is a list of its cells.
    """
    cells = [list(row) for row in rows]
    terminal = Console()
    whole = _width(columns, cells, lambda text: [text])
    if not terminal.is_terminal or terminal.width >= whole:
        Console(width=whole).print(_table(columns, cells))
    elif terminal.width >= _width(columns, cells, str.split):
        terminal.print(_table(columns, cells))
    else:
        for row in cells:
            terminal.print(Text(_as_list(columns, row)), soft_wrap=True)


def _table(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> Table:
    table = Table()
    for number, name in enumerate(columns):
        words = [word for text in _column(columns, rows, number) for word in text.split()]
        table.add_column(name, min_width=max(map(len, words)))
    for row in rows:
        table.add_row(*map(Text, row))
    return table


def _width(
    columns: Sequence[str], rows: Sequence[Sequence[str]], parts: Callable[[str], list[str]]
) -> int:
    widths = [
        max(len(part) for text in _column(columns, rows, number) for part in parts(text))
        for number in range(len(columns))
    ]
    return sum(width + _EDGES for width in widths) + 1


def _column(columns: Sequence[str], rows: Sequence[Sequence[str]], number: int) -> list[str]:
    return [columns[number], *(row[number] for row in rows)]


def _as_list(columns: Sequence[str], row: Sequence[str]) -> str:
    first, *others = row
    named = [f"  {name}: {cell}" for name, cell in zip(columns[1:], others, strict=True) if cell]
    return "\n".join([first, *named])
