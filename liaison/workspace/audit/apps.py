"""Django's word for this part."""

from django.apps import AppConfig


class AuditConfig(AppConfig):
    """The log."""

    name = "liaison.workspace.audit"
    label = "audit"
