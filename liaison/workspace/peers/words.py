"""The words of this part's codes, in the language of the page."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

STANDINGS: Mapping[str, Promise] = {
    "introduced": gettext_lazy("Not compared yet"),
    "pinned": gettext_lazy("Compared"),
    "changed": gettext_lazy("Other keys came: compare again"),
    "blocked": gettext_lazy("Blocked"),
}
WAYS: Mapping[str, Promise] = {
    "in-person": gettext_lazy("Face to face"),
    "telephone": gettext_lazy("By telephone, with somebody whose voice I know"),
    "video": gettext_lazy("By video, with somebody whose face I know"),
    "other": gettext_lazy("By another way that nobody else can change"),
}


def standing(code: str) -> str:
    """How far an organisation's keys are trusted."""
    return str(STANDINGS[code])
