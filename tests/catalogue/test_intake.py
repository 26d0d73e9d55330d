"""Deposits: what can be used is taken, what cannot says where and why."""

from pathlib import Path

import pytest

from liaison.catalogue.intake import Deposit, Refused, read_folder
from liaison.kernel.item import Item

MECHANISMS = frozenset({"un-srhrd"})


def read(folder: Path) -> list[Deposit | Refused]:
    return list(read_folder(folder, MECHANISMS))


def refusals(folder: Path) -> list[str]:
    return [str(one) for one in read(folder) if isinstance(one, Refused)]


def test_a_file_without_an_address_gets_one_of_its_own_for_good(tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "letter.txt").write_text("Text.", encoding="utf-8")
    addresses = {one.address for one in read(tmp_path) if isinstance(one, Deposit)}
    assert len(addresses) == 1
    assert addresses.pop().startswith("file:///deposit/")


@pytest.mark.parametrize(
    ("metadata", "complaint"),
    [
        ("title: [", "cannot be read"),
        ("- a\n- b\n", "holds other fields than address, date, kind"),
        ("colour: red\n", "holds other fields than address, date, kind"),
        ("mechanism: nobody\n", "no mechanism 'nobody': use one of un-srhrd"),
        ("address: nowhere\n", "not an absolute address: 'nowhere'"),
    ],
)
def test_metadata_that_says_nothing_is_named(tmp_path: Path, metadata: str, complaint: str) -> None:
    (tmp_path / "letter.txt").write_text("Text.", encoding="utf-8")
    (tmp_path / "letter.txt.yaml").write_text(metadata, encoding="utf-8")
    (tmp_path / "other.txt").write_text("Text, too.", encoding="utf-8")
    (said,) = refusals(tmp_path)
    assert "letter.txt" in said
    assert complaint in said
    assert sum(isinstance(one, Deposit) for one in read(tmp_path)) == 1


@pytest.mark.parametrize(
    ("table", "complaint"),
    [
        ("name,starts\nA visit,2012\n", "columns (name): use id, title"),
        ("title\nA visit\n", "columns (title or starts is missing)"),
        ("title,starts\n,2012\n", "list.csv:2: title is empty"),
        ("title,starts\nA visit,2012-13\n", "list.csv:2: starts is '2012-13'"),
        ("title,starts,ends\nA visit,2012,soon\n", "list.csv:2: ends is 'soon'"),
        ('title,starts\n"A visit,2012\n', "unexpected end of data"),
        ("", "columns (title or starts is missing)"),
    ],
)
def test_a_table_that_cannot_be_read_names_its_line(
    tmp_path: Path, table: str, complaint: str
) -> None:
    (tmp_path / "list.csv").write_text(table, encoding="utf-8")
    (said,) = refusals(tmp_path)
    assert complaint in said


def test_a_table_is_read_whatever_its_script(tmp_path: Path) -> None:
    (tmp_path / "list.csv").write_text(
        "\ufefftitle,starts,country,description\nزيارة قطرية,2012-03,بيلاروس,لقاءات في مينسك\n",
        encoding="utf-8",
    )
    (one,) = read(tmp_path)
    assert isinstance(one, Deposit)
    item = Item.decode(one.content)
    assert item.title == "زيارة قطرية"
    assert "لقاءات في مينسك" in item.content
    assert "2012-03" in item.content


def test_a_link_out_of_the_folder_is_refused(tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    (tmp_path / "secret.txt").write_text("Not for the record.", encoding="utf-8")
    (folder / "letter.txt").symlink_to(tmp_path / "secret.txt")
    (said,) = refusals(folder)
    assert "leads out of the folder" in said


def test_a_broken_calendar_and_a_nameless_event_are_refused(tmp_path: Path) -> None:
    (tmp_path / "broken.ics").write_text("BEGIN:VCALENDAR\r\nnonsense", encoding="utf-8")
    (tmp_path / "nameless.ics").write_text(
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nBEGIN:VEVENT\r\nUID:7\r\nEND:VEVENT\r\n"
        "END:VCALENDAR\r\n",
        encoding="utf-8",
    )
    broken, nameless = refusals(tmp_path)
    assert "broken.ics" in broken
    assert "event 7: it needs a SUMMARY and a DTSTART" in nameless
