"""The pages that a reader can go to from any other, in groups, as the foot of each page lists them.

The head of a page has those that most come for; on a phone the first of them alone.
"""

import functools
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from liaison.design.addresses import address


@dataclass(frozen=True, slots=True)
class Link:
    """A page, by the name of its address; `head`: among those at the head of every page."""

    name: str
    words: str
    head: bool = False
    first: bool = False

    @property
    def path(self) -> str:
        """Where it leads, in the language of the page."""
        return address(self.name)


@dataclass(frozen=True, slots=True)
class Group:
    """Pages that belong together."""

    title: str
    links: tuple[Link, ...]


@functools.lru_cache(maxsize=16)
def groups(language: str) -> tuple[Group, ...]:
    """The groups in the language of the page, which is made in it."""
    del language  # part of the key
    return (
        Group(
            _("Find"),
            (
                Link("search", pgettext("navigation", "Search"), head=True, first=True),
                Link("mechanisms", _("Mechanisms"), head=True),
                Link("countries", _("Countries"), head=True),
                Link("calendar", _("Calendar"), head=True),
                Link("letters", _("Letters to States")),
                Link("trends", _("Trends")),
                Link("standards", _("Standards"), head=True),
            ),
        ),
        Group(
            _("Act"),
            (
                Link("who-can-act", _("Who can act"), head=True, first=True),
                Link("urgent-help", _("Urgent help"), head=True, first=True),
                Link("working-groups", _("Working groups")),
                Link("meetings", _("Meetings of the mechanisms")),
            ),
        ),
        Group(
            _("About"),
            (
                Link("sources", _("Sources")),
                Link("about-data", _("About the data"), head=True),
                Link("vocabulary", _("Vocabulary")),
                Link("help", _("Help")),
                Link("corrections", _("Corrections and removal")),
                Link("privacy", _("Privacy")),
                Link("accessibility", _("Accessibility")),
            ),
        ),
    )
