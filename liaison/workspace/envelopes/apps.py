"""Django's word for this part."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy

from liaison.workspace.frame import navigation
from liaison.workspace.policy.members import Act


class EnvelopesConfig(AppConfig):
    """What goes to other organisations, and what came from them."""

    name = "liaison.workspace.envelopes"
    label = "envelopes"

    def ready(self) -> None:
        """Its kinds, its pages, and what it shows elsewhere."""
        from liaison.workspace.envelopes import beginning  # tables are known only now

        beginning.begin()
        navigation.add(30, "received", gettext_lazy("Received"), Act.READ_EXCHANGE)
        navigation.add(31, "sent", gettext_lazy("Sent"), Act.READ_EXCHANGE)
        navigation.add(70, "publications", gettext_lazy("Publishing"), Act.PUBLISH)
