"""Files: what is taken and what is not, who reads them, and that they lie sealed."""

import io
import zipfile
from collections.abc import Callable
from typing import Any

import pytest
from docx import Document
from PIL import Image

from liaison.config.vault_commands import verify
from liaison.kernel.errors import MistakenInput
from liaison.workspace.people import actions, queries, sniffing
from liaison.workspace.policy.errors import NotThere
from liaison.workspace.policy.members import Who
from liaison.workspace.policy.terms import Facet
from liaison.workspace.vault import attachments
from liaison.workspace.vault.opened import Vault
from tests.workspace.people.conftest import NOW, Made

PLANTED = b"planted: she was seen at the old harbour"


def _docx() -> bytes:
    made = io.BytesIO()
    Document().save(made)
    return made.getvalue()


def _zip(files: dict[str, bytes], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", compression) as zipped:
        for name, content in files.items():
            zipped.writestr(name, content)
    return made.getvalue()


def _picture(kind: str) -> bytes:
    made = io.BytesIO()
    Image.new("RGB", (4, 4)).save(made, kind)
    return made.getvalue()


def _bomb() -> bytes:
    return _zip(
        {
            "[Content_Types].xml": b"<Types/>",
            "word/document.xml": bytes(sniffing.LARGEST_UNPACKED + 1),
        }
    )


def _lying_bomb() -> bytes:
    """Says in its directory that it is small."""
    bomb = bytearray(_bomb())
    size = (sniffing.LARGEST_UNPACKED + 1).to_bytes(4, "little")
    while (at := bomb.find(size)) >= 0:
        bomb[at : at + 4] = (50).to_bytes(4, "little")
    return bytes(bomb)


TAKEN: dict[str, Callable[[], bytes]] = {
    sniffing.PDF: lambda: b"%PDF-1.7\n",
    sniffing.DOCX: _docx,
    sniffing.ODT: lambda: _zip({"mimetype": sniffing.ODT.encode(), "content.xml": b"<a/>"}),
    sniffing.JPEG: lambda: _picture("JPEG"),
    sniffing.PNG: lambda: _picture("PNG"),
    sniffing.TEXT: "Показания, شهادة".encode,
    sniffing.MP3: lambda: b"ID3\x04\x00",
    sniffing.M4A: lambda: b"\x00\x00\x00\x1cftypM4A ",
    sniffing.MP4: lambda: b"\x00\x00\x00\x1cftypisom",
}
REFUSED: dict[str, Callable[[], bytes]] = {
    "nothing": lambda: b"",
    "a Windows program": lambda: b"MZ\x90\x00",
    "a Linux program": lambda: b"\x7fELF\x02",
    "a script": lambda: b"#!/bin/sh\nrm -rf /",
    "a shortcut": lambda: b"L\x00\x00\x00\x01\x14\x02\x00",
    "a web page": lambda: b"<!DOCTYPE html><p>hello",
    "a picture with scripts": lambda: b"<svg onload='alert(1)'>",
    "a script in a text": lambda: b"hello <script>alert(1)</script>",
    "an archive": lambda: _zip({"a.txt": b"a"}),
    "a document with macros": lambda: _zip(
        {"[Content_Types].xml": b"", "word/document.xml": b"", "word/vbaProject.bin": b""}
    ),
    "a zip bomb": _bomb,
    "a zip bomb that lies": _lying_bomb,
    "a torn document": lambda: _docx()[:-400],
    "a RAR": lambda: b"Rar!\x1a\x07",
    "a gzip": lambda: b"\x1f\x8b\x08",
    "a HEIC picture": lambda: b"\x00\x00\x00\x18ftypheic",
    "bytes": lambda: b"\x00\x01\x02\x03",
    "too much": lambda: b"a" * (attachments.LARGEST + 1),
}


@pytest.mark.parametrize("media_type", TAKEN)
def test_these_kinds_are_taken_whatever_they_are_called(media_type: str) -> None:
    found = sniffing.recognised("C:\\folder\\summons.exe", TAKEN[media_type]())
    assert found.media_type == media_type
    assert found.name == f"summons.exe{sniffing.ENDINGS[media_type][0]}"


@pytest.mark.parametrize("kind", REFUSED)
def test_these_are_not(kind: str) -> None:
    with pytest.raises(MistakenInput) as refused:
        sniffing.recognised("harmless.pdf", REFUSED[kind]())
    assert "harmless" not in str(refused.value)


@pytest.mark.parametrize("name", ["summons\u202efdp.exe", "a\x00b.pdf", "\ue000.pdf"])
def test_a_name_that_is_not_as_it_looks_is_refused(name: str) -> None:
    with pytest.raises(MistakenInput):
        sniffing.recognised(name, b"%PDF-1.7\n")


def test_a_file_is_read_as_given_and_lies_sealed(person: Made, officer: Who, vault: Vault) -> None:
    identifier = person()
    kept = actions.attach_to_person(
        identifier=identifier,
        facet=Facet.SOURCE,
        name="letter.txt",
        content=PLANTED,
        now=NOW,
        by=officer,
    )
    read = queries.file_bytes(kept, by=officer)
    assert (read.name, read.media_type, read.content) == ("letter.txt", "text/plain", PLANTED)
    (card,) = queries.files_for_sending(identifier, {Facet.SOURCE}, officer)
    assert (card.reference, card.size) == (kept, len(PLANTED))
    assert queries.files_for_sending(identifier, {Facet.HEALTH}, officer) == []
    for path in vault.place.folder.rglob("*"):
        assert path.is_dir() or b"old harbour" not in path.read_bytes()
    assert list(attachments.flaws(vault.place, attachments.named())) == []


def test_a_file_is_for_who_sees_its_facet(
    person: Made, officer: Who, second_officer: Who, intern: Who
) -> None:
    identifier = person()
    narrow = person(readers=(officer.number,))
    said: dict[str, Any] = {"name": "a.txt", "content": PLANTED, "now": NOW, "by": officer}
    close = actions.attach_to_person(identifier=identifier, facet=Facet.HEALTH, **said)
    open_ = actions.attach_to_person(identifier=identifier, facet=Facet.DOCUMENTS, **said)
    hidden = actions.attach_to_person(identifier=narrow, facet=Facet.DOCUMENTS, **said)
    assert [one.reference for one in queries.of_person(identifier, by=intern)] == [open_]
    assert queries.file_bytes(open_, by=intern).content == PLANTED
    for file, who in ((close, intern), (hidden, second_officer), ("0" * 32, officer)):
        with pytest.raises(NotThere):
            queries.file_bytes(file, by=who)
    with pytest.raises(NotThere):
        actions.remove_file(identifier=open_, by=intern)


def test_a_removed_file_is_gone_from_the_disk(person: Made, officer: Who, vault: Vault) -> None:
    kept = actions.attach_to_person(
        identifier=person(), facet=Facet.SOURCE, name="a", content=PLANTED, now=NOW, by=officer
    )
    actions.remove_file(identifier=kept, by=officer)
    assert list(vault.place.attachments.iterdir()) == []
    with pytest.raises(NotThere):
        queries.file_bytes(kept, by=officer)


def test_a_file_that_is_refused_leaves_nothing(person: Made, officer: Who, vault: Vault) -> None:
    with pytest.raises(MistakenInput):
        actions.attach_to_person(
            identifier=person(), facet=Facet.SOURCE, name="a", content=b"MZ", now=NOW, by=officer
        )
    assert list(vault.place.attachments.iterdir()) == []


def test_verify_says_which_sealed_files_are_missing_and_which_belong_to_nothing(
    person: Made, officer: Who, vault: Vault, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("a.txt", "b.txt"):
        actions.attach_to_person(
            identifier=person(), facet=Facet.SOURCE, name=name, content=PLANTED, now=NOW, by=officer
        )
    assert verify._files(vault) == 0
    assert "2 sealed files are whole" in capsys.readouterr().out
    lost = next(vault.place.attachments.iterdir())
    lost.rename(lost.with_name("0" * 32))
    assert verify._files(vault) == 1
    said = capsys.readouterr().out
    assert f"sealed file {lost.name}: it is missing" in said
    assert "1 files belong to nothing" in said


def test_a_document_that_is_damaged_anywhere_is_told() -> None:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as zipped:
        zipped.writestr("[Content_Types].xml", "<Types/>")
        zipped.writestr("word/document.xml", "".join(f"<w:t>{n * n}</w:t>" for n in range(500)))
    whole, told = made.getvalue(), 0
    assert sniffing.recognised("a.docx", whole).media_type == sniffing.DOCX
    for place in range(0, len(whole), 3):
        damaged = whole[:place] + bytes([whole[place] ^ 0x5A]) + whole[place + 1 :]
        try:
            sniffing.recognised("a.docx", damaged)
        except MistakenInput:
            told += 1
    assert told > len(whole) / 3 / 2
