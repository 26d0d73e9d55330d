"""Keyed digests."""

import pytest

from liaison.names import digest


def test_a_digest_depends_on_the_key_and_on_the_secret() -> None:
    one, other = bytes(range(32)), bytes(32)
    assert digest("MMD", one) == digest("MMD", one)
    assert len({digest("MMD", one), digest("MMD", other), digest("MMDD", one)}) == 3
    assert len(digest("MMD", one)) == 32


@pytest.mark.parametrize("secret", [b"", b"short", bytes(65)])
def test_a_weak_secret_is_refused(secret: bytes) -> None:
    with pytest.raises(ValueError, match="16 to 64"):
        digest("MMD", secret)
