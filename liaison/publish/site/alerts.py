"""Following a selection: by feed, by calendar, by mail.

These are the site's only addresses that take a POST. None of them knows who asks: there is no
cookie and no session, so another site that makes a browser send one gains nothing that it could not
do itself (no CSRF token is needed, and RFC 8058 asks for none). What a POST may do hangs on the
secret word in the address, or is a wish that only the owner of a mailbox can confirm. A GET changes
nothing: programs that look at the links in mails confirm and end nothing.
"""

import dataclasses
import logging
from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import NoReverseMatch, reverse
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _
from pyrage import x25519

from liaison.alerts import asking
from liaison.alerts.addresses import read_address
from liaison.alerts.models import Subscription
from liaison.alerts.reader_keys import NoKey, check_key
from liaison.alerts.rhythm import Rhythm
from liaison.alerts.saved import Saved
from liaison.alerts.sealing import public_key
from liaison.kernel.clock import utc_now
from liaison.kernel.errors import HomeUnusable
from liaison.publish.answers import writes
from liaison.publish.context import origin
from liaison.publish.following import described, question_of, saved
from liaison.publish.forms import form_of
from liaison.publish.parameters import allow_only
from liaison.publish.question import Question, read_question
from liaison.publish.refusing import fail

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Choice:
    """A rhythm that may be chosen."""

    code: str
    name: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Typed:
    """What a reader typed into the form, to be shown again, and what is wrong with it."""

    address: str = ""
    key: str = ""
    rhythm: Rhythm = Rhythm.DAILY
    wrong_address: str = ""
    wrong_key: str = ""

    @property
    def is_right(self) -> bool:
        """Whether nothing is wrong."""
        return not (self.wrong_address or self.wrong_key)


@writes
def subscribe(request: HttpRequest) -> HttpResponse:
    """`/en/subscribe`: ways to follow the selection of the search with the same parameters.

    By POST, with `mail`, `rhythm` and `key`, its form asks to be written to.
    """
    question = dataclasses.replace(read_question(request.GET), sort=None, more=None, page=1)
    if request.method == "POST":
        return _ask(request, question)
    return _form(request, question, Typed())


def _ask(request: HttpRequest, question: Question) -> HttpResponse:
    public = _public_key()
    if public is None:
        return _form(request, question, Typed(), status=409)
    typed = _typed(request)
    if not typed.is_right:
        return _form(request, question, typed, status=400)
    wish = asking.Wish(
        saved(question),
        read_address(typed.address),
        typed.key,
        typed.rhythm,
        get_language() or "en",
    )
    try:
        asking.ask(wish, public, settings.HOME.secret(), utc_now())
    except asking.TooMany:
        return fail(
            request,
            503,
            _("Too many readers subscribe at the moment"),
            (_("Try again in an hour, or use the feed: it needs no address."),),
        )
    return HttpResponseRedirect(reverse("alert-asked"), status=303)


def _typed(request: HttpRequest) -> Typed:
    given = form_of(request)
    address, key = given.get("mail", "").strip(), given.get("key", "").strip()
    rhythm = given.get("rhythm", "")
    known = Rhythm(rhythm) if rhythm in tuple(Rhythm) else Rhythm.DAILY
    wrong_address = wrong_key = ""
    try:
        read_address(address)
    except ValueError:
        wrong_address = _("This is not a mail address: it should look like name@example.org.")
    if key:
        try:
            check_key(key)
        except NoKey:
            wrong_key = _(
                "Nothing can be encrypted to this key. Paste an age key (age1…) or an OpenPGP "
                "public key, from its first line to its last."
            )
    return Typed(address[:254], key, known, wrong_address, wrong_key)


def _form(
    request: HttpRequest, question: Question, typed: Typed, status: int = 200
) -> HttpResponse:
    query = question.query()
    suffix = f"?{query}" if query else ""
    page = {
        "selection": described(question),
        "search": reverse("search") + suffix,
        "here": request.path + suffix,
        "feed": origin(request) + reverse("search-atom") + suffix,
        "calendar": _calendar(request, suffix),
        "mail": _public_key() is not None,
        "typed": typed,
        "rhythms": _rhythms(typed.rhythm),
    }
    return _unkept(render(request, "publish/subscribe.html", page, status=status))


def _public_key() -> x25519.Recipient | None:
    """The key that addresses are sealed with; None where nothing can be sealed."""
    try:
        return public_key(settings.HOME)
    except HomeUnusable as error:
        log.error("%s", error)  # noqa: TRY400 (a sentence for the operator; a trace says no more)
        return None


