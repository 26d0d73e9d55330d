"""A source file is taken whole, or each of its faults is named with its line."""

import datetime as dt
from pathlib import Path
from typing import get_args

import pytest
from pydantic import BaseModel

from liaison.kernel.errors import MistakenInput
from liaison.sources import declaration, reader_options
from liaison.sources.declaration import DayOrder, Show, Source
from liaison.sources.describing import describe
from liaison.sources.duration import describe_duration, parse_duration
from liaison.sources.loading import MistakenSource, load_source, load_sources
from liaison.sources.reader_options import READER_KINDS
from liaison.sources.template import template
from tests.sources.declaring import MECHANISMS, declare

WHOLE = """\
id: whole
mechanism: hrw
name: 'Whole: every field'
home: https://publisher.example/
addresses:
  - https://publisher.example/feed.xml
reader:
  kind: feed
  content: item
languages: [en, fr]
default_kind: press_release
rhythm: PT6H
yields: {at_least: 3}
quiet_after: 2 weeks
licence: {text: CC BY 4.0, url: https://publisher.example/terms}
show: full
politeness: {delay: 5, parallel: 2, max_bytes: 10 MB, timeout: 30}
follow:
  attachments: [pdf, rtf]
  translations: true
  within: ['^https://files\\.publisher\\.example/']
recheck: never
connect: 127.0.0.1:8080
local: true
proxy: socks5://reader:secret@127.0.0.1:9050
day_order: dmy
checked: {last: 2026-03-01, by: editor, note: gave 20 entries}
obstacles: none seen
"""


def write(folder: Path, name: str, text: str | bytes) -> Path:
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def problems_of(path: Path) -> list[str]:
    with pytest.raises(MistakenSource) as caught:
        load_source(path, MECHANISMS)
    assert str(caught.value) == "\n".join(caught.value.problems)
    return [problem.removeprefix(f"{path}:") for problem in caught.value.problems]


def test_every_field_is_read(tmp_path: Path) -> None:
    source = load_source(write(tmp_path, "whole.yaml", WHOLE), MECHANISMS)
    assert source.name == "Whole: every field"
    assert source.rhythm == dt.timedelta(hours=6)
    assert source.quiet_after == dt.timedelta(days=14)
    assert source.politeness.max_bytes == 10_000_000
    assert source.recheck is None
    assert source.show is Show.FULL
    assert source.day_order is DayOrder.DAY_FIRST
    assert source.checked.last == dt.date(2026, 3, 1)
    assert source.items_are_documents
    assert source.needs_start
    assert source.declared_in == tmp_path / "whole.yaml"


def test_what_is_left_out_is_cautious(tmp_path: Path) -> None:
    source = declare(tmp_path, "kind: feed", start="https://publisher.example/feed")
    assert source.politeness.delay >= 1
    assert source.politeness.parallel == 1
    assert not source.local
    assert not source.follow.attachments
    assert source.yields.at_least == 1
    assert source.recheck == dt.timedelta(days=30)


def test_a_source_survives_being_kept_as_json(tmp_path: Path) -> None:
    source = load_source(write(tmp_path, "whole.yaml", WHOLE), MECHANISMS)
    assert Source.model_validate(source.model_dump(mode="json")) == source


