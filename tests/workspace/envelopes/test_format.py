"""Envelopes as bytes: what goes in comes out, and what nobody signed is refused."""

import io
import json
import zipfile
from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from liaison.workspace.envelopes import format as form
from liaison.workspace.envelopes import manifest as manifests
from liaison.workspace.envelopes import receipt as receipts
from liaison.workspace.envelopes.errors import Code, NotTaken
from liaison.workspace.envelopes.format import EMPTY, Attachment, Contents
from liaison.workspace.envelopes.manifest import Offered
from liaison.workspace.peers import card
from liaison.workspace.peers.errors import NewerStatement, NoStatement
from liaison.workspace.policy.terms import Facet
from liaison.workspace.vault.pairs import Identity
from tests.workspace.envelopes import vectors
from tests.workspace.envelopes.vectors import CONTENTS, MANIFEST, PRESENT

ARCHIVE = form.pack(MANIFEST, CONTENTS, PRESENT)


def refused(archive: bytes) -> Code:
    with pytest.raises(NotTaken) as caught:
        form.unpack(archive)
    assert "harbour" not in str(caught.value).lower()
    return caught.value.code


def members(archive: bytes = ARCHIVE) -> list[tuple[str, bytes]]:
    with zipfile.ZipFile(io.BytesIO(archive)) as opened:
        return [(info.filename, opened.read(info)) for info in opened.infolist()]


def with_manifest(change: Callable[[dict[str, object]], object]) -> bytes:
    """An envelope whose manifest was changed and signed anew, as its sender could."""
    found = members()
    said = json.loads(found[0][1])
    change(said)
    written = json.dumps(said).encode()
    signature = PRESENT.sign(b"liaison-envelope-1\n" + written)
    return form._zipped([("manifest.json", written), ("signature", signature), *found[2:]])


def test_the_vectors_are_what_is_made_today() -> None:
    for name, content in vectors.made().items():
        assert (vectors.FOLDER / name).read_bytes() == content, name
    sealed = (vectors.FOLDER / "envelope.age").read_bytes()
    assert form.unseal(sealed, [vectors.OTHER_IDENTITY]) == ARCHIVE
    assert card.read((vectors.FOLDER / "card.json").read_text()) == vectors.CARD
    receipt, key = receipts.read((vectors.FOLDER / "receipt.json").read_text())
    assert (receipt, key) == (vectors.RECEIPT, vectors.OTHER.public)


def test_what_went_in_comes_out() -> None:
    manifest, contents = form.unpack(ARCHIVE)
    assert replace(manifest, files=()) == MANIFEST
    assert contents == CONTENTS


def test_an_offer_says_what_would_come() -> None:
    offered = Offered((Facet.NARRATIVE,), (("application/pdf", 90_000),))
    manifest, contents = form.unpack(form.pack(replace(MANIFEST, offered=offered), EMPTY, PRESENT))
    assert manifest.offered == offered
    assert contents == EMPTY


def test_only_the_recipient_opens_it() -> None:
    sealed = form.seal(ARCHIVE, vectors.RECIPIENT.key)
    assert form.unseal(sealed, [Identity.new(), vectors.OTHER_IDENTITY]) == ARCHIVE
    for content in (sealed[:-1], sealed[:200], b"", b"age-encryption.org/v1\n", sealed[:-1] + b"x"):
        with pytest.raises(NotTaken) as caught:
            form.unseal(content, [vectors.OTHER_IDENTITY])
        assert caught.value.code == Code.NOT_FOR_US
    with pytest.raises(NotTaken):
        form.unseal(sealed, [vectors.IDENTITY])


@given(st.integers(0, len(ARCHIVE) - 1), st.integers(1, 255))
@settings(max_examples=300, deadline=None)
def test_no_byte_can_be_changed_unseen(place: int, by: int) -> None:
    altered = bytearray(ARCHIVE)
    altered[place] ^= by
    try:
        manifest, contents = form.unpack(bytes(altered))
    except NotTaken:
        return
    assert (replace(manifest, files=()), contents) == (MANIFEST, CONTENTS)  # a date of the ZIP


@given(st.binary(max_size=300))
@settings(max_examples=200, deadline=None)
def test_bytes_of_any_kind_are_refused_by_name(content: bytes) -> None:
    assert refused(content) == Code.UNREADABLE
    assert refused(ARCHIVE[: len(content)]) == Code.UNREADABLE


@pytest.mark.filterwarnings("ignore:Duplicate name")
@pytest.mark.parametrize(
    "name",
    [
        "../outside",
        "attachments/../../outside.txt",
        "/etc/passwd",
        "attachments/1-a\u202etxt.exe",
        "attachments/1-.hidden",
        "facets/a/b.json",
        "manifest.json",
        "body.json",
        "more",
        "attachments/",
    ],
)
def test_a_member_that_has_no_place_here_is_refused(name: str) -> None:
    found = members()
    found.insert(3, (name, b"{}"))
    assert refused(form._zipped(found)) in (Code.UNREADABLE, Code.ALTERED)


def test_nothing_is_unpacked_that_was_not_measured() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members():
            archive.writestr(name, content)
        archive.writestr("attachments/2-bomb.txt", bytes(200_000_000))
    assert len(out.getvalue()) < 1_000_000
    assert refused(out.getvalue()) == Code.UNREADABLE
    assert refused(bytes(form.LARGEST + 1)) == Code.TOO_LARGE
    with pytest.raises(NotTaken) as caught:
        form.unseal(bytes(form.LARGEST_SEALED + 1), [vectors.OTHER_IDENTITY])
    assert caught.value.code == Code.TOO_LARGE


