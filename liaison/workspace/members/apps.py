"""Django's word for this part."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy

from liaison.workspace.frame import desk, navigation
from liaison.workspace.policy.members import Act


class MembersConfig(AppConfig):
    """Members and their sessions."""

    name = "liaison.workspace.members"
    label = "members"

    def ready(self) -> None:
        """Its page, for whom keeps members; what signing in leaves in the log."""
        from liaison.workspace.members import signals, telling  # tables are known only now

        signals.connect()
        desk.add(5, telling.tell)
        navigation.add(80, "members", gettext_lazy("Members"), Act.KEEP_MEMBERS)
