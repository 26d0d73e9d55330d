"""PDFs: paragraphs put together, what repeats left out, pictures recognised, locks named."""

import random
import shutil
import time

import pytest
from PIL import Image, ImageDraw, ImageFont

from liaison.extract import extract
from liaison.extract.layout import blocks
from liaison.extract.pdf_page import Line
from liaison.kernel.errors import Unreadable
from liaison.kernel.reading import Format
from tests.extract.conftest import MakePdf, page_of

ADDRESS = "https://council.example/files/17.pdf"
FIRST = [
    "Report of the Rapporteur on the defenders of the river valley, who were",
    "tried in the northern district after they had written to the ministry",
    "about the evictions.",
]


def numbered(number: int, pages: int = 4) -> list[object]:
    """A page with a symbol above, its number below and a paragraph between."""
    lines = [
        f"{number}. Paragraph {number} of the report speaks of the trial that was held in",
        "the northern district, and of the lawyers who were kept from the file until",
        "the morning of the hearing.",
    ]
    return [(90, 800, 9, "C/OBS/12/7"), *page_of(lines), (300, 30, 9, f"Page {number} of {pages}")]


def test_lines_become_paragraphs_and_what_repeats_stays_on_the_first_page(
    make_pdf: MakePdf,
) -> None:
    reading = extract(make_pdf([numbered(n) for n in range(1, 5)]), "application/pdf", ADDRESS)
    assert reading.format is Format.PDF
    assert (reading.pages, reading.pages_without_text, reading.pages_recognised) == (4, 0, 0)
    assert reading.text.count("C/OBS/12/7") == 1
    assert "Page 3" not in reading.text
    assert (
        "2. Paragraph 2 of the report speaks of the trial that was held in the northern district, "
        "and of the lawyers who were kept from the file until the morning of the hearing."
    ) in reading.text.split("\n\n")


def test_what_stands_above_comes_first_however_it_was_drawn(make_pdf: MakePdf) -> None:
    page = [*page_of(FIRST), (400, 800, 9, "C/OBS/12/7"), (400, 786, 9, "Distr.: General")]
    text = extract(make_pdf([page]), "", ADDRESS).text
    assert text.index("C/OBS/12/7") < text.index("Distr.: General") < text.index("Report of the")


def test_a_paragraph_goes_on_over_the_page_and_its_footnote(make_pdf: MakePdf) -> None:
    one = page_of(["The Council noted that the authorities had kept the lawyers from the", "file"])
    one.append((90, 60, 7, "* Adopted without a vote."))
    two = page_of(["until the morning of the hearing, which was held behind closed doors."])
    text = extract(make_pdf([one, two]), "", ADDRESS).text
    assert "from the file until the morning of the hearing" in text
    assert "\n\n* Adopted without a vote." in text


def test_columns_are_read_one_after_the_other(make_pdf: MakePdf) -> None:
    left = [f"left column line {n} of the text" for n in range(6)]
    right = [f"right column line {n} of the text" for n in range(6)]
    text = extract(make_pdf([page_of(left, left=60) + page_of(right, left=330)]), "", ADDRESS).text
    assert text.index("left column line 5") < text.index("right column line 0")


@pytest.mark.parametrize(
    ("end", "start", "known", "joined"),
    [
        ("the defend\ufffe", "ers of the valley", "", "the defenders of the valley"),
        ("the well\x02", "being of all", "the well-being", "the well-being of all"),
        ("the Five\ufffe", "Year Plan", "", "the Five-Year Plan"),
        ("the defend-", "ers of the valley", "", "the defenders of the valley"),
        ("from 2011 -", "2012 on", "", "from 2011 - 2012 on"),
    ],
)
def test_words_broken_at_the_end_of_a_line(end: str, start: str, known: str, joined: str) -> None:
    def line(text: str, number: int) -> Line:
        return Line(text, 90, 500, 700 - 14 * number, 710 - 14 * number, 10)

    page = [line(f"{known} was spoken of by all that were there and heard", 0), line(end, 1)]
    assert joined in next(blocks([[*page, line(start, 2)]]))


def test_the_tallest_letters_are_the_title(make_pdf: MakePdf) -> None:
    page = [
        (90, 740, 18, "Trial behind closed doors in the"),
        (90, 718, 18, "northern district*"),
        (90, 690, 16, "Averna"),
        *page_of(FIRST, top=640),
    ]
    for properties in (
        "untitled",
        "Microsoft Word - c12_final.doc",
        "Report on the trial in Belmark",
    ):
        reading = extract(make_pdf([page], title=properties), "", ADDRESS)
        assert reading.title == "Trial behind closed doors in the northern district – Averna"


def test_a_title_in_the_properties_is_believed_where_the_text_bears_it_out(
    make_pdf: MakePdf,
) -> None:
    title = "Report of the Rapporteur on the defenders of the river valley"
    assert extract(make_pdf([page_of(FIRST)], title=title), "", ADDRESS).title == title


