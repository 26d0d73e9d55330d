"""Pages for what did not work. Missing and forbidden look the same."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from liaison.kernel.errors import LiaisonError
from liaison.workspace.audit.actions import log, reference
from liaison.workspace.frame.limits import TooOften, within
from liaison.workspace.policy.errors import NotThere
from liaison.workspace.vault import opened

# What the rules and the vaults say, who know no languages.
_SAID = (
    gettext_noop("your role does not allow this"),
    gettext_noop("ask your security officer who may"),
    gettext_noop("this was tried too often"),
    gettext_noop("wait a few minutes and try again"),
    gettext_noop("others are at work in this vault"),
    gettext_noop("somebody else has this vault alone"),
    gettext_noop("try again in a minute"),
    gettext_noop("this is the only security officer"),
    gettext_noop("invite another one first"),
    gettext_noop("another member has to agree"),
    gettext_noop("ask a colleague"),
    gettext_noop("another organisation keeps this circle"),
    gettext_noop("ask it"),
    gettext_noop("nothing can be sent to this organisation now"),
    gettext_noop("compare its keys by their words first, on its page"),
    gettext_noop("this organisation has no keys to send with yet"),
    gettext_noop("ask your security officer to make them, on the page of organisations"),
)
_STRANGERS = 100  # entries of the log, in an hour


def told(request: HttpRequest, status: int, error: LiaisonError) -> HttpResponse:
    """What happened and the way out."""
    said = (
        (_("This is not here"), _("It is gone, was never here, or is not for you to see."))
        if isinstance(error, NotThere)
        else (_(error.what), _(error.way_out) if error.way_out else "")
    )
    context = {"what": capfirst(said[0]), "way_out": capfirst(said[1])}
    return render(request, "frame/failure.html", context, status=status)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """No such address."""
    del exception
    return told(request, 404, NotThere())


def fault(request: HttpRequest) -> HttpResponse:
    """A mistake of ours; nothing is said of it but that."""
    error = LiaisonError(
        _("Something went wrong here"),
        _(
            "Nothing you had saved is lost. Go back and try again; if it stays, "
            "tell whoever runs this server."
        ),
    )
    return told(request, 500, error)


def form_too_old(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form that did not come from a page of ours, or from one of an earlier session."""
    del reason
    note(request, "access.form-refused")
    error = LiaisonError(
        _("This form is from an earlier session"),
        _(
            "Nothing was changed. Go back, copy what you wrote, "
            "open the page again and send it once more."
        ),
    )
    return told(request, 403, error)


def too_often(request: HttpRequest) -> HttpResponse:
    """Tried too often: signing in, showing once more who one is."""
    note(request, "access.too-often")
    return told(request, 429, TooOften())


def note(request: HttpRequest, action: str, **detail: str) -> None:
    """Note in the log what was refused, and to whom.

    Of what is refused to nobody known, so much alone that strangers cannot fill a vault.
    """
    if opened.here() is None:
        return
    user = request.user
    actor = reference("member", user.pk) if user.is_authenticated else ""
    if actor or within("refused to strangers", most=_STRANGERS, seconds=3_600):
        log(action, actor=actor, **detail)
