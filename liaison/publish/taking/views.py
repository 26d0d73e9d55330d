"""The addresses of files that are taken along."""

from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _

from liaison.index.protocol import Facet
from liaison.publish.parameters import allow_only
from liaison.publish.question import Question, read_whole
from liaison.publish.taking.answering import as_file, as_lines, head_alone
from liaison.publish.taking.calendars import About
from liaison.publish.taking.formats import BY_EXTENSION
from liaison.publish.taking.rows import Site, batches, site_of, taken
from liaison.publish.withdrawn import find

_NAME = "liaison"


def selection(request: HttpRequest, extension: str) -> HttpResponseBase:
    """The whole selection of the page at the same address, newest first, as a file."""
    form = BY_EXTENSION[extension]
    question = read_whole(request.GET)
    if request.method == "HEAD":
        return head_alone(form, _NAME)
    site = site_of(request)
    write = form.whole
    if write is None:
        return as_lines(form, batches(question), site, _NAME)
    kinds = question.chosen.get(Facet.ACTIVITY, ())
    about = _about(question, site)
    return as_file(form, lambda path: write(batches(question), kinds, about, site, path), _NAME)


def document(request: HttpRequest, identifier: str, extension: str) -> HttpResponseBase:
    """One document as a reference."""
    form = BY_EXTENSION[extension]
    allow_only(request.GET, ())
    row = find(identifier)
    name = f"{_NAME}-{row.identifier}"
    if request.method == "HEAD":
        return head_alone(form, name)
    return as_lines(form, [taken([[row.identifier]])], site_of(request), name)


def _about(question: Question, site: Site) -> About:
    query = question.query()
    suffix = f"?{query}" if query else ""
    return About(
        name=_("Liaison: %(words)s") % {"words": question.words or _("a selection")},
        address=f"search{suffix}",
        page=f"{site.origin}{reverse('search')}{suffix}",
    )
