"""Django's word for this part."""

from django.apps import AppConfig


class MembersConfig(AppConfig):
    """Members and their sessions."""

    name = "liaison.workspace.members"
    label = "members"
