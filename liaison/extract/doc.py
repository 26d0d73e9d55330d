"""DOC (Word 6 to 2003), by antiword or LibreOffice where one is installed."""

import os
import shutil
import subprocess
import tempfile
from pathlib import Path

from liaison.extract.text import reading_of
from liaison.kernel.errors import Unreadable
from liaison.kernel.reading import Format, Reading

SECONDS = 60  # LibreOffice takes five to start; a converter that needs more than this hangs
LARGEST = 50_000_000  # bytes


def read(data: bytes, address: str) -> Reading:
    """The text of a DOC. Raises Unreadable: no converter, password, damaged, empty, too slow."""
    if len(data) > LARGEST:
        raise Unreadable(
            f"the DOC file is {len(data) // 1_000_000} MB large",
            f"files up to {LARGEST // 1_000_000} MB are read; save it without its pictures",
        )
    antiword, office = shutil.which("antiword"), shutil.which("soffice")
    if antiword is None and office is None:
        raise Unreadable(
            "DOC files need a converter that is not installed",
            "install the package antiword (or libreoffice-writer) and read this again",
        )
    with tempfile.TemporaryDirectory(prefix="liaison-doc-") as folder:
        path = Path(folder, "document.doc")
        path.write_bytes(data)
        text = _by_office(office or "", path) if antiword is None else _by_antiword(antiword, path)
    return reading_of(text, address, Format.DOC)


def _by_antiword(program: str, path: Path) -> str:
    # -w 0: a paragraph a line; -i 1: no pictures; -m UTF-8: all scripts.
    return _run([program, "-w", "0", "-i", "1", "-m", "UTF-8.txt", str(path)], path.parent)


def _by_office(program: str, path: Path) -> str:
    profile = f"-env:UserInstallation=file://{path.parent}/profile"
    wanted = ["--headless", "--convert-to", "txt:Text (encoded):UTF8", "--outdir", str(path.parent)]
    _run([program, profile, *wanted, str(path)], path.parent)
    converted = path.with_suffix(".txt")
    if not converted.is_file():
        raise Unreadable("the DOC file is damaged", "fetch it again or ask its publisher")
    return converted.read_text(encoding="utf-8-sig", errors="replace").replace("\n", "\n\n")


def _run(command: list[str], folder: Path) -> str:
    try:
        done = subprocess.run(  # noqa: S603  no shell; the only foreign word is our own path
            command, cwd=folder, capture_output=True, timeout=SECONDS, check=False,
            env={"PATH": os.environ.get("PATH", ""), "HOME": str(folder), "LC_ALL": "C.UTF-8"},
        )  # fmt: skip
    except subprocess.TimeoutExpired as error:
        raise Unreadable(
            f"the DOC file was not converted in {SECONDS} s", "save it as DOCX by hand"
        ) from error
    said = done.stderr.decode(errors="replace")
    if "encrypted" in said.lower():
        raise Unreadable(
            "the document is locked by a password", "ask its publisher for an open copy"
        )
    if done.returncode != 0:
        reason = " ".join(said.replace(str(folder), "").split())[:120]
        raise Unreadable(
            f"the DOC file is damaged ({reason or f'code {done.returncode}'})",
            "fetch it again or ask its publisher",
        )
    return done.stdout.decode("utf-8", errors="replace")
