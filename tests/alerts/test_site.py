"""Subscribing at the site: the pages, what they refuse, and what nobody learns by them."""

import datetime as dt
import io
from logging.config import dictConfig

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from lxml import html
from pyrage import x25519
from pytest_django import Settings

from liaison.alerts import asking
from liaison.alerts.asking import confirm, to_manage
from liaison.alerts.links import digest_of, words_of
from liaison.alerts.models import Request, Subscription
from liaison.alerts.posting import Office
from liaison.alerts.sealing import opened, public_key
from liaison.kernel.home import Home
from liaison.publish import turns
from tests.alerts.made import NOW

ADDRESS = "ana.lind@reader.example"
FORM = "/en/subscribe?q=trial&country=TUN&country=ISL"


def sealed_words(office: Office) -> tuple[str, str]:
    """The words of the links of the only subscription, as its letters would bear them."""
    reader = opened(Subscription.objects.get().sealed, office.private)
    assert reader is not None
    words = words_of(reader.secret)
    return words.confirm, words.manage


def test_a_selection_is_followed_by_feed_and_mail(client: Client, office: Office) -> None:
    page = html.fromstring(client.get(FORM).content.decode())
    feed = page.get_element_by_id("feed").get("value")
    assert feed == "http://testserver/en/search.atom?q=trial&country=ISL&country=TUN"
    assert "“trial”" in page.text_content()
    assert "Iceland, Tunisia" in page.text_content().replace("\u2068", "").replace("\u2069", "")
    answer = client.post(FORM, {"mail": ADDRESS, "rhythm": "weekly", "key": ""})
    assert (answer.status_code, answer["Location"]) == (303, "/en/alerts/asked")
    row = Subscription.objects.get()
    assert row.rhythm == "weekly"
    assert row.saved.asked["chosen"] == {"country": ["ISL", "TUN"]}
    assert ADDRESS not in row.sealed


def test_signs_that_no_database_keeps_are_left_out(client: Client, office: Office) -> None:
    answer = client.post(f"{FORM}&exact=%00a&exact=%00", {"mail": ADDRESS, "rhythm": "daily"})
    assert answer.status_code == 303
    assert Subscription.objects.get().saved.asked["as_typed"] == ["a"]


def test_every_search_leads_there(client: Client, record: Home) -> None:
    page = html.fromstring(client.get("/en/search?q=defenders&country=ISL").content.decode())
    assert "/en/subscribe?q=defenders&country=ISL" in page.xpath("//a/@href")


@pytest.mark.parametrize(
    ("path", "asked"),
    [
        ("search?q=defenders&country=ISL&page=1&more=kind", "q=defenders&country=ISL"),
        ("countries/ISL", "country=ISL"),
        ("mechanisms/harbour-commission", "mechanism=harbour-commission"),
        ("sources/oasis-appeals", "source=oasis-appeals"),
    ],
)
def test_what_can_be_followed_by_feed_can_be_by_mail(
    client: Client, record: Home, path: str, asked: str
) -> None:
    page = html.fromstring(client.get(f"/en/{path}").content.decode())
    [mail] = page.xpath("//section[@class='along']//a[.='By mail']/@href")
    assert mail == f"/en/subscribe?{asked}#by-mail"
    assert 'id="by-mail"' in client.get(mail).content.decode()


def test_without_a_key_there_are_feeds_alone(client: Client, home: Home) -> None:
    said = client.get(FORM).content.decode()
    assert "This site sends no mail" in said
    assert "search.atom" in said
    assert "<form method" not in said
    assert client.post(FORM, {"mail": ADDRESS, "rhythm": "daily"}).status_code == 409
    assert not Subscription.objects.exists()


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"mail": "ana.lind"}, "This is not a mail address"),
        ({"mail": ""}, "This is not a mail address"),
        ({"mail": "ana@reader.example\nBcc: all@reader.example"}, "This is not a mail address"),
        ({"mail": f"{'a' * 300}@reader.example"}, "This is not a mail address"),
        ({"mail": ADDRESS, "key": "age1notakey"}, "Nothing can be encrypted to this key"),
        ({"mail": ADDRESS, "key": "ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAAAAQA="}, "Nothing can be"),
        ({"mail": ADDRESS, "key": "k" * 200_000}, "Nothing can be encrypted to this key"),
    ],
)
def test_what_cannot_be_used_is_said(
    client: Client, office: Office, typed: dict[str, str], said: str
) -> None:
    answer = client.post(FORM, {"rhythm": "daily", **typed})
    assert answer.status_code == 400
    assert said in answer.content.decode()
    assert not Subscription.objects.exists()


