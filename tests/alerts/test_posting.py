"""Letters: confirmed twice over, grouped, in the reader's language, sealed where asked, stopped."""

import datetime as dt
import re
from email.message import EmailMessage
from typing import Any

import pyrage
import pytest
from django.conf import settings
from django.db import OperationalError, connection, transaction
from django.test import Client
from pyrage import x25519
from pysequoia import Tsk, decrypt

from liaison.alerts import posting
from liaison.alerts.addresses import read_address
from liaison.alerts.asking import Wish, ask
from liaison.alerts.models import Mark, Notice, SavedSelection, Subscription
from liaison.alerts.posting import Office, Sent, post, refuse
from liaison.alerts.rhythm import Rhythm
from liaison.alerts.saved import Saved
from liaison.alerts.sealing import public_key
from liaison.alerts.server import MailServer, ServerAway
from liaison.alerts.watching import owe
from liaison.catalogue.decisions import withdraw
from liaison.kernel.errors import MistakenInput
from liaison.kernel.home import Home
from tests.alerts.letterbox import Letterbox
from tests.alerts.made import NOW, document, published_anew, watched

ADDRESS = "ana.lind@reader.example"
TRIAL = "The trial of two women who defend the coast was put off again."
_A_MINUTE = dt.timedelta(minutes=1)
_AN_HOUR = dt.timedelta(hours=1)
_LINK = re.compile(r"https://liaison\.example(/\S+)")


def wish(
    words: str = "trial",
    *,
    address: str = ADDRESS,
    rhythm: Rhythm = Rhythm.AT_ONCE,
    language: str = "en",
    key: str = "",
    now: dt.datetime = NOW,
) -> None:
    public = public_key(settings.HOME)
    assert public is not None
    saved = Saved(words, language=language)
    ask(Wish(saved, address, key, rhythm, language), public, settings.HOME.secret(), now)


def plain(letter: EmailMessage) -> str:
    part = letter.get_body(("plain",))
    assert part is not None
    return str(part.get_content())


def link(letter: EmailMessage, part: str) -> str:
    return next(str(found) for found in _LINK.findall(plain(letter)) if part in found)


def confirmed(office: Office, box: Letterbox, client: Client) -> None:
    """Ask to be written to, and press the button of the letter."""
    assert post(office, NOW).confirmations == 1
    (letter,) = box.taken()
    assert client.post(link(letter, "/alerts/confirm/")).status_code == 200
    Subscription.objects.update(confirmed_at=NOW, due_at=NOW)


def test_nothing_is_sent_before_the_reader_has_confirmed(
    office: Office, box: Letterbox, client: Client
) -> None:
    wish()
    document("Hearing put off", TRIAL)
    watched()
    assert post(office, NOW) == Sent(confirmations=1)
    (letter,) = box.taken()
    assert letter["To"] == ADDRESS
    assert "trial" not in letter["Subject"]
    assert "the words that were typed are shown behind the link" in plain(letter)
    assert post(office, NOW + _A_MINUTE) == Sent()
    path = link(letter, "/alerts/confirm/")
    assert client.get(path).status_code == 200  # a program that looks at links confirms nothing
    assert not Subscription.objects.exclude(confirmed_at=None).exists()
    assert client.post(path).status_code == 200
    assert Subscription.objects.exclude(confirmed_at=None).count() == 1
    assert post(office, NOW + _AN_HOUR) == Sent()  # what came before is no news


def test_what_is_due_comes_in_one_letter_and_once(
    office: Office, box: Letterbox, client: Client
) -> None:
    wish()
    confirmed(office, box, client)
    first, second = document("Hearing put off", TRIAL), document("Trial observed", TRIAL)
    document("A note", "Of no interest.")
    watched()
    assert post(office, NOW) == Sent(digests=1)
    (letter,) = box.taken()
    said = plain(letter)
    assert "Hearing put off" in said
    assert f"https://liaison.example/en/documents/{first.identifier}" in said
    assert second.identifier in said
    assert "A note" not in said
    assert "Rehearsal." in said
    assert "You get this because this address was subscribed on" in said
    assert "2 documents" in letter["Subject"]
    owe([first.identifier])
    watched()
    assert post(office, NOW + _AN_HOUR) == Sent()


