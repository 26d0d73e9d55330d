"""A frozen compendium: the same bytes everywhere, an identifier that betrays any change."""

import datetime as dt
import hashlib
import json
import subprocess
import sys
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from liaison import vocabulary
from liaison.standards import (
    Compendium,
    Snapshot,
    SnapshotUnreadable,
    compendium,
    is_identifier,
    read,
    snapshot,
    verify,
)
from liaison.vocabulary import ArticleSummary, Certainty, Evidence, Instrument, Provision, Right
from liaison.vocabulary.terms import ADDRESSEES, FORCES

DAY = dt.date(2026, 11, 27)


@pytest.fixture(scope="module")
def frozen() -> Snapshot:
    return snapshot(compendium(vocabulary.load()), DAY)


# -- what there may be in a compendium

CODES = st.from_regex(r"[a-z][a-z0-9]{0,5}(?:-[a-z0-9]{1,3})?", fullmatch=True)
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
NAMES = st.dictionaries(st.sampled_from(["fr", "es", "ru", "ar"]), TEXTS, max_size=3).map(
    lambda names: {"en": "A name", **names}
)
DATES = st.sampled_from(["", "1998", "1998-12", "1998-12-09"])
EVIDENCE = st.builds(
    Evidence, TEXTS, st.sampled_from(Certainty), st.sampled_from(["never", "2026-01-31"])
)
SOME = st.lists(st.sampled_from(ADDRESSEES), max_size=2).map(tuple)
PROVISIONS = st.builds(
    Provision,
    CODES,
    TEXTS,
    NAMES,
    st.lists(st.sampled_from(["R01", "R02"]), max_size=2).map(tuple),
    SOME,
)
INSTRUMENTS = st.builds(
    Instrument,
    code=CODES,
    symbol=TEXTS,
    names=NAMES,
    system=st.sampled_from(["un", "au"]),
    adopted=DATES,
    in_force=DATES,
    revised=DATES,
    launched=DATES,
    force=st.sampled_from(FORCES),
    addressees=SOME,
    official_text=TEXTS,
    provisions=st.lists(PROVISIONS, max_size=3).map(tuple),
    evidence=EVIDENCE,
)
COMPENDIA = st.builds(
    Compendium,
    rights=st.lists(st.builds(Right, CODES, NAMES, SOME, SOME), max_size=2).map(tuple),
    systems=st.just(compendium(vocabulary.load()).systems),
    instruments=st.lists(INSTRUMENTS, max_size=3).map(tuple),
    summaries=st.lists(st.builds(ArticleSummary, CODES, TEXTS, NAMES, EVIDENCE), max_size=2).map(
        tuple
    ),
    relations=st.just(()),
    reviewed=st.dictionaries(st.sampled_from(["rights", "systems"]), SOME),
)


@settings(deadline=None)
@given(COMPENDIA, st.dates())
def test_what_is_frozen_is_read_back(held: Compendium, day: dt.date) -> None:
    made = snapshot(held, day)
    found = read(made.content, made.identifier)
    assert (found.compendium, found.made_on) == (held, day)
    assert snapshot(found.compendium, day).content == made.content
    assert verify(made.content, made.identifier)


def test_the_identifier_is_the_day_and_the_beginning_of_the_digest(frozen: Snapshot) -> None:
    digest = hashlib.sha256(frozen.content).hexdigest()
    assert frozen.identifier == f"liaison-compendium-2026-11-27-{digest[:8]}"
    assert frozen.digest == digest
    assert is_identifier(frozen.identifier)


def test_another_process_makes_the_same_bytes(frozen: Snapshot) -> None:
    script = (
        "import datetime as dt; from liaison import vocabulary; from liaison.standards import *;"
        "print(snapshot(compendium(vocabulary.load()), dt.date(2026, 11, 27)).digest)"
    )
    for seed in ("0", "1"):
        said = subprocess.run(
            [sys.executable, "-c", script],
            capture_output=True,
            check=True,
            text=True,
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": ":".join(sys.path)},
        )
        assert said.stdout.strip() == frozen.digest


def test_the_bytes_are_canonical_json(frozen: Snapshot) -> None:
    said = json.loads(frozen.content)
    assert list(said) == sorted(said)
    assert b": " not in frozen.content[:200]
    assert "Декларация о правозащитниках".encode() in frozen.content


