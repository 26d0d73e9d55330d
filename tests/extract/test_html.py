"""Pages as they come: their text in blocks, their title, date and language."""

import datetime as dt
import time

import pytest

from liaison.extract import extract
from liaison.kernel.errors import FailureClass, Unreadable
from liaison.kernel.reading import Format

ADDRESS = "https://council.example/en/statements/17"
PARAGRAPHS = (
    (
        "The Council of Observers expressed its grave concern at the sentence against Mirela Tovan, "
        "who was convicted on 3 March after a closed trial in the northern district."
    ),
    (
        "Ms Tovan had documented evictions along the river for eleven years. Her lawyers said that "
        "they saw the file for the first time on the morning of the hearing."
    ),
    "The Council calls on the authorities to release her and to let observers attend the appeal.",
)


def page(body: str = "", head: str = "", html: str = 'lang="en"') -> bytes:
    text = body or "".join(f"<p>{words}</p>" for words in PARAGRAPHS)
    return (
        f"<!DOCTYPE html><html {html}><head>{head}</head><body><nav><ul><li><a href='/'>Home</a>"
        f"<li><a href='/about'>About the Council</a></ul></nav><main><article>{text}</article></main>"
        "<footer>Contact, legal notice, all rights reserved</footer></body></html>"
    ).encode()


def test_paragraphs_are_parted_by_blank_lines_and_menus_left_out() -> None:
    reading = extract(page(), "text/html", ADDRESS)
    assert reading.format is Format.HTML
    assert reading.text == "\n\n".join(PARAGRAPHS)


def test_headings_lists_and_tables_keep_their_order_without_marks() -> None:
    body = (
        f"<h2>Background</h2><p>{PARAGRAPHS[0]}</p><ul><li>First demand of the observers</li>"
        f"<li>Second demand of the observers</li></ul><p>{PARAGRAPHS[1]}</p>"
        "<table><tr><th>State</th><th>Response</th></tr><tr><td>Averna</td><td>Noted</td></tr></table>"
        f"<p>{PARAGRAPHS[2]}</p>"
    )
    blocks = extract(page(body), "text/html", ADDRESS).text.split("\n\n")
    assert blocks == [
        "Background",
        PARAGRAPHS[0],
        "First demand of the observers",
        "Second demand of the observers",
        PARAGRAPHS[1],
        "State\tResponse",
        "Averna\tNoted",
        PARAGRAPHS[2],
    ]


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        (("<title>Free Mirela Tovan | Council of Observers</title>"
         '<meta property="og:site_name" content="Council of Observers">'), "Free Mirela Tovan"),
        (('<title>Statement</title><meta property="og:title" content="Free Mirela Tovan – Council">'
         '<meta property="og:site_name" content="Council">'), "Free Mirela Tovan"),
        ("<title>council.example - Free Mirela Tovan</title>", "Free Mirela Tovan"),
        ("<title>Averna: a trial behind doors</title>", "Averna: a trial behind doors"),
        ("", "The Council of Observers expressed its grave concern at the sentence against…"),
    ],
)  # fmt: skip
def test_a_title_is_found_without_the_name_of_the_site(head: str, expected: str) -> None:
    assert extract(page(head=head), "text/html", ADDRESS).title == expected


def test_the_heading_is_the_title_where_the_page_is_named_after_its_site() -> None:
    body = "<h1>Free Mirela Tovan</h1>" + "".join(f"<p>{words}</p>" for words in PARAGRAPHS)
    found = extract(page(body, "<title>Council Example</title>"), "text/html", ADDRESS)
    assert found.title == "Free Mirela Tovan"


@pytest.mark.parametrize(
    ("head", "body", "expected"),
    [
        (('<meta property="article:modified_time" content="2021-06-01">'
         '<meta property="article:published_time" content="2019-05-04T08:00:00+02:00">'), "",
         "2019-05-04T08:00:00+02:00"),
        (('<script type="application/ld+json">{"@graph":[{"@type":"WebSite"},{"@type":"NewsArticle",'
         '"dateModified":"2021-01-01","datePublished":"2018-02-03"}]}</script>'), "", "2018-02-03"),
        ('<script type="application/ld+json">{"datePublished": "2018-02-03", broken</script>', "",
         "2018-02-03"),
        ("", '<p itemprop="datePublished" content="2017-11-09 10:31:00">November</p>',
         "2017-11-09 10:31:00"),
        ("", "<div><h1>A trial behind doors</h1></div><p>Geneva, 14 March 2016</p>",
         "Geneva, 14 March 2016"),
        ("", "<h1>A trial behind doors</h1><p>March 2016</p>", "March 2016"),
        ("", "<h1>محاكمة</h1><p>١٤ مارس 2016</p>", "١٤ مارس 2016"),
    ],
)  # fmt: skip
def test_the_published_date_goes_before_the_modified_one(
    head: str, body: str, expected: str
) -> None:
    full = body + "".join(f"<p>{words}</p>" for words in PARAGRAPHS)
    assert extract(page(full, head), "text/html", ADDRESS).stated_date == expected


def test_no_date_after_the_day_of_capture_is_taken_from_the_text() -> None:
    body = "<p>24/06/2031</p>" + f"<p>{PARAGRAPHS[1]}</p>" * 3
    reading = extract(page(body), "text/html", ADDRESS, dt.date(2020, 1, 1))
    assert reading.stated_date < "2020-01-03"


