"""Role by role, surface by surface: exactly the words that the table of roles lets see."""

import re
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from urllib.parse import parse_qsl

import pytest
from django.urls import URLPattern, URLResolver, get_resolver, set_urlconf
from pytest_django import DjangoDbBlocker

from liaison.config import vault_command
from liaison.workspace.audit.models import Entry
from liaison.workspace.frame import desk
from liaison.workspace.people import queries as people
from liaison.workspace.policy.errors import Refused
from liaison.workspace.vault import opened
from tests.workspace.browsing import Browser
from tests.workspace.policy.test_members import ROLES
from tests.workspace.surfaces import planted as plants
from tests.workspace.surfaces.planted import ITEMS, Planted, lets, may, plant, word, written
from tests.workspace.surfaces.rows import COMMANDS, OUTSIDE, ROWS, TELLERS, Ask, Row
from tests.workspace.test_commands import Node

RECORD = {"method": "mfa", "type": "totp", "reauthenticated": True}
_WORD = re.compile(r"qzxmark[a-z]{10}", re.IGNORECASE)


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("surfaces")


@pytest.fixture(scope="module")
def planted(root: Path, django_db_blocker: DjangoDbBlocker) -> Iterator[Planted]:
    """Made once: asking changes nothing but the log."""
    with django_db_blocker.unblock():
        set_urlconf("liaison.config.vault_urls_inside")
        made = plant(root)
        made.places.update({f"word {item}": word(item) for item in ITEMS})
        with opened.working_in(made.vault):
            yield made
        for vault in opened.everyone():
            opened.forget(vault)


@pytest.fixture(scope="module")
def browsers(planted: Planted) -> dict[str, Browser]:
    """One a role, signed in a moment ago."""
    found = {role: Browser(planted.vault.place.name, who) for role, who in planted.whos.items()}
    for browser in found.values():
        _just_signed_in(browser)
    return found


def _just_signed_in(browser: Browser) -> None:
    from django.contrib.sessions.backends.db import SessionStore

    session = SessionStore(browser._client.cookies["vault"])
    session["account_authentication_methods"] = [RECORD | {"at": time.time()}]
    session["account_authentication_methods_user"] = session["_auth_user_id"]
    session.save()


def _names(patterns: list[URLPattern | URLResolver]) -> Iterator[str]:
    for one in patterns:
        if isinstance(one, URLResolver):
            yield from _names(one.url_patterns)
        else:
            yield str(one.name)


ADDRESSES = sorted(_names(get_resolver("liaison.config.vault_urls_inside").url_patterns))
CELLS = [(role, name) for name in ADDRESSES for role in ROLES]


def _may(role: str, row: Row) -> bool:
    if row.act == "see-names":
        return may(role, "read-people") and plants.sees(role, "identity")
    return not row.act or row.act == OUTSIDE or any(may(role, act) for act in (row.act, *row.also))


def _filled(form: Mapping[str, str], places: Mapping[str, str]) -> dict[str, str]:
    return {name: value.format_map(places) for name, value in form.items()}


def _shown(browser: Browser, ask: Ask, places: Mapping[str, str]) -> tuple[set[str], int]:
    """The planted words in an answer, its headers too; its status."""
    path, _mark, query = ask.path.partition("?")
    if ask.form is None:
        answer = browser.get(path, **dict(parse_qsl(query)))
    else:
        answer = browser.send("/", _filled(ask.form, places), to=ask.path)
    told = answer.text + repr(answer.headers)
    return {one.lower() for one in _WORD.findall(told)}, answer.status_code


def test_every_address_has_a_row_and_every_row_an_address() -> None:
    assert set(ADDRESSES) == set(ROWS)


def test_every_item_has_a_word_of_its_own_and_stands_somewhere(planted: Planted) -> None:
    assert len({word(item) for item in ITEMS}) == len(ITEMS)
    shown = {
        item for row in ROWS.values() for ask in row.asks(planted.places) for item in ask.shows
    }
    assert set(ITEMS) <= shown


@pytest.mark.parametrize(("role", "name"), CELLS)
def test_what_an_address_shows(
    planted: Planted, browsers: dict[str, Browser], role: str, name: str
) -> None:
    row = ROWS[name]
    if row.sends:
        return
    for ask in row.asks(planted.places):
        found, status = _shown(browsers[role], ask, planted.places)
        may_ask = _may(role, row) and (not ask.roles or role in ask.roles)
        wanted = {item for item in ask.shows if lets(role, item)} if may_ask else set()
        typed = set(_WORD.findall(ask.path + repr(_filled(ask.form or {}, planted.places))))
        expected = {written(item) for item in wanted}
        assert found - expected <= typed, ask.path
        assert expected <= found, (ask.path, status, wanted)
        if not may_ask:
            assert status in (403, 404), ask.path


