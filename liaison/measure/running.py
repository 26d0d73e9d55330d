"""Running a command and watching how much memory each of its processes takes."""

import os
import subprocess
import sys
import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

_EVERY = 0.2  # seconds between two looks
_COMMAND = "liaison.config.command"


@dataclass(frozen=True, slots=True)
class Ran:
    """How long a command took, in seconds, and its memory at the highest, in bytes.

    `worker` is the largest of its child processes, `alone` the command's own.
    """

    seconds: float
    alone: int
    worker: int
    said: str


def run(environment: Mapping[str, str], *arguments: str) -> Ran:
    """Run `liaison …` to its end. Raises RuntimeError, with what it said, where it fails."""
    start = time.monotonic()
    process = subprocess.Popen(  # noqa: S603 (our own command)
        [sys.executable, "-m", _COMMAND, *arguments],
        env={**os.environ, **environment},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    watch = _Watch(process.pid)
    watch.start()
    said, _ = process.communicate()
    seconds = time.monotonic() - start
    watch.stop.set()
    watch.join()
    if process.returncode:
        raise RuntimeError(f"liaison {' '.join(arguments)} failed: {said}")
    return Ran(seconds, watch.alone, watch.worker, said)


class _Watch(threading.Thread):
    def __init__(self, pid: int) -> None:
        super().__init__(daemon=True)
        self.stop = threading.Event()
        self.alone = self.worker = 0
        self._pid = pid

    def run(self) -> None:
        while not self.stop.wait(_EVERY):
            self.alone = max(self.alone, _memory(self._pid))
            for child in descendants(self._pid):
                self.worker = max(self.worker, _memory(child))


def _memory(pid: int) -> int:
    """Resident memory in bytes, without pages shared with files; 0 for a process that is gone."""
    try:
        status = Path(f"/proc/{pid}/status").read_text(encoding="ascii", errors="replace")
    except OSError:
        return 0
    lines = dict(line.split(":", 1) for line in status.splitlines() if ":" in line)
    return int(lines.get("RssAnon", "0 kB").split()[0]) * 1024


def descendants(pid: int) -> list[int]:
    """The processes that a process started, and those that they did."""
    found = []
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        try:
            children = [int(child) for child in task.read_text(encoding="ascii").split()]
        except OSError:
            continue
        for child in children:
            found += [child, *descendants(child)]
    return found


def memory_of(pid: int | str) -> dict[str, float]:
    """Of a process, in MB: its own, and what of files is mapped and in memory; 0 if it is gone."""
    try:
        status = Path(f"/proc/{pid}/status").read_text(encoding="ascii", errors="replace")
    except OSError:
        return {"private": 0.0, "mapped": 0.0}
    lines = dict(line.split(":", 1) for line in status.splitlines() if ":" in line)
    kilobytes = {name: int(lines.get(name, "0 kB").split()[0]) for name in ("RssAnon", "RssFile")}
    return {
        "private": round(kilobytes["RssAnon"] / 1000, 1),
        "mapped": round(kilobytes["RssFile"] / 1000, 1),
    }


def busy_of(pid: int) -> float:
    """Seconds of processor time that a process took, its threads together; 0 if it is gone."""
    try:
        told = Path(f"/proc/{pid}/stat").read_text(encoding="ascii", errors="replace")
    except OSError:
        return 0.0
    fields = told.rpartition(")")[2].split()  # what follows its name, from the state on (proc(5))
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
