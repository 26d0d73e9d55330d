"""Where a member can go from every page. Each part adds its own when it starts."""

from dataclasses import dataclass

from django.utils.functional import Promise

from liaison.workspace.policy.members import Act, Who, may

_links: list["Link"] = []


@dataclass(frozen=True, slots=True)
class Link:
    """A page by its name, for those who may do one of these things; `place`: which comes first."""

    place: int
    name: str
    title: Promise
    acts: frozenset[Act]


def add(place: int, name: str, title: Promise, *acts: Act) -> None:
    """Offer a page to those who may do one of these acts. Called in an app's `ready`."""
    _links.append(Link(place, name, title, frozenset(acts)))
    _links.sort(key=lambda link: link.place)


def links(who: Who) -> tuple[Link, ...]:
    """Of this member, in their order."""
    return tuple(link for link in _links if any(may(who, act) for act in link.acts))
