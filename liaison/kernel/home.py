"""LIAISON_HOME: where everything of one record lies, and who holds it at the moment."""

import contextlib
import fcntl
import functools
import json
import os
import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from liaison.kernel.errors import HeldByAnother, HomeUnusable

_SECRET = 32  # bytes


@functools.lru_cache(maxsize=64)
def _place(root: Path, name: str) -> Path:
    """Put together once: a page asks for some of these a hundred times."""
    return root / name


@dataclass(frozen=True, slots=True)
class Home:
    """The folders and files under one root."""

    root: Path

    @property
    def database(self) -> Path:
        """The SQLite database, where DATABASE_URL names no other."""
        return _place(self.root, "record.sqlite3")

    @property
    def archive(self) -> Path:
        """The WARC files."""
        return _place(self.root, "archive")

    @property
    def index(self) -> Path:
        """The search index."""
        return _place(self.root, "index")

    @property
    def sources(self) -> Path:
        """The declarations of the sources that were harvested into this home."""
        return _place(self.root, "sources.json")

    @property
    def vocabulary(self) -> Path:
        """The vocabulary that the record was last understood with."""
        return _place(self.root, "vocabulary")

    @property
    def compendia(self) -> Path:
        """Every compendium of standards that this home ever had, by its identifier."""
        return _place(self.root, "compendia")

    @property
    def samples(self) -> Path:
        """What `liaison sources try` saw."""
        return _place(self.root, "samples")

    @property
    def stamp(self) -> Path:
        """Says whether this home holds a rehearsal or a real record."""
        return _place(self.root, "home.json")

    def secret(self) -> bytes:
        """The key of the digests that stand for names: 32 bytes, made when first asked for.

        Only the owner may read the file. Raises HomeUnusable where it is cut or cannot be made.
        """
        path = self.root / "secret"
        try:
            self.root.mkdir(parents=True, exist_ok=True)
            with contextlib.suppress(FileExistsError):
                _write_once(path, secrets.token_bytes(_SECRET))
            kept = path.read_bytes()
        except OSError as error:
            raise HomeUnusable(
                f"{path} cannot be made or read ({error.strerror or error})",
                "see that its owner runs this command and that there is room",
            ) from error
        if len(kept) != _SECRET:
            raise HomeUnusable(
                f"{path} is damaged", "restore it from a backup: without it no name is known again"
            )
        return kept

    def kind(self) -> str:
        """`rehearsal`, `real`, or "" where nothing was harvested yet."""
        try:
            return str(json.loads(self.stamp.read_text(encoding="utf-8"))["kind"])
        except FileNotFoundError:
            return ""
        except (ValueError, KeyError, TypeError) as error:
            raise HomeUnusable(
                f"{self.stamp} cannot be read",
                'mend it by hand: it should say {"kind": "rehearsal"} or {"kind": "real"}',
            ) from error

    def claim_for(self, kind: str) -> None:
        """Stamp this home as `rehearsal` or `real`; raise HomeUnusable if it is the other."""
        held = self.kind()
        if not held:
            self.root.mkdir(parents=True, exist_ok=True)
            write_whole(self.stamp, json.dumps({"kind": kind}) + "\n")
        elif held != kind:
            raise HomeUnusable(
                f"{self.root} holds a {held} record and these sources are {kind}",
                "set LIAISON_HOME to another folder: invented and real documents never mix",
            )

    @contextlib.contextmanager
    def hold(self, task: str) -> Iterator[None]:
        """Keep other processes from the same task for as long as the block runs.

        The lock goes with the process, so one that was killed holds nothing.
        Raises HeldByAnother, naming the process, where another holds it.
        """
        self.root.mkdir(parents=True, exist_ok=True)
        path = self.root / f"{task}.lock"
        with path.open("a+", encoding="utf-8") as file:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                file.seek(0)
                holder = file.read().strip() or "unknown"
                raise HeldByAnother(
                    f"another process (pid {holder}) runs `{task}` in {self.root}",
                    "wait until it ends, or end it",
                ) from None
            file.truncate(0)
            file.write(str(os.getpid()))
            file.flush()
            yield


def write_whole(path: Path, text: str) -> None:
    """Write a small file so that a reader sees the old one or the new one, never half."""
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    beside.write_text(text, encoding="utf-8")
    beside.replace(path)


def _write_once(path: Path, content: bytes) -> None:
    """Write a file for its owner's eyes alone, whole. Raises FileExistsError where it is there."""
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    beside.unlink(missing_ok=True)
    beside.touch(mode=0o600, exist_ok=False)
    beside.write_bytes(content)
    try:
        path.hardlink_to(beside)
    finally:
        beside.unlink()
