"""Django's word for this part."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy

from liaison.kernel.clock import utc_now
from liaison.workspace.frame import desk as frame_desk
from liaison.workspace.frame import navigation
from liaison.workspace.policy.members import Act


class PeopleConfig(AppConfig):
    """People, consents, notes and their files."""

    name = "liaison.workspace.people"
    label = "people"

    def ready(self) -> None:
        """Its pages, which sealed files are ours, and what is to be finished in a vault."""
        from liaison.workspace.people import actions, desk, queries
        from liaison.workspace.vault import attachments, making

        navigation.add(20, "people", gettext_lazy("People"), Act.READ_PEOPLE)
        navigation.add(30, "notes", gettext_lazy("Notes"), Act.READ_NOTES)
        frame_desk.add(20, desk.waiting)
        attachments.named_by(queries.stored_files)
        making.when_opened(lambda: actions.finish_erasures(now=utc_now()))
