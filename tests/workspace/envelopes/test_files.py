"""A node that is on no network: envelopes and receipts go by files; age opens what it should."""

import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest
from django.db import connections

from liaison.workspace.envelopes.actions import posting
from liaison.workspace.envelopes.states import State
from liaison.workspace.peers import queries as peers
from liaison.workspace.policy.terms import Level
from tests.workspace.envelopes.test_nodes import now
from tests.workspace.exchanging import NOW, Case
from tests.workspace.test_commands import Node

__all__ = ["now"]


@pytest.mark.usefixtures("now")
def test_envelopes_and_receipts_are_carried_in_files(case: Case, tmp_path: Path) -> None:
    identifier = case.send(case.wish(Level.SUMMARY))
    node = Node(tmp_path)
    (tmp_path / "stick").mkdir()
    for one in (case.one, case.other):
        connections[one.vault.alias].close()
    told = node.run("envelope", "export", "harbour-watch", str(tmp_path / "stick"))
    path = Path(told.split()[-1])
    assert b"marker" not in path.read_bytes()
    assert "taken" in node.run("envelope", "import", "mountain-house", str(path))
    assert "taken" in node.run("envelope", "import", "mountain-house", str(path))
    assert case.read().text == "A text for the recipient."
    receipt = f"{path}.receipt"
    assert "noted" in node.run("envelope", "import", "harbour-watch", receipt)
    assert case.state(identifier).state is State.DELIVERED
    assert "Nothing" in node.run("envelope", "export", "harbour-watch", str(tmp_path / "stick"))
    path.write_bytes(b"x" * 100)
    said = node.run("envelope", "import", "mountain-house", str(path), ends=1)
    assert "none of our keys opens this envelope" in said


@pytest.mark.skipif(shutil.which("age") is None, reason="age is not installed (apt install age)")
def test_age_opens_an_envelope_made_for_its_key(case: Case, tmp_path: Path) -> None:
    """With the public program, then unzip's reader: nothing of Liaison is needed."""
    case.send(case.wish(Level.SUMMARY))
    with case.one.at_work():
        (parcel,) = posting.by_hand(NOW)
    with case.other.at_work():
        key = peers.known_as().identities[0].secret
    (tmp_path / "key.txt").write_text(key + "\n")
    (tmp_path / "in.age").write_bytes(parcel.sealed)
    subprocess.run(
        ["age", "--decrypt", "-i", "key.txt", "-o", "out.zip", "in.age"], cwd=tmp_path, check=True
    )
    with zipfile.ZipFile(tmp_path / "out.zip") as archive:
        assert archive.testzip() is None
        assert archive.namelist()[0] == "manifest.json"