def test_a_letter_is_plain_text_first_and_loads_nothing(
    office: Office, box: Letterbox, client: Client
) -> None:
    wish()
    confirmed(office, box, client)
    document("Hearing <b>put</b> off", TRIAL)
    watched()
    post(office, NOW)
    (letter,) = box.taken()
    assert letter.get_content_type() == "multipart/alternative"
    kinds = [part.get_content_type() for part in letter.iter_parts()]
    assert kinds == ["text/plain", "text/html"]
    html = list(letter.iter_parts())[1].get_content()
    assert "Hearing &lt;b&gt;put&lt;/b&gt; off" in html
    assert not re.search(r"<(img|link|script|style|iframe)|src=|url\(|@import", html)
    assert letter["Auto-Submitted"] == "auto-generated"


def test_one_click_ends_it_and_deletes_the_address(
    office: Office, box: Letterbox, client: Client
) -> None:
    wish()
    confirmed(office, box, client)
    document("Hearing put off", TRIAL)
    watched()
    post(office, NOW)
    (letter,) = box.taken()
    assert letter["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    path = _LINK.findall(letter["List-Unsubscribe"])[0].rstrip(">")
    strict = Client(enforce_csrf_checks=True)
    assert strict.get(path).status_code == 200
    assert Subscription.objects.count() == 1
    answer = strict.post(path, {"List-Unsubscribe": "One-Click"})
    assert answer.status_code == 200
    assert not answer.cookies
    assert not Subscription.objects.exists()
    assert not SavedSelection.objects.exists()
    assert strict.post(path, {"List-Unsubscribe": "One-Click"}).status_code == 200


@pytest.mark.parametrize("language", ["en", "fr", "es", "ru", "ar"])
def test_letters_are_in_the_language_of_their_reader(
    office: Office, box: Letterbox, client: Client, language: str
) -> None:
    wish("trial", language=language)
    post(office, NOW)
    (asking,) = box.taken()
    client.post(link(asking, f"/{language}/alerts/confirm/"))
    Subscription.objects.update(confirmed_at=NOW, due_at=NOW)
    document("Hearing put off", TRIAL)
    watched()
    post(office, NOW)
    (letter,) = box.taken()
    assert f"https://liaison.example/{language}/documents/" in plain(letter)
    html = list(letter.iter_parts())[1].get_content()
    assert f'lang="{language}" dir="{"rtl" if language == "ar" else "ltr"}"' in html
    assert ("You get this" in plain(letter)) == (language == "en")


def test_a_withdrawal_says_nothing_of_the_document(
    office: Office, box: Letterbox, client: Client
) -> None:
    wish()
    confirmed(office, box, client)
    row = document("Hearing of Ilva Torrendahl", TRIAL)
    watched()
    post(office, NOW)
    box.taken()
    withdraw(row.identifier, why="She is in danger.", by="Ines Editor", now=NOW)
    owe([row.identifier])
    watched()
    assert post(office, NOW + _AN_HOUR) == Sent(digests=1)
    (letter,) = box.taken()
    assert "Torrendahl" not in letter.as_string()
    assert "danger" not in plain(letter)
    assert f"https://liaison.example/en/documents/{row.identifier}" in plain(letter)
    assert "withdrawn" in letter["Subject"]


def test_what_is_withdrawn_before_its_letter_is_in_none(
    office: Office, box: Letterbox, client: Client
) -> None:
    wish()
    confirmed(office, box, client)
    row = document("Hearing put off", TRIAL)
    watched()
    withdraw(row.identifier, why="She is in danger.", by="Ines Editor", now=NOW)
    owe([row.identifier])
    watched()
    post(office, NOW)
    assert box.taken() == []
    assert not posting.anything_due(NOW + _AN_HOUR)


def test_a_letter_is_of_bounded_length(office: Office, box: Letterbox, client: Client) -> None:
    wish()
    confirmed(office, box, client)
    for number in range(40):
        document(f"Hearing {number}", TRIAL)
    watched()
    post(office, NOW)
    (letter,) = box.taken()
    assert plain(letter).count("/en/documents/") == 30
    assert "10 more documents" in plain(letter)
    assert "https://liaison.example/en/search?q=trial" in plain(letter)
    assert post(office, NOW + _AN_HOUR) == Sent()


@pytest.mark.parametrize(("rhythm", "days"), [(Rhythm.DAILY, 1), (Rhythm.WEEKLY, 7)])
def test_between_two_letters_lies_what_the_reader_chose(
    office: Office, box: Letterbox, client: Client, rhythm: Rhythm, days: int
) -> None:
    wish(rhythm=rhythm)
    confirmed(office, box, client)
    document("Hearing put off", TRIAL)
    watched()
    post(office, NOW)
    row = document("Trial observed", TRIAL)
    published_anew(row, f"{TRIAL} Observers were sent away.")
    watched()
    pause = dt.timedelta(days=days)
    assert post(office, NOW + pause - _A_MINUTE) == Sent()
    assert post(office, NOW + pause) == Sent(digests=1)
    assert len(box.taken()) == 2


def test_an_address_is_asked_once_an_hour_for_all_that_it_wishes(
    office: Office, box: Letterbox
) -> None:
    wish("trial")
    wish("extradition")
    wish("trial", rhythm=Rhythm.WEEKLY)
    assert post(office, NOW) == Sent(confirmations=1)
    (letter,) = box.taken()
    assert plain(letter).count("/alerts/confirm/") == 2
    assert Subscription.objects.count() == 2
    wish("visit")
    assert post(office, NOW + _AN_HOUR - _A_MINUTE) == Sent()
    assert post(office, NOW + _AN_HOUR + _A_MINUTE) == Sent(confirmations=1)


def test_what_is_not_confirmed_is_gone_after_a_week(
    office: Office, box: Letterbox, client: Client
) -> None:
    wish()
    post(office, NOW)
    (letter,) = box.taken()
    week = dt.timedelta(days=7)
    post(office, NOW + week - _A_MINUTE)
    assert Subscription.objects.count() == 1
    post(office, NOW + week + _A_MINUTE)
    assert not Subscription.objects.exists()
    assert not SavedSelection.objects.exists()
    assert not Mark.objects.exists()
    assert client.post(link(letter, "/alerts/confirm/")).status_code == 404


@pytest.mark.parametrize("answer", ["550 no such user", "550 5.1.1 unknown", "554 5.2.1 closed"])
def test_an_address_refused_for_good_is_forgotten(
    office: Office, box: Letterbox, client: Client, answer: str
) -> None:
    wish()
    confirmed(office, box, client)
    document("Hearing put off", TRIAL)
    watched()
    box.rcpt = answer
    assert post(office, NOW) == Sent(stopped=1)
    assert not Subscription.objects.exists()
    box.rcpt = "250 OK"
    wish("extradition")
    post(office, NOW + _AN_HOUR)
    assert box.taken() == []


@pytest.mark.parametrize("answer", ["554 5.7.1 relay access denied", "550 5.7.26 no SPF", "554 no"])
def test_no_reader_is_lost_where_a_server_does_not_trust_us(
    office: Office, box: Letterbox, client: Client, answer: str
) -> None:
    wish()
    confirmed(office, box, client)
    document("Hearing put off", TRIAL)
    watched()
    box.rcpt = answer
    assert post(office, NOW) == Sent()
    box.rcpt = "250 OK"
    assert post(office, NOW + 5 * _A_MINUTE) == Sent(digests=1)


@pytest.mark.parametrize("answer", ["451 later", "554 not this"])
def test_a_letter_that_is_not_taken_is_tried_again_ever_later(
    office: Office, box: Letterbox, client: Client, answer: str
) -> None:
    wish()
    confirmed(office, box, client)
    document("Hearing put off", TRIAL)
    watched()
    box.data = answer
    assert post(office, NOW) == Sent()
    assert not posting.anything_due(NOW + _A_MINUTE)
    later = NOW + dt.timedelta(minutes=5)
    assert post(office, later) == Sent()
    assert not posting.anything_due(later + dt.timedelta(minutes=9))
    box.data = "250 OK"
    assert post(office, later + dt.timedelta(minutes=10)) == Sent(digests=1)
    assert len(box.taken()) == 1


def test_without_a_server_all_waits(office: Office, box: Letterbox) -> None:
    wish()
    away = MailServer("127.0.0.1", 1)
    office_without = Office(
        office.private, away, office.sender, office.pages, office.wording, invented=True
    )
    with pytest.raises(ServerAway) as error:
        post(office_without, NOW)
    assert "reader" not in str(error.value)
    assert post(office, NOW) == Sent(confirmations=1)


def test_the_same_letter_sent_again_bears_the_same_name(
    office: Office, box: Letterbox, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Killed between the server's answer and our note of it."""
    wish()
    confirmed(office, box, client)
    document("Hearing put off", TRIAL)
    watched()
    with monkeypatch.context() as killed:
        killed.setattr(Subscription, "save", _killed)
        with pytest.raises(KeyboardInterrupt):
            post(office, NOW)
    assert post(office, NOW + _A_MINUTE) == Sent()
    assert post(office, NOW + 5 * _A_MINUTE) == Sent(digests=1)
    one, again = box.taken()
    assert one["Message-ID"] == again["Message-ID"]
    assert post(office, NOW + _AN_HOUR) == Sent()


def test_on_a_full_disk_nothing_is_sent_again_and_again(
    office: Office, box: Letterbox, client: Client
) -> None:
    wish()
    confirmed(office, box, client)
    document("Hearing put off", TRIAL)
    watched()

    def full(execute: Any, sql: str, *more: Any) -> Any:
        if sql.startswith(("UPDATE", "INSERT")):
            raise OperationalError("database or disk is full")
        return execute(sql, *more)

    for minute in range(3):
        with (
            connection.execute_wrapper(full),
            pytest.raises(OperationalError),
            transaction.atomic(),
        ):
            post(office, NOW + minute * _A_MINUTE)
    assert box.taken() == []
    assert post(office, NOW + 3 * _A_MINUTE) == Sent(digests=1)
    assert len(box.taken()) == 1


def _killed(*_anything: object, **_named: object) -> None:
    raise KeyboardInterrupt


def test_letters_are_sealed_with_an_age_key(office: Office, box: Letterbox) -> None:
    reader = x25519.Identity.generate()
    wish(key=str(reader.to_public()))
    post(office, NOW)
    (letter,) = box.taken()
    assert "alerts/confirm" not in letter.as_string()
    (sealed,) = letter.iter_attachments()
    assert sealed.get_filename() == "message.txt.age"
    opened = pyrage.decrypt(sealed.get_content(), [reader]).decode()
    assert "/alerts/confirm/" in opened
    assert letter["Subject"] == "Liaison: news"


def test_letters_are_sealed_with_an_openpgp_key(office: Office, box: Letterbox) -> None:
    reader = Tsk.generate("Ana Lind <ana.lind@reader.example>")
    wish(key=str(reader.extract_certificate()))
    post(office, NOW)
    (letter,) = box.taken()
    assert letter.get_content_type() == "multipart/encrypted"
    assert letter.get_param("protocol") == "application/pgp-encrypted"
    version, sealed = letter.iter_parts()
    assert "Version: 1" in str(version.get_payload())
    armoured = str(sealed.get_payload()).encode()
    opened = decrypt(armoured, decryptor=reader.decryptor()).bytes
    assert opened is not None
    assert b"multipart/alternative" in opened
    assert b"/alerts/confirm/" in opened


def test_nobody_can_read_an_address_in_the_home(
    office: Office, box: Letterbox, client: Client, home: Home
) -> None:
    from django.db import connection

    wish()
    confirmed(office, box, client)
    with connection.cursor() as cursor:
        kept = []
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")  # noqa: S608 (ours)
            kept += cursor.fetchall()
    everything = repr(kept) + "".join(
        path.read_text(errors="replace") for path in home.root.rglob("*") if path.is_file()
    )
    assert "reader.example" not in everything
    assert "ana.lind" not in everything


def test_an_operator_ends_what_bounces(office: Office, box: Letterbox, client: Client) -> None:
    wish()
    confirmed(office, box, client)
    assert refuse(read_address(" Ana.Lind@READER.example "), office.private, NOW) == 1
    assert not Subscription.objects.exists()
    assert not Notice.objects.exists()


@pytest.mark.parametrize(
    "address", ["", "http://h", "smtp://mail.example", "smtps://", "smtps://h:port"]
)
def test_a_mail_server_in_the_clear_or_none_is_refused(address: str) -> None:
    with pytest.raises(MistakenInput) as error:
        MailServer.read(address.replace("//", "//user:pass@") if "//h" not in address else address)
    assert "pass" not in str(error.value)
