"""The words of the rules' codes, in the language of the page."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from liaison.workspace.policy.members import Role
from liaison.workspace.policy.terms import Facet, Level, Purpose, Urgency, Use

FACETS: Mapping[Facet, Promise] = {
    Facet.IDENTITY: gettext_lazy("Identity"),
    Facet.CONTACT: gettext_lazy("Contact"),
    Facet.FAMILY: gettext_lazy("Family"),
    Facet.HEALTH: gettext_lazy("Health"),
    Facet.NARRATIVE: gettext_lazy("What happened"),
    Facet.SOURCE: gettext_lazy("Source"),
    Facet.STRATEGY: gettext_lazy("Strategy"),
    Facet.COMMUNICATIONS: gettext_lazy("Letters sent"),
    Facet.REPLIES: gettext_lazy("Replies"),
    Facet.DOCUMENTS: gettext_lazy("Documents"),
}
LEVELS: Mapping[Level, Promise] = {
    Level.NOTICE: gettext_lazy("Notice"),
    Level.SUMMARY: gettext_lazy("Summary"),
    Level.FULL: gettext_lazy("Full"),
}
URGENCIES: Mapping[Urgency, Promise] = {
    Urgency.A: gettext_lazy("A: now, a life or liberty is at stake"),
    Urgency.B: gettext_lazy("B: within days"),
    Urgency.C: gettext_lazy("C: no date presses"),
}
USES: Mapping[Use, Promise] = {
    Use.KNOW_ONLY: gettext_lazy("To know only"),
    Use.INTERNAL: gettext_lazy("Internal analysis"),
    Use.UNATTRIBUTED: gettext_lazy("Use without naming the source"),
    Use.QUOTE: gettext_lazy("Quote to authorities"),
    Use.ADVOCACY: gettext_lazy("Use in public"),
}
PURPOSES: Mapping[Purpose, Promise] = {
    Purpose.PROTECTION: gettext_lazy("Emergency help"),
    Purpose.ACTION: gettext_lazy("Raising it with authorities"),
    Purpose.LEGAL: gettext_lazy("Help before courts"),
    Purpose.MONITORING: gettext_lazy("Documenting"),
    Purpose.ADVOCACY: gettext_lazy("Telling the public"),
}
ROLES: Mapping[Role, Promise] = {
    Role.OFFICER: gettext_lazy("Officer"),
    Role.MANDATE_HOLDER: gettext_lazy("Mandate-holder"),
    Role.COORDINATOR: gettext_lazy("Coordinator"),
    Role.INTERN: gettext_lazy("Intern"),
    Role.SECURITY_OFFICER: gettext_lazy("Security officer"),
}


def facet(code: str) -> str:
    """Of a facet."""
    return str(FACETS[Facet(code)])


def level(code: str) -> str:
    """Of a level."""
    return str(LEVELS[Level(code)])


def urgency(code: str) -> str:
    """Of an urgency."""
    return str(URGENCIES[Urgency(code)])


def use(code: str) -> str:
    """Of a use."""
    return str(USES[Use(code)])


def purpose(code: str) -> str:
    """Of a purpose."""
    return str(PURPOSES[Purpose(code)])


def role(code: str) -> str:
    """Of a role."""
    return str(ROLES[Role(code)])
