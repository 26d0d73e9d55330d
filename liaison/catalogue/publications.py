"""What a vault gives the record to publish: a signed statement in a file of the intake folder.

Only what is signed by a key that whoever runs the record has listed is taken. Nothing here touches
the database.
"""

import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from liaison.catalogue.intake import Deposit, Refused, of_activity, of_document
from liaison.kernel import signed
from liaison.kernel.errors import MistakenInput
from liaison.vocabulary import Vocabulary

FORMAT = "liaison-publication-1"
ENDING = ".publication.json"
LARGEST = 400_000  # bytes
DOCUMENT = ("title", "text", "date", "language", "mechanism", "kind")
ACTIVITY = (
    *("title", "kind", "mechanism", "country", "place", "starts", "ends", "status"),
    *("language", "description"),
)
_FIELDS = {"id", "made", "document", "activity"}
_IDENTIFIER = re.compile(r"[0-9a-f]{32}")
_KEY = re.compile(r"(?P<key>[0-9a-f]{64})(?:\s+(?P<name>.+))?")


@dataclass(frozen=True, slots=True)
class Found:
    """A file of the intake folder, and what it holds or why that is not taken."""

    path: Path
    holds: Deposit | Refused


def publishers(path: Path) -> Mapping[bytes, str]:
    """The keys that may publish, with their names: a line each, `KEY NAME`; `#` begins a remark.

    Raises MistakenInput, naming the line. No file: nobody may.
    """
    if not path.exists():
        return {}
    found = {}
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        told = line.partition("#")[0].strip()
        if told and (match := _KEY.fullmatch(told)):
            found[bytes.fromhex(match["key"])] = match["name"] or ""
        elif told:
            raise MistakenInput(
                f"{path}:{number} is no key", "write its 64 digits, then the name of who has it"
            )
    return found


def read_intake(folder: Path, keys: Mapping[bytes, str], known: Vocabulary) -> Iterator[Found]:
    """Every publication in the folder, one that is not taken with its reason."""
    for path in sorted(folder.glob(f"*{ENDING}")):
        if not path.is_file() or path.is_symlink():
            continue
        try:
            with path.open("rb") as file:
                yield Found(path, _deposit(file.read(LARGEST + 1), keys, known))
        except (OSError, ValueError) as error:
            yield Found(path, Refused(str(path), " ".join(str(error).split())))
        except MistakenInput as error:
            yield Found(path, Refused(str(path), str(error)))


def _deposit(content: bytes, keys: Mapping[bytes, str], known: Vocabulary) -> Deposit:
    said, key = signed.read(FORMAT, content, _FIELDS, LARGEST)
    if key not in keys:
        raise MistakenInput(
            f"it is signed by {key.hex()}, whom nobody listed",
            "add that key to the list of publishers, if you know whose it is",
        )
    if not isinstance(said["id"], str) or not _IDENTIFIER.fullmatch(said["id"]):
        raise signed.not_one()
    # By one publisher under one identifier: published again, it is the same document.
    digest = hashlib.sha256(key + said["id"].encode())
    if said["document"] is not None and said["activity"] is None:
        return of_document(digest, _texts(said["document"], DOCUMENT), known)
    if said["activity"] is not None and said["document"] is None:
        return of_activity(digest, _texts(said["activity"], ACTIVITY), known)
    raise signed.not_one()


def _texts(said: Any, fields: tuple[str, ...]) -> dict[str, str]:  # noqa: ANN401 (any JSON)
    """Exactly these, each a text; "" says nothing."""
    if not isinstance(said, dict) or set(said) != set(fields):
        raise signed.not_one()
    if not all(isinstance(value, str) for value in said.values()):
        raise signed.not_one()
    return dict(said)