def test_more_than_a_form_holds_is_not_read(client: Client, office: Office) -> None:
    file = SimpleUploadedFile("key.asc", b"k" * 400_000)
    answer = client.post(FORM, {"mail": ADDRESS, "rhythm": "daily", "key": file})
    assert answer.status_code == 413
    assert not Subscription.objects.exists()


def test_who_sends_a_form_for_ever_keeps_nobody_from_reading_or_ending(
    client: Client, office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    client.post(FORM, {"mail": ADDRESS, "rhythm": "daily"})
    confirming, managing = sealed_words(office)
    monkeypatch.setattr(turns, "_PATIENCE", 0.01)
    with turns.turn(turns.TAKING_IN):
        answer = client.post(FORM, {"mail": "ole.berg@reader.example", "rhythm": "daily"})
        assert answer.status_code == 503
        assert answer.headers["Retry-After"] == "60"
        assert "use the feed" in answer.content.decode()
        assert client.get(FORM).status_code == 200
        assert client.post(f"/en/alerts/confirm/{confirming}").status_code == 200
        assert client.post(f"/en/alerts/{managing}", {"rhythm": "weekly"}).status_code == 503
        assert client.get(f"/en/alerts/{managing}").status_code == 200
        assert client.post(f"/en/alerts/{managing}/stop").status_code == 200
    assert not Subscription.objects.exists()
    answer = client.post(FORM, {"mail": "ole.berg@reader.example", "rhythm": "daily"})
    assert answer.status_code == 303


def test_an_address_that_is_known_gets_the_same_answer(client: Client, office: Office) -> None:
    def answer(address: str) -> tuple[object, ...]:
        got = client.post(FORM, {"mail": address, "rhythm": "daily"})
        return got.status_code, got["Location"], got.content, tuple(sorted(got.headers))

    known = {answer(ADDRESS) for _ in range(8)}  # more than are taken of one address
    assert known == {answer("ole.berg@reader.example")}
    assert Subscription.objects.count() == 6


def test_all_readers_together_are_slowed_down(
    client: Client, office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(asking, "_OF_ALL", 2)
    for number in range(2):
        address = f"reader{number}@reader.example"
        assert client.post(FORM, {"mail": address, "rhythm": "daily"}).status_code == 303
    answer = client.post(FORM, {"mail": ADDRESS, "rhythm": "daily"})
    assert answer.status_code == 503
    assert "use the feed" in answer.content.decode()


def test_what_is_kept_of_a_request_is_another_each_day(home: Home, office: Office) -> None:
    from tests.alerts.test_posting import wish

    wish()
    wish(now=NOW + dt.timedelta(days=1))
    assert len(set(Request.objects.values_list("digest", flat=True))) == 2


def test_a_subscription_is_confirmed_changed_and_ended(client: Client, office: Office) -> None:
    client.post(FORM, {"mail": ADDRESS, "rhythm": "daily"})
    to_confirm, to_change = sealed_words(office)
    assert client.post(f"/en/alerts/{to_change}", {"rhythm": "weekly"}).status_code == 200
    page = client.get(f"/ar/alerts/confirm/{to_confirm}")
    assert page.status_code == 200
    assert 'dir="rtl"' in page.content.decode()
    for _ in range(2):
        said = client.post(f"/en/alerts/confirm/{to_confirm}").content.decode()
        assert "You are subscribed" in said
    row = Subscription.objects.get()
    assert row.confirmed_at is not None
    assert row.rhythm == "weekly"
    assert "Your subscription" in client.get(f"/en/alerts/{to_change}").content.decode()
    assert client.get(f"/en/alerts/{to_change}/stop").status_code == 200
    assert Subscription.objects.exists()
    assert client.post(f"/en/alerts/{to_change}/stop").status_code == 200
    assert not Subscription.objects.exists()
    assert client.get(f"/en/alerts/{to_change}").status_code == 404


def test_the_same_wish_again_takes_the_place_of_the_first(client: Client, office: Office) -> None:
    for rhythm in ("daily", "weekly"):
        client.post(FORM, {"mail": ADDRESS, "rhythm": rhythm})
    for row in Subscription.objects.order_by("pk"):
        Subscription.objects.filter(pk=row.pk).update(mark="m")
        row.refresh_from_db()
        confirm(row, NOW)
    assert [row.rhythm for row in Subscription.objects.all()] == ["weekly"]


@pytest.mark.parametrize("word", ["0" * 36, "x", "c" * 200])
def test_a_word_that_nobody_was_given_opens_nothing(client: Client, home: Home, word: str) -> None:
    for path in (f"/en/alerts/{word}", f"/en/alerts/confirm/{word}", f"/en/alerts/{word}/stop"):
        assert client.get(path).status_code == 404
    assert to_manage(word) is None
    assert digest_of(word) != word


def test_these_pages_set_no_cookie_and_are_kept_by_nobody(client: Client, office: Office) -> None:
    strict = Client(enforce_csrf_checks=True)
    got = [strict.get(FORM), strict.post(FORM, {"mail": ADDRESS, "rhythm": "daily"})]
    got.append(strict.get(f"/en/alerts/{sealed_words(office)[1]}"))
    for answer in got:
        assert not answer.cookies
    assert [one.headers["Cache-Control"] for one in (got[0], got[2])] == ["no-store"] * 2


def test_no_fault_writes_down_the_word_of_a_link(
    client: Client,
    office: Office,
    monkeypatch: pytest.MonkeyPatch,
    settings: Settings,
) -> None:
    client.post(FORM, {"mail": ADDRESS, "rhythm": "daily"})
    words = sealed_words(office)
    monkeypatch.setattr(asking, "to_confirm", _broken)
    monkeypatch.setattr(asking, "to_manage", _broken)
    client.raise_request_exception = False
    written = io.StringIO()
    told = {**settings.LOGGING["handlers"]["stderr"], "stream": written}
    dictConfig({**settings.LOGGING, "handlers": {"stderr": told}})
    try:
        assert client.get(f"/en/alerts/confirm/{words[0]}").status_code == 500
        assert client.post(f"/en/alerts/{words[1]}/stop").status_code == 500
    finally:
        dictConfig(settings.LOGGING)
    assert "/en/alerts/confirm/…" in written.getvalue()
    assert "/en/alerts/…/stop" in written.getvalue()
    assert [word for word in words if word in written.getvalue()] == []


def _broken(*_anything: object) -> None:
    raise RuntimeError("a fault of ours")


def test_nothing_else_takes_a_post(client: Client, record: Home) -> None:
    for path in ("/en/search", "/en/", "/api/v1/documents", "/en/alerts/asked", "/robots.txt"):
        assert client.post(path, {"mail": ADDRESS}).status_code == 405
    assert client.put("/en/subscribe").status_code == 405
    assert client.get("/en/subscribe?countri=TUN").status_code == 400


def test_with_a_damaged_public_key_nothing_is_asked_for(
    client: Client, home: Home, caplog: pytest.LogCaptureFixture
) -> None:
    (home.root / "mail.pub").write_text("age1broken\n")
    assert "This site sends no mail" in client.get(FORM).content.decode()
    assert "mail.pub cannot be read" in caplog.text


def test_an_age_key_may_be_given(client: Client, office: Office, settings: Settings) -> None:
    key = str(x25519.Identity.generate().to_public())
    client.post(FORM, {"mail": ADDRESS, "rhythm": "at-once", "key": f" {key}\n"})
    reader = opened(Subscription.objects.get().sealed, office.private)
    assert reader is not None
    assert (reader.address, reader.key) == (ADDRESS, key)
    assert public_key(settings.HOME) is not None
