"""How a form says what an action refused."""

from django import forms
from django.utils.text import capfirst

from liaison.kernel.errors import LiaisonError


def tell(form: forms.Form, error: LiaisonError, field: str | None = None) -> None:
    """Say it at a field, or on top; nothing that was typed is lost."""
    said = " ".join(capfirst(part) for part in (error.what, error.way_out) if part)
    form.add_error(field, said)