@pytest.mark.parametrize(("role", "name"), CELLS)
def test_what_takes_forms_refuses_whom_it_should(
    planted: Planted, browsers: dict[str, Browser], role: str, name: str
) -> None:
    row = ROWS[name]
    if _may(role, row):
        return
    for ask in row.asks(planted.places):
        answer = browsers[role].send("/", {}, to=ask.path.partition("?")[0])
        assert answer.status_code in (403, 404, 405), ask.path
        assert not _WORD.findall(answer.text), ask.path


@pytest.mark.parametrize("name", ADDRESSES)
def test_nobody_who_is_not_signed_in_is_shown_anything(planted: Planted, name: str) -> None:
    stranger = Browser(planted.vault.place.name)
    for ask in ROWS[name].asks(planted.places):
        answer = stranger.get(ask.path)
        typed = set(_WORD.findall(ask.path))
        assert set(_WORD.findall(answer.text)) <= typed
        if ROWS[name].act != OUTSIDE:
            assert answer.url.path.endswith("/sign-in/")


@pytest.mark.parametrize("role", ROLES)
def test_missing_and_hidden_answer_alike(
    planted: Planted, browsers: dict[str, Browser], role: str
) -> None:
    if role == "mandate-holder":
        return
    for path in ("/people/{}/", "/people/{}/change/", "/people/{}/export/", "/people/{}/erase/"):
        hidden = browsers[role].get(path.format(planted.places["hidden"]))
        missing = browsers[role].get(path.format("0" * 32))
        assert hidden.status_code == missing.status_code
        assert _bare(hidden.text) == _bare(missing.text)


def _bare(page: str) -> str:
    """Without what is made anew for each page, or names it."""
    return re.sub(r"[0-9a-f]{32}|(?<=value=\")[^\"]*", "", page)


@pytest.mark.parametrize("role", ROLES)
def test_counts_and_suggestions_are_of_what_is_seen(planted: Planted, role: str) -> None:
    who = planted.whos[role]
    if not may(role, "read-people"):
        with pytest.raises(Refused):
            people.listed(people.Wanted(), by=who)
        with pytest.raises(Refused):
            people.suggestions(word("own pseudonym"), by=who)
        return
    holder = role == "mandate-holder"
    assert people.listed(people.Wanted(), by=who).count == 1 + holder
    hidden = people.suggestions("qzxmark", by=who)  # they begin alike
    assert len(hidden) == 1 + holder
    shown = set(_WORD.findall(repr(hidden).lower()))
    assert shown == {
        word(item)
        for item in ("own pseudonym", "own identity", "hidden pseudonym", "hidden identity")
        if lets(role, item)
    }


def test_every_teller_of_the_desk_has_a_row() -> None:
    known = {f"{teller.__module__}.{teller.__qualname__}" for _place, teller in desk._tellers}
    assert known == set(TELLERS)


@pytest.mark.parametrize("role", ROLES)
def test_the_desk_tells_no_words(planted: Planted, role: str) -> None:
    for item in desk.items(planted.whos[role], plants.NOW):
        assert not _WORD.findall(repr(item))


def test_the_log_holds_no_word(planted: Planted) -> None:
    said = " ".join(
        f"{row.actor} {row.action} {row.subject} {row.detail}" for row in Entry.objects.all()
    )
    assert not _WORD.findall(said)


def test_every_command_has_a_row() -> None:
    assert set(vault_command._COMMANDS) == set(COMMANDS)


@pytest.mark.parametrize("name", [name for name, words in COMMANDS.items() if words])
def test_what_a_command_shows(planted: Planted, root: Path, name: str) -> None:
    (root / "stick").mkdir(exist_ok=True)
    said = Node(root).run(*(one.format(root=root) for one in COMMANDS[name]))
    assert not _WORD.findall(said)
    for path in [root / "backup.tar", *(root / "stick").iterdir()]:
        if path.exists():
            assert b"qzxmark" not in path.read_bytes().lower()


@pytest.mark.parametrize(
    "path", ["/api/", "/api/people/", "/people.json", "/people/{person}.json", "/graphql", "/data/"]
)
def test_there_is_no_other_way_in(
    planted: Planted, browsers: dict[str, Browser], path: str
) -> None:
    answer = browsers["officer"].get(path.format_map(planted.places))
    assert answer.status_code == 404
    assert not _WORD.findall(answer.text)
