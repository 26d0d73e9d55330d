"""Django's word for this part."""

from django.apps import AppConfig


class EnvelopesConfig(AppConfig):
    """What goes to other organisations, and what came from them."""

    name = "liaison.workspace.envelopes"
    label = "envelopes"

    def ready(self) -> None:
        """Let the kinds of envelopes be known."""
        from liaison.workspace.envelopes import beginning

        beginning.begin()
