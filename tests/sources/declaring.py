"""Source files written for a test."""

from pathlib import Path
from textwrap import dedent, indent

from liaison.sources.declaration import Source
from liaison.sources.loading import load_source

MECHANISMS = frozenset({"un-srhrd", "hrw", "amnesty"})
BEGINNING = """\
id: invented
mechanism: hrw
name: Invented source
home: https://publisher.example/
"""
END = """\
languages: [en]
rhythm: 1 day
licence:
  text: to be checked
show: link
checked:
  last: never
"""


def declare(folder: Path, reader: str, *, start: str = "", more: str = "") -> Source:
    """The source that a file with this reader declares; `start` is its only address."""
    addresses = f"addresses: ['{start}']\n" if start else ""
    path = folder / "invented.yaml"
    options = indent(dedent(reader).strip(), "  ")
    path.write_text(f"{BEGINNING}{addresses}reader:\n{options}\n{END}{dedent(more)}", "utf-8")
    return load_source(path, MECHANISMS)
