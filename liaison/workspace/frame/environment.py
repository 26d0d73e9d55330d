"""What the templates of the vaults can say: what every page can, and the words of the rules."""

from typing import Any

from django.utils.html import json_script
from jinja2 import Environment
from markupsafe import Markup

from liaison.design.environment import environment as shared_environment
from liaison.workspace.frame import words


def environment(**options: Any) -> Environment:  # noqa: ANN401 (as Django's backend gives them)
    """The environment for Django's Jinja2 backend."""
    made = shared_environment(**options)
    made.filters.update(
        facet=words.facet,
        json_data=json_data,
        level=words.level,
        purpose=words.purpose,
        role=words.role,
        urgency=words.urgency,
        use=words.use,
    )
    return made


def json_data(said: Any, name: str) -> Markup:  # noqa: ANN401 (whatever JSON can say)
    """Data for a script of ours, in an element of this name that nothing runs."""
    return Markup(json_script(said, name))  # noqa: S704 (escaped by Django)
