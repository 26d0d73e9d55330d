"""Pages of the log and of the keys."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from liaison.kernel.errors import MistakenInput
from liaison.workspace.audit import queries as audit
from liaison.workspace.frame.asked import Asked
from liaison.workspace.keeping import actions, forms, queries, words
from liaison.workspace.members import queries as members
from liaison.workspace.members.step_up import stepped_up
from liaison.workspace.policy.members import Act, check_may
from liaison.workspace.vault.errors import WrongKey


def log(request: Asked) -> HttpResponse:
    """What was done, the newest first."""
    before, actor = _number(request, "before"), _number(request, "member")
    action = request.GET.get("action", "")
    lines = queries.lines(before=before, action=action, actor=actor, by=request.who)
    context = {
        "lines": lines,
        "actions": [(code, words.action(code)) for code in audit.actions()],
        "words": words,
        "members": members.everyone(by=request.who),
        "asked_action": action,
        "asked_member": actor,
        "more": lines[-1].number if len(lines) == audit.AT_ONCE else None,
    }
    return render(request, "keeping/log.html", context)


@require_POST
def check(request: Asked) -> HttpResponse:
    """Follow the chain from the first entry to the last."""
    flaws, head = queries.verified(by=request.who)
    return render(request, "keeping/checked.html", {"flaws": flaws, "head": head})


@stepped_up
def keys(request: Asked) -> HttpResponse:
    """Which key opens what; another one for all."""
    check_may(request.who, Act.KEEP_KEYS)
    form = forms.Rekey(request.POST or None)
    if form.is_valid():
        said = form.cleaned_data
        try:
            made = actions.rekey(
                passphrase=said["passphrase"],
                new_passphrase=said["new_passphrase"],
                by=request.who,
            )
        except WrongKey:
            form.add_error("passphrase", _("This is not the passphrase of the vault."))
        else:
            groups = actions.groups_of(made.recovery)
            return render(request, "keeping/rekeyed.html", {"groups": groups})
    return render(request, "keeping/keys.html", {"form": form})


def _number(request: Asked, name: str) -> int | None:
    said = request.GET.get(name, "")
    if not said:
        return None
    if not (said.isascii() and said.isdecimal() and len(said) <= 15):  # noqa: PLR2004 (of SQLite's integers)
        raise MistakenInput("this address has a number that is none", "begin from the log again")
    return int(said)
