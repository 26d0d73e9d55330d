"""From findings and people's decisions to what is shown of a document."""

import datetime as dt

import pytest

from liaison.catalogue.description import Decision, EditionView, Said, describe


def edition(**said: object) -> EditionView:
    fields = {
        "role": "document",
        "format": "html",
        "address": "https://example.org/a",
        "language": "en",
        "title": "An appeal",
        "stated_title": "",
        "opening": "",
        "findings": (),
    }
    return EditionView(**{**fields, **said})  # type: ignore[arg-type]


def in_language(code: str) -> tuple[Said, ...]:
    return (Said("language", code, 0.9),)


PUBLISHED = Said("published", "2012-03-15", 0.9)


def test_the_surest_finding_wins() -> None:
    views = [edition(findings=(Said("published", "2011", 0.4), PUBLISHED))]
    found = describe(views)
    assert (found.published, found.published_from) == ("2012-03-15", dt.date(2012, 3, 15))


@pytest.mark.parametrize(
    ("fields", "title"),
    [
        ({"title": "Own", "stated_title": "Listed"}, "Own"),
        ({"title": "Microsoft Word - x", "stated_title": "Listed", "format": "pdf"}, "Listed"),
        ({"title": "Own", "format": "pdf"}, "Own"),
        (
            {"title": "  ", "stated_title": "", "opening": "First  words\nof it"},
            "First words of it",
        ),
        ({"title": "", "opening": "word " * 60}, ("word " * 24).strip() + "…"),
        ({"title": "", "opening": ""}, "example.org/a"),
        (
            {"title": "", "opening": "", "address": "file:///deposit/0a/a%20visit.pdf"},
            "a visit.pdf",
        ),
    ],
)
def test_there_is_always_a_title(fields: dict[str, str], title: str) -> None:
    assert describe([edition(**fields)]).title == title


def test_a_documents_own_page_speaks_before_its_translations_and_attachments() -> None:
    views = [
        edition(role="attachment", title="Attached", findings=in_language("en")),
        edition(role="translation", title="Traduction", findings=in_language("fr")),
        edition(role="document", title="Оригинал", findings=in_language("ru")),
    ]
    found = describe(views)
    assert (found.title, found.title_language) == ("Оригинал", "ru")
    assert found.languages == ["en", "fr", "ru"]


@pytest.mark.parametrize(
    ("decisions", "published", "about"),
    [
        ([], "2012-03-15", ["BLR", "FRA"]),
        ([Decision("published", "replace", "2012-04")], "2012-04", ["BLR", "FRA"]),
        ([Decision("published", "remove", "2012-03-15")], "2011", ["BLR", "FRA"]),
        ([Decision("about", "remove", "FRA")], "2012-03-15", ["BLR"]),
        ([Decision("about", "add", "CHE")], "2012-03-15", ["BLR", "CHE", "FRA"]),
        ([Decision("about", "replace", "CHE")], "2012-03-15", ["CHE"]),
        (
            [Decision("about", "replace", "CHE"), Decision("about", "add", "FRA")],
            "2012-03-15",
            ["CHE", "FRA"],
        ),
    ],
)
def test_a_persons_decision_wins(
    decisions: list[Decision], published: str, about: list[str]
) -> None:
    views = [
        edition(
            findings=(
                PUBLISHED,
                Said("published", "2011", 0.4),
                Said("about", "BLR", 0.9),
                Said("about", "FRA", 0.6),
            )
        )
    ]
    found = describe(views, decisions)
    assert (found.published, found.about) == (published, about)


def test_a_corrected_title_is_shown() -> None:
    assert describe([edition()], [Decision("title", "replace", "Right")]).title == "Right"


@pytest.mark.parametrize(
    ("decisions", "published"),
    [
        ([("replace", "2013"), ("remove", "2013")], "2012-03-15"),
        ([("replace", "2013"), ("remove", "2012-03-15")], "2013"),
        ([("replace", "2013"), ("remove", "2013"), ("remove", "2012-03-15")], "2011"),
        ([("remove", "2012-03-15"), ("replace", "2012-03-15")], "2012-03-15"),
    ],
)
def test_of_several_decisions_on_one_value_the_last_counts(
    decisions: list[tuple[str, str]], published: str
) -> None:
    views = [edition(findings=(PUBLISHED, Said("published", "2011", 0.4)))]
    said = [Decision("published", *one) for one in decisions]
    assert describe(views, said).published == published


def test_a_title_that_was_removed_gives_way_to_the_next() -> None:
    views = [edition(title="Home page", stated_title="Home page", opening="Two arrests. More.")]
    refused = [Decision("title", "remove", "Home page")]
    assert describe(views, refused).title == "Two arrests. More."


def test_weak_evidence_describes_no_document_and_a_persons_word_needs_none() -> None:
    found = (Said("violation", "arrest", 0.4), Said("violation", "killing", 0.9))
    assert describe([edition(findings=found)]).violations == ["killing"]
    added = [Decision("violation", "add", "arrest"), Decision("violation", "remove", "killing")]
    assert describe([edition(findings=found)], added).violations == ["arrest"]


@pytest.mark.parametrize(
    ("kind", "name"),
    [
        ("defender", "defenders"),
        ("perpetrator", "perpetrators"),
        ("right", "rights"),
        ("theme", "themes"),
        ("accountability", "accountability"),
        ("structural", "structural"),
    ],
)
def test_every_list_follows_corrections(kind: str, name: str) -> None:
    views = [edition(findings=(Said(kind, "one", 0.9), Said(kind, "two", 0.9)))]
    assert getattr(describe(views), name) == ["one", "two"]
    said = [Decision(kind, "remove", "one"), Decision(kind, "add", "three")]
    assert getattr(describe(views, said), name) == ["three", "two"]


@pytest.mark.parametrize(
    ("decisions", "languages", "own"),
    [
        ([], ["fr", "ru"], "ru"),
        ([Decision("language", "replace", "tg")], ["tg"], "tg"),
        ([Decision("language", "remove", "ru")], ["bg", "fr"], "bg"),
        ([Decision("language", "add", "tg")], ["fr", "ru", "tg"], "ru"),
        (
            [Decision("language", "replace", "tg"), Decision("language", "remove", "tg")],
            ["fr", "ru"],
            "ru",
        ),
    ],
)
def test_a_corrected_language(decisions: list[Decision], languages: list[str], own: str) -> None:
    views = [
        edition(findings=(Said("language", "ru", 0.9), Said("language", "bg", 0.4))),
        edition(role="translation", findings=in_language("fr")),
    ]
    found = describe(views, decisions)
    assert (found.languages, found.title_language) == (languages, own)
