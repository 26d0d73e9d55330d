"""docs/reference/settings.md: the environment variables, each told once, here."""

from dataclasses import dataclass

from liaison.config.reference import markdown


@dataclass(frozen=True, slots=True)
class Setting:
    """One environment variable; `default` is what holds where it is not set."""

    name: str
    default: str
    meaning: str


OPERATING = (
    Setting(
        "LIAISON_HOME",
        "`./var`",
        "Folder of the whole record: database, archive, index. `make run` uses `./var-rehearsal` "
        "where it is not set.",
    ),
    Setting(
        "DATABASE_URL",
        "SQLite in LIAISON_HOME",
        "`postgres://USER:PASSWORD@HOST:PORT/NAME` keeps the tables in PostgreSQL instead.",
    ),
    Setting(
        "LIAISON_HOSTS",
        "`localhost,127.0.0.1,[::1]`",
        "Names under which the site answers, parted by commas; any other Host gets 400.",
    ),
    Setting(
        "LIAISON_HTTPS",
        "not set",
        "`1`: a server in front speaks HTTPS and sets X-Forwarded-Proto itself. Readers are then "
        "told to come by HTTPS alone for a year (HSTS). Never set it where that header comes from "
        "readers.",
    ),
    Setting(
        "LIAISON_FORWARDED",
        "not set",
        "`1`: a server in front sets X-Forwarded-For itself, to who asks, so that the API can "
        "count the questions of each reader, and the vaults the tries to sign in of each address. "
        "Never set it where that header comes from readers.",
    ),
    Setting(
        "LIAISON_CONTACT",
        "not set",
        "Mail or web address of whoever runs the site, shown on every page. Without it, pages say "
        "that none was entered: readers then cannot ask for a correction or a removal.",
    ),
    Setting(
        "LIAISON_ONION",
        "not set",
        "The same site as an onion service, `http://….onion`: pages that go out by HTTPS name it "
        "(Onion-Location), so that Tor Browser offers it, and the site answers under its name too.",
    ),
    Setting(
        "LIAISON_EDITOR",
        "the login name",
        "Who decides, where `--by` of a command does not say: kept with each correction, "
        "withdrawal and decision on a link.",
    ),
    Setting(
        "LIAISON_SITE",
        "not set",
        "Where readers find the site, `https://liaison.example.org`: letters lead there. Needed to "
        "write to readers, as are the next two.",
    ),
    Setting(
        "LIAISON_MAIL_URL",
        "not set",
        "The server that letters are handed to: `smtps://USER:PASSWORD@HOST`, "
        "`smtp+tls://USER:PASSWORD@HOST:587`, or `smtp://127.0.0.1:25` on this machine alone. Only "
        "`liaison mail send` and `liaison work` need it: keep it from `liaison serve`.",
    ),
    Setting(
        "LIAISON_MAIL_FROM",
        "not set",
        "Who letters come from, `Liaison <alerts@example.org>`; bounces go there.",
    ),
    Setting(
        "LIAISON_MAIL_KEY",
        "not set",
        "File of the private key that `liaison mail key` made. With it, `liaison work` writes to "
        "readers. Never give it to `liaison serve`.",
    ),
    Setting(
        "LIAISON_DEBUG",
        "not set",
        "`1`: for whoever works on the code. Templates and styles are read anew for each page, "
        "faults show their code, and `/design/` has every part that pages are made of. Never on a "
        "server.",
    ),
    Setting(
        "LIAISON_VAULTS",
        "`./vaults`",
        "Folder of the vaults, for `liaison-vault` alone: an encrypted database each, its sealed "
        "attachments. Nobody but the system user of the vaults should be able to read it.",
    ),
    Setting(
        "LIAISON_VAULT_KEYS",
        "beside LIAISON_VAULTS, with `-keys` after its name",
        "Folder of their keys. Better on another disk: it is backed up apart, for 30 days at most.",
    ),
    Setting(
        "LIAISON_VAULT_PASSPHRASE",
        "asked for",
        "The passphrase of the vault at hand, for commands that nobody sits before.",
    ),
    Setting(
        "LIAISON_VAULT_NEW_PASSPHRASE",
        "asked for",
        "The one that `liaison-vault rekey` and `recover` put in its place.",
    ),
    Setting(
        "LIAISON_VAULT_KEY_COMMAND",
        "none",
        "An operator's key service: the command that `liaison-vault serve` runs with the name of a "
        "vault after it, and that prints its passphrase. No shell reads it.",
    ),
    Setting(
        "LIAISON_PUBLIC_USER",
        "the owner of LIAISON_HOME",
        "The system user that the public site runs as. `liaison-vault serve` refuses to start "
        "where that user, or everybody, could read a vault or a key; with LIAISON_DEBUG=1 it "
        "warns.",
    ),
    Setting(
        "LIAISON_VAULT_HOSTS",
        "`localhost`",
        "Under which names `liaison-vault serve` answers, with commas between. Passkeys belong to "
        "one of them.",
    ),
    Setting(
        "LIAISON_INTAKE",
        "not set",
        "Folder in which vaults put what they publish, signed, and from which `liaison process` "
        "takes it in. Both halves write there, and share nothing else.",
    ),
    Setting(
        "LIAISON_PUBLISHERS",
        "`publishers.txt` in LIAISON_HOME",
        "File of the keys whose publications are taken in: the 64 digits and a name on each line.",
    ),
    Setting(
        "LIAISON_TOR_PROXY",
        "not set",
        "The SOCKS proxy of Tor, `socks5h://127.0.0.1:9050`: with it, every envelope to another "
        "node goes through Tor. Nodes that are onion services need it.",
    ),
    Setting("PORT", "`8000`", "Where `make run` serves; `liaison serve` has `--port`."),
)
TESTING = (
    Setting(
        "LIAISON_REAL_DATA",
        "`../shared/data`",
        "Folder of real material that `make test-real` reads; without it that target fails.",
    ),
    Setting("LIAISON_KILLS", "`4`", "How often the tests kill a running harvest or process."),
)
INTERNAL = frozenset({"LIAISON_BENCH_WORKERS"})  # handed by the benchmark to its own child


def write() -> str:
    """The page."""
    return markdown.page(
        "Settings",
        "All settings are environment variables: there is no settings file, and no secret but the "
        "password that DATABASE_URL may hold.",
        "## For whoever runs it",
        _table(OPERATING),
        "tesseract, where it is installed, is given PATH and TESSDATA_PREFIX and nothing else.",
        "## For tests",
        _table(TESTING),
    )


def _table(settings: tuple[Setting, ...]) -> str:
    rows = [(markdown.code(one.name), one.default, one.meaning) for one in settings]
    return markdown.table(("variable", "left out", "what it does"), rows)
