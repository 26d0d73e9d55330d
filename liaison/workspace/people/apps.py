"""Django's word for this part."""

from django.apps import AppConfig

from liaison.kernel.clock import utc_now


class PeopleConfig(AppConfig):
    """People, consents, notes and their files."""

    name = "liaison.workspace.people"
    label = "people"

    def ready(self) -> None:
        """Say which sealed files are ours, and what is to be finished in a vault."""
        from liaison.workspace.people import actions, queries
        from liaison.workspace.vault import attachments, making

        attachments.named_by(queries.stored_files)
        making.when_opened(lambda: actions.finish_erasures(now=utc_now()))
