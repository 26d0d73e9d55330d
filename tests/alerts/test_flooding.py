"""What a stranger may do to a mailbox, or to all mail, by asking that it be written to."""

import pytest
from django.conf import settings

from liaison.alerts import asking
from liaison.alerts.addresses import read_address
from liaison.alerts.asking import Wish, ask
from liaison.alerts.models import Request, Subscription
from liaison.alerts.posting import Office, Sent, post
from liaison.alerts.rhythm import Rhythm
from liaison.alerts.saved import Saved
from liaison.alerts.sealing import public_key
from liaison.index.protocol import Facet
from tests.alerts.letterbox import Letterbox
from tests.alerts.made import NOW
from tests.alerts.test_posting import ADDRESS, plain, wish


def test_no_address_is_flooded(office: Office) -> None:
    for number in range(9):
        wish(f"word{number}")
    assert Subscription.objects.count() == 5
    wish("word", address="ole.berg@reader.example")
    assert Subscription.objects.count() == 6
    assert Request.objects.count() == 10  # whoever measures time learns not which were dropped


@pytest.mark.parametrize(
    "address",
    [
        "ana.lind+court@reader.example",
        "anal.ind@reader.example",
        "Ana.Lind@READER.example",
        "analind+a.b+c@reader.example",
    ],
)
def test_many_ways_to_write_a_mailbox_are_counted_as_one(office: Office, address: str) -> None:
    for number in range(5):
        wish(f"word{number}")
    wish("word", address=read_address(address))
    assert Subscription.objects.count() == 5


@pytest.mark.parametrize(
    "address",
    [
        '"ana.lind"@reader.example',
        '"an\\a.lind"@reader.example',
        '"\x01\x0b"@reader.example',
        '""@reader.example',
        "=?utf-8?q?ole=40berg.example?=@reader.example",
        "=?utf-8?q?a=0D=0ABcc=3Aole=40berg.example?=@reader.example",
        "ana@[127.0.0.1]",
        "ana@[::1]",
    ],
)
def test_what_writes_a_mailbox_in_a_way_of_its_own_is_no_address(address: str) -> None:
    with pytest.raises(ValueError, match="no address"):
        read_address(address)


@pytest.mark.parametrize(
    "hostile", ['"\x01\x0b"@reader.example', "=?utf-8?q?a=0D=0ABcc=3Ab?=@reader.example"]
)
def test_a_letter_that_cannot_be_made_keeps_up_no_other(
    office: Office, box: Letterbox, hostile: str
) -> None:
    wish(address=hostile)
    wish(address="ole.berg@reader.example")
    assert post(office, NOW) == Sent(confirmations=1)
    (letter,) = box.taken()
    assert letter["To"] == "ole.berg@reader.example"


def test_long_keys_of_strangers_do_not_fill_the_disk(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(asking, "_WAITING", 1)
    long = "k" * 5_000
    wish("one", key=long, address="a@reader.example")
    wish("two", key=long, address="b@reader.example")
    with pytest.raises(asking.TooMany):
        wish("three", key=long, address="c@reader.example")
    wish("four", key="k" * 1_000, address="d@reader.example")
    wish("five", address="e@reader.example")
    Subscription.objects.update(confirmed_at=NOW)
    wish("six", key=long, address="f@reader.example")
    assert Subscription.objects.count() == 5


def test_nobody_writes_to_others_through_the_letter_that_asks(
    office: Office, box: Letterbox
) -> None:
    typed = "Your account was closed, go to https://evil.example or call"
    public = public_key(settings.HOME)
    assert public is not None
    saved = Saved(typed, {Facet.COUNTRY: ("ISL",)})
    ask(Wish(saved, ADDRESS, "", Rhythm.DAILY, "en"), public, settings.HOME.secret(), NOW)
    post(office, NOW)
    (letter,) = box.taken()
    assert "Country: \u2068Iceland\u2069" in plain(letter)
    for word in ("evil", "account", "call"):
        assert word not in letter.as_string()
        assert word not in plain(letter)