@pytest.mark.parametrize(
    ("old", "new", "line", "says"),
    [
        ("mechanism: hrw", "mechanism: hrww", 2, "mechanism: 'hrww' is no mechanism that Liaison knows; did you mean `hrw`?"),
        ("id: whole", "id: other", 1, "id: is 'other' in a file called whole.yaml"),
        ("id: whole", "id: Whole_One", 1, "id: 'Whole_One' has not the right form"),
        ("home: https", "homme: https", 4, "homme: is no field that Liaison knows; did you mean `home`?"),
        ("name: 'Whole: every field'\n", "", 1, "name: is missing; write what a reader calls it"),
        ("home: https://publisher.example/\n", "home: publisher.example\n", 4, "home: 'publisher.example' is no web address"),
        ("  - https://publisher.example/feed.xml", "  - ftp://publisher.example/feed.xml", 6, "addresses.0: 'ftp://publisher.example/feed.xml' is no web address"),
        ("addresses:\n  - https://publisher.example/feed.xml\n", "", 1, "`addresses` is missing"),
        ("kind: feed", "kind: fed", 7, "reader: its `kind:` must be one of feed, sitemap, listing"),
        ("  content: item", "  contents: item", 9, "reader.contents: is no field that Liaison knows; did you mean `content`?"),
        ("  content: item", "  content: all", 9, "reader.content: 'all' is not known; write one of 'item' or 'linked'"),
        ("languages: [en, fr]", "languages: []", 10, "languages: a list: is empty"),
        ("languages: [en, fr]", "languages: en", 10, "languages: 'en': write a list"),
        ("languages: [en, fr]", "languages: [en, French]", 10, "languages.1: 'French' has not the right form"),
        ("rhythm: PT6H", "rhythm: often", 12, "rhythm: 'often' is no length of time"),
        ("rhythm: PT6H", "rhythm: 6", 12, "rhythm: 6 of what? write `6 days` or `6 hours`"),
        ("at_least: 3", "at_least: few", 13, "yields.at_least: 'few': write a whole number"),
        ("show: full", "show: everything", 16, "show: 'everything' is not known; write one of 'full', 'excerpt' or 'link'"),
        ("max_bytes: 10 MB", "max_bytes: huge", 17, "politeness.max_bytes: 'huge' is no size"),
        ("delay: 5", "delay: -1", 17, "politeness.delay: '-1': input should be greater than or equal to 0"),
        ("[pdf, rtf]", "[pdf, xls]", 19, "follow.attachments.1: 'xls' is not known"),
        ("publisher\\.example/']", "publisher\\.example/(']", 21, "is no regular expression"),
        ("127.0.0.1:8080", "127.0.0.1", 23, "connect: '127.0.0.1' has not the right form; write `host:port`"),
        ("127.0.0.1:8080", "127.0.0.1:80800", 23, "connect: write host:port with a port between 1 and 65535"),
        ("local: true", "local: perhaps", 24, "local: 'perhaps': write true or false"),
        ("socks5://", "tor://", 25, "proxy: 'tor://reader"),
        ("day_order: dmy", "day_order: ymd", 26, "day_order: 'ymd' is not known"),
        ("last: 2026-03-01", "last: in spring", 27, "checked.last: 'in spring'"),
        ("obstacles: none seen", "rehearsal: true", 1, "`mechanism_name` and `rehearsal: true` go together"),
        ("obstacles: none seen", "declared_in: /etc", 28, "declared_in: is filled in by Liaison"),
    ],
)  # fmt: skip
def test_a_fault_is_named_with_its_line(
    tmp_path: Path, old: str, new: str, line: int, says: str
) -> None:
    assert old in WHOLE
    path = write(tmp_path, "whole.yaml", WHOLE.replace(old, new))
    found = problems_of(path)
    assert any(problem.startswith(f"{line}: ") and says in problem for problem in found), found
    assert all("\n" not in problem for problem in found)


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        (WHOLE + "name: again\n", 29, "name: is written twice; keep one"),
        (WHOLE.replace("  - https", "\t- https"), 6, "a tab stands where YAML wants spaces"),
        (WHOLE.replace("[en, fr]", "[en, fr"), 11, "mend the YAML here"),
        (WHOLE.replace("'Whole: every field'", "Whole: every field"), 3, "mend the YAML here"),
        (WHOLE.replace("none seen", "*nobody"), 28, "undefined alias"),
        (WHOLE.encode("utf-8").replace(b"Whole: every", b"Whole: \xe9very"), 3, "is not UTF-8"),
        ("", 1, "holds no fields"),
        ("- a list\n", 1, "holds no fields"),
        ("a: [" * 5_000, 1, "recursion"),
        ("\x00", 1, "is no YAML"),
        ("x" * 1_000_001, 1, "keep it under 1 MB"),
    ],
)
def test_what_is_no_yaml_is_named_with_its_line(
    tmp_path: Path, text: str | bytes, line: int, says: str
) -> None:
    found = problems_of(write(tmp_path, "whole.yaml", text))
    assert len(found) == 1
    if line > 1:
        assert found[0].startswith(f"{line}: ")
    assert says in found[0]
    assert len(found[0]) < 300


