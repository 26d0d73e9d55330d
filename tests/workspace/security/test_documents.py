"""docs/security/rules.md says what the code does."""

import datetime as dt
import re

from django.apps import apps
from django.conf import settings

from liaison.config.settings import workspace
from liaison.workspace.frame import failures
from liaison.workspace.keeping import outside, watching
from liaison.workspace.members import actions, gate, passwords
from liaison.workspace.vault import key_file
from tests.conftest import ROOT

PAGE = (ROOT / "docs" / "security" / "rules.md").read_text(encoding="utf-8")


def _rows(heading: str) -> list[list[str]]:
    """The rows of the tables under a heading."""
    found = re.search(rf"^##+ {heading}\n(.*?)(?=^## |\Z)", PAGE, re.MULTILINE | re.DOTALL)
    assert found, heading
    lines = [line for line in found[1].splitlines() if line.startswith("| ")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]


def _minutes(span: dt.timedelta) -> int:
    return int(span.total_seconds()) // 60


def test_figures_are_those_of_the_code() -> None:
    told = {row[0]: row[1] for row in _rows("Figures")}
    shortest = int(str(settings.AUTH_PASSWORD_VALIDATORS[0]["OPTIONS"]["min_length"]))
    limits = workspace.ACCOUNT_RATE_LIMITS
    assert shortest == key_file.SHORTEST
    assert limits["login_failed"] == "10/m/ip,5/5m/key"
    assert limits["login"] == "30/m/ip"
    assert told == {
        "figure": "value",
        "---": "---",
        "shortest password, shortest passphrase": f"{shortest} characters",
        "wrong passwords in a row until an account is locked": f"{actions.TRIES}",
        "how long it stays locked": f"{_minutes(actions.LOCKED)} minutes",
        "wrong passwords of one name, wrong codes of one member": "5 in 5 minutes",
        "wrong passwords or codes from one address": "10 in a minute",
        "sign-ins tried from one address": "30 in a minute",
        "tries at the passphrase of a closed vault, by all": f"{outside._TRIES} in 5 minutes",
        "what is refused to strangers and logged": f"{failures._STRANGERS} in an hour",
        "without a request, one signs in again after": f"{settings.SESSION_COOKIE_AGE // 60} minutes",
        "however busy, one signs in again after": f"{_minutes(gate.LONGEST) // 60} hours",
        "showing once more who one is holds for": (
            f"{workspace.ACCOUNT_REAUTHENTICATION_TIMEOUT // 60} minutes"
        ),
        "an invitation can be used for": f"{actions.LASTS.days} days",
        "readings by one account that are told to the security officer": (
            f"{watching.BURST} in {_minutes(watching.WINDOW)} minutes"
        ),
        "sessions of one member": "any number, seen and ended on the account page",
    }


def test_every_way_in_is_told() -> None:
    ways = "".join(row[0] for row in _rows("Ways in"))
    assert [kind for kind in workspace.MFA_SUPPORTED_TYPES if f"`{kind}`" not in ways] == []
    assert settings.AUTHENTICATION_BACKENDS == [
        "allauth.account.auth_backends.AuthenticationBackend"
    ]


def test_words_of_the_house_are_told() -> None:
    assert [word for word in passwords.OF_HERE if f"`{word}`" not in PAGE] == []


def test_every_key_has_its_life() -> None:
    rows = _rows("Keys")[2:]
    assert len(rows) >= 11
    assert [row for row in rows if len(row) != 6 or not all(row)] == []


def test_there_is_a_plan_for_an_algorithm_that_has_to_go() -> None:
    plan = PAGE.partition("### When an algorithm has to go")[2].partition("\n## ")[0]
    assert key_file.FORMAT.endswith("-1"), "a format says which it is"
    assert "quantum" in plan
    assert "rekey" in plan


def test_every_table_is_classed() -> None:
    told = {
        name
        for row in _rows("Classes of data")
        for cell in row
        for name in re.findall(r"`(\w+\.\w+)`", cell)
    }
    there = {
        f"{model._meta.app_label}.{model.__name__}"
        for model in apps.get_models(include_auto_created=True)
    }
    assert there - told == set(), "give each of these a class in docs/security/rules.md"
