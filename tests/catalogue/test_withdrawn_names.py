"""Names that nobody may be shown: kept as digests, undone, never written down."""

import datetime as dt

import pytest

from liaison.catalogue.decisions import undo_withdrawn_name, withdraw_name
from liaison.catalogue.models import WithdrawnName
from liaison.catalogue.queries import withdrawn_names
from liaison.kernel.errors import MistakenInput
from liaison.names import find_withdrawn

pytestmark = pytest.mark.django_db
NOW = dt.datetime(2026, 5, 1, 12, tzinfo=dt.UTC)
SECRET = bytes(range(32))


def take(name: str, why: str = "asked for by mail", by: str = "an editor") -> WithdrawnName:
    return withdraw_name(name, secret=SECRET, why=why, by=by, now=NOW)


def shows(text: str) -> bool:
    return not list(find_withdrawn(text, withdrawn_names(), SECRET))


def test_a_withdrawn_name_is_known_and_not_kept() -> None:
    row = take("Inés Oduya")
    take("Hassan Rawi")
    assert not shows("The lawyer Ines Oduya was released.")
    assert not shows("حسن الراوي")
    assert shows("The lawyer Ana Carver was released.")
    row.refresh_from_db()
    kept = f"{row.digests} {row.why} {row.by} {row}".lower()
    assert not any(word in kept for word in ("ines", "inés", "oduya"))


def test_it_can_be_undone_once_and_another_still_covers_it() -> None:
    whole, row = take("Inés Oduya Peña"), take("Inés Oduya")
    with pytest.raises(MistakenInput, match="this name is withdrawn"):
        take("Inés Oduya")
    undo_withdrawn_name(row.pk, by="an editor", now=NOW)
    assert shows("Inés Oduya")
    assert not shows("Inés Oduya Peña")
    with pytest.raises(MistakenInput, match="undone before"):
        undo_withdrawn_name(row.pk, by="an editor", now=NOW)
    undo_withdrawn_name(whole.pk, by="an editor", now=NOW)
    assert withdrawn_names() == frozenset()


@pytest.mark.parametrize(
    ("name", "why", "by"),
    [
        ("Inés Oduya", "Ines Oduya asked for it", "an editor"),
        ("Inés Oduya", "asked for by mail", "Inés Oduya"),
        ("Inés Oduya", "", "an editor"),
        ("Inés Oduya", "asked for by mail", " "),
        ("—", "asked for by mail", "an editor"),
        ("", "asked for by mail", "an editor"),
    ],
)
def test_what_would_give_the_name_away_or_says_nothing_is_refused(
    name: str, why: str, by: str
) -> None:
    with pytest.raises(MistakenInput) as refused:
        take(name, why, by)
    assert "Oduya" not in str(refused.value)
    assert not WithdrawnName.objects.exists()
