"""What the security officer is told of by the log itself."""

import datetime as dt

import pytest

from liaison.kernel.clock import utc_now
from liaison.workspace.audit.actions import log, reference
from liaison.workspace.keeping import watching
from liaison.workspace.policy.members import Role, Who


def _read(who: Who, times: int) -> None:
    for _time in range(times):
        log("person.read", actor=reference("member", who.number))


def test_a_burst_of_reading_is_told_to_the_security_officer(
    officer: Who, security_officer: Who
) -> None:
    _read(officer, watching.BURST)
    assert list(watching.tell(security_officer, utc_now())) == []
    _read(officer, 1)
    (item,) = watching.tell(security_officer, utc_now())
    assert item.grave
    assert "Officer read 101 times" in item.said
    assert f"member={officer.number}" in item.address


def test_what_was_read_long_ago_is_no_burst(officer: Who, security_officer: Who) -> None:
    _read(officer, watching.BURST + 1)
    later = utc_now() + watching.WINDOW + dt.timedelta(seconds=5)
    assert list(watching.tell(security_officer, later)) == []


@pytest.mark.parametrize("role", [role for role in Role if role != Role.SECURITY_OFFICER])
def test_nobody_else_is_told(officer: Who, role: Role) -> None:
    _read(officer, watching.BURST + 1)
    log("member.locked")
    assert list(watching.tell(Who(officer.number, role), utc_now())) == []


def test_guessing_and_refusals_are_told(security_officer: Who) -> None:
    log("member.locked")
    log("access.denied", page="log")
    log("access.denied", page="log")
    said = [item.said for item in watching.tell(security_officer, utc_now())]
    assert said[0].startswith("1 account was locked")
    assert said[1] == "2 pages were refused within a day"
