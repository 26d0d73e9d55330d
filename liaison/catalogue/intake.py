"""What people bring by hand: files with what is known of them beside, lists of visits and trials.

Much of what mechanisms do is not online anywhere. What is deposited becomes captures like any other
and goes the same way from there. Nothing here touches the database.
"""

import csv
import datetime as dt
import hashlib
import mimetypes
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import icalendar

from liaison.catalogue.stated import (
    ACTIVITIES,
    STATUSES,
    begins_late,
    check_date,
    country_code,
    country_name,
)
from liaison.catalogue.stated import check as stated_check
from liaison.kernel.identifier import canonical_address
from liaison.kernel.item import ITEM_MEDIA_TYPE, Item
from liaison.kernel.storable import storable
from liaison.sources.readers.folder import is_metadata, said_beside
from liaison.understand.activities import kind_named
from liaison.vocabulary import Vocabulary

_OF_FILE = frozenset({"title", "date", "language", "mechanism", "kind", "address"})
_OF_ROW = (
    "id",
    "title",
    "kind",
    "mechanism",
    "country",
    "place",
    "starts",
    "ends",
    "status",
    "language",
    "address",
    "description",
)
_TOLD = ("country", "place", "starts", "ends", "status")
_LARGEST = 200_000_000  # bytes
_FILES = (".pdf", ".docx", ".doc", ".rtf", ".html", ".htm", ".txt", ".text", ".md")


@dataclass(frozen=True, slots=True)
class Deposit:
    """Bytes to keep, under which address, and what their depositor says of them.

    `stated` has some of title, date, language, mechanism (a code) and kind (a code); where it is a
    visit, trial or the like, also activity (its kind), country (alpha-3), place, starts, ends and
    status.
    """

    address: str
    content: bytes
    media_type: str
    stated: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Refused:
    """Something that cannot be taken in: where it stands, what is wrong, the way out."""

    where: str
    what: str

    def __str__(self) -> str:
        """One line."""
        return f"{self.where}: {self.what}"


def read_folder(folder: Path, known: Vocabulary) -> Iterator[Deposit | Refused]:
    """Everything in a folder, file by file; one that cannot be used does not stop the rest."""
    for path in sorted(folder.rglob("*")):
        hidden = any(part.startswith(".") for part in path.relative_to(folder).parts)
        if not path.resolve().is_relative_to(folder.resolve()):
            yield Refused(str(path), "a link that leads out of the folder: copy the file into it")
            continue
        if hidden or not path.is_file() or is_metadata(path):
            continue
        try:
            yield from _read(path, known)
        except (OSError, ValueError, csv.Error) as error:
            yield Refused(str(path), " ".join(str(error).split()))
        except Exception as error:  # noqa: BLE001 (a library's bug costs one file, not the rest)
            what = f"{type(error).__name__}: {error}"
            yield Refused(str(path), f"cannot be read ({' '.join(what.split())[:200]})")


def _read(path: Path, known: Vocabulary) -> Iterator[Deposit | Refused]:
    if path.stat().st_size > _LARGEST:
        raise ValueError(f"larger than {_LARGEST:,} bytes: deposit it in parts")
    ending = path.suffix.lower()
    if ending == ".csv":
        yield from _rows(path, known)
    elif ending in (".ics", ".ical"):
        yield from _events(path, known)
    elif ending in _FILES:
        yield _file(path, known)
    else:
        raise ValueError(f"not of a format that is taken: {', '.join(_FILES)}, .csv, .ics")


def of_activity(digest: Any, said: Mapping[str, str], known: Vocabulary) -> Deposit:  # noqa: ANN401 - a hash object
    """A visit, trial or the like that was told as a row of a table is. Raises ValueError."""
    told = {name: _plain(value) for name, value in said.items()}
    return _row({**told, "address": _own_address(digest, "activity")}, known)


def of_document(digest: Any, said: Mapping[str, str], known: Vocabulary) -> Deposit:  # noqa: ANN401 - a hash object
    """A text with its title, date, language, mechanism and kind. Raises ValueError."""
    told = {name: _plain(value) for name, value in said.items()}
    if not told["title"] or not told["text"]:
        raise ValueError("title or text is empty: say both")
    stated_check(told, known)
    address = canonical_address(_own_address(digest, "document"))
    item = Item(address, told["title"], told["date"], told["text"], told["language"])
    names = ("title", "date", "language", "mechanism", "kind")
    stated = {name: told[name] for name in names if told[name]}
    return Deposit(address, item.encode(), ITEM_MEDIA_TYPE, stated)


def _file(path: Path, known: Vocabulary) -> Deposit:
    stated = said_beside(path, _OF_FILE)
    stated_check(stated, known)
    content = path.read_bytes()
    address = stated.pop("address", "") or _own_address(hashlib.sha256(content), path.name)
    media_type = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
    return Deposit(canonical_address(address), content, media_type, stated)


def _rows(path: Path, known: Vocabulary) -> Iterator[Deposit | Refused]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = csv.DictReader(file, strict=True)
        columns = set(rows.fieldnames or ())
        if not {"title", "starts"} <= columns or not columns <= set(_OF_ROW):
            odd = ", ".join(sorted(columns - set(_OF_ROW))) or "title or starts is missing"
            raise ValueError(
                f"columns ({odd}): use {', '.join(_OF_ROW)}; the first line names them"
            )
        for row in rows:
            said = {name: _plain(value or "") for name, value in row.items() if name}
            try:
                yield _row(said, known)
            except ValueError as error:
                yield Refused(f"{path}:{rows.line_num}", str(error))


