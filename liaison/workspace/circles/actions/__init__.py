"""Writing circles of the vault at hand."""

from liaison.workspace.circles.actions.keeping import (
    ANSWER,
    Wish,
    answer,
    ask,
    describe,
    end,
    found,
    take_card,
    take_out,
    was_answered,
)
from liaison.workspace.circles.actions.telling import KIND, was_told

__all__ = [
    "ANSWER",
    "KIND",
    "Wish",
    "answer",
    "ask",
    "describe",
    "end",
    "found",
    "take_card",
    "take_out",
    "was_answered",
    "was_told",
]
