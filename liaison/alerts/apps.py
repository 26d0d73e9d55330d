"""Tells Django of this folder."""

from django.apps import AppConfig


class AlertsConfig(AppConfig):
    """Settings of the app."""

    name = "liaison.alerts"
    default_auto_field = "django.db.models.BigAutoField"
