"""`make lighthouse`: scores of types of pages, and the audits that fall short.

    make lighthouse BENCH="--runs 5"

The record is that of `make bench-pages`, in a home that search engines may read, as no rehearsal
may; it is served on this machine and gone afterwards. Each page is looked at as Lighthouse does by
itself: a middling phone on a slow line, simulated, with nothing kept. Of several looks the one of
middling performance counts. The reports stay in `var/lighthouse/reports`, to be opened in a
browser.
"""

import json
import os
import re
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import click
from rich.console import Console
from rich.table import Table

from liaison.measure.machine import machine
from liaison.measure.running import run
from liaison.measure.searching.steps import said, serving
from tests.conftest import ROOT
from tests.lighthouse.report import CATEGORIES, Judged, judged
from tests.prepare import PROGRAMS

_PLACE = ROOT / "var" / "lighthouse"
_SETTINGS = "liaison.config.settings.public"
_CHROMIUM = "--headless=new --no-sandbox --disable-gpu --disable-background-networking"
# Types of pages as `make bench-pages` names them. A selection and an answer are closed to search
# engines on purpose: there is no end of them.
_TYPES = (
    "search: a frequent word",
    "document",
    "country",
    "standards compared",
    "who can act",
)
_SINGLE = {"front": "/en/", "front in Arabic": "/ar/", "search: everything": "/en/search"}
_PATIENCE = 300  # seconds for one look at one page
_ATTEMPTS = 3


@click.command()
@click.option("--documents", type=int, default=2_000, show_default=True)
@click.option("--runs", type=int, default=3, show_default=True, help="Looks at each page.")
def main(documents: int, runs: int) -> None:
    """Print a table, and what falls short on each page."""
    console = Console(width=120)
    console.print(f"{machine()}, load {os.getloadavg()[0]:.1f}; {_version()}")
    with TemporaryDirectory(prefix="liaison-lighthouse-") as folder:
        environment = {"LIAISON_HOME": folder, "DJANGO_SETTINGS_MODULE": _SETTINGS}
        run(environment, "init")
        said(environment, "fill", documents, "--as-if-real")
        addresses = said(environment, "pages", documents, 5)[0]
        with serving(environment) as site:
            found = {
                page: _middling(page, f"http://127.0.0.1:{site.port}{path}", runs)
                for page, path in _paths(addresses).items()
            }
    console.print(_table(found))
    for page, one in found.items():
        for words in one.short:
            console.print(f"{page}: {words}", markup=False, highlight=False)
    console.print(f"load {os.getloadavg()[0]:.1f}")


def _paths(addresses: Mapping[str, Sequence[str]]) -> Mapping[str, str]:
    """One address of each type, in English but for what is named otherwise."""
    drawn = {name: re.sub("^/[a-z]{2}/", "/en/", addresses[name][0]) for name in _TYPES}
    return {**_SINGLE, **drawn}


def _middling(page: str, address: str, runs: int) -> Judged:
    name = re.sub("[^a-z]+", "-", page.lower())
    looks = [_look(f"{name}-{number}", address) for number in range(1, runs + 1)]
    return sorted(looks, key=lambda one: one.scores["performance"])[runs // 2]


def _look(name: str, address: str) -> Judged:
    report = _PLACE / "reports" / name
    report.parent.mkdir(parents=True, exist_ok=True)
    command = [
        *("node", str(_PLACE / "node_modules" / "lighthouse" / "cli" / "index.js"), address),
        *("--output=json", "--output=html", f"--output-path={report}", "--quiet"),
        *("--no-enable-error-reporting", f"--only-categories={','.join(CATEGORIES)}"),
        f"--chrome-flags={_CHROMIUM}",
    ]
    environment = {**os.environ, "CHROME_PATH": _chromium()}
    for _attempt in range(_ATTEMPTS):  # now and then the browser gives it no trace of the page
        done = subprocess.run(
            command, env=environment, stdin=subprocess.DEVNULL, timeout=_PATIENCE, check=False
        )
        if done.returncode == 0:
            told = report.with_suffix(".report.json").read_text(encoding="utf-8")
            return judged(json.loads(told))
    raise click.ClickException(f"Lighthouse could not look at {address}: what it says is above")


def _chromium() -> str:
    found = next(filter(None, map(shutil.which, PROGRAMS[0].names)), None)
    if found is None:
        raise click.ClickException("no Chromium here: `python -m tests.prepare` says how to get it")
    return found


def _version() -> str:
    package: Path = _PLACE / "node_modules" / "lighthouse" / "package.json"
    if not package.exists():
        raise click.ClickException("Lighthouse is not installed: `make lighthouse` does it")
    browser = subprocess.run([_chromium(), "--version"], stdout=subprocess.PIPE, check=True)
    version = json.loads(package.read_text(encoding="utf-8"))["version"]
    return f"Lighthouse {version}, {browser.stdout.decode().partition(' built')[0].strip()}"


def _table(found: Mapping[str, Judged]) -> Table:
    closed = "In brackets: of a page that is closed on purpose, if it were open to search engines."
    table = Table(title="Lighthouse, as a phone", caption=closed)
    table.add_column("page")
    for name in (*CATEGORIES, "first view, KB", "requests", "LCP, s"):
        table.add_column(name, justify="right")
    for page, one in found.items():
        scores = [str(one.scores[name]) for name in CATEGORIES]
        if not one.is_open:
            scores[-1] += f" ({one.seo_if_open})"
        rest = (f"{one.size / 1000:.1f}", str(one.requests), f"{one.lcp:.1f}")
        table.add_row(page, *scores, *rest)
    return table


if __name__ == "__main__":
    main()
