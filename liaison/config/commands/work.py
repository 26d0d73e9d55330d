"""`liaison work`."""

import signal
import threading
from datetime import UTC, datetime
from pathlib import Path

import click

from liaison.config.commands import ready
from liaison.config.options import sources_option, workers_option


@click.command("work")
@workers_option
@sources_option
def command(workers: int, directory: Path | None) -> None:
    """Harvest and process for ever, each source at its own rhythm.

    Where LIAISON_MAIL_KEY names the private key of `liaison mail key`, readers are written to as
    well; without it, `liaison mail send` does that elsewhere.
    """
    ready()
    from liaison.config.mailing import post_from_environment
    from liaison.kernel.clock import utc_now
    from liaison.pipeline.declared import load
    from liaison.pipeline.work import work

    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())

    def tell(line: str) -> None:
        click.echo(f"{datetime.now(UTC):%Y-%m-%d %H:%M:%S} {line}")

    post = post_from_environment()
    tell("working; stop with Ctrl-C")
    work(lambda: load(directory).sources, workers, utc_now, stop, tell, post)
    tell("stopped")
