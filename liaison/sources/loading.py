"""Source files read and checked; every complaint names its file, line and field."""

import os
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import ValidationError
from ruamel.yaml import YAML
from ruamel.yaml.constructor import DuplicateKeyError
from ruamel.yaml.error import MarkedYAMLError, YAMLError

from liaison.kernel.errors import MistakenInput
from liaison.sources.complaint import Fault, closest, faults_of, line_of
from liaison.sources.declaration import Source

DECLARED = Path(__file__).parent / "declared"
_LARGEST = 1_000_000  # bytes: a list of addresses in a source file is still far below


class MistakenSource(MistakenInput):
    """A source file that cannot be used; `problems` are its faults, one line each."""

    def __init__(self, problems: Iterable[str]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(self.problems))


@dataclass(frozen=True, slots=True)
class Loaded:
    """Every source that can be used, by id, and what is wrong with the others."""

    sources: Mapping[str, Source]
    problems: tuple[str, ...]


def load_sources(directories: Iterable[Path], mechanisms: Collection[str]) -> Loaded:
    """The sources under these directories; a broken file leaves the others alone.

    Files are `<id>.yaml` at any depth. Names such as `report.pdf.yaml` are metadata of a
    document and passed over.
    """
    sources: dict[str, Source] = {}
    problems: list[str] = []
    for directory in directories:
        if not directory.is_dir():
            problems.append(
                f"{directory}:1: no such folder; name the one that holds the source files"
            )
            continue
        for path in _source_files(directory):
            try:
                source = load_source(path, mechanisms)
            except MistakenSource as error:
                problems.extend(error.problems)
                continue
            first = sources.setdefault(source.id, source)
            if first.declared_in != source.declared_in:
                problems.append(
                    f"{path}:1: id: {source.id} is declared in {first.declared_in} already; "
                    "rename this file and its id"
                )
    return Loaded(dict(sorted(sources.items())), tuple(problems))


def load_source(path: Path, mechanisms: Collection[str]) -> Source:
    """The source declared in one file.

    `mechanisms` are the codes that the vocabulary knows; a rehearsal source may name others.
    Raises MistakenSource, with all faults found, where the file cannot be used.
    """
    try:
        written = _read(path)
        faults = list(_faults_beyond_fields(path, written, mechanisms))
        try:
            source = Source.model_validate({**written, "declared_in": path})
        except ValidationError as error:
            faults += faults_of(written, error)
        if not faults:
            return source
    except _BrokenFile as broken:
        faults = [broken.fault]
    raise MistakenSource(f"{path}:{fault.line}: {fault.text}" for fault in sorted(faults))


class _BrokenFile(Exception):
    """The file cannot even be read as YAML."""

    def __init__(self, line: int, text: str) -> None:
        self.fault = Fault(line, text)
        super().__init__(text)


def _source_files(directory: Path) -> Iterator[Path]:
    for folder, subfolders, names in os.walk(directory):
        subfolders.sort()
        for name in sorted(names):
            if name.endswith((".yaml", ".yml")) and name.count(".") == 1:
                yield Path(folder) / name


def _read(path: Path) -> Any:  # noqa: ANN401 (ruamel's mapping, which knows its lines)
    text = _text(path)
    try:
        written = YAML(typ="rt").load(text)
    except MarkedYAMLError as error:
        raise _syntax(error) from None
    except (YAMLError, ValueError, RecursionError) as error:
        what = " ".join(str(error).split())[:120]
        raise _BrokenFile(1, f"is no YAML ({what}); compare it with a working one") from None
    if not isinstance(written, dict):
        raise _BrokenFile(1, "holds no fields; start from what `liaison sources new` prints")
    return written


def _text(path: Path) -> str:
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        raise _BrokenFile(1, "no such file; check the name") from None
    except OSError as error:
        raise _BrokenFile(1, f"cannot be read ({error.strerror}); mend that") from error
    if len(data) > _LARGEST:
        raise _BrokenFile(1, f"{len(data)} bytes is no source file; keep it under 1 MB")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise _BrokenFile(line, "is not UTF-8; save it as UTF-8") from None


def _syntax(error: MarkedYAMLError) -> _BrokenFile:
    mark = error.problem_mark or error.context_mark
    line = mark.line + 1 if mark is not None else 1
    problem = " ".join((error.problem or "is no YAML").split())
    if isinstance(error, DuplicateKeyError):
        name = problem.partition('"')[2].partition('"')[0]
        return _BrokenFile(line, f"{name}: is written twice; keep one")
    if "'\\t'" in problem:
        return _BrokenFile(line, "a tab stands where YAML wants spaces; write spaces")
    return _BrokenFile(line, f"{problem}; mend the YAML here or put the value in single quotes")


def _faults_beyond_fields(
    path: Path,
    written: Any,  # noqa: ANN401 (ruamel's mapping, which knows its lines)
    mechanisms: Collection[str],
) -> Iterator[Fault]:
    if path.suffix != ".yaml":
        yield Fault(1, "is never found under this name; end it in .yaml")
    if "declared_in" in written:
        line = line_of(written, ("declared_in",))
        yield Fault(line, "declared_in: is filled in by Liaison; take it out")
    named = written.get("id")
    if isinstance(named, str) and named != path.stem:
        line = line_of(written, ("id",))
        yield Fault(line, f"id: is {named!r} in a file called {path.name}; make them the same")
    code = written.get("mechanism")
    if isinstance(code, str) and written.get("rehearsal") is not True and code not in mechanisms:
        near = closest(code, mechanisms)
        way_out = f"did you mean `{near}`?" if near else "write a code of the vocabulary"
        line = line_of(written, ("mechanism",))
        yield Fault(line, f"mechanism: {code!r} is no mechanism that Liaison knows; {way_out}")
