"""What a vault publishes reaches the record when its key is listed; else it is said why not."""

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from liaison.catalogue.publications import publishers, read_intake
from liaison.kernel.errors import MistakenInput
from liaison.vocabulary import load
from tests.conftest import Installation

KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
PUBLIC = KEY.public_key().public_bytes_raw()
DOCUMENT = {
    "title": "Statement on the harbour",
    "text": "An invented text about Tunisia.",
    "date": "2026-03-01",
    "language": "en",
    "mechanism": "",
    "kind": "",
}
ACTIVITY = {
    "title": "Trial of an invented person",
    "kind": "trial",
    "mechanism": "",
    "country": "TUN",
    "place": "Tunis",
    "starts": "2026-05-02",
    "ends": "",
    "status": "planned",
    "language": "en",
    "description": "A hearing is expected.",
}


def written(**said: object) -> str:
    """A publication as a vault writes it."""
    values = {
        "format": "liaison-publication-1",
        "id": "0" * 32,
        "made": "2026-03-01T12:00:00Z",
        "document": DOCUMENT,
        "activity": None,
        **said,
    }
    text = json.dumps(values)
    signature = KEY.sign(f"liaison-publication-1\n{text}".encode())
    return json.dumps({"said": text, "key": PUBLIC.hex(), "signature": signature.hex()})


def intake(folder: Path, **files: str) -> Path:
    folder.mkdir(exist_ok=True)
    for name, text in files.items():
        (folder / f"{name}.publication.json").write_text(text, encoding="utf-8")
    return folder


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({"document": None}, "form"),
        ({"activity": ACTIVITY}, "form"),
        ({"more": 1}, "newer version"),
        ({"id": "../x"}, "form"),
        ({"document": {**DOCUMENT, "title": ""}}, "title or text is empty"),
        ({"document": {**DOCUMENT, "kind": "gossip"}}, "no kind"),
        ({"document": None, "activity": {**ACTIVITY, "starts": "soon"}}, "starts is 'soon'"),
    ],
)
def test_what_is_not_taken_says_why(tmp_path: Path, said: dict[str, object], why: str) -> None:
    folder = intake(tmp_path / "in", one=written(**said))
    (found,) = read_intake(folder, {PUBLIC: "Harbour Watch"}, load())
    assert why in str(found.holds)


def test_altered_or_unlisted_is_not_taken(tmp_path: Path) -> None:
    altered = written().replace("harbour", "mountain")
    folder = intake(tmp_path / "in", altered=altered, unlisted=written(), no="no JSON")
    said = [str(one.holds) for one in read_intake(folder, {}, load())]
    assert "signature does not hold" in said[0]
    assert "form" in said[1]
    assert "whom nobody listed" in said[2]


def test_process_takes_publications_in(install: Callable[[], Installation], tmp_path: Path) -> None:
    folder = intake(
        tmp_path / "in",
        document=written(),
        activity=written(id="1" * 32, document=None, activity=ACTIVITY),
        false=written().replace("harbour", "mountain"),
    )
    made = install()
    environment = {**made.environment, "LIAISON_INTAKE": str(folder)}
    installation = replace(made, environment=environment)
    (installation.home / "publishers.txt").write_text(f"{PUBLIC.hex()}  Harbour Watch\n")
    said = installation.run("process")
    assert "2 publications taken in" in said
    assert "not published" in said
    assert "signature does not hold" in said
    assert sorted(path.name for path in (folder / "taken").iterdir()) == [
        "activity.publication.json",
        "document.publication.json",
    ]
    assert (folder / "refused" / "false.publication.json.why").exists()
    titles = installation.python(
        "from liaison.catalogue.models import Document\n"
        "print(sorted(Document.objects.values_list('title', flat=True)))"
    )
    assert "Statement on the harbour" in titles
    assert "Trial of an invented person" in titles
    assert "publications" not in installation.run("process")
    (installation.home / "publishers.txt").write_text("not a key\n")
    intake(folder, document=written())
    assert "is no key" in installation.run("process", status=1)


def test_a_list_of_publishers_names_its_mistakes(tmp_path: Path) -> None:
    path = tmp_path / "publishers.txt"
    assert publishers(path) == {}
    path.write_text(f"# who may publish\n{PUBLIC.hex()} Harbour Watch # since 2026\n\n")
    assert publishers(path) == {PUBLIC: "Harbour Watch"}
    path.write_text("x\n")
    with pytest.raises(MistakenInput, match=r"publishers\.txt:1"):
        publishers(path)
