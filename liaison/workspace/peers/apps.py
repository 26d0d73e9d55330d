"""Django's word for this part."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy

from liaison.workspace.frame import navigation
from liaison.workspace.policy.members import Act


class PeersConfig(AppConfig):
    """Our own keys, and other organisations."""

    name = "liaison.workspace.peers"
    label = "peers"

    def ready(self) -> None:
        """Its page."""
        title = gettext_lazy("Organisations")
        navigation.add(60, "peers", title, Act.READ_EXCHANGE, Act.KEEP_PEERS, Act.KEEP_KEYS)
