"""Django's word for this part."""

from django.apps import AppConfig


class PeersConfig(AppConfig):
    """Our own keys, and other organisations."""

    name = "liaison.workspace.peers"
    label = "peers"
