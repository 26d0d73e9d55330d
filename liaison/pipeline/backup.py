"""A whole record in one file, made while it runs, checked before it replaces anything.

The file is a ZIP: `manifest.json` (what is in it, with SHA-256 of each member), one JSONL of rows a
table, the WARC files up to what the rows know of them, and the home's own small files. It says
nothing of the database it came from: a record can move from SQLite to PostgreSQL and back. The
search index is not in it; it is built anew.
"""

import contextlib
import gzip
import hashlib
import json
import re
import shutil
import zipfile
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import Any

from django.apps import apps
from django.core.management import call_command
from django.core.management.color import no_style
from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection, connections, transaction
from django.db.migrations.recorder import MigrationRecorder
from django.db.models import F, Max, Model

from liaison.archive.models import Capture
from liaison.catalogue.models import Document
from liaison.kernel.errors import HomeUnusable, MistakenInput
from liaison.kernel.home import Home
from liaison.pipeline.carried import carry, standing_now

FORMAT = 1
_APPS = ("archive", "catalogue", "fetch", "alerts")
DERIVED = "link"  # the app whose tables are left out: they are large, and filed anew from the rest
_ROWS = 1_000
_PIECE = 1 << 20
_STAMP = "home.json"
_KEY = "secret"  # without it no withdrawn name would be known again
_MAIL = "mail.pub"  # with which the addresses of subscribers are sealed
_SMALL = frozenset((_STAMP, _KEY, _MAIL, "sources.json", "vocabulary", "compendia"))
# What a backup holds beside the rows: no name in it leads anywhere else.
_MEMBER = re.compile(
    r"home\.json|secret|mail\.pub|sources\.json|(?:archive|vocabulary|compendia)/[\w-][\w.-]*"
)
_OWNER_ALONE = 0o600
_RESTORING = "restoring"  # alias of the database that a restore fills

Report = Callable[[str], None]


