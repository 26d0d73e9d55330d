"""Pages outside of every vault: setting one up, opening one that is closed, recovering one."""

import hashlib
import secrets
import threading
from dataclasses import dataclass, field

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _

from liaison.kernel.clock import utc_now
from liaison.kernel.errors import LiaisonError, MistakenInput
from liaison.workspace.frame.limits import count
from liaison.workspace.keeping import actions, forms
from liaison.workspace.policy.errors import NotThere
from liaison.workspace.vault import doors, making
from liaison.workspace.vault.errors import WrongKey
from liaison.workspace.vault.places import NAME, Place

_TRIES = 20  # at a passphrase, in five minutes, by all who try
_GROUPS = 14


@dataclass(slots=True)
class Began:
    """A vault that was made, until its recovery key is known to be on paper. In memory alone."""

    vault: str
    join: str
    groups: list[str] = field(repr=False)
    asked: tuple[int, int] = (3, 11)


_tokens: set[bytes] = set()  # SHA-256 of each, as in _began: how long a look takes tells nothing
_began: dict[bytes, Began] = {}
_lock = threading.Lock()


def new_set_up() -> str:
    """The path at which one vault can be set up, by whoever sees what the server prints."""
    token = secrets.token_urlsafe(24)
    _tokens.add(_digest(token))
    return f"/setup/{token}/"


@login_not_required
def front(request: HttpRequest) -> HttpResponse:
    """No list of organisations: who works in one knows its address."""
    return render(request, "keeping/front.html")


@login_not_required
def set_up(request: HttpRequest, token: str) -> HttpResponse:
    """Name, passphrase, first member; then the recovery key, until two groups of it come back."""
    digest = _digest(token)
    began = _began.get(digest)
    if began is not None:
        return _print(request, digest, began)
    if digest not in _tokens:
        raise NotThere
    form = forms.SetUp(request.POST or None)
    if form.is_valid():
        try:
            with _lock:
                _make(digest, form)
        except MistakenInput:
            form.add_error("vault", _("There is something of this name already. Take another."))
        except LiaisonError as error:  # of the disk: for whoever runs the server
            form.add_error(None, str(error))
        else:
            return HttpResponseRedirect(request.path)
    return render(request, "keeping/set_up.html", {"form": form})


@login_not_required
def closed(request: HttpRequest, vault: str, page: str = "") -> HttpResponse:
    """A vault that this server has not open: its passphrase opens it for all its members."""
    del page
    place = _closed_place(vault)
    form = forms.Open(request.POST or None)
    if form.is_valid():
        count(f"open {vault}", most=_TRIES, seconds=300)
        try:
            doors.open_door(place, form.cleaned_data["passphrase"])
        except WrongKey:
            form.add_error("passphrase", _("This passphrase does not open the vault."))
        else:
            return HttpResponseRedirect(f"/w/{vault}/")
    return render(request, "keeping/closed.html", {"form": form, "vault": vault})


@login_not_required
def recover(request: HttpRequest, vault: str) -> HttpResponse:
    """Another passphrase for a closed vault, by its printed recovery key."""
    place = _closed_place(vault)
    form = forms.Recover(request.POST or None)
    if form.is_valid():
        count(f"open {vault}", most=_TRIES, seconds=300)
        said = form.cleaned_data
        try:
            actions.recover(place, place.key_file, said["recovery_key"], said["new_passphrase"])
            doors.open_door(place, said["new_passphrase"])
        except WrongKey:
            form.add_error(
                "recovery_key",
                _("This does not open the vault: compare every letter and digit with the paper."),
            )
        else:
            return HttpResponseRedirect(f"/w/{vault}/")
    return render(request, "keeping/recover.html", {"form": form, "vault": vault})


def _closed_place(vault: str) -> Place:
    """Raise NotThere where no vault of this name lies."""
    if NAME.fullmatch(vault) is None:
        raise NotThere
    place = actions.place_of(vault)
    if vault not in making.names(place.vaults) or not place.key_file.exists():
        raise NotThere
    return place


def _digest(token: str) -> bytes:
    return hashlib.sha256(token.encode()).digest()


def _make(digest: bytes, form: forms.SetUp) -> None:
    if digest in _began:
        return
    said = form.cleaned_data
    made, secret = actions.set_up(
        place=actions.place_of(said["vault"]),
        passphrase=said["new_passphrase"],
        username=said["username"],
        name=said["name"],
        now=utc_now(),
    )
    one, other = sorted(secrets.SystemRandom().sample(range(1, _GROUPS + 1), 2))
    join = f"/w/{said['vault']}/join/{secret}/"
    _began[digest] = Began(said["vault"], join, actions.groups_of(made.recovery), (one, other))
    _tokens.discard(digest)


def _print(request: HttpRequest, digest: bytes, began: Began) -> HttpResponse:
    form = forms.Printed(began.groups, began.asked, request.POST or None)
    if form.is_valid():
        del _began[digest]
        return HttpResponseRedirect(began.join)
    return render(request, "keeping/printed.html", {"form": form, "began": began})
