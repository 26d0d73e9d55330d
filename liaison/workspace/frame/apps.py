"""Django's word for this part."""

from django.apps import AppConfig


class FrameConfig(AppConfig):
    """The templates that other parts extend."""

    name = "liaison.workspace.frame"
    label = "frame"
