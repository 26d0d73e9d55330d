"""Deposits: what can be used is taken, what cannot says where and why."""

from pathlib import Path

import pytest

from liaison.catalogue.intake import Deposit, Refused, read_folder
from liaison.kernel.item import Item
from liaison.vocabulary import load


def read(folder: Path) -> list[Deposit | Refused]:
    return list(read_folder(folder, load()))


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
        ("- a\n- b\n", "a list is not known; the fields are address, date, kind"),
        ("colour: red\n", "colour is not known; the fields are address, date, kind"),
        ("mechanism: nobody\n", "no mechanism 'nobody': use one of "),
        ("kind: wombat\n", "no kind 'wombat': use one of "),
        ("kind: country_visit\n", "no kind 'country_visit': use one of "),
        ("language: qq\n", "no language 'qq': write a code such as en"),
        ("date: third of May\n", "no date 'third of May': write 2012, 2012-03"),
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
        ("title,starts\nA visit,2025-02-30\n", "'2025-02-30', which is no day"),
        ("title,starts,ends\nA visit,2012-05,2012-03-02\n", "ends is '2012-03-02', before it"),
        ("title,starts,country\nA visit,2012,Nowhereland\n", "no country 'Nowhereland': write"),
        ("title,starts,kind\nA visit,2012,wombat\n", "no kind 'wombat': use one of "),
        ("title,starts,status\nA visit,2012,wombat\n", "no status 'wombat': use one of "),
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


def test_a_code_of_a_country_is_told_by_its_name_and_an_activity_by_its_kind(
    tmp_path: Path,
) -> None:
    (tmp_path / "list.csv").write_text(
        "title,starts,country,kind\nA visit,2012-03,TCD,country_visit\n", encoding="utf-8"
    )
    (one,) = read(tmp_path)
    assert isinstance(one, Deposit)
    assert Item.decode(one.content).content == "Country visit\n\nCountry: Chad\n\nStarts: 2012-03"
    assert "kind" not in one.stated


def test_what_is_no_character_is_kept_out(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Text.", encoding="utf-8")
    (tmp_path / "a.txt.json").write_text('{"title": "bad \\ud800\\u0000 title"}', encoding="utf-8")
    (one,) = read(tmp_path)
    assert isinstance(one, Deposit)
    assert one.stated["title"] == "bad title"
    address = '{"address": "https://x.example/a#!/\\ud800"}'
    (tmp_path / "a.txt.json").write_text(address, encoding="utf-8")
    (one,) = read(tmp_path)
    assert isinstance(one, Deposit)
    assert one.address == "https://x.example/a#!/"


def test_a_link_beside_a_file_is_refused(tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    (tmp_path / "secret.yaml").write_text("title: secret\n", encoding="utf-8")
    (folder / "a.txt").write_text("Text.", encoding="utf-8")
    (folder / "a.txt.yaml").symlink_to(tmp_path / "secret.yaml")
    assert [type(one) for one in read(folder)] == [Refused, Refused]
    assert "a link; copy the file" in refusals(folder)[0]


@pytest.mark.parametrize(
    "start",
    [
        "VALUE=PERIOD:20120401T100000Z/PT1H",
        "VALUE=DATE:x",
        "TZID=?:1",
        "VALUE=DATE:00010101",
        "VALUE=DATE:99991231",
        "VALUE=DATE:20120401\r\nDTEND;VALUE=DATE:20110401",
    ],
)
def test_an_odd_event_costs_its_file_and_not_the_rest(tmp_path: Path, start: str) -> None:
    (tmp_path / "odd.ics").write_text(
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nBEGIN:VEVENT\r\nUID:7\r\nSUMMARY:A\r\n"
        f"DTSTART;{start}\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n",
        encoding="utf-8",
    )
    (tmp_path / "photo.xyz").write_text("Text.", encoding="utf-8")
    (tmp_path / "z.txt").write_text("Text.", encoding="utf-8")
    found = read(tmp_path)
    assert [type(one) for one in found] == [Refused, Refused, Deposit]
    assert "not of a format that is taken" in str(found[1])


def test_a_row_says_what_takes_place_and_where(tmp_path: Path) -> None:
    (tmp_path / "list.csv").write_text(
        "title,starts,ends,kind,country,place,status\n"
        "Visit to Chad,2012-03,2012-04,,,,\n"
        "Visite,2012-03-05,,country_visit,Tchad,N’Djamena,postponed\n"
        "Procès,2012-03-05,,press_release,,,\n",
        encoding="utf-8",
    )
    (tmp_path / "list.ics").write_text(
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nBEGIN:VEVENT\r\nUID:7\r\n"
        "SUMMARY:61st session\r\nDTSTART;VALUE=DATE:20240503\r\nDTEND;VALUE=DATE:20240515\r\n"
        "STATUS:CONFIRMED\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nUID:8\r\nSUMMARY:Meeting\r\n"
        "DTSTART:20240503T100000Z\r\nDTEND:20240503T120000Z\r\nSTATUS:SOON\r\nEND:VEVENT\r\n"
        "END:VCALENDAR\r\n",
        encoding="utf-8",
    )
    names = ("activity", "country", "place", "starts", "ends", "status")
    told = [
        tuple(one.stated.get(name, "") for name in names)
        for one in read(tmp_path)
        if isinstance(one, Deposit)
    ]
    assert told == [
        ("country_visit", "TCD", "", "2012-03", "2012-04", ""),
        ("country_visit", "TCD", "N’Djamena", "2012-03-05", "", "postponed"),
        ("trial", "", "", "2012-03-05", "", ""),
        ("session", "", "", "2024-05-03", "2024-05-14", "confirmed"),
        ("event", "", "", "2024-05-03", "2024-05-03", ""),
    ]
