"""Pages before which somebody shows once more who they are."""

import functools
from collections.abc import Callable
from typing import Any, cast

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows import reauthentication
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

View = Callable[..., HttpResponse]


def stepped_up(view: View) -> View:
    """The view, for who has just shown who they are; others do that first, and come back.

    allauth has a decorator for it, which keeps a form that was sent meanwhile in the session until
    then. Ours hold passphrases: a form that comes too late is dropped, and its page shown again.
    """

    @functools.wraps(view)
    def asked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:  # noqa: ANN401 (a view's)
        if reauthentication.did_recently_reauthenticate(request):
            return view(request, *args, **kwargs)
        if request.method != "GET":
            return HttpResponseRedirect(request.get_full_path())
        first = get_adapter().get_reauthentication_methods(request.user)[0]["url"]
        return cast("HttpResponse", reauthentication.suspend_request(request, first))

    return asked