def test_a_file_that_is_not_there_is_said_to_be_missing(tmp_path: Path) -> None:
    assert problems_of(tmp_path / "nothing.yaml") == ["1: no such file; check the name"]


def test_all_faults_of_a_file_are_listed_in_the_order_of_its_lines(tmp_path: Path) -> None:
    text = WHOLE.replace("show: full", "show: all").replace("mechanism: hrw", "mechanism: none")
    found = problems_of(write(tmp_path, "whole.yaml", text.replace("rhythm: PT6H", "rhythm: 1")))
    assert [int(problem.split(":")[0]) for problem in found] == [2, 12, 16]


def test_nested_aliases_do_not_grow(tmp_path: Path) -> None:
    bomb = "a: &a [x, x, x, x, x, x, x, x, x]\n" + "".join(
        f"{name}: &{name} [{', '.join([f'*{before}'] * 9)}]\n"
        for before, name in zip("abcdefgh", "bcdefghi", strict=True)
    )
    found = problems_of(write(tmp_path, "whole.yaml", bomb + "languages: *i\n"))
    assert all(len(problem) < 400 for problem in found)


def test_a_broken_file_leaves_the_others_alone(tmp_path: Path) -> None:
    (tmp_path / "deep" / "deeper").mkdir(parents=True)
    write(tmp_path / "deep" / "deeper", "whole.yaml", WHOLE)
    write(
        tmp_path, "broken.yaml", WHOLE.replace("id: whole", "id: broken").replace("PT6H", "often")
    )
    write(tmp_path, "report.pdf.yaml", "title: metadata of a document\n")
    loaded = load_sources([tmp_path], MECHANISMS)
    assert list(loaded.sources) == ["whole"]
    assert len(loaded.problems) == 1
    assert loaded.problems[0].startswith(f"{tmp_path}/broken.yaml:12: rhythm: ")


def test_an_id_declared_twice_names_both_files(tmp_path: Path) -> None:
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        write(tmp_path / name, "whole.yaml", WHOLE)
    loaded = load_sources([tmp_path / "one", tmp_path / "two"], MECHANISMS)
    assert loaded.sources["whole"].declared_in == tmp_path / "one" / "whole.yaml"
    assert f"{tmp_path}/two/whole.yaml:1: id: whole is declared in" in loaded.problems[0]


def test_a_name_that_would_never_be_found_is_a_fault(tmp_path: Path) -> None:
    write(tmp_path, "whole.yml", WHOLE)
    assert "end it in .yaml" in load_sources([tmp_path], MECHANISMS).problems[0]


def test_a_folder_that_is_not_there_is_a_problem(tmp_path: Path) -> None:
    assert "no such folder" in load_sources([tmp_path / "none"], MECHANISMS).problems[0]


@pytest.mark.parametrize(
    ("change", "kind"),
    [
        (("", ""), "real"),
        (("obstacles: none seen", "rehearsal: true\nmechanism_name: Invented body"), "rehearsal"),
        (("home: https://publisher.example/", "home: https://body.rehearsal.test/"), "rehearsal"),
        (("https://publisher.example/feed", "http://a.b.REHEARSAL.test:80/feed"), "rehearsal"),
        (("https://publisher.example/feed", "http://rehearsal.test.example/feed"), "real"),
    ],
)
def test_the_home_it_may_enter(tmp_path: Path, change: tuple[str, str], kind: str) -> None:
    path = write(tmp_path, "whole.yaml", WHOLE.replace(*change))
    assert load_source(path, MECHANISMS).kind_of_home == kind


