"""What answers carry and keep: ASVS 5.0, chapter 14; and what a fault shows: chapter 16."""

import json
import logging
import re
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.core.cache import cache
from django.db import DatabaseError
from lxml import html

import liaison.workspace
from liaison.config import vault_server
from liaison.kernel.clock import utc_now
from liaison.workspace.audit.models import Entry
from liaison.workspace.frame.logged import WithoutWords
from liaison.workspace.members import actions
from liaison.workspace.members.models import Member
from tests.workspace.browsing import Browser, text_of
from tests.workspace.security.conftest import PASSWORD, Someone

PLANTED = "Planted Name Quillon"
PAGES = ("/", "/account/", "/members/", "/log/", "/account/passkeys/", "/nothing/", "/sign-in/")


@pytest.mark.parametrize("page", PAGES)
def test_no_page_is_kept_by_anybody(ilse: Someone, page: str) -> None:
    for browser in (ilse.signed_in(), Browser(ilse.vault)):
        answer = browser.get(page)
        assert "no-store" in answer.headers["Cache-Control"], page
        assert answer.headers["X-Robots-Tag"] == "noindex"


@pytest.mark.parametrize("page", PAGES)
def test_pages_load_and_link_nothing_from_elsewhere(ilse: Someone, page: str) -> None:
    answer = ilse.signed_in().get(page)
    loaded = html.fromstring(answer.text).xpath("//@src | //@href | //@action")
    assert loaded
    assert [one for one in loaded if not one.startswith(("/", "#", "data:image/"))] == []
    policy = answer.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert not re.search(r"https?:|\*|unsafe", policy)
    assert answer.headers["Referrer-Policy"] == "same-origin"


@pytest.mark.parametrize("page", ["/log/x.css", "/members/site.css", "/account/a.png", "/x.js"])
def test_a_name_that_looks_like_a_file_gets_no_page(ilse: Someone, page: str) -> None:
    answer = ilse.signed_in().get(page)
    assert answer.status_code == 404
    assert "no-store" in answer.headers["Cache-Control"]


def test_signing_out_clears_what_a_browser_kept(amara: Someone) -> None:
    answer = amara.signed_in().send("/", to="/sign-out/")
    cleared = [one.headers.get("Clear-Site-Data") for one in (*answer.history, answer)]
    assert '"cache", "storage"' in cleared


def test_a_browser_keeps_three_cookies_and_nothing_else(amara: Someone) -> None:
    browser = amara.signed_in()
    browser.send("/", {"language": "fr", "back": "/"}, to="/language/")
    assert {one.name for one in browser._client.cookies.jar} == {"vault", "form", "language"}
    scripts = [*Path(liaison.workspace.__file__).parent.rglob("*.js")]
    assert scripts
    stores = re.compile(r"localStorage|sessionStorage|indexedDB|caches\b|document\.cookie")
    assert [one.name for one in scripts if stores.search(one.read_text())] == []


def test_the_cache_of_the_server_holds_counts_of_tries_alone(amara: Someone) -> None:
    amara.signed_in().get("/account/")
    held = repr([*cache._cache.items()])  # type: ignore[attr-defined] # in memory
    assert held
    assert PASSWORD not in held
    assert amara.secret not in held


def test_what_is_asked_by_an_address_is_no_secret(amara: Someone) -> None:
    """Forms that hold a secret or a name are sent in the body."""
    for page in ("/sign-in/", "/account/password/", "/again/"):
        for form in html.fromstring(amara.signed_in().get(page).text).xpath("//form"):
            names = form.xpath(".//input[@type='password' or @name='login']")
            assert not names or form.get("method") == "post"


# -- what a fault shows


