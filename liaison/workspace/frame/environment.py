"""What the templates of the vaults can say: what every page can, and the words of the rules."""

from typing import Any

from jinja2 import Environment

from liaison.design.environment import environment as shared_environment
from liaison.workspace.frame import words


def environment(**options: Any) -> Environment:  # noqa: ANN401 (as Django's backend gives them)
    """The environment for Django's Jinja2 backend."""
    made = shared_environment(**options)
    made.filters.update(
        facet=words.facet,
        level=words.level,
        purpose=words.purpose,
        role=words.role,
        urgency=words.urgency,
        use=words.use,
    )
    return made
