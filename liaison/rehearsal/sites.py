"""The invented websites: who publishes what there, in which languages, by what means."""

from dataclasses import dataclass
from enum import StrEnum

SUFFIX = ".rehearsal.test"


class Means(StrEnum):
    """How a website lists what it publishes."""

    RSS = "rss"
    ATOM = "atom"
    ATOM_ITEMS = "atom_items"  # the entry is the document, published nowhere else
    JSON_FEED = "json_feed"
    SITEMAP = "sitemap"
    LISTING = "listing"
    TABLE = "table"  # a listing as a table whose rows link to files
    ADDRESSES = "addresses"


@dataclass(frozen=True, slots=True)
class Website:
    """One invented website.

    `names` and `shorts` are by language. `share` is how many of forty documents it publishes.
    `layouts` are the page designs it had, oldest first; `charset` that of its pages;
    `dates` the style (see `writing_dates`) in which a page shows its date.
    """

    key: str
    names: dict[str, str]
    shorts: dict[str, str]
    holder_seed: int
    share: int
    means: Means
    region: str = ""
    layouts: tuple[str, ...] = ("article",)
    charset: str = "utf-8"
    dates: int = 0
    page_size: int = 20
    compressed: bool = False
    noisy: bool = False
    crawl_delay: float = 0.0

    @property
    def host(self) -> str:
        """Its name on the network."""
        return self.key + SUFFIX

    @property
    def root(self) -> str:
        """Its address, without the last slash."""
        return f"http://{self.host}"

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages it publishes in, its main one first."""
        return tuple(self.names)


WEBSITES = (
    Website(
        "envoy",
        {
            "en": "the Office of the Envoy on Civic Voices",
            "fr": "le Bureau de l'Envoyé pour les voix civiques",
            "es": "la Oficina del Enviado para las Voces Cívicas",
            "ru": "Бюро посланника по гражданским голосам",
            "ar": "مكتب المبعوث المعني بالأصوات المدنية",
        },
        {"en": "Envoy", "fr": "le Bureau", "es": "la Oficina", "ru": "Бюро", "ar": "المكتب"},
        1, 6, Means.SITEMAP,
        layouts=("portal", "article", "cards"), compressed=True, page_size=1000,
    ),
    Website(
        "vigil",
        {
            "en": "the Vigil Programme",
            "fr": "le Programme Vigile",
            "es": "el Programa Vigilia",
            "ru": "Программа «Вахта»",
            "ar": "برنامج السهر",
        },
        {"en": "Vigil", "fr": "Vigile", "es": "Vigilia", "ru": "«Вахта»", "ar": "السهر"},
        2, 5, Means.JSON_FEED,
        layouts=("cards", "plain"), dates=4, page_size=100,
    ),
    Website(
        "lantern",
        {"en": "Lantern House"}, {"en": "Lantern House"},
        3, 2, Means.RSS,
        layouts=("journal", "sidebar"), dates=1, page_size=50, noisy=True, compressed=True,
    ),
    Website(
        "wire",
        {"en": "the Seven Rivers Wire"}, {"en": "Seven Rivers Wire"},
        4, 1, Means.ATOM_ITEMS, page_size=50,
    ),
    Website(
        "letters",
        {
            "en": "the Register of Letters of the Joint Secretariat",
            "fr": "le Registre des lettres du Secrétariat commun",
        },
        {"en": "Joint Secretariat", "fr": "le Secrétariat commun"},
        5, 5, Means.TABLE, layouts=("table",), dates=0, page_size=40,
    ),
    Website(
        "savanna",
        {
            "en": "the Commission of the Great Plains",
            "fr": "la Commission des Grandes Plaines",
        },
        {"en": "Commission", "fr": "la Commission"},
        6, 4, Means.LISTING, "africa",
        layouts=("sidebar", "journal"), page_size=15, crawl_delay=0.01,
    ),
    Website(
        "isthmus",
        {
            "es": "la Relatoría de las Dos Costas",
            "en": "the Rapporteurship of the Two Coasts",
        },
        {"es": "la Relatoría", "en": "Rapporteurship"},
        7, 4, Means.LISTING, "americas",
        layouts=("table", "portal"), dates=2, page_size=25, charset="iso-8859-1",
    ),
    Website(
        "harbour",
        {
            "en": "the Commissioner of the Harbour Council",
            "fr": "le Commissaire du Conseil du Port",
            "ru": "комиссар Совета гавани",
        },
        {"en": "Commissioner", "fr": "le Commissaire", "ru": "комиссар"},
        8, 4, Means.ATOM, "europe",
        layouts=("article", "definition"), page_size=50, noisy=True,
    ),
    Website(
        "tribunal",
        {"en": "the Tribunal of the Nine Lakes", "fr": "le Tribunal des Neuf Lacs"},
        {"en": "Tribunal", "fr": "le Tribunal"},
        9, 2, Means.ADDRESSES, layouts=("plain",), page_size=100,
    ),
    Website(
        "visits",
        {"en": "the Panel on Field Visits", "fr": "le Groupe des visites sur place"},
        {"en": "Panel", "fr": "le Groupe"},
        10, 2, Means.SITEMAP,
        layouts=("definition", "cards"), dates=3, page_size=500,
    ),
    Website(
        "assembly",
        {
            "en": "the Parliamentary Assembly of the Causeway",
            "fr": "l'Assemblée parlementaire de la Chaussée",
        },
        {"en": "Assembly", "fr": "l'Assemblée"},
        11, 2, Means.LISTING,
        layouts=("plain", "table"), charset="windows-1252", page_size=30,
    ),
    Website(
        "dunes",
        {"ar": "مرصد الواحات", "fr": "l'Observatoire des Oasis"},
        {"ar": "المرصد", "fr": "l'Observatoire"},
        12, 2, Means.RSS, "mena",
        layouts=("journal", "article"), page_size=40, compressed=True,
    ),
    Website(
        "steppe",
        {"ru": "Степной наблюдатель за судами"}, {"ru": "Степной наблюдатель"},
        13, 1, Means.LISTING, "europe",
        layouts=("sidebar", "plain"), charset="windows-1251", dates=2, page_size=20,
    ),
)  # fmt: skip
BY_KEY = {site.key: site for site in WEBSITES}
BY_HOST = {site.host: site for site in WEBSITES}
BRITTLE = "brittle" + SUFFIX
ABYSS = "abyss" + SUFFIX
