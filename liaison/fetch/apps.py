"""Tells Django of this folder."""

from django.apps import AppConfig


class FetchConfig(AppConfig):
    """Settings of the app."""

    name = "liaison.fetch"
    default_auto_field = "django.db.models.BigAutoField"
