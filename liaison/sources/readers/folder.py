"""A folder of files as a source: each file a document, what is known of it beside it."""

import json
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote, unquote

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from liaison.extract.plain import one_line
from liaison.kernel.errors import FailureClass, SourceFailure
from liaison.kernel.item import Discovery, Item
from liaison.kernel.storable import storable
from liaison.sources.declaration import Source
from liaison.sources.reader_options import FolderReader

_BESIDE = (".yaml", ".json")
_KNOWN = frozenset({"title", "date", "language"})
_LARGEST = 1_000_000  # bytes of metadata about one file


def folder_of(source: Source, options: FolderReader) -> Path:
    """Where the files lie. Raises SourceFailure (gone) where there is no such folder."""
    folder = (source.declared_in.parent / options.folder).resolve()
    if not folder.is_dir():
        raise SourceFailure(
            FailureClass.GONE,
            f"{source.id}: no folder {folder}",
            "create it, or mend `reader.folder`",
        )
    return folder


def discover_folder(source: Source, options: FolderReader) -> Discovery:
    """An item for each file, with what its metadata says; a note for metadata that says nothing.

    Hidden files are passed over, and links that lead out of the folder.
    """
    folder = folder_of(source, options)
    items: list[Item] = []
    notes: list[str] = []
    for path in _files(folder, options):
        try:
            said = said_beside(path)
        except ValueError as error:
            notes.append(str(error))
            said = {}
        items.append(
            Item(
                address=_address(path, folder, options),
                title=said.get("title", ""),
                date=said.get("date", ""),
                language=said.get("language", ""),
            )
        )
    return Discovery(tuple(items), (), tuple(notes))


def file_of(source: Source, options: FolderReader, address: str) -> Path:
    """The file published at `address`.

    Raises SourceFailure (gone) where the folder holds none there; never leads out of it.
    """
    folder = folder_of(source, options)
    base = _base(folder, options)
    if address.startswith(base):
        path = (folder / unquote(address[len(base) :].partition("#")[0])).resolve()
        if path.is_relative_to(folder) and path.is_file():
            return path
    raise SourceFailure(
        FailureClass.GONE, f"{address}: no such file in {folder}", "put it back, or let it go"
    )


def _files(folder: Path, options: FolderReader) -> Iterator[Path]:
    """The files that can be named in an address: a name that is no UTF-8 cannot."""
    found = {
        path
        for pattern in options.files
        for path in folder.glob(pattern)
        if storable(str(path)) == str(path)
    }
    for path in sorted(found):
        below = path.relative_to(folder)
        if any(part.startswith(".") for part in below.parts) or is_metadata(path):
            continue
        if path.is_file() and path.resolve().is_relative_to(folder):
            yield path


def is_metadata(path: Path) -> bool:
    """Whether a file speaks of the one beside it."""
    return path.suffix in _BESIDE and path.with_suffix("").is_file()


def said_beside(path: Path, known: frozenset[str] = _KNOWN) -> dict[str, str]:
    """What `name.ext.yaml` or `.json` says of a file, in some of the `known` fields.

    Raises ValueError, with the way out, where that cannot be read or says anything else.
    """
    for suffix in _BESIDE:
        metadata = path.with_name(path.name + suffix)
        if metadata.is_symlink():
            raise ValueError(f"{metadata}: a link; copy the file it leads to")
        if metadata.is_file():
            return _said(metadata, known)
    return {}


def _said(metadata: Path, known: frozenset[str]) -> dict[str, str]:
    if metadata.stat().st_size > _LARGEST:
        raise ValueError(f"{metadata}: too large for metadata; keep it under 1 MB")
    try:
        text = metadata.read_text(encoding="utf-8-sig")
        said = json.loads(text) if metadata.suffix == ".json" else YAML(typ="safe").load(text)
    except (OSError, ValueError, YAMLError, RecursionError) as error:
        what = " ".join(str(error).split())[:200]
        raise ValueError(f"{metadata}: cannot be read ({what}); mend it") from error
    if not isinstance(said, dict) or not set(said) <= known:
        odd = ", ".join(sorted(map(str, set(said) - known))) if isinstance(said, dict) else "a list"
        raise ValueError(
            f"{metadata}: {odd[:200]} is not known; the fields are {', '.join(sorted(known))}"
        )
    return {str(name): one_line(str(value)) for name, value in said.items() if value is not None}


def _base(folder: Path, options: FolderReader) -> str:
    base = options.base or folder.as_uri()
    return base if base.endswith("/") else f"{base}/"


def _address(path: Path, folder: Path, options: FolderReader) -> str:
    return _base(folder, options) + quote(path.relative_to(folder).as_posix())
