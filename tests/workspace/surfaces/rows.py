"""The table: every address of a vault, every command and every teller of the desk, with what it shows.

An address, a command or a teller without a row fails `test_surfaces`, and so does a row without one.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from liaison.workspace.people.codes import WRITTEN
from liaison.workspace.policy.terms import Facet

Places = Mapping[str, str]

PAGE, SEARCH, COUNT, SUGGESTION, EXPORT = "page", "search", "count", "suggestion", "export"
ATTACHMENT, NOTIFICATION, LOG, FORM = "attachment", "notification", "log", "form"
ANYBODY = ""
OUTSIDE = "outside"


@dataclass(frozen=True)
class Ask:
    """One request of an address. `shows`: items that stand there for whom may see them."""

    path: str = "/"
    shows: tuple[str, ...] = ()
    form: Mapping[str, str] | None = None
    roles: tuple[str, ...] = ()
    """Where they are named, for these alone, whatever their role may otherwise."""


@dataclass(frozen=True)
class Row:
    """One address. `act`: what one must be allowed to; `sends`: it takes forms alone."""

    kind: str
    act: str
    asks: Callable[[Places], list[Ask]]
    sends: bool = False
    also: tuple[str, ...] = field(default=())
    """Acts of which one is enough."""


def page(path: str, *shows: str, act: str = ANYBODY, kind: str = PAGE, also: str = "") -> Row:
    """A page that is asked for. `{…}` in its path: a place of the planted vault."""
    return Row(
        kind, act, lambda places: [Ask(path.format_map(places), shows)],
        also=(also,) if also else (),
    )  # fmt: skip


def form(path: str, act: str, also: str = "") -> Row:
    """What takes a form alone, and shows nothing."""
    return Row(
        FORM, act, lambda places: [Ask(path.format_map(places))], sends=True,
        also=(also,) if also else (),
    )  # fmt: skip


def _several(kind: str, act: str, *asks: Ask) -> Row:
    return Row(
        kind,
        act,
        lambda places: [
            Ask(one.path.format_map(places), one.shows, one.form, one.roles) for one in asks
        ],
    )


CARDS = ("own pseudonym", "own identity")
DOSSIER = (
    "own pseudonym",
    *(f"own {facet}" for facet in WRITTEN),
    *(f"own name {facet}" for facet in Facet),
    "own proxy identity",
)
CAME = ("came text", *(f"came {facet}" for facet in WRITTEN), "came name all")
CIRCLES = ("circle name",)  # that one can write to
COMPOSED = ("own pseudonym", *(f"own name {facet}" for facet in Facet))
ERASES = ("own pseudonym",)

ROWS: Mapping[str, Row] = {
    # of every page
    "styles": page("/site.css", act=OUTSIDE),
    "language": form("/language/", OUTSIDE),
    "home": page("/", kind=NOTIFICATION),
    # signing in, and one's own account
    "account_login": page("/sign-in/", act=OUTSIDE),
    "mfa_login_webauthn": page("/sign-in/passkey/", act=OUTSIDE),
    "mfa_authenticate": page("/sign-in/code/", act=OUTSIDE),
    "account_logout": page("/sign-out/"),
    "account_reauthenticate": page("/again/"),
    "mfa_reauthenticate": page("/again/code/"),
    "mfa_reauthenticate_webauthn": page("/again/passkey/"),
    "mfa_index": page("/account/"),
    "account_change_password": page("/account/password/"),
    "mfa_add_webauthn": page("/account/passkeys/add/"),
    "mfa_list_webauthn": page("/account/passkeys/"),
    "mfa_remove_webauthn": page("/account/passkeys/1/remove/"),
    "mfa_activate_totp": page("/account/codes/"),
    "mfa_deactivate_totp": page("/account/codes/remove/"),
    "sessions": page("/account/sessions/"),
    "mfa_view_recovery_codes": page("/account/recovery/"),
    "mfa_generate_recovery_codes": page("/account/recovery/new/"),
    "join": page("/join/nothing/", act=OUTSIDE),
    # members, keys and the log
    "members": page("/members/", act="keep-members"),
    "invited": form("/members/invited/", "keep-members"),
    "uninvite": form("/members/invited/1/withdraw/", "keep-members"),
    "sign-out-member": form("/members/{member second}/sign-out/", "keep-members"),
    "disable": form("/members/{member second}/disable/", "keep-members"),
    "log": page("/log/", act="read-log", kind=LOG),
    "check-log": form("/log/check/", "read-log"),
    "keys": page("/keys/", act="keep-keys"),
    # people
    "people": _several(
        COUNT,
        "read-people",
        Ask("/people/", (*CARDS, "hidden pseudonym", "hidden identity")),
        Ask("/people/?text={word own pseudonym}", CARDS),
        Ask("/people/?text={word hidden pseudonym}", ("hidden pseudonym", "hidden identity")),
    ),
    "search-people": _several(
        SEARCH,
        "see-names",
        Ask("/people/search/", CARDS, {"name": "{word own identity}"}),
        Ask(
            "/people/search/",
            ("hidden pseudonym", "hidden identity"),
            {"name": "{word hidden identity}"},
        ),
    ),
    "new-person": page("/people/new/", act="write-people"),
    "person": _several(
        PAGE,
        "read-people",
        Ask("/people/{person}/", DOSSIER),
        Ask(
            "/people/{hidden}/",
            ("hidden pseudonym", *(f"hidden {one}" for one in WRITTEN)),
            None,
            ("mandate-holder",),
        ),
    ),
    "change-person": page(
        "/people/{person}/change/",
        *("own pseudonym", *(f"own {facet}" for facet in WRITTEN)),
        act="write-people",
    ),
    "person-readers": page("/people/{person}/readers/", "own pseudonym", act="write-people"),
    "export-person": _several(
        EXPORT,
        "export",
        Ask("/people/{person}/export/", CARDS[:1]),
        Ask("/people/{person}/export/", DOSSIER, {}),
        Ask(
            "/people/{hidden}/export/",
            ("hidden pseudonym", *(f"hidden {one}" for one in WRITTEN)),
            {},
            ("mandate-holder",),
        ),
    ),
    "give-consent": page("/people/{person}/consents/new/", "own pseudonym", act="write-people"),
    "attach-to-person": page("/people/{person}/files/", "own pseudonym", act="read-people"),
    "ask-erasure": page("/people/{person}/erase/", "own pseudonym", act="ask-erasure"),
    "withdraw-consent": form("/consents/{consent}/withdraw/", "write-people"),
    "file": Row(
        ATTACHMENT,
        "read-people",
        lambda places: [
            *(
                Ask(
                    f"/files/{places[f'file {facet}']}/", (f"own file {facet}", f"own name {facet}")
                )
                for facet in Facet
            ),
            Ask(f"/files/{places['note file']}/", ("note file", "note name")),
        ],
    ),
    "remove-file": form("/files/{file narrative}/remove/", "write-people"),
    "erasures": page("/erasures/", *ERASES, act="approve-erasure"),
    "erasure": page("/erasures/{person}/", act="read-people", also="approve-erasure"),
    "approve-erasure": form("/erasures/{person}/approve/", "approve-erasure"),
    "decline-erasure": form("/erasures/{person}/decline/", "approve-erasure"),
    # notes
    "notes": _several(
        SEARCH,
        "read-notes",
        Ask("/notes/", ("note title",)),
        Ask("/notes/?text={word note text}", ("note title", "note text")),
    ),
    "new-note": page("/notes/new/", act="write-notes"),
    "note": page("/notes/{note}/", "note title", "note text", "note name", act="read-notes"),
    "change-note": page("/notes/{note}/change/", "note title", "note text", act="write-notes"),
    "delete-note": page("/notes/{note}/delete/", "note title", act="write-notes"),
    "attach-to-note": page("/notes/{note}/files/", "note title", act="read-notes"),
    # circles
    "circles": page("/circles/", "circle name", act="read-exchange", also="keep-circles"),
    "new-circle": page("/circles/new/", act="keep-circles"),
    "circle": page(
        "/circles/{circle}/",
        "circle name",
        "circle about",
        act="read-exchange",
        also="keep-circles",
    ),
    "change-circle": page(
        "/circles/{circle}/change/", "circle name", "circle about", act="keep-circles"
    ),
    "ask-into-circle": form("/circles/{circle}/ask/", "keep-circles"),
    "take-out-of-circle": form("/circles/{circle}/take-out/", "keep-circles"),
    "end-circle": form("/circles/{circle}/end/", "keep-circles"),
    "answer-circle": form("/circles/{circle}/answer/", "keep-circles"),
    "take-card-of-circle": form("/circles/{circle}/card/", "keep-peers"),
    # organisations
    "peers": page("/organisations/", act="keep-peers", also="read-exchange"),
    "add-peer": form("/organisations/add/", "keep-peers"),
    "ourselves": page("/organisations/ours/", act="keep-keys"),
    "our-card": page("/organisations/ours/card.json", act="keep-peers", also="read-exchange"),
    "rotate-keys": form("/organisations/ours/keys/", "keep-keys"),
    "peer": page("/organisations/{peer}/", act="keep-peers", also="read-exchange"),
    "compare-peer": form("/organisations/{peer}/compare/", "keep-peers"),
    "block-peer": form("/organisations/{peer}/block/", "keep-peers"),
    "unblock-peer": form("/organisations/{peer}/unblock/", "keep-peers"),
    # what came
    "received": page("/received/", act="read-exchange"),
    "received-one": _several(
        PAGE,
        "read-exchange",
        Ask("/received/{received notice}/", ("came notice",)),
        Ask("/received/{received summary}/", ("came summary",)),
        Ask("/received/{received offer}/"),
        Ask("/received/{received full}/", CAME),
        Ask("/received/{received some}/", ("came some narrative", "came some name")),
    ),
    "received-file": _several(
        ATTACHMENT,
        "read-exchange",
        Ask("/received/{received full}/files/1/", ("came file all", "came name all")),
        Ask("/received/{received some}/files/1/", ("came some file", "came some name")),
    ),
    "accept-offer": form("/received/{received offer}/accept/", "answer"),
    "decline-offer": form("/received/{received offer}/decline/", "answer"),
    "delete-received": form("/received/{received notice}/delete/", "answer"),
    "answer-request": form("/received/{received summary}/asked/{request}/", "answer"),
    # what goes out
    "sent": page("/envelopes/", act="read-exchange"),
    "compose": _several(
        FORM,
        "send-notice",
        Ask("/envelopes/new/", CIRCLES),
        Ask("/envelopes/new/?person={person}", (*COMPOSED, *CIRCLES)),
        Ask(
            "/envelopes/new/?person={hidden}",
            ("hidden pseudonym", *CIRCLES),
            None,
            ("mandate-holder",),
        ),
        Ask("/envelopes/new/?note={note}", ("note title", "note text", "note name", *CIRCLES)),
        Ask("/envelopes/new/?received={received some}", CIRCLES),
        Ask("/envelopes/new/?circle={circle}", CIRCLES),
        Ask(
            "/envelopes/new/?draft={batch}",
            (*COMPOSED, "sent summary", *CIRCLES),
            None,
            ("officer",),
        ),
    ),
    "draft": _several(
        PAGE,
        "send-notice",
        Ask("/envelopes/drafts/{batch}/", ("sent summary",), None, ("officer",)),
    ),
    "send-draft": form("/envelopes/drafts/{batch}/send/", "send-notice"),
    "discard-draft": form("/envelopes/drafts/{batch}/discard/", "send-notice"),
    "envelope": _several(
        PAGE,
        "read-exchange",
        Ask("/envelopes/{draft}/", ("sent summary",)),
        Ask("/envelopes/{hidden draft}/", ("sent hidden",), None, ("mandate-holder",)),
        Ask("/envelopes/{waiting}/", (*(f"preview {one}" for one in WRITTEN), "vital reason")),
    ),
    "recall-envelope": form("/envelopes/{waiting}/recall/", "send-full"),
    "to-approve": page("/envelopes/to-approve/", act="approve-sending"),
    "approve-envelope": form("/envelopes/{waiting}/approve/", "approve-sending"),
    "send-back-envelope": form("/envelopes/{waiting}/send-back/", "approve-sending"),
    "review-envelope": form("/envelopes/{waiting}/review/", "approve-sending"),
    # the other way out
    "publications": page("/publishing/", "record title", act="publish"),
    "prepare-publication": page("/publishing/new/", act="publish"),
    "publication": page("/publishing/{record}/", "record title", "record text", act="publish"),
    "publish": form("/publishing/{record}/publish/", "publish"),
    "drop-publication": form("/publishing/{record}/drop/", "publish"),
}
"""Every address by its name."""

TELLERS: Mapping[str, tuple[str, ...]] = {
    "liaison.workspace.keeping.watching.tell": (),
    "liaison.workspace.members.telling.tell": (),
    "liaison.workspace.people.desk.waiting": (),
    "liaison.workspace.envelopes.desk.tell": (),
    "liaison.workspace.circles.waiting.tell": (),
}
"""What waits for a member: codes and counts, and names of organisations and circles alone."""

COMMANDS: Mapping[str, tuple[str, ...]] = {
    "list": ("list",),
    "verify": ("verify", "harbour-watch"),
    "backup": ("backup", "harbour-watch", "{root}/backup.tar"),
    "envelope": ("envelope", "export", "harbour-watch", "{root}/stick"),
    "member": (
        "member",
        "invite",
        "harbour-watch",
        "newcomer",
        "--name",
        "New",
        "--role",
        "intern",
    ),
    "demo": (),
    "create": (),
    "restore": (),
    "serve": (),
    "move": (),
    "rekey": (),
    "recover": (),
    "erase-person": (),
}
"""What an administrator runs. Nothing: it reads nobody's words; its own tests say what it says."""
