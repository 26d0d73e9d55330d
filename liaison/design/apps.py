"""Tells Django of this folder."""

from django.apps import AppConfig


class DesignConfig(AppConfig):
    """Templates and static files alone; no table."""

    name = "liaison.design"
