"""Django's word for this part."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """People, consents, notes and their files."""

    name = "liaison.workspace.people"
    label = "people"

    def ready(self) -> None:
        """Say which sealed files are ours."""
        from liaison.workspace.people import queries
        from liaison.workspace.vault import attachments

        attachments.named_by(queries.stored_files)
