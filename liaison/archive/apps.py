"""Tells Django of this folder."""

from django.apps import AppConfig


class ArchiveConfig(AppConfig):
    """Settings of the app."""

    name = "liaison.archive"
    default_auto_field = "django.db.models.BigAutoField"
