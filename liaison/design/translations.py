"""Translations: compiled when the site is set up, and checked so that no sentence goes missing."""

import io
import os
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog
from babel.messages.catalog import Message as Translation
from babel.messages.mofile import write_mo
from babel.messages.pofile import PoFileError, read_po, write_po

from liaison.design.messages import Message, messages_in
from liaison.kernel.errors import MistakenInput

LANGUAGES = ("en", "fr", "es", "ru", "ar")
_ROOT = Path(__file__).resolve().parents[2]
LOCALE = _ROOT / "locale"
SPEAKING = tuple(_ROOT / "liaison" / name for name in ("alerts", "design", "publish", "workspace"))
_PLACEHOLDER = re.compile(r"%\((\w+)\)[sd]|%(?!\()\S?")
_TAG = re.compile(r"</?\w[^>]*>")


def compile_all(locale_dir: Path) -> list[Path]:
    """Write the .mo beside every .po that is newer than it, and return those written.

    A process that starts meanwhile reads the old file or the new one, never half of one.
    Raises MistakenInput for a .po that cannot be read.
    """
    written = []
    for source in sorted(locale_dir.glob("*/LC_MESSAGES/*.po")):
        target = source.with_suffix(".mo")
        if target.exists() and target.stat().st_mtime_ns >= source.stat().st_mtime_ns:
            continue
        catalog = _read(source)
        beside = target.with_suffix(f".{os.getpid()}")
        with beside.open("wb") as file:
            write_mo(file, catalog)
        beside.replace(target)
        written.append(target)
    return written


def update(locale_dir: Path, roots: Iterable[Path]) -> None:
    """Bring every .po to what is said under `roots`, in the order in which it is said.

    New sentences come untranslated (English says itself), those said nowhere are dropped, and
    the comments at the head of each file stay.
    """
    said = messages_in(roots)
    for language in LANGUAGES:
        path = locale_dir / language / "LC_MESSAGES" / "django.po"
        head = path.read_text(encoding="utf-8").partition("\n\n")[0]
        old = _read(path)
        new = Catalog(locale=language)
        for message in said.values():
            identity = (message.singular, message.plural) if message.plural else message.singular
            kept = old.get(message.singular, message.context or None)
            words = kept.string if kept is not None else identity if language == "en" else None
            # A file without a line: the catalogues change only where sentences do.
            places: list[Any] = [(message.where.rpartition(":")[0], None)]
            new.add(identity, words, places, context=message.context or None)
        body = io.BytesIO()
        write_po(body, new, width=100, omit_header=True, include_lineno=False)
        path.write_text(head + "\n\n" + body.getvalue().decode(), encoding="utf-8")


def check(locale_dir: Path, roots: Iterable[Path]) -> list[str]:
    """What is wrong with the translations of the sentences under `roots`, a line each."""
    said = messages_in(roots)
    problems = []
    for language in LANGUAGES:
        path = locale_dir / language / "LC_MESSAGES" / "django.po"
        try:
            catalog = _read(path)
        except MistakenInput as error:
            problems.append(str(error))
            continue
        problems += [f"{path}: {problem}" for problem in _problems(catalog, said)]
    return problems


def _read(path: Path) -> Catalog:
    try:
        with path.open("rb") as file:
            return read_po(file, locale=path.parts[-3], abort_invalid=True)
    except (OSError, PoFileError, UnicodeDecodeError, ValueError) as error:
        raise MistakenInput(f"{path} cannot be read ({error})", "mend the file") from error


def _problems(catalog: Catalog, said: dict[tuple[str, str], Message]) -> Iterator[str]:
    translated = {_key(entry): entry for entry in catalog if entry.id}
    for key, message in said.items():
        entry = translated.get(key)
        if entry is None:
            yield f"not translated: {message.singular!r} ({message.where})"
        else:
            yield from _problems_of(entry, message, catalog.num_plurals)
    for key in translated.keys() - said.keys():
        yield f"said nowhere, take it out: {key[1]!r}"
    for entry in catalog.obsolete.values():
        yield f"obsolete, take it out: {entry.id!r}"


def _problems_of(entry: Translation, message: Message, plurals: int) -> Iterator[str]:
    singular, plural = message.singular, message.plural
    if _words(entry.id) != [singular, plural][: 2 if plural else 1]:
        yield f"its plural is another than in {message.where}: {singular!r}"
        return
    if entry.fuzzy:
        yield f"fuzzy: {singular!r}"
    forms = _words(entry.string)
    expected = plurals if plural else 1
    if len(forms) != expected or not all(form.strip() for form in forms):
        yield f"empty, or not {expected} form(s): {singular!r}"
    needed = _marks(plural or singular)
    for form in forms:
        # A form that stands for one number alone ("once") may leave the number out.
        lacking = needed - _marks(form) - ({"%(number)s"} if plural else set())
        foreign = (_marks(form) - needed) | (_signs(form) - _signs(plural or singular))
        if lacking or foreign:
            marks = ", ".join(sorted(lacking | foreign))
            yield f"placeholders or tags differ ({marks}): {singular!r}"


def _words(said: object) -> list[str]:
    """The forms of a sentence, which Babel keeps as one text or as several."""
    several = said if isinstance(said, tuple | list) else (said,)
    return [str(form or "") for form in several]


def _marks(text: str) -> set[str]:
    found = {match.group() for match in _PLACEHOLDER.finditer(text)}
    return found | set(_TAG.findall(text))


def _signs(text: str) -> set[str]:
    """What is no text in a page: sentences are not escaped, and some stand in attributes."""
    return {sign for sign in _TAG.sub("", text) if sign in '<>&"'}


def _key(entry: Translation) -> tuple[str, str]:
    return entry.context or "", _words(entry.id)[0]