@pytest.fixture
def told() -> Iterator[list[str]]:
    """Lines for whoever runs the server, as they are written."""
    lines: list[str] = []

    class Keeping(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            lines.append(self.format(record))

    handler = Keeping()
    handler.setFormatter(WithoutWords())
    logging.getLogger().addHandler(handler)
    yield lines
    logging.getLogger().removeHandler(handler)


def test_a_fault_shows_nothing_on_the_page_nor_in_the_lines(
    amara: Someone, monkeypatch: pytest.MonkeyPatch, told: list[str]
) -> None:
    browser = amara.signed_in()

    def fail(*_any: object) -> None:
        raise RuntimeError(PLANTED)

    monkeypatch.setattr("liaison.workspace.frame.desk.items", fail)
    answer = browser.get("/", q=PLANTED)
    assert answer.status_code == 500
    assert "Something went wrong here" in text_of(answer)
    for word in (PLANTED, "RuntimeError", "Traceback", ".py"):
        assert word not in answer.text.replace("Planted%20Name", ""), word
    (line,) = told
    assert "RuntimeError" in line
    assert PLANTED not in line
    monkeypatch.undo()
    assert "Your desk" in text_of(browser.get("/")), "the server goes on"


def test_what_fails_outside_of_pages_is_told_without_words(told: list[str]) -> None:
    try:
        int(PLANTED)
    except ValueError:
        vault_server.tell(f"Error in {PLANTED}", level=40, traceback=True)
    (line,) = told
    assert "ValueError" in line
    assert PLANTED not in line


def test_lines_are_in_utc_and_of_one_kind(told: list[str]) -> None:
    logging.getLogger("liaison.tried").error("%s\nforged line", PLANTED)
    (line,) = told
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z ERROR liaison\.tried", line)
    now = utc_now()
    assert abs((now - now.fromisoformat(line.split()[0])).total_seconds()) < 5


def test_lines_go_to_one_place(vault: object) -> None:
    assert [type(one) for one in logging.getLogger("django").handlers] == []
    written = json.dumps(settings.LOGGING)
    assert re.findall(r'"logging\.[A-Za-z.]+"', written) == ['"logging.StreamHandler"']


def test_what_cannot_be_logged_is_not_done(
    amara: Someone, ilse: Someone, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_any: object, **_more: object) -> None:
        raise DatabaseError

    browser = ilse.signed_in()
    monkeypatch.setattr("liaison.workspace.members.actions.log", fail)
    answer = browser.send("/members/", to=f"/members/{amara.who.number}/disable/")
    assert answer.status_code == 500
    assert Member.objects.get(pk=amara.who.number).is_active


def test_a_refusal_that_cannot_be_logged_stays_a_refusal(
    amara: Someone, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_any: object, **_more: object) -> None:
        raise DatabaseError

    browser = amara.signed_in()
    monkeypatch.setattr("liaison.workspace.frame.failures.log", fail)
    answer = browser.get("/log/")
    assert answer.status_code >= 400
    assert "member.signed-in" not in answer.text


def test_a_form_that_is_not_ours_is_logged(amara: Someone) -> None:
    browser = amara.signed_in()
    answer = browser.send("/", {"csrfmiddlewaretoken": "x"}, to="/sign-out/")
    assert answer.status_code == 403
    assert Entry.objects.filter(action="access.form-refused").exclude(actor="").count() == 1


def test_the_moments_of_the_log_are_in_utc(amara: Someone) -> None:
    actions.failed_to_sign_in(username="amara", now=utc_now())
    entry = Entry.objects.get()
    assert entry.at.endswith("Z")
    assert entry.subject
    assert entry.action


def test_lines_of_the_log_take_no_word_that_somebody_typed(amara: Someone) -> None:
    Browser(amara.vault).send("/sign-in/", {"login": f"{PLANTED}\nx", "password": PLANTED})
    rows = json.dumps([*Entry.objects.values_list("actor", "action", "subject", "detail")])
    assert rows != "[]"
    assert "quillon" not in rows.casefold()


def test_what_is_sent_stays_in_memory(amara: Someone, monkeypatch: pytest.MonkeyPatch) -> None:
    """No temporary file is made of what a form brings; more than is taken is refused unread."""
    made: list[object] = []
    monkeypatch.setattr(tempfile, "mkstemp", lambda *_, **__: made.append(1))
    monkeypatch.setattr(
        "django.core.files.temp.NamedTemporaryFile", lambda *_, **__: made.append(1)
    )
    sent = {"file": ("a.bin", b"x" * 5_000_000)}
    taken = amara.signed_in().send("/", files=sent, to="/sign-out/")
    assert taken.url.path.endswith("/sign-in/")
    sent = {"file": ("a.bin", bytes(settings.FILE_UPLOAD_MAX_MEMORY_SIZE + 1))}
    refused = amara.signed_in().send("/", files=sent, to="/sign-out/")
    assert refused.status_code == 400
    assert made == []
    handlers = settings.FILE_UPLOAD_HANDLERS
    assert handlers == ["liaison.workspace.frame.uploads.InMemoryAlone"]
