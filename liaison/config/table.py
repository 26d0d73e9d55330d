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
    whole = _widths(columns, cells, lambda text: [text])
    words = _widths(columns, cells, str.split)
    if not terminal.is_terminal or terminal.width >= _together(whole):
        _print(columns, cells, whole)
    elif terminal.width >= _together(words):
        _print(columns, cells, _fitting(words, whole, terminal.width))
    else:
        for row in cells:
            terminal.print(Text(_as_list(columns, row)), soft_wrap=True)


def _print(columns: Sequence[str], rows: Sequence[Sequence[str]], widths: Sequence[int]) -> None:
    table = Table()
    for name, width in zip(columns, widths, strict=True):
        table.add_column(name, width=width)
    for row in rows:
        table.add_row(*map(Text, row))
    Console(width=_together(widths)).print(table)


def _fitting(least: Sequence[int], most: Sequence[int], room: int) -> list[int]:
    """Widths that together leave no room, column by column from the first."""
    widths = list(least)
    for number, wanted in enumerate(most):
        widths[number] += min(room - _together(widths), wanted - widths[number])
    return widths


def _widths(
    columns: Sequence[str], rows: Sequence[Sequence[str]], parts: Callable[[str], list[str]]
) -> list[int]:
    """The longest part of each column, in characters."""
    by_column = [[name, *(row[number] for row in rows)] for number, name in enumerate(columns)]
    return [max(len(part) for text in texts for part in parts(text)) for texts in by_column]


def _together(widths: Sequence[int]) -> int:
    return sum(width + _EDGES for width in widths) + 1


def _as_list(columns: Sequence[str], row: Sequence[str]) -> str:
    first, *others = row
    named = [f"  {name}: {cell}" for name, cell in zip(columns[1:], others, strict=True) if cell]
    return "\n".join([first, *named])