def _row(said: dict[str, str], known: Vocabulary) -> Deposit:
    if not said.get("title"):
        raise ValueError("title is empty: say what it is")
    stated_check(said, known, kinds=ACTIVITIES)
    if country := said.get("country", ""):
        said = {**said, "country": country_name(country, known)}
    for name in ("starts", "ends"):
        if value := said.get(name, ""):
            check_date(name, value)
    if not said.get("starts"):
        raise ValueError("starts is empty: write 2012, 2012-03 or 2012-03-15")
    if said.get("ends") and begins_late(said["starts"], said["ends"]):
        raise ValueError(f"ends is {said['ends']!r}, before it starts: mend one of the two")
    identity = said.get("id") or "|".join(said.get(name, "") for name in ("title", "starts"))
    return _item(
        said.get("address") or _own_address(hashlib.sha256(identity.encode()), "activity"),
        said,
        known,
    )


def _events(path: Path, known: Vocabulary) -> Iterator[Deposit | Refused]:
    calendar = icalendar.Calendar.from_ical(path.read_bytes())
    for event in calendar.walk("VEVENT"):
        title = str(event.get("SUMMARY", "")).strip()
        uid = str(event.get("UID", "")).strip()
        starts = _day(event, "DTSTART")
        if not title or not starts:
            yield Refused(
                f"{path}: event {uid or title or '?'}", "it needs a SUMMARY and a DTSTART"
            )
            continue
        ends = _last_day(event)
        if slip := _slip(starts, ends):
            yield Refused(f"{path}: event {uid or title}", slip)
            continue
        said = {
            "title": _plain(title),
            "starts": starts,
            "ends": ends,
            "place": _plain(str(event.get("LOCATION", ""))),
            "status": _plain(str(event.get("STATUS", "")).lower()),
            "description": _plain(str(event.get("DESCRIPTION", ""))),
        }
        identity = hashlib.sha256((uid or f"{title}|{starts}").encode())
        address = str(event.get("URL", "")) or _own_address(identity, "activity")
        yield _item(address, said, known)


def _day(event: Any, name: str) -> str:  # noqa: ANN401 - an icalendar component
    value = getattr(event.get(name), "dt", None)
    if isinstance(value, dt.datetime):
        value = value.date()
    return value.isoformat() if isinstance(value, dt.date) else ""


def _slip(starts: str, ends: str) -> str:
    """What is wrong with the days of an event, or ""."""
    try:
        check_date("DTSTART", starts)
        if ends:
            check_date("DTEND", ends)
    except ValueError as error:
        return str(error)
    return (
        "it ends before it begins: mend one of the two"
        if ends and begins_late(starts, ends)
        else ""
    )


def _last_day(event: Any) -> str:  # noqa: ANN401 - an icalendar component
    """The last day of an event. RFC 5545, 3.6.1: a DTEND that is a day is no longer part of it."""
    value = getattr(event.get("DTEND"), "dt", None)
    ends, starts = _day(event, "DTEND"), _day(event, "DTSTART")
    if isinstance(value, dt.date) and not isinstance(value, dt.datetime) and ends > starts:
        return (value - dt.timedelta(days=1)).isoformat()
    return ends


def _item(address: str, said: Mapping[str, str], known: Vocabulary) -> Deposit:
    kind = said.get("kind", "")
    told = [ACTIVITIES[kind]] if kind in ACTIVITIES else []
    told += [f"{name.capitalize()}: {said[name]}" for name in _TOLD if said.get(name)]
    content = "\n\n".join([*told, said.get("description", "")]).strip()
    canonical = canonical_address(address)
    item = Item(
        address=canonical,
        title=said["title"],
        date="",  # when it takes place is not when it was published
        content=content,
        language=said.get("language", ""),
    )
    names = ("title", "language", "mechanism", *(("kind",) if kind in known.document_kinds else ()))
    stated = {name: said[name] for name in names if said.get(name)}
    stated |= _activity(said, known)
    return Deposit(canonical, item.encode(), ITEM_MEDIA_TYPE, stated)


def _activity(said: Mapping[str, str], known: Vocabulary) -> dict[str, str]:
    """What takes place: of the kind stated, or else the one that the title names."""
    kind = said.get("kind", "")
    named = kind if kind in ACTIVITIES else kind_named(said["title"], known) or "event"
    status = said.get("status", "")
    country = country_code(said.get("country", ""), known) or next(
        (code for name in ("title", "place") if (code := country_code(said.get(name, ""), known))),
        "",
    )
    stated = {
        "activity": named,
        "country": country,
        "place": said.get("place", ""),
        "starts": said["starts"],
        "ends": said.get("ends", ""),
        "status": status if status in STATUSES else "",
    }
    return {name: value for name, value in stated.items() if value}


def _plain(value: str) -> str:
    """Without what no database keeps."""
    return storable(value).strip()


def _own_address(digest: Any, name: str) -> str:  # noqa: ANN401 - a hash object
    """An address for what has none: the same thing deposited again is the same document."""
    return f"file:///deposit/{digest.hexdigest()[:32]}/{name}"
