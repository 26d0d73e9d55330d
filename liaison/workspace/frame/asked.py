"""A request for a page of a vault, once it is known who asks."""

from django.http import HttpRequest

from liaison.workspace.policy.members import Who


class Asked(HttpRequest):
    """What views get; `who` is there wherever signing in is demanded."""

    who: Who