def test_nothing_is_hidden_beside_what_is_signed() -> None:
    assert refused(b"MZ" + ARCHIVE) == Code.UNREADABLE
    assert refused(ARCHIVE + b"more") == Code.UNREADABLE
    assert refused(form._zipped([*members()[:-1], ("padding", b"\x00hidden")])) == Code.ALTERED
    swapped = members()
    swapped[3], swapped[4] = swapped[4], swapped[3]
    assert refused(form._zipped(swapped)) == Code.ALTERED
    assert (
        refused(form._zipped([one for one in members() if one[0] != "body.json"])) == Code.ALTERED
    )


def test_another_signature_does_not_do() -> None:
    found = members()
    found[1] = ("signature", vectors.OTHER.sign(b"liaison-envelope-1\n" + found[0][1]))
    assert refused(form._zipped(found)) == Code.ALTERED


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (lambda said: said.update(format="liaison-envelope-2"), Code.NEWER_VERSION),
        (lambda said: said.update(schema=2), Code.NEWER_VERSION),
        (lambda said: said.update(more=1), Code.NEWER_VERSION),
        (lambda said: said["subject"].update(more=1), Code.NEWER_VERSION),
        (lambda said: said.update(use="whatever"), Code.NEWER_VERSION),
        (lambda said: said.update(format="a letter"), Code.UNREADABLE),
        (lambda said: said.pop("use"), Code.UNREADABLE),
        (lambda said: said.update(id="../x"), Code.UNREADABLE),
        (lambda said: said.update(may_forward="yes"), Code.UNREADABLE),
        (lambda said: said.update(made="2026-02-30T00:00:00Z"), Code.UNREADABLE),
        (lambda said: said["sender"].update(identifier="0" * 64), Code.UNREADABLE),
        (lambda said: said["recipient"].update(key="age1x"), Code.UNREADABLE),
        (lambda said: said["files"][0].update(size=10**30), Code.UNREADABLE),
        (lambda said: said["files"][3].update(name="a\u202eb"), Code.UNREADABLE),
        (lambda said: said["files"].pop(), Code.ALTERED),
        (lambda said: said["files"][0].update(size=1), Code.ALTERED),
    ],
)
def test_a_manifest_is_read_strictly(
    change: Callable[[dict[str, object]], object], code: Code
) -> None:
    assert refused(with_manifest(change)) == code


def test_a_key_twice_or_a_number_that_is_none_is_refused() -> None:
    said = members()[0][1].decode()
    for text in (
        said.replace('"schema": 1', '"schema": 1, "schema": 1'),
        said.replace('"number": 7', '"number": 7.5'),
        said.replace('"number": 7', '"number": NaN'),
        "[" * 50_000,
    ):
        with pytest.raises(NotTaken) as caught:
            manifests.read(text.encode())
        assert caught.value.code == Code.UNREADABLE


def test_sizes_say_little_of_what_is_in_it() -> None:
    sizes = {
        len(form.pack(MANIFEST, Contents({"text": "x" * length}, {}), PRESENT))
        for length in range(0, 60_000, 100)
    }
    assert len(sizes) < 70  # of 600
    assert all(form.padme(size) == size for size in sizes)
    assert all(size <= form.padme(size) <= size * 1.12 for size in range(4_096, 10**6, 997))


def test_names_of_files_are_harmless_where_they_are_unpacked() -> None:
    names = ["../../etc/passwd", "a\u202etxt.exe", ".bashrc", "con", "شهادة.pdf", "x" * 300, ""]
    files = tuple(Attachment(name, "text/plain", b"x") for name in names)
    _, contents = form.unpack(form.pack(MANIFEST, Contents({}, {}, files), PRESENT))
    shown = [one.name for one in contents.attachments]
    assert shown[4] == "شهادة.pdf"
    assert shown[1] == "a txt.exe"
    archive = form.pack(MANIFEST, Contents({}, {}, files), PRESENT)
    for name, _content in members(archive)[2:-1]:
        assert form._ATTACHMENT.fullmatch(name), name


def test_more_than_anybody_takes_is_not_packed() -> None:
    big = Contents({}, {}, (Attachment("big", "text/plain", bytes(form.LARGEST)),))
    with pytest.raises(NotTaken) as caught:
        form.pack(MANIFEST, big, PRESENT)
    assert caught.value.code == Code.TOO_LARGE


def test_a_card_is_read_strictly() -> None:
    text = (vectors.FOLDER / "card.json").read_text()
    with pytest.raises(NoStatement, match="signature"):
        card.read(text.replace("Harbour", "Arbour"))
    other = replace(vectors.CARD, identifier="0" * 64)
    with pytest.raises(NoStatement, match="key"):
        card.read(card.write(other, PRESENT))
    for bad in ("http://plain.example", "https://u:p@x.example", "ftp://x", "https://x y"):
        with pytest.raises(NoStatement, match="address"):
            card.read(card.write(replace(vectors.CARD, address=bad), PRESENT))
    for name in ("", "a\u202eb", "a\u200bb", "x" * 121):
        with pytest.raises(NoStatement, match="name"):
            card.read(card.write(replace(vectors.CARD, names=(name,)), PRESENT))
    with pytest.raises(NewerStatement):
        receipts.read(_with_more())


def _with_more() -> str:
    from liaison.workspace.peers import statement

    return statement.write(
        "liaison-receipt-1", {**dict.fromkeys(receipts._FIELDS), "x": 1}, PRESENT
    )
