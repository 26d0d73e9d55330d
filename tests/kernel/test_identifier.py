"""One document, one identifier, however its address is spelt."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from liaison.kernel.identifier import canonical_address, document_identifier


@pytest.mark.parametrize(
    ("spelling", "same"),
    [
        ("https://Example.ORG/a", "https://example.org/a"),
        ("https://example.org:443/a", "https://example.org/a"),
        ("https://example.org", "https://example.org/"),
        ("https://example.org/a/./b/../c", "https://example.org/a/c"),
        ("https://example.org/%7Ea", "https://example.org/~a"),
        ("https://example.org/a?b=2&a=1", "https://example.org/a?a=1&b=2"),
        ("https://example.org/a?utm_source=x&a=1&fbclid=3", "https://example.org/a?a=1"),
        ("https://example.org/a;jsessionid=AB12?a=1", "https://example.org/a?a=1"),
        (
            "https://example.org/a?sid=0123456789abcdef0123456789abcdef&a=1",
            "https://example.org/a?a=1",
        ),
        ("http://[2001:DB8::1]:80/a", "http://[2001:db8::1]/a"),
        ("https://example.org/a#top", "https://example.org/a"),
        ("https://пример.рф/а", "https://xn--e1afmkfd.xn--p1ai/%D0%B0"),
        ('http://h.org/e#%7B"id":["1"]%7D', 'http://h.org/e#{"id":["1"]}'),
    ],
)
def test_spellings_of_one_address_share_their_canonical_form(spelling: str, same: str) -> None:
    assert canonical_address(spelling) == canonical_address(same)
    assert document_identifier(spelling) == document_identifier(same)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://example.org/a", "https://example.org/b"),
        ("https://example.org/a?p=1", "https://example.org/a?p=2"),
        ("https://example.org//a", "https://example.org/a"),
        ("https://example.org/a?sid=1", "https://example.org/a?sid=2"),
        ("https://example.org/a?q=%C0", "https://example.org/a?q=%C1"),
        ('http://h.org/e#{"id":["1"]}', 'http://h.org/e#{"id":["2"]}'),
    ],
)
def test_addresses_of_different_documents_stay_apart(one: str, other: str) -> None:
    assert document_identifier(one) != document_identifier(other)


def test_http_and_https_name_one_document() -> None:
    assert document_identifier("http://example.org/a") == document_identifier(
        "https://example.org/a"
    )


def test_identifiers_are_frozen() -> None:
    """Known answers: a change of the rules would give every document a second identifier."""
    assert document_identifier("https://example.org/2012/03/appeal?id=7") == "cshpnm4rxqwr4"


@pytest.mark.parametrize(
    "nothing", ["", "mailto:a@b.c", "javascript:x()", "/a/b", "https:///a", "http://a\x00b/"]
)
def test_what_is_no_address_is_refused(nothing: str) -> None:
    with pytest.raises(ValueError, match="not an absolute address"):
        canonical_address(nothing)


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=40))
def test_a_canonical_address_is_its_own_canonical_form(path: str) -> None:
    address = "https://example.org/" + path.replace("\\", "")
    try:
        once = canonical_address(address)
    except ValueError:
        return
    assert canonical_address(once) == once
