"""docs/security/rules.md knows all cryptography of the vaults, every table and all that is logged."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from tests.conftest import ROOT

PAGE = (ROOT / "docs" / "security" / "rules.md").read_text(encoding="utf-8")
HOME = ROOT / "liaison"
WORKSPACE = HOME / "workspace"
_MAKERS = {
    "hashlib",
    "hmac",
    "secrets",
    "ssl",
    "random",
    "cryptography",
    "argon2",
    "pyrage",
    "sqlcipher3",
    "mnemonic",
    "fido2",
    "crypt",
    "nacl",
    "Crypto",
}
_KIND = re.compile(r"[a-z]+\.[a-z-]+")


def sources() -> Iterator[Path]:
    """All code of the vaults."""
    yield from WORKSPACE.rglob("*.py")
    yield from (HOME / "config").glob("vault_*.py")
    yield HOME / "config" / "settings" / "workspace.py"


def used() -> Iterator[tuple[str, str]]:
    """Each part that uses cryptography, and what of it: found in the code, not remembered."""
    for path in sources():
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = [one.name for one in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            for name in names:
                if name.partition(".")[0] in _MAKERS:
                    yield _part(path.relative_to(HOME)), name.partition(".")[0]


def _part(path: Path) -> str:
    """A part of the vaults, or a file outside of them."""
    return "/".join(path.parts[:2]) if path.parts[0] == "workspace" else str(path)


def _tables() -> Iterator[str]:
    """Each table that a part of the vaults declares."""
    for path in WORKSPACE.glob("*/models.py"):
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.ClassDef):
                bases = {ast.unparse(base) for base in node.bases}
                if bases & {"models.Model", "AbstractBaseUser"}:
                    yield f"{path.parent.name}.{node.name}"


def _logged() -> Iterator[str]:
    """Each kind of entry that the code writes."""
    for path in WORKSPACE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and ast.unparse(node.func).endswith(("log", "note")):
                leaves = [leaf for one in node.args for leaf in ast.walk(one)]
                said = [str(leaf.value) for leaf in leaves if isinstance(leaf, ast.Constant)]
                yield from (one for one in said if _KIND.fullmatch(one))


def test_all_cryptography_stands_in_the_inventory() -> None:
    rows = re.findall(r"^\| `([\w/.]+)` \| `([\w, ]+)` \|", PAGE, re.MULTILINE)
    listed = {(path, name) for path, names in rows for name in re.findall(r"\w+", names)}
    found = set(used())
    assert len(found) > 10
    assert found - listed == set(), "write it into docs/security/rules.md, Cryptography"
    assert listed - found == set(), "strike it from docs/security/rules.md, Cryptography"


def test_every_table_has_a_class() -> None:
    found = set(_tables())
    assert len(found) > 10
    told = set(re.findall(r"`(\w+\.\w+)` \| [A-D]\b", PAGE))
    assert found - told == set(), "class it in docs/security/rules.md, Classes of data"


def test_every_kind_of_entry_is_told() -> None:
    found = {action.partition(".")[0] for action in _logged()}
    assert len(found) > 5
    told = set(re.findall(r"^\| `(\w+)\.` \|", PAGE, re.MULTILINE))
    assert found - told == set(), "tell of it in docs/security/rules.md, What is logged"
