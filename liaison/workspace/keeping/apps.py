"""Django's word for this part."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy

from liaison.workspace.frame import desk, navigation
from liaison.workspace.policy.members import Act


class KeepingConfig(AppConfig):
    """Keys and the log, for whom keeps them."""

    name = "liaison.workspace.keeping"
    label = "keeping"

    def ready(self) -> None:
        """Its pages, and what the log shows."""
        from liaison.workspace.keeping import watching  # tables are known only now

        desk.add(10, watching.tell)
        navigation.add(90, "log", gettext_lazy("Log"), Act.READ_LOG)
        navigation.add(91, "keys", gettext_lazy("Keys"), Act.KEEP_KEYS)
