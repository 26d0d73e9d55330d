"""A copy of the vocabulary with one thing changed."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from liaison.vocabulary.files import DATA


@pytest.fixture
def spoiled(tmp_path: Path) -> Callable[[str, str, str], Path]:
    """Copies the vocabulary, replaces `old` (which must be there) by `new` in one file."""

    def spoil(file: str, old: str, new: str) -> Path:
        folder = tmp_path / "vocabulary"
        if not folder.exists():
            shutil.copytree(DATA, folder)
        path = folder / file
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8")
        return folder

    return spoil
