"""The whole of it, step after step: each test stands on those before it."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from liaison.kernel.clock import utc_now
from tests.workspace.journey.people import Nodes, Walker, invite, join, window
from tests.workspace.keys_for_tests import PASSPHRASE

pytestmark = pytest.mark.browser

OTHER = "another five words of no sense"
HARBOUR, MOUNTAIN, RIVER = "Harbour Watch", "Mountain House", "River Desk"
Walkers = dict[str, Walker]


@pytest.fixture(scope="module")
def walkers() -> Walkers:
    """Everybody by who they are, as they come in."""
    return {}


@pytest.fixture(scope="module")
def known() -> dict[str, str]:
    """What one step leaves to the next: recovery key, addresses."""
    return {}


def test_an_administrator_makes_a_vault_and_prints_its_recovery_key(
    chromium: Browser, nodes: Nodes, walkers: Walkers, known: dict[str, str]
) -> None:
    keeper = window(chromium, f"{nodes.first}/w/harbour-watch", passkey=True)
    keeper.page.goto(nodes.set_up)
    keeper.write(vault="harbour-watch", new_passphrase=PASSPHRASE, again=PASSPHRASE)
    keeper.write(name="Ilse Okoro", username="ilse")
    keeper.press("Make the vault")
    known["recovery"] = keeper.page.locator(".secret").inner_text()
    groups = known["recovery"].split()
    for one in keeper.page.locator("input[name^=group_]").all():
        number = int((one.get_attribute("name") or "").removeprefix("group_"))
        one.fill(groups[number - 1])
    keeper.press("I have it on paper")
    walkers["keeper"] = join(keeper, keeper.page.url, "ilse", passkey=True)


def test_members_are_invited_and_come_in_with_passkey_or_codes(
    chromium: Browser, nodes: Nodes, walkers: Walkers
) -> None:
    root = f"{nodes.first}/w/harbour-watch"
    for who, name, role, passkey in (
        ("officer", "Amara Holt", "officer", True),
        ("second", "Tomas Brandt", "officer", False),
        ("coordinator", "Noor Lindqvist", "coordinator", False),
    ):
        address = invite(walkers["keeper"], name, who, role)
        walkers[who] = join(window(chromium, root, passkey=passkey), address, who, passkey=passkey)
    for node, site, vault, passphrase in (
        (nodes.one, nodes.first, "mountain-house", PASSPHRASE),
        (nodes.two, nodes.second, "river-desk", PASSPHRASE),
    ):
        for who, role in (
            ("keeper", "security-officer"),
            ("officer", "officer"),
            ("holder", "mandate-holder"),
        ):
            said = node.run(
                *("member", "invite", vault, who, "--name", f"{vault} {who}"),
                *("--role", role, "--site", site),
                passphrase=passphrase,
            )
            address = said.split()[-1]
            walker = window(chromium, f"{site}/w/{vault}")
            walkers[f"{vault} {who}"] = join(walker, address, who, passkey=False)


def test_passkeys_open_the_vault_again(walkers: Walkers) -> None:
    officer = walkers["officer"]
    officer.page.get_by_role("button", name="Sign out").click()
    officer.press("Sign in with a passkey")
    officer.reads("Your desk")


def test_organisations_say_who_they_are_and_compare_their_words(
    nodes: Nodes, walkers: Walkers
) -> None:
    sides = {
        HARBOUR: (walkers["keeper"], nodes.first),
        MOUNTAIN: (walkers["mountain-house keeper"], nodes.first),
        RIVER: (walkers["river-desk keeper"], nodes.second),
    }
    cards = {}
    for name, (keeper, site) in sides.items():
        keeper.go("/organisations/ours/")
        keeper.write(names=name, address=site)
        keeper.press("Keep it, and make the keys")
        keeper.go("/organisations/")
        keeper.unfold("Its text, to be copied")
        cards[name] = keeper.page.locator(".secret").inner_text()
    for one, other in ((HARBOUR, MOUNTAIN), (HARBOUR, RIVER)):
        words = []
        for here, there in ((one, other), (other, one)):
            keeper = sides[here][0]
            keeper.go("/organisations/")
            keeper.write(text=cards[there])
            keeper.press("Take it")
            keeper.reads(there)
            words.append(keeper.page.locator("ol.words").inner_text())
            keeper.choose("how", "telephone")
            keeper.check("same")
            keeper.press("They are the same")
        assert words[0] == words[1], "both read the same words"


def test_a_person_is_written_in_two_scripts_with_consents_and_a_note(
    walkers: Walkers, known: dict[str, str], letter: Path
) -> None:
    officer = walkers["officer"]
    officer.go("/people/new/")
    officer.write(pseudonym="Heron", narrative="Held at the harbour for a night.")
    officer.write(**{"name-0": "Samira Ben Invented", "name-1": "سميرة بن مخترعة"})
    officer.write(contact="Through the cooperative.")
    officer.press("Keep it")
    officer.reads("Heron")
    known["person"] = officer.page.url.partition("/people/")[2].strip("/")
    for facets in (("narrative", "documents"), ("identity",)):
        officer.go(f"/people/{known['person']}/consents/new/")
        officer.choose("facets", *facets)
        officer.tick("recipients", MOUNTAIN, RIVER)
        officer.choose("purposes", "protection")
        officer.choose("use", "internal")
        officer.write(since="1 January 2026", until=f"1 January {utc_now().year + 2}")
        officer.choose("given_by", "self")
        officer.choose("how", "oral")
        officer.press("Record it")
        officer.reads(RIVER)
    officer.go(f"/people/{known['person']}/")
    officer.unfold("Attach a file")
    officer.page.set_input_files("main input[type=file]", letter)
    officer.choose("facet", "narrative")
    officer.press("Attach it")
    officer.reads("letter.txt")
    _search(officer, "samira ben invented")
    officer.reads("Heron")
    officer.go("/notes/new/")
    officer.choose("kind", "law")
    officer.write(title="An invented bill", text="It would ask every association for a licence.")
    officer.press("Keep it")
    officer.reads("An invented bill")


def test_a_circle_is_made_and_joined_on_both_nodes(walkers: Walkers, known: dict[str, str]) -> None:
    coordinator = walkers["coordinator"]
    coordinator.go("/circles/new/")
    coordinator.write(name="Coast circle", about="What happens at the coast.")
    coordinator.choose("roster", "members")
    coordinator.choose("level", "summary")
    coordinator.press("Make the circle")
    coordinator.tick("organisations", MOUNTAIN, RIVER)
    coordinator.press("Ask them")
    circle = coordinator.page.url.partition("/circles/")[2].strip("/")
    for vault in ("mountain-house", "river-desk"):
        holder = walkers[f"{vault} holder"]
        holder.comes("/circles/", "Coast circle")
        holder.follow("Coast circle")
        holder.press("Join")
    coordinator.comes(f"/circles/{circle}/", "asked", there=False)
    known["circle"] = circle


def test_what_no_consent_covers_is_said_and_does_not_go(
    walkers: Walkers, known: dict[str, str]
) -> None:
    officer = walkers["officer"]
    _compose(officer, known["person"], "full", MOUNTAIN, facets=("narrative", "contact"))
    officer.reads("No consent covers")
    assert officer.page.get_by_role("button", name="Look at it as they will").count(), "still here"


@pytest.mark.parametrize(
    ("level", "text"),
    [("notice", "Somebody was held."), ("summary", "A defender was held and let go.")],
)
def test_a_notice_and_a_summary_reach_both_nodes(
    walkers: Walkers, known: dict[str, str], level: str, text: str
) -> None:
    officer = walkers["officer"]
    _compose(officer, known["person"], level, text=text, circle=known["circle"])
    officer.reads(text)
    officer.press("Send it")
    for vault in ("mountain-house", "river-desk"):
        reader = walkers[f"{vault} officer"]
        reader.comes("/received/", level.title())
        reader.page.locator("tr", has_text=level.title()).get_by_role("link").first.click()
        reader.reads(text)
        reader.reads("Not to be passed on")


def test_a_full_envelope_is_an_offer_until_it_is_accepted(
    walkers: Walkers, known: dict[str, str]
) -> None:
    officer, reader = walkers["officer"], walkers["river-desk officer"]
    _compose(officer, known["person"], "full", RIVER, facets=("narrative",), attached=True)
    officer.reads("Held at the harbour for a night.")
    officer.reads_not("Samira")
    officer.press("Send it")
    reader.comes("/received/", "Offers that wait")
    _open(reader, "Full")
    reader.reads("What it would hold")
    reader.reads_not("Held at the harbour")
    reader.press("Accept it under these terms")
    known["received"] = reader.page.url
    reader.comes(reader.page.url.removeprefix(reader.root), "Held at the harbour for a night.")
    reader.reads("letter.txt")
    reader.reads("Not to be passed on")
    assert reader.page.get_by_role("link", name="Pass it on").count() == 0
    forced = known["received"].rstrip("/").rpartition("/")[2]
    answer = reader.page.goto(f"{reader.root}/envelopes/new/?received={forced}")
    assert answer is not None
    assert answer.status in (400, 403, 404)


def test_a_name_needs_a_second_member(walkers: Walkers, known: dict[str, str]) -> None:
    officer, second = walkers["officer"], walkers["second"]
    _compose(officer, known["person"], "full", MOUNTAIN, facets=("identity",))
    officer.reads("another one has to agree first")
    officer.press("Hand it to a second member")
    second.comes("/envelopes/to-approve/", MOUNTAIN)
    second.page.locator("main table a, main ul a").first.click()
    second.reads("Samira Ben Invented")
    second.press("Agree, and send it")
    reader = walkers["mountain-house officer"]
    reader.comes("/received/", "Offers that wait")
    _open(reader, "Full")
    reader.press("Decline it")
    reader.reads_not("Samira")
    officer.comes("/envelopes/", "Declined")


def test_a_recall_is_answered(walkers: Walkers, known: dict[str, str]) -> None:
    officer, reader = walkers["officer"], walkers["river-desk officer"]
    officer.go("/envelopes/")
    officer.page.locator("tr", has_text="Full").filter(has_text=RIVER).get_by_role(
        "link"
    ).first.click()
    officer.unfold("Recall it")
    officer.press("Recall it")
    here = officer.page.url.removeprefix(officer.root)
    received = known["received"].removeprefix(reader.root)
    reader.comes(received, "asks you to delete it")
    reader.choose("answer", "deleted")
    reader.press("Answer")
    reader.reads_not("Held at the harbour")
    officer.comes(here, "Their answer")


def test_an_erasure_is_carried_out_by_two_and_provable(
    walkers: Walkers, known: dict[str, str]
) -> None:
    officer, second = walkers["officer"], walkers["second"]
    officer.go(f"/people/{known['person']}/erase/")
    officer.choose("reason", "asked")
    officer.press("Ask for it")
    second.go("/erasures/")
    second.unfold("Agree")
    second.press("Erase this person")
    second.go(f"/erasures/{known['person']}/")
    second.reads("there is none for this person, as of now")
    _search(officer, "samira ben invented")
    officer.reads_not("Heron")


def test_the_security_officer_reads_and_checks_the_log_and_closes_an_account(
    walkers: Walkers,
) -> None:
    keeper, second = walkers["keeper"], walkers["second"]
    keeper.go("/log/")
    keeper.reads("person.erased")
    keeper.reads_not("Samira")
    keeper.press("Check that it is whole")
    keeper.reads("The log is whole")
    second.go("/people/")
    keeper.go("/members/")
    row = keeper.page.locator("tr", has_text="Tomas Brandt")
    row.locator("summary").click()
    row.get_by_role("button", name="Close it").click()
    keeper.reads("closed on")
    second.go("/people/")
    assert "/sign-in/" in second.page.url


def test_keys_are_rotated_while_others_work(walkers: Walkers, known: dict[str, str]) -> None:
    keeper = walkers["keeper"]
    keeper.go("/keys/")
    keeper.show_again()
    keeper.write(passphrase=PASSPHRASE, new_passphrase=OTHER, again=OTHER)
    keeper.press("Write everything anew")
    known["recovery"] = keeper.page.locator(".secret").inner_text()
    walkers["officer"].go("/notes/")
    walkers["officer"].reads("An invented bill")


def test_a_lost_passphrase_has_a_way_back(
    nodes: Nodes, walkers: Walkers, known: dict[str, str]
) -> None:
    nodes.restart_closed()
    keeper = walkers["keeper"]
    keeper.go("/")
    keeper.reads("This vault is closed")
    keeper.follow("The passphrase is lost")
    keeper.write(recovery_key=known["recovery"], new_passphrase=PASSPHRASE, again=PASSPHRASE)
    keeper.press("Open it and keep the new passphrase")
    keeper.press("Sign in with a passkey")
    keeper.reads("Your desk")
    keeper.go("/log/")
    keeper.reads("vault.recovered")
    walkers["mountain-house officer"].go("/")
    walkers["mountain-house officer"].reads("This vault is closed")


def _compose(
    officer: Walker,
    person: str,
    level: str,
    *names: str,
    text: str = "",
    facets: tuple[str, ...] = (),
    attached: bool = False,
    circle: str = "",
) -> None:
    officer.go(f"/envelopes/new/?person={person}{f'&circle={circle}' if circle else ''}")
    officer.choose("level", level)
    officer.tick("recipients", *names)
    officer.write(text=text)
    officer.choose("facets", *facets)
    if attached:
        officer.tick("attached", "letter.txt")
    officer.choose("purpose", "protection")
    officer.press("Look at it as they will")


def _search(officer: Walker, name: str) -> None:
    officer.go("/people/")
    officer.write(name=name)
    officer.press("Search")


def _open(reader: Walker, level: str) -> None:
    reader.page.locator("tr", has_text=level).get_by_role("link").first.click()
    reader.page.wait_for_load_state()
