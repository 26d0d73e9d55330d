"""How long an envelope takes: `python -m tests.workspace.measuring_envelopes [TIMES]`.

Two invented organisations in a temporary folder; five PDFs of a megabyte each. Measured from the
moment an acceptance is here: consents judged, files read, cleaned and sealed, then handed over,
verified, stored under a key of its own, and the receipt noted. Locally, and by HTTPS on loopback.
"""

import datetime as dt
import io
import os
import statistics
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import django
import pikepdf

_FILES, _BYTES = 5, 1_000_000


def a_pdf(number: int) -> bytes:
    """About a megabyte that cannot be compressed, on one page."""
    pdf = pikepdf.new()
    pdf.add_blank_page(page_size=(600, 800))
    noise = pikepdf.Stream(pdf, os.urandom(_BYTES))
    noise.Type, noise.Subtype = pikepdf.Name.XObject, pikepdf.Name.Image
    noise.Width, noise.Height, noise.BitsPerComponent = 1000, 1000, 8
    noise.ColorSpace = pikepdf.Name.DeviceGray
    pdf.pages[0].add_resource(noise, pikepdf.Name.XObject, pikepdf.Name.Picture)
    pdf.docinfo["/Author"] = f"invented {number}"
    out = io.BytesIO()
    pdf.save(out)
    return out.getvalue()


def main(times: int) -> None:
    """Print the figures."""
    from liaison.workspace.people import actions as people
    from liaison.workspace.policy.terms import Facet
    from liaison.workspace.vault.places import Place
    from tests.workspace import exchanging

    moment = dt.datetime.now(dt.UTC).replace(microsecond=0)
    exchanging.NOW = moment
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        one, other = (
            exchanging.side(Place(name, root / "vaults", root / "keys"), name)
            for name in ("harbour-watch", "mountain-house")
        )
        exchanging.pin(one, other)
        case = exchanging.case_at(one, other)
        with one.at_work():
            files = tuple(
                people.attach_to_person(
                    identifier=case.person,
                    facet=Facet.NARRATIVE,
                    name=f"{number}.pdf",
                    content=a_pdf(number),
                    now=moment,
                    by=one.officer,
                )
                for number in range(_FILES)
            )
        _report("local", [_once(case, files, moment) for _ in range(times)])
        with _served(case, root, moment):
            _report("loopback HTTPS", [_once(case, files, moment) for _ in range(times)])


def _once(case: Any, files: tuple[str, ...], moment: dt.datetime) -> tuple[float, float, float]:
    """Seconds: sealing, delivering, both. The offer and its acceptance are not counted."""
    from liaison.workspace.envelopes import courier
    from liaison.workspace.envelopes.actions import answering, sending
    from liaison.workspace.envelopes.material import Wanted
    from liaison.workspace.envelopes.states import About, State
    from liaison.workspace.policy.terms import Facet

    wanted = Wanted(About.PERSON, case.person, frozenset({Facet.NARRATIVE}), files)
    identifier = case.send(case.wish(wanted=wanted))
    courier.carry(case.one.vault)
    reference = next(card.reference for card in case.inbox() if card.place == "offered")
    with case.other.at_work():
        answering.accept(identifier=reference, now=moment, by=case.other.officer)
    courier.carry(case.other.vault)
    begun = time.perf_counter()
    with case.one.at_work():
        sending.seal_accepted(now=moment)
    sealed = time.perf_counter()
    courier.carry(case.one.vault)
    ended = time.perf_counter()
    assert case.state(identifier).state is State.DELIVERED
    return sealed - begun, ended - sealed, ended - begun


def _report(how: str, found: list[tuple[float, float, float]]) -> None:
    seal, deliver, both = (sorted(column) for column in zip(*found, strict=True))
    print(  # noqa: T201 (it prints its figures)
        f"{how}: sealed in {statistics.median(seal):.3f} s, delivered in "
        f"{statistics.median(deliver):.3f} s; both: median {statistics.median(both):.3f} s, "
        f"worst of {len(both)} {both[-1]:.3f} s"
    )


class _served:  # noqa: N801 (used as a word)
    """Both vaults at a server with TLS, and a courier that finds neither at hand."""

    def __init__(self, case: Any, folder: Path, moment: dt.datetime) -> None:
        self._case, self._folder, self._moment = case, folder, moment

    def __enter__(self) -> None:
        from cheroot.ssl.builtin import BuiltinSSLAdapter
        from cheroot.wsgi import Server

        from liaison.config.vault_wsgi import application
        from liaison.workspace.peers import actions, queries
        from tests.workspace.envelopes import test_nodes

        digest = test_nodes.certificate(self._folder)
        self._server: Any = Server(("127.0.0.1", 0), application, numthreads=4)
        self._server.max_request_body_size = 40_000_000
        files = (str(self._folder / "cert.pem"), str(self._folder / "key.pem"))
        self._server.ssl_adapter = BuiltinSSLAdapter(*files)
        self._server.prepare()
        self._thread = threading.Thread(target=self._server.serve)
        self._thread.start()
        address = f"https://localhost:{self._server.bind_addr[1]}"
        sides = (self._case.one, self._case.other)
        for one in sides:
            test_nodes.introduce(one, address, digest, self._moment)
        for here, there in (sides, sides[::-1]):
            text = there.card()
            with here.at_work():
                actions.take_card(text=text, now=self._moment, by=here.coordinator)
        self._vault_of: Callable[[str], Any] = queries.vault_of
        queries.vault_of = test_nodes.only_for_the_inbox

    def __exit__(self, *_: object) -> None:
        from liaison.workspace.peers import queries

        queries.vault_of = self._vault_of  # type: ignore[assignment] # what it was
        self._server.stop()
        self._thread.join()


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "liaison.config.settings.workspace")
    django.setup()
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 10)