def test_a_rehearsal_may_name_a_mechanism_of_its_own(tmp_path: Path) -> None:
    text = WHOLE.replace("mechanism: hrw", "mechanism: invented-body")
    more = "rehearsal: true\nmechanism_name: Invented body\n"
    assert load_source(write(tmp_path, "whole.yaml", text + more), MECHANISMS).rehearsal


def test_only_its_own_hosts_are_followed_unless_patterns_say_otherwise(tmp_path: Path) -> None:
    own = declare(tmp_path, "kind: feed", start="https://feeds.example/feed")
    assert own.may_follow("https://publisher.example/a.pdf")
    assert own.may_follow("https://feeds.example/a.pdf")
    assert not own.may_follow("https://elsewhere.example/a.pdf")
    whole = load_source(write(tmp_path, "whole.yaml", WHOLE), MECHANISMS)
    assert whole.may_follow("https://files.publisher.example/a.pdf")
    assert not whole.may_follow("https://publisher.example/a.pdf")


@pytest.mark.parametrize(
    ("text", "length"),
    [
        ("1 day", dt.timedelta(days=1)),
        ("6 hours", dt.timedelta(hours=6)),
        ("30 minutes", dt.timedelta(minutes=30)),
        ("P1W", dt.timedelta(weeks=1)),
        ("P1DT12H", dt.timedelta(hours=36)),
        ("2 months", dt.timedelta(days=60)),
    ],
)
def test_lengths_of_time(text: str, length: dt.timedelta) -> None:
    assert parse_duration(text) == length
    assert parse_duration(describe_duration(length)) == length


@pytest.mark.parametrize(
    "text", ["", "day", "P", "PT", "0 days", "9999999999999 years", "-1 day", "1.5 days"]
)
def test_what_is_no_length_of_time(text: str) -> None:
    with pytest.raises(ValueError, match=r"length of time|between"):
        parse_duration(text)


@pytest.mark.parametrize("kind", READER_KINDS)
def test_what_is_printed_to_start_from_is_valid(tmp_path: Path, kind: str) -> None:
    source = load_source(write(tmp_path, f"example-{kind}.yaml", template(kind)), MECHANISMS)
    assert source.reader.kind == kind


def test_there_is_no_template_for_an_unknown_reader() -> None:
    with pytest.raises(MistakenInput, match="choose of feed"):
        template("oracle")


def test_a_description_says_what_matters_and_keeps_the_password(tmp_path: Path) -> None:
    said = describe(load_source(write(tmp_path, "whole.yaml", WHOLE), MECHANISMS))
    for words in ("Whole: every field", "every 6 hours", "at least 3", "CC BY 4.0", "pdf, rtf"):
        assert words in said
    assert "127.0.0.1:9050" in said
    assert "secret" not in said


def test_the_guide_knows_every_field_and_option() -> None:
    guide = (Path(__file__).parents[2] / "docs" / "how-to" / "add-a-source.md").read_text()
    parts: dict[str, type[BaseModel]] = {
        "yields": declaration.Yields,
        "licence": declaration.Licence,
        "politeness": declaration.Politeness,
        "follow": declaration.Follow,
        "checked": declaration.Checked,
    }
    rows = [(name, info.description) for name, info in Source.model_fields.items()]
    rows.remove(("declared_in", Source.model_fields["declared_in"].description))
    for name, part in parts.items():
        rows += [(f"{name}.{one}", info.description) for one, info in part.model_fields.items()]
    for options in (*get_args(get_args(reader_options.Reader)[0]), reader_options.Pages):
        fields = options.model_fields.items()
        rows += [(name, info.description) for name, info in fields if name != "kind"]
    for name, description in rows:
        assert f"| `{name}` | {description} |" in guide


def test_a_round_reads_every_start_address(tmp_path: Path) -> None:
    text = WHOLE.replace("feed.xml\n", "feed.xml\n  - https://publisher.example/fr.xml\n")
    assert load_source(write(tmp_path, "whole.yaml", text), MECHANISMS).max_pages == 2
