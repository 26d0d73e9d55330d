"""What the engine complains of, said with the way out.

tantivy's binding raises ValueError for whatever goes wrong inside, and its PanicException (no
Exception, and importable from nowhere) where a corrupt file breaks an assumption.
"""

import contextlib
import errno
import os
import re
from collections.abc import Iterator
from pathlib import Path

from liaison.kernel.errors import HeldByAnother, HomeUnusable

REBUILD = "run: liaison reindex"
_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
_PASSING = (errno.EACCES, errno.EPERM, errno.EMFILE, errno.ENFILE, errno.ENOMEM, errno.EROFS)
_OS_ERROR = re.compile(r"os error (\d+)")
_WORKER_DIED = "index writer was killed"
_PROBE = 1 << 20  # bytes


@contextlib.contextmanager
def reading(directory: Path) -> Iterator[None]:
    """Raise HomeUnusable for whatever keeps the index from being read within the block."""
    try:
        yield
    except (ValueError, OSError) as error:
        raise _unreadable(directory, error) from error
    except BaseException as error:
        if type(error).__name__ == "PanicException":
            raise unreadable(directory, str(error)) from error
        raise


@contextlib.contextmanager
def writing(directory: Path) -> Iterator[None]:
    """Raise HomeUnusable for whatever keeps the index from being written within the block."""
    try:
        yield
    except (ValueError, OSError) as error:
        raise _unwritable(directory, error) from error
    except BaseException as error:
        if type(error).__name__ == "PanicException":
            raise unreadable(directory, str(error)) from error
        raise


def unreadable(directory: Path, why: str) -> HomeUnusable:
    """The error for an index that only a rebuild can mend."""
    return HomeUnusable(f"the search index in {directory} cannot be read ({_short(why)})", REBUILD)


def _unreadable(directory: Path, error: Exception) -> HomeUnusable:
    if _number(error) in _PASSING:
        return HomeUnusable(
            f"the search index in {directory} cannot be opened ({_short(str(error))})",
            "see that this user may read and write there, and try again",
        )
    return unreadable(directory, str(error))


def busy(directory: Path, holder: str) -> HomeUnusable:
    """The error for an index that another process is writing."""
    return HeldByAnother(
        f"the search index in {directory} is being written by another process ({holder})",
        "wait until it ends, or end it",
    )


def _unwritable(directory: Path, error: Exception) -> HomeUnusable:
    why = str(error)
    number = _number(error)
    if number in _FULL or (_WORKER_DIED in why and not _has_room(directory)):
        return HomeUnusable(
            f"the disk is full: the search index in {directory} could not be written",
            "nothing is lost: free space and run `liaison process` again",
        )
    if "LockBusy" in why:
        return busy(directory, "pid unknown")
    if number is not None or _WORKER_DIED in why:
        return HomeUnusable(
            f"the search index in {directory} could not be written ({_short(why)})",
            "nothing is lost: mend the disk and run `liaison process` again",
        )
    return unreadable(directory, why)


def _number(error: Exception) -> int | None:
    """The operating system's number of what went wrong, where there is one."""
    if isinstance(error, OSError):
        return error.errno
    found = _OS_ERROR.search(str(error))
    return int(found[1]) if found else None


def _has_room(directory: Path) -> bool:
    probe = directory / f".probe-{os.getpid()}"
    try:
        probe.write_bytes(b"\0" * _PROBE)
    except OSError:
        return False
    else:
        return True
    finally:
        probe.unlink(missing_ok=True)


def _short(why: str) -> str:
    line = " ".join(why.split())
    return line if len(line) <= 200 else f"{line[:200]}…"  # noqa: PLR2004 a line that fits a terminal
