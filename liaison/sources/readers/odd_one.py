"""The rare list that no reader understands: a Python file beside its declaration."""

import functools
import importlib.util
from collections.abc import Callable
from pathlib import Path

from liaison.kernel.errors import FailureClass, MistakenInput, SourceFailure
from liaison.kernel.item import Discovery
from liaison.sources.declaration import Source
from liaison.sources.reader_options import PythonReader

Discover = Callable[[bytes, str, str], Discovery]


def discover_odd_one(
    source: Source, options: PythonReader, data: bytes, media_type: str, address: str
) -> Discovery:
    """What the source's own `discover(data, media_type, address)` makes of one page.

    Raises MistakenInput where the file has no such function, and SourceFailure where it
    stumbles over what came.
    """
    path = source.declared_in.parent / options.file
    discover = _loaded(path)
    try:
        found = discover(data, media_type, address)
    except SourceFailure:
        raise
    except Exception as error:  # whatever a file from outside may raise is a page it did not expect
        raise SourceFailure(
            FailureClass.CHANGED_SHAPE,
            f"{address}: {path.name} stumbled ({type(error).__name__}: {error})",
            f"compare the page with what {path} expects",
        ) from error
    if not isinstance(found, Discovery):
        raise MistakenInput(
            f"{path}: `discover` gave no Discovery", "return Discovery(items, pages)"
        )
    return found


@functools.lru_cache(maxsize=64)
def _loaded(path: Path) -> Discover:
    spec = importlib.util.spec_from_file_location(f"liaison_source_{path.stem}", path)
    if spec is None or spec.loader is None or not path.is_file():
        raise MistakenInput(f"{path}: no such file", "put it beside the source file")
    module = importlib.util.module_from_spec(spec)
    try:
        spec.loader.exec_module(module)
    except Exception as error:  # whatever a file from outside may raise, its author must hear of it
        raise MistakenInput(f"{path}: cannot be loaded ({error})", "mend it") from error
    discover = getattr(module, "discover", None)
    if not callable(discover):
        raise MistakenInput(
            f"{path}: has no function `discover`", "write discover(data, media_type, address)"
        )
    return discover  # type: ignore[no-any-return]  # a file from outside carries no promise
