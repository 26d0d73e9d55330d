"""Running the parts of the benchmark beside each other: a site, its readers, who writes."""

import json
import os
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import httpx

from liaison.measure.reading import fetched
from liaison.measure.running import busy_of, descendants, memory_of

Environment = Mapping[str, str]
_INSIDE = ("-m", "liaison.measure.searching.inside")
_WORKERS = 2
_PATIENCE = 120  # seconds for a site to come up
_LOOK = 0.1
_SETTLING = 96, 8  # pages before the first that counts, and readers: each thread has served some


@dataclass(frozen=True, slots=True)
class Site:
    """A running `liaison serve`."""

    port: int
    process: int
    started: float  # seconds until it answered

    def memory(self) -> dict[str, float]:
        """Of all its processes together: what each has for itself, and what is mapped most."""
        found = [memory_of(pid) for pid in (self.process, *descendants(self.process))]
        return {
            "private": sum(one["private"] for one in found),
            "mapped": max(one["mapped"] for one in found),
        }

    def busy(self) -> float:
        """Seconds of processor time that all its processes took so far."""
        return sum(busy_of(pid) for pid in (self.process, *descendants(self.process)))

    def largest(self) -> float:
        """Private memory of its largest process, in MB."""
        found = [memory_of(pid) for pid in (self.process, *descendants(self.process))]
        return max(one["private"] for one in found)


def said(environment: Environment, *arguments: object) -> list[Any]:
    """What a part says, line by line. Raises CalledProcessError where it fails."""
    done = subprocess.run(  # noqa: S603 (our own code)
        [sys.executable, *_INSIDE, *map(str, arguments)],
        env={**os.environ, **environment},
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    return [json.loads(line) for line in done.stdout.splitlines()]


@contextmanager
def serving(environment: Environment) -> Iterator[Site]:
    """A site on a free port of this machine, for the block; what it makes once is made."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    began = time.perf_counter()
    process = subprocess.Popen(  # noqa: S603 (our own code)
        [
            *(sys.executable, "-m", "liaison.config.command", "serve"),
            *("--port", str(port), "--workers", str(_WORKERS)),
        ],
        env={**os.environ, **environment, "LIAISON_FORWARDED": "1"},
        stdout=subprocess.DEVNULL,
    )
    try:
        _wait(process, f"http://127.0.0.1:{port}/en/search?q=freedom")
        site = Site(port, process.pid, time.perf_counter() - began)
        pages_before, at_once = _SETTLING
        fetched(port, [f"/en/search?q=settling+{one}" for one in range(pages_before)], at_once)
        yield site
    finally:
        process.terminate()
        process.wait()


def _wait(process: "subprocess.Popen[bytes]", address: str) -> None:
    until = time.monotonic() + _PATIENCE
    while process.poll() is None and time.monotonic() < until:
        try:
            httpx.get(address, timeout=_PATIENCE).raise_for_status()
        except httpx.ConnectError:
            time.sleep(_LOOK)
        else:
            return
    raise RuntimeError(f"{address} does not answer")


def pages(
    site: Site, environment: Environment, size: int, each: int, readers: int
) -> list[dict[str, Any]]:
    """Times of whole pages, fetched by another process."""
    found: list[dict[str, Any]] = said(environment, "fetch", site.port, size, each, readers)
    return found


def fresh(environment: Environment) -> float:
    """Milliseconds from the beginning of a commit until the slowest of two readers sees it."""
    with _talking(environment, "see") as one, _talking(environment, "see") as other:
        readers = (one, other)
        for reader in readers:
            _line(reader)  # ready
        slowest = 0.0
        with _talking(environment, "commit") as writer:
            while (told := _line(writer)) is not None:
                word, began, _ended = told
                for reader in readers:
                    _tell(reader, word)
                slowest = max(slowest, *(_line(reader) - began for reader in readers))
                _tell(writer, "next")
    return 1000 * slowest


def exported(site: Site) -> dict[str, float] | None:
    """The rows of everything as CSV, how long they took, and the memory of the site meanwhile."""
    before = highest = site.largest()
    stop = threading.Event()

    def watch() -> None:
        nonlocal highest
        while not stop.wait(_LOOK):
            highest = max(highest, site.largest())

    watching = threading.Thread(target=watch, daemon=True)
    watching.start()
    began = time.perf_counter()
    rows = 0
    address = f"http://127.0.0.1:{site.port}/en/search.csv"
    try:
        with httpx.stream("GET", address, timeout=600) as answer:
            if answer.status_code != httpx.codes.OK:
                return None
            for piece in answer.iter_bytes():
                rows += piece.count(b"\n")
    finally:
        stop.set()
        watching.join()
    return {
        "rows": rows,
        "seconds": time.perf_counter() - began,
        "highest": highest,
        "grown": highest - before,
    }


@contextmanager
def _talking(environment: Environment, *arguments: str) -> Iterator["subprocess.Popen[str]"]:
    process = subprocess.Popen(  # noqa: S603 (our own code)
        [sys.executable, *_INSIDE, *arguments],
        env={**os.environ, **environment},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        yield process
    finally:
        if process.stdin is not None:
            process.stdin.close()
        process.wait()


def _tell(process: "subprocess.Popen[str]", line: str) -> None:
    if process.stdin is not None:
        process.stdin.write(f"{line}\n")
        process.stdin.flush()


def _line(process: "subprocess.Popen[str]") -> Any:  # noqa: ANN401 (JSON)
    """What it says next; None when it ends."""
    said_next = process.stdout.readline() if process.stdout is not None else ""
    return json.loads(said_next) if said_next else None