@pytest.mark.parametrize(
    ("html", "head", "expected"),
    [
        ('lang="FR-ca"', "", "fr-ca"),
        ("", '<meta http-equiv="Content-Language" content="ar">', "ar"),
        ("", '<meta property="og:locale" content="es_MX">', "es-mx"),
        ('lang="<?php"', "", ""),
    ],
)
def test_the_declared_language(html: str, head: str, expected: str) -> None:
    assert extract(page(head=head, html=html), "text/html", ADDRESS).stated_language == expected


RUSSIAN = (
    "Совет наблюдателей выразил глубокую обеспокоенность приговором, который был вынесен после "
    "закрытого процесса. Адвокаты увидели дело лишь утром в день слушания и просили об отсрочке."
)
ARABIC = (
    "أعرب مجلس المراقبين عن قلقه البالغ إزاء الحكم الصادر بعد محاكمة مغلقة في المنطقة الشمالية، "
    "وطالب السلطات بالإفراج الفوري عن المدافعة وبالسماح للمراقبين بحضور جلسات الاستئناف."
)
FRENCH = (
    "Le Conseil a exprimé sa vive préoccupation à l’égard du procès tenu à huis clos — les avocats "
    "n’ont reçu le dossier qu’au matin de l’audience, après onze années de procédure œuvrée."
)
POLISH = "Rada wyraziła głębokie zaniepokojenie wyrokiem, który zapadł w zamkniętym procesie ąśźćł."


@pytest.mark.parametrize(
    ("text", "written", "declared"),
    [
        (RUSSIAN, "cp1251", "utf-8"),
        (RUSSIAN, "koi8-r", "koi8-r"),
        (RUSSIAN, "cp1251", "iso-8859-1"),
        (ARABIC, "cp1256", "utf-8"),
        (ARABIC, "cp1256", "windows-1256"),
        (FRENCH, "cp1252", "iso-8859-1"),
        (FRENCH, "cp1252", "utf-8"),
        (FRENCH, "utf-8", "iso-8859-1"),
        (RUSSIAN, "utf-16", "utf-8"),
    ],
)
def test_the_charset_is_what_the_bytes_say(text: str, written: str, declared: str) -> None:
    body = f'<html><head><meta charset="{declared}"></head><body><p>{text}</p></body></html>'
    reading = extract(body.encode(written), f"text/html; charset={declared}", ADDRESS)
    assert text in reading.text


@pytest.mark.parametrize("label", ["hex", "undefined", "unicode_escape", "utf-16", "x-none", ""])
def test_a_declared_charset_that_is_none_does_no_harm(label: str) -> None:
    body = f'<html><head><meta charset="{label}"></head><body><p>{RUSSIAN}</p></body></html>'
    for data in (body.encode(), body.encode("cp1251")):
        assert RUSSIAN in extract(data, f"text/html; charset={label}", ADDRESS).text


def test_the_stated_language_decides_between_charsets_of_one_script() -> None:
    body = f'<html lang="pl"><head></head><body><p>{POLISH}</p></body></html>'
    assert POLISH in extract(body.encode("cp1250"), "text/html", ADDRESS).text


def test_broken_utf8_nul_bytes_and_lone_surrogates_do_no_harm() -> None:
    dirty = page().replace(b"grave concern", b"grave\xff\x00 conc\xed\xa0\x80ern &#0; &#xD800;")
    text = extract(dirty, "text/html", ADDRESS).text
    assert "\x00" not in text
    text.encode()  # a lone surrogate would raise
    assert PARAGRAPHS[1] in text


@pytest.mark.parametrize("depth", [300, 1_500, 100_000])
def test_deep_nesting_neither_breaks_the_reader_nor_hides_the_text(depth: int) -> None:
    body = "<div>" * depth + f"<p>{PARAGRAPHS[0]}</p>" + "</div>" * depth
    assert PARAGRAPHS[0] in extract(page(body), "text/html", ADDRESS).text


@pytest.mark.parametrize("paragraphs", [20_000, 60_000])
def test_large_pages_are_read_in_bounded_time(paragraphs: int) -> None:
    body = "".join(f"<p>Paragraph {n} here. {PARAGRAPHS[n % 3]}</p>" for n in range(paragraphs))
    started = time.process_time()
    reading = extract(page(body), "text/html", ADDRESS)
    assert time.process_time() - started < 30
    assert f"Paragraph {paragraphs - 1} here" in reading.text
    assert "About the Council" not in reading.text


def test_a_page_of_menus_has_no_main_text() -> None:
    menu = "<nav><ul>" + "".join(f"<li><a href='/{n}'>Part {n}</a></li>" for n in range(9))
    for body in (f"<html><body>{menu}</ul></nav></body></html>", "<html><body></body></html>"):
        with pytest.raises(Unreadable, match="the page has no") as caught:
            extract(body.encode(), "text/html", ADDRESS)
        assert caught.value.failure is FailureClass.CHANGED_SHAPE


def test_a_page_that_is_too_large_is_refused_before_it_is_parsed() -> None:
    with pytest.raises(Unreadable, match="21 MB large"):
        extract(page() + b" " * 21_000_000, "text/html", ADDRESS)


def test_a_list_in_bare_boxes_below_paragraphs_is_not_lost() -> None:
    names = [
        f"Person {chr(65 + number)}vanna Melk was detained in the harbour." for number in range(26)
    ]
    boxes = "".join(f"<div class='row'><div>{name}</div></div>" for name in names)
    paragraphs = "".join(f"<p>{words}</p>" for words in PARAGRAPHS * 2)
    reading = extract(page(f"{paragraphs}<div>{boxes}</div>"), "text/html", ADDRESS)
    assert sum(name in reading.text for name in names) == len(names)
    assert "legal notice" not in reading.text