def test_turned_pages_are_read(make_pdf: MakePdf) -> None:
    text = extract(make_pdf([page_of(FIRST)], rotated=90), "", ADDRESS).text
    assert " ".join(FIRST) in " ".join(text.split())


ARABIC_FONT = """/CIDInit /ProcSet findresource begin 12 dict begin begincmap
/CMapName /Own def /CMapType 2 def 1 begincodespacerange <00> <FF> endcodespacerange
{count} beginbfchar
{pairs}
endbfchar endcmap end end"""


def arabic_pdf(glyphs: list[str]) -> bytes:
    """One line of glyphs from left to right, each standing for the letters given."""
    pairs = "\n".join(
        f"<{code:02X}> <{letters.encode('utf-16-be').hex().upper()}>"
        for code, letters in enumerate(glyphs, 0x41)
    )
    shown = bytes(range(0x41, 0x41 + len(glyphs))).decode("ascii")
    streams = [
        f"BT /F1 14 Tf 100 700 Td ({shown}) Tj ET",
        ARABIC_FONT.format(count=len(glyphs), pairs=pairs),
    ]
    objects = [
        "<</Type/Catalog/Pages 2 0 R>>",
        "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        (
            "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R"
            "/Resources<</Font<</F1 6 0 R>>>>>>"
        ),
        *(f"<</Length {len(stream)}>>stream\n{stream}\nendstream" for stream in streams),
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/ToUnicode 5 0 R>>",
    ]
    body = "%PDF-1.4\n" + "".join(
        f"{number} 0 obj\n{value}\nendobj\n" for number, value in enumerate(objects, 1)
    )
    return f"{body}trailer<</Root 1 0 R/Size 7>>\n%%EOF".encode()


def test_arabic_letters_are_read_in_their_order() -> None:
    peace = ["ا", "ل", "س", "لا", "م"]  # lam-alef is one glyph
    justice = ["ا", "ل", "ع", "د", "ا", "ل", "ة"]
    reading = extract(arabic_pdf([*reversed([*peace, " ", *justice])]), "", ADDRESS)
    assert reading.text == "السلام العدالة"


def scan(text: str) -> Image.Image:
    picture = Image.new("L", (1240, 1754), 255)
    font = ImageFont.load_default(size=44)
    ImageDraw.Draw(picture).multiline_text((120, 160), text, fill=0, font=font, spacing=22)
    return picture


def test_a_scanned_page_is_recognised_where_tesseract_is_installed(make_pdf: MakePdf) -> None:
    if shutil.which("tesseract") is None:
        pytest.fail("install tesseract-ocr: without it this promise cannot be checked")
    picture = scan("The hearing was held\nbehind closed doors\nin the northern district.")
    reading = extract(make_pdf([page_of(FIRST), picture, None]), "", ADDRESS)
    assert (reading.pages, reading.pages_without_text, reading.pages_recognised) == (3, 2, 1)
    assert "behind closed doors" in reading.text
    assert reading.text.startswith("Report of the Rapporteur")


def test_without_tesseract_a_scan_says_what_is_missing(
    make_pdf: MakePdf, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(Unreadable, match=r"no text on its 1 page.*: install.* tesseract-ocr"):
        extract(make_pdf([scan("The hearing")]), "", ADDRESS)


def test_a_locked_file_is_named_as_such(make_pdf: MakePdf) -> None:
    with pytest.raises(Unreadable, match="locked by a password: ask its publisher"):
        extract(make_pdf([page_of(FIRST)], password="secret"), "", ADDRESS)  # noqa: S106  of an invented file


def test_damaged_files_give_one_clear_line_or_what_is_left(make_pdf: MakePdf) -> None:
    whole = make_pdf([numbered(n) for n in range(1, 5)])
    chance = random.Random(7)  # noqa: S311  the same damage every time
    for length in (9, 40, 200, len(whole) // 2, len(whole) - 30):
        damaged = bytearray(whole[:length])
        for _ in range(length // 60):
            damaged[chance.randrange(8, length)] = chance.randrange(256)
        try:
            reading = extract(bytes(damaged), "", ADDRESS)
        except Unreadable as error:
            assert "\n" not in str(error)
            assert error.way_out
        else:
            assert reading.text


def test_the_time_of_a_page_does_not_grow_with_the_square_of_its_lines(make_pdf: MakePdf) -> None:
    def seconds(lines: int) -> float:
        page = [[(n % 97 * 5, n * 7 % 800, 3, f"w{n} of the table") for n in range(lines)]]
        data = make_pdf([page[0]])
        started = time.process_time()
        extract(data, "", ADDRESS)
        return time.process_time() - started

    seconds(500)
    few = min(seconds(1_000) for _ in range(3))
    many = min(seconds(16_000) for _ in range(3))  # a busy machine slows a run, seldom three
    assert many < 60 * max(few, 0.02), "the square would be 256 times as long"
