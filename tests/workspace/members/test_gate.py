"""Who gets where, by pages asked of the whole application."""

from collections.abc import Callable

from liaison.workspace.policy.members import Who
from tests.workspace.browsing import Browser, text_of


def test_who_is_not_signed_in_sees_the_sign_in_page_and_nothing_else(
    browser: Callable[..., Browser],
) -> None:
    answer = browser().get("/")
    assert answer.url.path == "/w/harbour-watch/sign-in/"
    assert "Your desk" not in answer.text


def test_a_member_who_is_signed_in_has_a_desk(
    browser: Callable[..., Browser], officer: Who
) -> None:
    assert "Your desk" in text_of(browser(officer).get("/"))
