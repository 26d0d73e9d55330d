"""Addresses by name: the same that Django gives."""

import pytest
from django.urls import NoReverseMatch, clear_script_prefix, reverse, set_script_prefix
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from liaison.design.addresses import address
from liaison.design.translations import LANGUAGES

OF_ONE_PART = (
    "document",
    "document-json",
    "matter",
    "mechanism",
    "mechanism-atom",
    "source",
    "alert-confirm",
    "alert-stop",
    "capture",
    "api-document",
    "api-capture",  # takes a number
)
ALONE = ("front", "search", "search-atom", "sources", "about-data", "opensearch", "api-documents")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", ALONE)
def test_a_page_alone(name: str, language: str) -> None:
    with override(language):
        assert address(name) == reverse(name)
        assert address(name) == reverse(name)


def _by_django(name: str, *parts: str) -> str | None:
    try:
        return reverse(name, args=parts)
    except NoReverseMatch:
        return None


def _by_us(name: str, *parts: str) -> str | None:
    try:
        return address(name, *parts)
    except NoReverseMatch:
        return None


@given(
    name=st.sampled_from(OF_ONE_PART),
    language=st.sampled_from(LANGUAGES),
    part=st.one_of(
        st.from_regex(r"[a-z0-9_-]{1,12}", fullmatch=True),
        st.from_regex(r"[0-9]{1,6}", fullmatch=True),
        st.text(max_size=6),
        st.sampled_from(["", "a/b", "a b", "ä", "x%2Fy", "the-part", "..", "a\n"]),
    ),
)
def test_a_part_of_any_kind(name: str, language: str, part: str) -> None:
    with override(language):
        assert _by_us(name, part) == _by_django(name, part)


def test_what_has_no_address_is_an_error() -> None:
    for name, parts in (
        ("nowhere", ()),
        ("document", ()),
        ("search", ("x",)),
        ("api-capture", ("x",)),
    ):
        with pytest.raises(NoReverseMatch):
            address(name, *parts)


def test_where_the_site_lies_under_another_path() -> None:
    with override("fr"):
        assert address("document", "abc") == "/fr/documents/abc"
        set_script_prefix("/liaison/")
        try:
            assert address("document", "abc") == "/liaison/fr/documents/abc"
            assert address("search") == "/liaison/fr/search"
        finally:
            clear_script_prefix()
        assert address("document", "abc") == "/fr/documents/abc"
