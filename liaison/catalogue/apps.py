"""Tells Django of this folder."""

from django.apps import AppConfig


class CatalogueConfig(AppConfig):
    """Settings of the app."""

    name = "liaison.catalogue"
    default_auto_field = "django.db.models.BigAutoField"
