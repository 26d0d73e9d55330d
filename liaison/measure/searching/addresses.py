"""Addresses of every type of page of a filled home, drawn at random.

Where a type has something of its own in the address there are many of them, as readers have: what
is kept for the next reader answers few.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from urllib.parse import urlencode

from liaison import vocabulary
from liaison.archive.models import Capture
from liaison.catalogue.models import Activity, Document, Edition
from liaison.kernel.clock import utc_now
from liaison.measure.searching.asking import address
from liaison.measure.searching.documents import LANGUAGES, Invented
from liaison.measure.searching.drawn import (
    Drawn,
    archived,
    changed,
    largest_matters,
    most_cited,
    recommending,
)
from liaison.measure.searching.questions import questions
from liaison.publish import compendium, figures
from liaison.publish.site import sitemaps
from liaison.publish.taking.formats import SINGLE, WHOLE
from liaison.rehearsal.chance import Draw
from liaison.standards import snapshot

_SEED = 8
_TERMS = ("countries", "document_kinds", "instruments", "organisations", "rights", "themes")
# Pages without anything of their own in the address; those that readers ask for in a language.
_SINGLE = {
    "front": "",
    "mechanisms": "mechanisms",
    "countries": "countries",
    "calendar: today": "calendar",
    "trends: everything": "trends",
    "who can act: the form": "who-can-act",
    "urgent help": "urgent-help",
    "urgent help as JSON": "urgent-help.json",
    "meetings": "meetings",
    "working groups": "working-groups",
    "letters": "letters",
    "standards": "standards",
    "standards: comparing": "standards/compare",
    "sources": "sources",
    "vocabulary": "vocabulary",
    "about the data": "about-data",
    "help": "help",
    "privacy": "privacy",
    "accessibility": "accessibility",
    "corrections": "corrections",
    "subscribe": "subscribe",
    "opensearch": "opensearch.xml",
}
_OF_NO_LANGUAGE = {
    "robots.txt": ["/robots.txt"],
    "sitemap": ["/sitemap.xml", "/sitemap-pages.xml"],
    "API: description": ["/api/v1/openapi.json"],
}


def addresses(invented: Invented, documents: int, each: int) -> Mapping[str, Sequence[str]]:
    """By type of page, `each` addresses at most; none of a type that the home has nothing for."""
    drawn = Drawn(Draw(_SEED, documents), documents, each)
    asked = questions(invented, documents, each)
    found: dict[str, Iterable[str]] = {name: [path] for name, path in _SINGLE.items()}
    found |= {f"search: {kind}": [address(one) for one in asks] for kind, asks in asked.items()}
    found |= {**_of_documents(drawn), **_of_the_field(drawn), **_in_time(drawn)}
    in_languages = {name: _in_languages(drawn, paths) for name, paths in found.items()}
    plain = {**_OF_NO_LANGUAGE, **_of_the_api(drawn)}
    return {
        name: list(dict.fromkeys(paths))[:each] for name, paths in {**in_languages, **plain}.items()
    }


def _of_documents(drawn: Drawn) -> Mapping[str, Iterable[str]]:
    cited = [form.extension for form in SINGLE]
    taken = [form.extension for form in WHOLE]
    return {
        "document": [f"documents/{one}" for one in drawn.documents],
        "document that most cite": [f"documents/{one}" for one in most_cited()],
        "document with many recommendations": [
            f"documents/{one}" for one in recommending(drawn.each)
        ],
        "captures": [f"documents/{one}/captures" for one in drawn.documents],
        "captures: what changed": list(changed()),
        "document as JSON": [f"documents/{one}.json" for one in drawn.documents],
        "document as a reference": [
            f"documents/{one}.{drawn.draw.pick(cited)}" for one in drawn.documents
        ],
        "matter": [f"matters/{one}" for one in drawn.matters],
        "matter of many documents": [f"matters/{one}" for one in largest_matters()],
        "matter as JSON": [f"matters/{one}.json" for one in drawn.matters],
        "search as JSON": drawn.some(lambda: f"search.json?{drawn.narrowed()}"),
        "search as a feed": drawn.some(
            lambda: f"search.{drawn.draw.pick(('atom', 'feed.json'))}?{drawn.narrowed()}"
        ),
        "search as a file": drawn.some(
            lambda: f"search.{drawn.draw.pick(taken)}?{drawn.narrowed()}"
        ),
        "source": [f"sources/{one}" for one in drawn.sources],
        "source as a feed": _feeds("sources", drawn.sources),
        "mechanism as a feed": _feeds("mechanisms", drawn.mechanisms),
    }


def _of_the_field(drawn: Drawn) -> Mapping[str, Iterable[str]]:
    known, held = vocabulary.load(), compendium.held()
    frozen = snapshot(held, utc_now().date()).identifier
    systems = [one.code for one in held.systems]
    rights = [one.code for one in held.rights]

    def compared() -> str:
        asked = {"right": drawn.draw.several(rights, 3), "system": drawn.draw.several(systems, 3)}
        return urlencode(asked, doseq=True)

    return {
        "country": [f"countries/{code}" for code in drawn.countries],
        "country as JSON": [f"countries/{code}.json" for code in drawn.countries],
        "letters to a State": [f"letters/{code}" for code in drawn.countries],
        "letters to a State, narrowed": drawn.some(
            lambda: f"letters/{drawn.draw.pick(drawn.countries)}?{drawn.mechanism()}&reply=known"
        ),
        "letters to a State as JSON": [f"letters/{code}.json" for code in drawn.countries],
        "mechanism": [f"mechanisms/{code}" for code in (*drawn.mechanisms, *drawn.sources)],
        "who can act": drawn.some(lambda: f"who-can-act?{drawn.happened()}"),
        "who can act as JSON": drawn.some(lambda: f"who-can-act.json?{drawn.happened()}"),
        "working group": [f"working-groups/{code}" for code in known.working_groups],
        "right": [f"standards/rights/{code}" for code in rights],
        "instrument": [f"standards/instruments/{one.code}" for one in held.instruments],
        "standards compared": drawn.some(lambda: f"standards/compare?{compared()}"),
        "standards compared, as a file": drawn.some(
            lambda: f"standards/compare.{drawn.draw.pick(('json', 'csv'))}?{compared()}"
        ),
        "snapshot": [f"standards/snapshots/{frozen}"],
        "snapshot as JSON": [f"standards/snapshots/{frozen}.json"],
        "terms": [f"vocabulary/{name}" for name in _TERMS],
    }


def _in_time(drawn: Drawn) -> Mapping[str, Iterable[str]]:
    queries: dict[str, tuple[str, Callable[[], str]]] = {
        "calendar: a month": ("calendar", drawn.month),
        "calendar: a month of a country": (
            "calendar",
            lambda: f"{drawn.month()}&{drawn.country()}",
        ),
        "calendar: a month of a mechanism": (
            "calendar",
            lambda: f"{drawn.month()}&{drawn.mechanism()}",
        ),
        "calendar: a list of a country": ("calendar/list", drawn.country),
        "calendar: a list of a mechanism": (
            "calendar/list",
            lambda: f"{drawn.mechanism()}&since={drawn.year()}",
        ),
        "trends of both": ("trends", lambda: f"{drawn.country()}&{drawn.mechanism()}"),
    }
    names = [f"trends/{name}.csv" for name in figures.NAMES]
    return {
        **{
            name: [f"{path}?{query}" for query in drawn.some(make)]
            for name, (path, make) in queries.items()
        },
        "calendar: a list": [f"calendar/list?since={year}" for year in range(1996, 2024)],
        "calendar as a file": drawn.some(
            lambda: f"calendar.{drawn.draw.pick(('ics', 'csv'))}?{drawn.country()}"
        ),
        "trends of a country": [f"trends?country={code}" for code in drawn.countries],
        "trends of a mechanism": [f"trends?mechanism={code}" for code in drawn.mechanisms],
        "trends as CSV": drawn.some(lambda: f"{drawn.draw.pick(names)}?{drawn.country()}"),
    }


def _of_the_api(drawn: Drawn) -> Mapping[str, Iterable[str]]:
    activities = Activity.objects.values_list("identifier", flat=True)[: drawn.each]
    editions = Edition.objects.filter(document__identifier__in=drawn.documents)
    captures = Capture.objects.filter(editions__in=editions).values_list("pk", flat=True)
    lists = {
        "documents": lambda: f"{drawn.mechanism()}&{drawn.cursor()}",
        "documents of a country": lambda: f"{drawn.country()}&sort=newest",
        "editions": lambda: f"language={drawn.draw.pick(LANGUAGES)}&{drawn.cursor()}",
        "captures": drawn.cursor,
        "matters": drawn.country,
        "activities": drawn.country,
        "recommendations": drawn.country,
    }
    items = {
        "document": [f"documents/{one}" for one in drawn.documents],
        "edition": [
            f"documents/{one}/editions/{key}"
            for one, key in editions.values_list("document__identifier", "address_key")
        ],
        "capture": [f"captures/{number}" for number in captures],
        "matter": [f"matters/{one}" for one in drawn.matters],
        "activity": [f"activities/{one}" for one in activities],
        "mechanism": [f"mechanisms/{code}" for code in drawn.mechanisms],
        "source": [f"sources/{code}" for code in drawn.sources],
        "vocabulary": [f"vocabularies/{name}" for name in ("countries", "rights", "instruments")],
        "mechanisms": ["mechanisms"],
        "sources": ["sources"],
        "vocabularies": ["vocabularies"],
    }
    files = range(max(Document.objects.count() // sitemaps.ROWS, 1))
    return {
        "sitemap of documents": [f"/sitemap-documents-{number}.xml" for number in files],
        "sitemap of matters": ["/sitemap-matters-0.xml"],
        "file as it came": [f"/captures/{name}" for name in archived()],
        **{
            f"API: list of {name}": [
                f"/api/v1/{name.partition(' ')[0]}?{query}" for query in drawn.some(make)
            ]
            for name, make in lists.items()
        },
        **{f"API: {name}": [f"/api/v1/{path}" for path in paths] for name, paths in items.items()},
    }


def _feeds(folder: str, codes: Iterable[str]) -> list[str]:
    return [f"{folder}/{code}.{form}" for code in codes for form in ("atom", "feed.json")]


def _in_languages(drawn: Drawn, paths: Iterable[str]) -> Iterator[str]:
    """In one language each, or where there are few, in all."""
    every = list(dict.fromkeys(paths))
    few = len(every) * len(LANGUAGES) <= drawn.each
    for path in every:
        if path.startswith("/"):
            yield path
        else:
            for language in LANGUAGES if few else [drawn.draw.pick(LANGUAGES)]:
                yield f"/{language}/{path}"
