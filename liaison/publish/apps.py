"""Tells Django of this folder."""

from django.apps import AppConfig


class PublishConfig(AppConfig):
    """Pages alone; no table."""

    name = "liaison.publish"
