"""Django's word for this part."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from liaison.workspace.frame import desk, navigation
from liaison.workspace.policy.members import Act


class CirclesConfig(AppConfig):
    """Circles of organisations."""

    name = "liaison.workspace.circles"
    label = "circles"

    def ready(self) -> None:
        """Its kinds of envelopes, whom circles reach, its page, and what waits."""
        from liaison.workspace.circles import actions, reaching, waiting
        from liaison.workspace.envelopes import groups
        from liaison.workspace.envelopes.kinds import Kind, register

        register(Kind(actions.KIND, _("Circle"), actions.was_told, listed=False))
        register(Kind(actions.ANSWER, _("Answer on a circle"), actions.was_answered, listed=False))
        groups.register(groups.Keeper(reaching.groups, reaching.secret))
        desk.add(40, waiting.tell)
        navigation.add(50, "circles", _("Circles"), Act.READ_EXCHANGE, Act.KEEP_CIRCLES)