def backup(home: Home, target: Path, now: datetime, report: Report) -> None:
    """Write the record to `target`, which appears whole or not at all.

    Raises HomeUnusable where there is no room, MistakenInput where the file exists.
    """
    if target.exists():
        raise MistakenInput(f"{target} exists", "choose a new name: a backup replaces nothing")
    partial = target.with_name(f".{target.name}.partial")
    try:
        with zipfile.ZipFile(partial, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as out:
            hashes: dict[str, str] = {}
            with _snapshot():
                ends = _warc_ends()
                for model in models():
                    report(str(model._meta.verbose_name_plural))
                    hashes[_member(model)] = _write_rows(out, model)
                migrations = _migrations()
            for member, path in _small_files(home):
                hashes[member] = _write_file(out, path, member, path.stat().st_size)
            for name, end in sorted(ends.items()):
                report(name)
                member = f"archive/{name}"
                hashes[member] = _write_file(out, home.archive / name, member, end)
            manifest = {
                "format": FORMAT,
                "made": now.isoformat(timespec="seconds"),
                "migrations": migrations,
                "sha256": hashes,
            }
            out.writestr("manifest.json", json.dumps(manifest, indent=1))
        partial.replace(target)
    except OSError as error:
        raise HomeUnusable(
            f"{target} cannot be written ({error.strerror or error})",
            "choose a folder that exists and has room; the record itself is untouched",
        ) from error
    finally:
        partial.unlink(missing_ok=True)


def restore(home: Home, source: Path, report: Report) -> int:
    """Replace the record of `home` by a backup, after checking all of it.

    Gives back how many of people's decisions are kept that were made since the backup was
    (`liaison.pipeline.carried`). Raises MistakenInput where the file is no backup, is damaged, or
    comes from a later version; the record is untouched then.
    """
    with (
        home.hold("harvest"),
        home.hold("deposit"),
        home.hold("process"),
        _opened(source) as archive,
    ):
        manifest = _checked_manifest(archive, report)
        fresh = home.root / "archive.restoring"
        shutil.rmtree(fresh, ignore_errors=True)
        fresh.mkdir(parents=True)
        for name in manifest["sha256"]:
            if name.startswith("archive/"):
                with archive.open(name) as member, (fresh / Path(name).name).open("wb") as out:
                    shutil.copyfileobj(member, out, _PIECE)
        report("rows")
        kept = standing_now() if _same_record(home, archive) else []
        if connection.vendor == "sqlite":
            carried = _fill_new_sqlite(home, archive, kept)
        else:
            with transaction.atomic():
                _empty_tables()
                _load_rows(archive, "default")
                carried = carry(kept, "default")
        _swap(home.archive, fresh)
        for _, path in _small_files(home):
            if path.parent != home.compendia:  # what was cited since stays answerable
                path.unlink()
        for name in manifest["sha256"]:
            if name.partition("/")[0] in _SMALL:
                path = home.root / name
                path.parent.mkdir(exist_ok=True)
                if name == _KEY:
                    path.touch(mode=_OWNER_ALONE)
                path.write_bytes(archive.read(name))
        shutil.rmtree(home.index, ignore_errors=True)
    return carried


def _same_record(home: Home, archive: zipfile.ZipFile) -> bool:
    """Whether a backup was made of this very record: the secret was made with its home."""
    return _KEY in archive.namelist() and archive.read(_KEY) == home.secret()


def _small_files(home: Home) -> list[tuple[str, Path]]:
    """The files of a home that are no rows and no captures, with their names in a backup."""
    kept = (home.stamp, home.root / _KEY, home.root / _MAIL, home.sources)
    files = [path for path in kept if path.exists()]
    files += sorted(home.vocabulary.glob("*"))
    files += sorted(home.compendia.glob("*"))
    return [(str(path.relative_to(home.root)), path) for path in files]


def models() -> list[type[Model]]:
    """Every table of the record, each after those that it refers to."""
    return [model for label in _APPS for model in apps.get_app_config(label).get_models()]


def _member(model: type[Model]) -> str:
    return f"rows/{model._meta.label_lower}.jsonl.gz"


@contextlib.contextmanager
def _snapshot() -> Iterator[None]:
    """One moment of the database, kept while others write on."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("BEGIN DEFERRED")
            try:
                yield
            finally:
                cursor.execute("COMMIT")
        return
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        yield


def _warc_ends() -> dict[str, int]:
    rows = Capture.objects.values_list("warc").annotate(end=Max(F("offset") + F("length")))
    return dict(rows.order_by())


def _write_rows(out: zipfile.ZipFile, model: type[Model]) -> str:
    columns = [field.attname for field in model._meta.concrete_fields]
    rows = model._default_manager.order_by("pk").values_list(*columns)
    digest = hashlib.sha256()
    with out.open(_member(model), "w", force_zip64=True) as member:
        hashed = _Hashed(member, digest)
        with gzip.GzipFile(fileobj=hashed, mode="wb", mtime=0) as packed:
            packed.write(json.dumps(columns).encode() + b"\n")
            for row in rows.iterator(chunk_size=_ROWS):
                packed.write(json.dumps(row, cls=DjangoJSONEncoder).encode() + b"\n")
    return digest.hexdigest()


class _Hashed:
    """A file that hashes what goes through it."""

    def __init__(self, file: Any, digest: Any) -> None:  # noqa: ANN401 - any writable, any hash
        self._file, self._digest = file, digest

    def write(self, data: bytes) -> int:
        self._digest.update(data)
        return int(self._file.write(data))

    def flush(self) -> None:
        self._file.flush()


def _write_file(out: zipfile.ZipFile, path: Path, member: str, size: int) -> str:
    digest = hashlib.sha256()
    info = zipfile.ZipInfo(member)  # stored: WARC files are packed already
    with path.open("rb") as file, out.open(info, "w", force_zip64=True) as target:
        left = size
        while left and (piece := file.read(min(_PIECE, left))):
            digest.update(piece)
            target.write(piece)
            left -= len(piece)
    if left:
        raise HomeUnusable(
            f"{path} is {left} bytes shorter than the catalogue says",
            "run `liaison archive verify`",
        )
    return digest.hexdigest()


@contextlib.contextmanager
def _opened(source: Path) -> Iterator[zipfile.ZipFile]:
    try:
        with zipfile.ZipFile(source) as archive:
            yield archive
    except FileNotFoundError as error:
        raise MistakenInput(f"no file {source}", "name a file that `backup` made") from error
    except zipfile.BadZipFile as error:
        raise MistakenInput(f"{source} is damaged or no backup ({error})", "use another") from error


def _checked_manifest(archive: zipfile.ZipFile, report: Report) -> dict[str, Any]:
    try:
        manifest: dict[str, Any] = json.loads(archive.read("manifest.json"))
    except (KeyError, ValueError) as error:
        raise MistakenInput(
            f"{archive.filename} is no backup of Liaison", "name a file that `backup` made"
        ) from error
    _check_shape(archive, manifest)
    for name, expected in manifest["sha256"].items():
        report(f"checking {name}")
        if _hash_of(archive, name) != expected:
            raise MistakenInput(
                f"{archive.filename}: {name} is damaged",
                "use another backup: nothing was changed",
            )
    return manifest


def _check_shape(archive: zipfile.ZipFile, manifest: Any) -> None:  # noqa: ANN401 - any JSON
    """Raise MistakenInput unless a manifest is of this version and names what a record has."""
    try:
        known = manifest["format"] == FORMAT and set(manifest["migrations"]) <= set(_migrations())
        names = list(manifest["sha256"])
    except (KeyError, TypeError) as error:
        raise MistakenInput(f"{archive.filename} is no backup of Liaison", "use another") from error
    if not known:
        raise MistakenInput(
            f"{archive.filename} was made by a later version of Liaison",
            "upgrade Liaison, then restore",
        )
    rows = {_member(model) for model in models()}
    needed = {_STAMP} if set(manifest["migrations"]) < set(_migrations()) else rows | {_STAMP}
    if missing := sorted(needed - set(names)):  # an earlier version knew fewer tables
        raise MistakenInput(f"{archive.filename} lacks {missing[0]}", "use another backup")
    for name in names:
        if name not in rows and not _MEMBER.fullmatch(name):
            raise MistakenInput(f"{archive.filename} names an odd member {name!r}", "use another")


def _hash_of(archive: zipfile.ZipFile, name: str) -> str:
    digest = hashlib.sha256()
    try:
        with archive.open(name) as member:
            while piece := member.read(_PIECE):
                digest.update(piece)
    except (KeyError, zipfile.BadZipFile):
        return ""
    return digest.hexdigest()


def _migrations() -> list[str]:
    applied = MigrationRecorder(connection).applied_migrations()
    return sorted(f"{app}.{name}" for app, name in applied if app in _APPS)


def _fill_new_sqlite(home: Home, archive: zipfile.ZipFile, kept: Sequence[Model]) -> int:
    fresh = home.root / "record.restoring.sqlite3"
    fresh.unlink(missing_ok=True)
    connections.databases[_RESTORING] = {
        **connections.databases["default"],
        "NAME": str(fresh),
    }
    try:
        call_command("migrate", database=_RESTORING, verbosity=0, interactive=False)
        with transaction.atomic(using=_RESTORING):
            _load_rows(archive, _RESTORING)
            carried = carry(kept, _RESTORING)
        with connections[_RESTORING].cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    finally:
        connections[_RESTORING].close()
        del connections[_RESTORING]
        del connections.databases[_RESTORING]
    with connection.cursor() as cursor:  # what only its journal holds must survive a kill here
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connections.close_all()
    for suffix in ("-wal", "-shm"):
        Path(f"{home.database}{suffix}").unlink(missing_ok=True)
        Path(f"{fresh}{suffix}").unlink(missing_ok=True)
    fresh.replace(home.database)
    return carried


def _empty_tables() -> None:
    derived = list(apps.get_app_config(DERIVED).get_models())
    for model in (
        *derived,
        *reversed(models()),
    ):  # all of them go: nothing needs to be looked at one by one
        rows = model._default_manager.all()
        rows._raw_delete("default")  # noqa: SLF001 (delete() would load and protect every row)


def _load_rows(archive: zipfile.ZipFile, alias: str) -> None:
    held = set(archive.namelist())
    for model in models():
        if _member(model) not in held:
            continue
        manager = model._default_manager.using(alias)
        with archive.open(_member(model)) as member, gzip.GzipFile(fileobj=member) as lines:
            columns = json.loads(next(lines))
            fields = {field.attname: field for field in model._meta.concrete_fields}
            parse = [fields[name].to_python for name in columns]
            while batch := list(islice(lines, _ROWS)):
                rows = [
                    model(
                        **{
                            name: read(value) if value is not None else None
                            for name, read, value in zip(
                                columns, parse, json.loads(line), strict=True
                            )
                        }
                    )
                    for line in batch
                ]
                _refuse_strange_files(rows)
                manager.bulk_create(rows)
    Document.objects.using(alias).update(filed_version=0, linked_version=0)
    with connections[alias].cursor() as cursor:
        for statement in connections[alias].ops.sequence_reset_sql(no_style(), models()):
            cursor.execute(statement)


def _refuse_strange_files(rows: Sequence[Model]) -> None:
    """A capture's file lies in the archive folder, under a plain name."""
    for row in rows:
        if isinstance(row, Capture) and Path(row.warc).name != row.warc:
            raise MistakenInput(f"the backup names an odd file {row.warc!r}", "use another backup")


def _swap(live: Path, fresh: Path) -> None:
    old = live.with_name(f"{live.name}.replaced")
    shutil.rmtree(old, ignore_errors=True)
    if live.exists():
        live.rename(old)
    fresh.rename(live)
    shutil.rmtree(old, ignore_errors=True)
