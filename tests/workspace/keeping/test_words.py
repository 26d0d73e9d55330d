"""Every kind of entry has words."""

import re

from liaison.workspace.keeping.words import ACTIONS
from tests.conftest import ROOT

_CODE = re.compile(
    r"\"((?:access|circle|consent|envelope|erasure|file|member|note|offer|organisation|peer|person"
    r"|publication|received|request|vault)\.[a-z-]+)\""
)
_OTHERS = {"vault.db"}  # a file


def test_what_is_logged_has_words_and_nothing_else_has() -> None:
    folders = (ROOT / "liaison" / "workspace", ROOT / "liaison" / "config" / "vault_commands")
    logged = {
        code
        for folder in folders
        for path in folder.rglob("*.py")
        if path.name != "words.py"
        for code in _CODE.findall(path.read_text(encoding="utf-8"))
    }
    assert logged - _OTHERS == set(ACTIONS)
