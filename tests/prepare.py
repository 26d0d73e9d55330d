"""What `make test` needs beyond the Python packages: translations compiled, and three programs.

    python -m tests.prepare

Missing programs are installed where that is possible without asking anyone: as root, with apt-get.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from liaison.design.translations import LOCALE, compile_all


@dataclass(frozen=True, slots=True)
class Program:
    """A program of the system: the names it goes by, its Debian package, what it is for."""

    names: tuple[str, ...]
    package: str
    purpose: str


PROGRAMS = (
    Program(
        ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable"),
        "chromium",
        "the browser tests",
    ),
    Program(("tesseract",), "tesseract-ocr", "the tests of scanned pages"),
    Program(("antiword",), "antiword", "the tests of DOC files"),
)
Which = Callable[[str], str | None]


def missing(which: Which = shutil.which) -> list[Program]:
    """The programs that go by none of their names here."""
    return [program for program in PROGRAMS if not any(which(name) for name in program.names)]


def advice(programs: Sequence[Program]) -> str:
    """One line: what is missing, what for, and how to get it."""
    wanted = ", ".join(f"{one.package} (for {one.purpose})" for one in programs)
    packages = " ".join(one.package for one in programs)
    return f"missing: {wanted}. Install them, on Debian with `apt-get install {packages}`"


def install(programs: Sequence[Program]) -> str:
    """Install them with apt-get; give back "" or what it said last."""
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    packages = [program.package for program in programs]
    for command in (
        ["apt-get", "update", "-qq"],
        ["apt-get", "install", "-y", "-qq", "--no-install-recommends", *packages],
    ):
        done = subprocess.run(
            command,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
            check=False,
        )
        if done.returncode:
            return (done.stdout.strip().splitlines() or [f"{command[1]} failed"])[-1]
    return ""


def main() -> int:
    """Prepare; give back 1 and say how to get them where programs stay missing."""
    compile_all(LOCALE)
    programs = missing()
    said = ""
    if programs and os.geteuid() == 0 and shutil.which("apt-get"):
        names = ", ".join(program.package for program in programs)
        sys.stdout.write(f"installing {names}\n")
        sys.stdout.flush()
        said = install(programs)
        programs = missing()
    if programs:
        because = f" (apt-get said: {said})" if said else ""
        sys.stdout.write(f"{advice(programs)}{because}\n")
    return int(bool(programs))


if __name__ == "__main__":
    sys.exit(main())
