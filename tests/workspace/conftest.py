"""Vaults for tests: real ones, encrypted, of keys that are guessed quickly.

They have settings of their own: `pytest --ds=liaison.config.settings.workspace tests/workspace`.
"""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.urls import set_urlconf
from pytest_django import DjangoDbBlocker

from liaison.workspace.members import queries
from liaison.workspace.members.models import Member
from liaison.workspace.policy.members import Role, Who
from liaison.workspace.vault import making, opened
from liaison.workspace.vault.making import Made
from liaison.workspace.vault.opened import Vault
from liaison.workspace.vault.places import Place
from tests.workspace.browsing import Browser
from tests.workspace.exchanging import Side, copied, side
from tests.workspace.keys_for_tests import PASSPHRASE, QUICK

__all__ = ["PASSPHRASE", "QUICK"]  # for tests


@pytest.fixture
def place_of(tmp_path: Path) -> Callable[[str], Place]:
    """Where a vault of some name would lie."""
    return lambda name: Place(name, tmp_path / "vaults", tmp_path / "keys")


@pytest.fixture
def place(place_of: Callable[[str], Place]) -> Place:
    """Where the vault of the invented Harbour Watch would lie."""
    return place_of("harbour-watch")


@pytest.fixture(autouse=True)
def _vaults_may_be_opened(django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """There is no other database that a test could spoil."""
    with django_db_blocker.unblock():
        yield


@pytest.fixture(autouse=True)
def _addresses_within_a_vault() -> Iterator[None]:
    """What is asked of no page knows the pages of vaults all the same."""
    set_urlconf("liaison.config.vault_urls_inside")
    yield
    set_urlconf(None)


@pytest.fixture
def made(place: Place) -> Iterator[Made]:
    """That vault, made and open; nobody works in it yet."""
    done = making.create(place, PASSPHRASE, QUICK)
    yield done
    opened.forget(done.vault)


@pytest.fixture
def vault(made: Made) -> Iterator[Vault]:
    """The same, worked in."""
    with opened.working_in(made.vault):
        yield made.vault


def _who(name: str, role: Role) -> Who:
    member = Member(username=name, name=name.title(), role=role)
    member.set_unusable_password()
    member.save()
    return queries.who(member)


@pytest.fixture
def officer(vault: Vault) -> Who:
    """An officer of that vault."""
    return _who("officer", Role.OFFICER)


@pytest.fixture
def second_officer(vault: Vault) -> Who:
    """Another one."""
    return _who("second-officer", Role.OFFICER)


@pytest.fixture
def mandate_holder(vault: Vault) -> Who:
    """Its mandate-holder."""
    return _who("mandate-holder", Role.MANDATE_HOLDER)


@pytest.fixture
def coordinator(vault: Vault) -> Who:
    """Its coordinator."""
    return _who("coordinator", Role.COORDINATOR)


@pytest.fixture
def intern(vault: Vault) -> Who:
    """Its intern."""
    return _who("intern", Role.INTERN)


@pytest.fixture
def security_officer(vault: Vault) -> Who:
    """Its security officer."""
    return _who("security-officer", Role.SECURITY_OFFICER)


@pytest.fixture
def browser(vault: Vault) -> Callable[..., Browser]:
    """A browser in which a member is signed in, or nobody."""
    return lambda who=None: Browser(vault.place.name, who)


@pytest.fixture(scope="session")
def made_sides(
    tmp_path_factory: pytest.TempPathFactory, django_db_blocker: DjangoDbBlocker
) -> tuple[Side, Side]:
    """Two organisations as every test begins with them; closed, to be copied."""
    folder = tmp_path_factory.mktemp("sides")
    with django_db_blocker.unblock():
        both = (
            side(Place("harbour-watch", folder / "vaults", folder / "keys"), "Harbour Watch"),
            side(Place("mountain-house", folder / "vaults", folder / "keys"), "Mountain House"),
        )
        for one in both:
            opened.forget(one.vault)
    return both


@pytest.fixture
def sides(made_sides: tuple[Side, Side], tmp_path: Path) -> Iterator[tuple[Side, Side]]:
    """Harbour Watch and Mountain House, both invented; neither knows the other yet."""
    one, other = (copied(made, tmp_path) for made in made_sides)
    yield one, other
    for each in (one, other):
        opened.forget(each.vault)
