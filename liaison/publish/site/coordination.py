"""How mechanisms work with each other: their meetings, and working groups beside them."""

from collections.abc import Iterable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from liaison import vocabulary
from liaison.publish import elsewhere, labels, schema_org
from liaison.publish.elsewhere import Listed
from liaison.publish.labels import Name
from liaison.publish.parameters import allow_only
from liaison.vocabulary import InterMechanismMeeting


def meeting_list(request: HttpRequest) -> HttpResponse:
    """`/en/meetings`: the meetings of the mechanisms, the latest first."""
    allow_only(request.GET, ())
    language = get_language() or "en"
    meetings = [
        {"meeting": one, "name": labels.meeting(one.code, language)}
        for one in _latest_first(vocabulary.load().inter_mechanism_meetings.values())
    ]
    described = schema_org.listing(request, _("Meetings of the mechanisms"))
    return render(request, "publish/meetings.html", {"described": described, "meetings": meetings})


def working_group_list(request: HttpRequest) -> HttpResponse:
    """`/en/working-groups`."""
    allow_only(request.GET, ())
    groups = [
        {"group": one, "name": _name(one.code)} for one in vocabulary.load().working_groups.values()
    ]
    described = schema_org.listing(request, _("Working groups"))
    return render(
        request, "publish/working_groups.html", {"described": described, "groups": groups}
    )


def working_group(request: HttpRequest, code: str) -> HttpResponse:
    """`/en/working-groups/CODE`."""
    allow_only(request.GET, ())
    groups = vocabulary.load().working_groups
    elsewhere.require(Listed.GROUP, code, groups)
    group = groups[code]
    above = [(_("Working groups"), reverse("working-groups"))]
    name = _name(code)
    described = schema_org.listing(request, name.text, above, kind="WebPage")
    page = {"described": described, "group": group, "name": name}
    return render(request, "publish/working_group.html", page)


def _name(code: str) -> Name:
    return labels.working_group(code, get_language() or "en")


def _latest_first(meetings: Iterable[InterMechanismMeeting]) -> list[InterMechanismMeeting]:
    return sorted(meetings, key=lambda one: one.until or one.since, reverse=True)
