"""kill -9 at any step of sending and receiving: nothing lost, nothing twice, nothing half-visible."""

import datetime as dt
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from django.db import connections

from liaison.workspace.envelopes.actions import sending
from liaison.workspace.envelopes.models import Parcel, Received, ReceivedFile, Seen
from liaison.workspace.envelopes.states import Place, State
from tests.conftest import ROOT
from tests.workspace.exchanging import NOW, Case

_IN = "liaison.workspace.envelopes.actions"
_LATER = NOW + dt.timedelta(minutes=30)  # what was on its way is tried again
SENDING = [
    (f"{_IN}.sealing", "form.seal", "after"),
    (f"{_IN}.sending", "seal_parcel", "after"),
    (f"{_IN}.sending", "move", "after"),
    (f"{_IN}.sending", "submit", "after"),
    (f"{_IN}.posting", "claim", "after"),
    (f"{_IN}.receiving", "receive", "before"),
    (f"{_IN}.receiving", "_keep", "after"),
    (f"{_IN}.receiving", "heads.remember", "after"),
    (f"{_IN}.receiving", "receive", "after"),
    (f"{_IN}.posting", "acknowledged", "before"),
    (f"{_IN}.posting", "_done", "after"),
    (f"{_IN}.posting", "acknowledged", "after"),
]
CONTENTS = [
    (f"{_IN}.sending", "_seal_contents", "after"),
    (f"{_IN}.receiving", "_key", "after"),
    (f"{_IN}.receiving", "_keep", "before"),
    (f"{_IN}.receiving", "_keep", "after"),
    (f"{_IN}.receiving", "receive", "after"),
    (f"{_IN}.posting", "_done", "before"),
]


def killed(case: Case, folder: Path, step: tuple[str, str, str], envelope: str) -> None:
    """Let another process go on, up to its end at this step."""
    for side in (case.one, case.other):
        connections[side.vault.alias].close()
    done = subprocess.run(
        [sys.executable, "-m", "tests.workspace.envelopes.dying", str(folder), *step, envelope],
        cwd=ROOT,
        env={**os.environ, "DJANGO_SETTINGS_MODULE": "liaison.config.settings.workspace"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == -signal.SIGKILL, done.stderr


def all_or_nothing(case: Case) -> None:
    """Whatever is here is whole."""
    with case.other.at_work():
        for row in Received.objects.all():
            assert Seen.objects.filter(sender=row.sender, identifier=row.identifier).exists()
            whole = row.place == Place.KEPT
            assert bool(row.contents) == whole
            assert ReceivedFile.objects.filter(received=row).count() == (1 if whole else 0)


@pytest.mark.parametrize("step", SENDING, ids="-".join)
def test_killed_while_an_offer_goes(case: Case, tmp_path: Path, step: tuple[str, str, str]) -> None:
    identifier = case.drafted()
    killed(case, tmp_path, step, identifier)
    all_or_nothing(case)
    if case.state(identifier).state is State.DRAFT:
        assert case.inbox() == []
        with case.one.at_work():
            assert Parcel.objects.count() == 0
            sending.submit(identifier=identifier, now=NOW, by=case.one.officer)
    case.carried(_LATER)
    assert case.state(identifier).state is State.OFFERED
    assert [card.place for card in case.inbox()] == [Place.OFFERED]


@pytest.mark.parametrize("step", CONTENTS, ids="-".join)
def test_killed_while_contents_go(case: Case, tmp_path: Path, step: tuple[str, str, str]) -> None:
    identifier = case.send()
    case.carried()
    case.accepted()
    killed(case, tmp_path, step, identifier)
    all_or_nothing(case)
    case.carried(_LATER)
    assert case.state(identifier).state is State.DELIVERED
    assert [card.place for card in case.inbox()] == [Place.KEPT]
    assert len(case.read().files) == 1
    with case.one.at_work():
        assert not Parcel.objects.exclude(sealed=b"").exists()