@settings(max_examples=50, deadline=None)
@given(st.data())
def test_a_changed_byte_is_seen(data: st.DataObject) -> None:
    made = snapshot(compendium(vocabulary.load()), DAY)
    at = data.draw(st.integers(0, len(made.content) - 1))
    byte = data.draw(st.integers(0, 255).filter(lambda one: one != made.content[at]))
    changed = made.content[:at] + bytes([byte]) + made.content[at + 1 :]
    assert not verify(changed, made.identifier)


def test_another_day_is_another_snapshot(frozen: Snapshot) -> None:
    later = snapshot(frozen.compendium, dt.date(2026, 11, 28))
    assert later.identifier != frozen.identifier
    assert not verify(later.content, frozen.identifier)


def test_any_changed_fact_is_another_snapshot(frozen: Snapshot) -> None:
    held = frozen.compendium
    first = replace(held.instruments[0], official_text="https://example.org/")
    changed = replace(held, instruments=(first, *held.instruments[1:]))
    assert snapshot(changed, DAY).identifier != frozen.identifier


def test_an_old_snapshot_is_read_without_what_it_did_not_know(frozen: Snapshot) -> None:
    said = json.loads(frozen.content)
    for name in ("summaries", "relations", "reviewed"):
        del said["compendium"][name]
    for one in said["compendium"]["instruments"]:
        for name in ("revised", "launched", "in_force", "addressees", "official_text"):
            del one[name]
        one["of_another_time"] = "kept in the bytes, not shown"
        for part in one["provisions"]:
            del part["headings"], part["addressees"]
    said["compendium"]["instruments"][0]["force"] = "sacred"
    old = json.dumps(said, sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode()
    found = read(old)
    assert found.content == old
    assert found.compendium.summaries == ()
    assert {one.official_text for one in found.compendium.instruments} == {""}
    assert found.compendium.compare()


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{}",
        b"[]",
        b"null",
        b"7",
        b"\xff\xfe",
        b'{"what":"liaison-compendium"}',
        b'{"compendium":{},"format":1,"made_on":"2026-11-27","what":"liaison-compendium"}',
        b'{"compendium":7,"format":1,"made_on":"soon","what":"liaison-compendium"}',
        b'{"compendium":{},"format":"one","made_on":"2026-11-27","what":"liaison-compendium"}',
        b'{"compendium":{},"format":null,"made_on":"2026-11-27","what":"liaison-compendium"}',
        b'{"a":"\\ud800"}',
        b"[" * 100_000,
        b'{"a":1e999}',
    ],
)
def test_what_is_no_snapshot_is_refused(content: bytes) -> None:
    with pytest.raises(SnapshotUnreadable) as refused:
        read(content)
    assert refused.value.way_out
    assert not verify(content, "liaison-compendium-2026-11-27-00000000")


def test_other_spellings_of_the_same_content_are_no_snapshot(frozen: Snapshot) -> None:
    said = json.loads(frozen.content)
    for other in (
        json.dumps(said).encode(),
        frozen.content + b"\n",
        b'{"what":"x",' + frozen.content[1:],
        b"\xef\xbb\xbf" + frozen.content,
        frozen.content.decode().encode("utf-16"),
    ):
        with pytest.raises(SnapshotUnreadable):
            read(other)


def test_a_later_format_is_named(frozen: Snapshot) -> None:
    later = frozen.content.replace(b'"format":1', b'"format":2')
    with pytest.raises(SnapshotUnreadable, match="of format 2: read it with a later Liaison"):
        read(later)


def test_another_snapshot_than_the_one_asked_for_is_named(frozen: Snapshot) -> None:
    asked = "liaison-compendium-2026-11-27-00000000"
    with pytest.raises(SnapshotUnreadable, match=f"{frozen.identifier}, not {asked}"):
        read(frozen.content, asked)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "liaison-compendium",
        "liaison-compendium-2026-11-27-1A2B3C4D",
        "liaison-compendium-2026-11-27-1a2b3c4",
        "liaison-compendium-2026-11-27-1a2b3c4d\n",
        "../liaison-compendium-2026-11-27-1a2b3c4d",
    ],
)
def test_what_is_no_identifier(frozen: Snapshot, text: str) -> None:
    assert not is_identifier(text)
    assert not verify(frozen.content, text)
