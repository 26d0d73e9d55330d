"""What a browser or a program needs to search here by itself: OpenSearch 1.1, draft 6.

No address for suggestions is given: a browser would send every key that a reader presses.
"""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from lxml import etree

from liaison.publish.context import origin
from liaison.publish.parameters import allow_only
from liaison.publish.record import record_kind

MEDIA_TYPE = "application/opensearchdescription+xml"
NAMESPACE = "http://a9.com/-/spec/opensearch/1.1/"
_NAME = "Liaison"  # at most 16 characters
_ASKED = "?q={searchTerms}"
_ANSWERS = (
    ("text/html", "search"),
    ("application/atom+xml", "search-atom"),
    ("application/json", "search-json"),
)


def description(request: HttpRequest) -> HttpResponse:
    """`/en/opensearch.xml`: how to search here from a browser's address bar or a program."""
    allow_only(request.GET, ())
    site = origin(request)
    root = etree.Element(f"{{{NAMESPACE}}}OpenSearchDescription", nsmap={None: NAMESPACE})
    _add(root, "ShortName", _NAME)
    _add(root, "Description", _said())
    for media_type, name in _ANSWERS:
        _add(root, "Url", type=media_type, template=site + reverse(name) + _ASKED)
    itself = site + reverse("opensearch")
    _add(root, "Url", type=MEDIA_TYPE, rel="self", template=itself)
    _add(root, "Language", get_language() or "en")
    _add(root, "InputEncoding", "UTF-8")
    _add(root, "OutputEncoding", "UTF-8")
    whole = etree.tostring(root, xml_declaration=True, encoding="UTF-8")
    return HttpResponse(whole, content_type=MEDIA_TYPE)


def _said() -> str:
    said = _("Search the record")
    if record_kind() != "rehearsal":
        return said
    invented = _(
        "Everything here is invented: no such mechanism, person, document or event exists."
    )
    return f"{said}. {_('Rehearsal.')} {invented}"


def _add(root: etree._Element, name: str, text: str = "", **attributes: str) -> None:
    child = etree.SubElement(root, f"{{{NAMESPACE}}}{name}", attributes)
    child.text = text or None
