"""What every page offers: its language."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import get_script_prefix
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from liaison.kernel.errors import MistakenInput


@login_not_required
@require_POST
def language(request: HttpRequest) -> HttpResponse:
    """Keep the language of pages, and go back to where one was."""
    code = request.POST.get("language", "")
    if code not in dict(settings.LANGUAGES):
        raise MistakenInput("there are no pages in this language", "choose one of those offered")
    back = request.POST.get("back", "")
    ours = url_has_allowed_host_and_scheme(back, None) and back.startswith(get_script_prefix())
    answer = HttpResponseRedirect(back if ours else get_script_prefix())
    answer.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        code,
        path=get_script_prefix(),
        secure=request.is_secure(),
        httponly=True,
        samesite="Strict",
    )
    return answer