def _calendar(request: HttpRequest, suffix: str) -> str:
    try:
        return origin(request) + reverse("search-ics") + suffix
    except NoReverseMatch:
        return ""


def asked(request: HttpRequest) -> HttpResponse:
    """`/en/alerts/asked`: the same answer to every wish."""
    allow_only(request.GET, ())
    return _told(
        request,
        _("Look into your mailbox"),
        _("If this address can receive mail, a letter is on its way. Open its link to confirm."),
        _("Nothing else is sent before that. It may take some minutes, an hour at most."),
    )


@writes
def confirm(request: HttpRequest, word: str) -> HttpResponse:
    """`/en/alerts/confirm/WORD`: the link of a first letter; its button confirms, by POST."""
    row = asking.to_confirm(word, utc_now())
    if row is None:
        return _nowhere(request)
    if request.method == "POST":
        asking.confirm(row, utc_now())
        return _told(
            request,
            _("You are subscribed"),
            _selection_of(row),
            _("Each letter has a link to change how often it comes, and one to end it."),
        )
    return _button(
        request,
        _("Confirm your subscription"),
        row,
        pgettext("button", "Confirm"),
        asking_for=row.rhythm,
    )


@writes
def manage(request: HttpRequest, word: str) -> HttpResponse:
    """`/en/alerts/WORD`: how often letters come. `rhythm` by POST changes it."""
    row = asking.to_manage(word)
    if row is None:
        return _nowhere(request)
    changed = False
    rhythm = form_of(request).get("rhythm", "") if request.method == "POST" else ""
    if rhythm in tuple(Rhythm):
        asking.change_rhythm(row, Rhythm(rhythm), utc_now())
        changed = True
    page = {
        "selection": _selection_of(row),
        "search": _search_of(row),
        "rhythms": _rhythms(Rhythm(row.rhythm)),
        "changed": changed,
        "stop": reverse("alert-stop", args=[word]),
    }
    return _unkept(render(request, "publish/alert.html", page))


@writes
def stop(request: HttpRequest, word: str) -> HttpResponse:
    """`/en/alerts/WORD/stop`: ends a subscription by POST, at one click of a mail program too.

    A second time says the same (RFC 8058: the address of a List-Unsubscribe header).
    """
    row = asking.to_manage(word)
    if request.method == "POST":
        if row is not None:
            asking.stop(row)
        return _told(
            request,
            _("The subscription has ended"),
            _("No more letters come of it. The address was deleted."),
        )
    if row is None:
        return _nowhere(request)
    return _button(request, _("End this subscription"), row, pgettext("button", "End it"))


def _button(
    request: HttpRequest, heading: str, row: Subscription, button: str, asking_for: str = ""
) -> HttpResponse:
    page = {
        "heading": heading,
        "selection": _selection_of(row),
        "search": _search_of(row),
        "button": button,
        "rhythm": next((one.name for one in _rhythms(Rhythm.DAILY) if one.code == asking_for), ""),
    }
    return _unkept(render(request, "publish/alert_button.html", page))


def _told(request: HttpRequest, heading: str, *sentences: str) -> HttpResponse:
    page = {"heading": heading, "sentences": sentences}
    return _unkept(render(request, "publish/alert_told.html", page))


def _nowhere(request: HttpRequest) -> HttpResponse:
    return _unkept(
        fail(
            request,
            404,
            _("This link leads nowhere any more"),
            (
                _("The subscription has ended, or was not confirmed in time."),
                _("You can subscribe again from any search."),
            ),
        )
    )


def _question_of(row: Subscription) -> Question:
    return question_of(Saved.read(row.saved.asked))


def _selection_of(row: Subscription) -> str:
    return described(_question_of(row))


def _search_of(row: Subscription) -> str:
    query = _question_of(row).query()
    return reverse("search") + (f"?{query}" if query else "")


def _rhythms(chosen: Rhythm) -> list[Choice]:
    names = {
        Rhythm.AT_ONCE: _("at once"),
        Rhythm.DAILY: _("once a day at most"),
        Rhythm.WEEKLY: _("once a week at most"),
    }
    return [Choice(one.value, names[one], one is chosen) for one in Rhythm]


def _unkept(response: HttpResponse) -> HttpResponse:
    """A page that nobody keeps: its address is a secret, or its form holds one."""
    response.headers["Cache-Control"] = "no-store"
    return response
