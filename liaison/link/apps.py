"""The link tables as an application of the record."""

from django.apps import AppConfig


class LinkConfig(AppConfig):
    """Candidates for links; the links themselves are the catalogue's."""

    name = "liaison.link"
    default_auto_field = "django.db.models.BigAutoField"
