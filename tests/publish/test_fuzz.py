"""Whatever stands in an address, the answer is a page, or a 400 that says what is wrong."""

from urllib.parse import urlencode

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from liaison.index.facets import Facet
from liaison.kernel.home import Home

PAGES = ("/en/search", "/ar/search", "/ru/search.json", "/fr/search.atom")
SIGNS = ['"', "(", ")", "-", "*", ":", "~9", " OR ", " NOT ", " NEAR/2 ", "\u202e", "\x00", "🕊"]
NAMES = ["q", "exact", "since", "until", "sort", "page", "more", *Facet, "colour", "q[]", ""]
VALUES = ["", "BLR", "press_release", "torture", "2024-05", "newest", "1", "500", "*", "en"]
words = st.lists(
    st.one_of(
        st.sampled_from(SIGNS),
        st.text(max_size=12),
        st.sampled_from(["country:", "date:", "title:", "defenders", "حقوق", "пытки"]),
    ),
    max_size=80,
).map("".join)
value = st.one_of(st.sampled_from(VALUES), st.text(max_size=20))
fuzz = settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


@pytest.fixture
def answers(client: Client, record: Home) -> Client:
    client.raise_request_exception = True  # a 500 would be an exception of its own
    return client


@fuzz
@given(page=st.sampled_from(PAGES), typed=words)
def test_any_words_give_an_answer(answers: Client, page: str, typed: str) -> None:
    query = urlencode({"q": typed}, errors="surrogatepass")
    assert answers.get(f"{page}?{query}").status_code == 200


@fuzz
@given(
    page=st.sampled_from(PAGES),
    given=st.lists(st.tuples(st.sampled_from(NAMES), value), max_size=6),
)
def test_any_parameters_give_an_answer_or_are_named(
    answers: Client, page: str, given: list[tuple[str, str]]
) -> None:
    response = answers.get(f"{page}?{urlencode(given, errors='surrogatepass')}")
    assert response.status_code in (200, 400)
    unknown = {name for name, _ in given} & {"colour", "q[]"}
    if unknown:
        assert response.status_code == 400
        nameless = any(not name for name, _ in given)  # is told of first
        assert nameless or any(name in response.content.decode() for name in unknown)


def test_ten_thousand_characters_give_an_answer(answers: Client) -> None:
    for typed in ("a" * 10_000, "ا " * 5_000, "(" * 10_000, '"' * 10_000, "a OR " * 2_000):
        assert answers.get("/en/search", {"q": typed}).status_code == 200
