"""The real material as labelled sets, in the format of `liaison quality`.

    python -m tests.quality.sets FOLDER [DATA]

reads DATA (else LIAISON_REAL_DATA, else ../shared/data) in place and writes into FOLDER, which is
thrown away after: it names real people.
"""

import functools
import io
import json
import lzma
import os
import re
import sys
import tarfile
import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from rapidfuzz import fuzz, process

from liaison.names import romanise
from liaison.vocabulary import load
from tests.conftest import ROOT
from tests.quality import search_sets
from tests.quality.attack_labels import classes, labels
from tests.quality.link_sets import matters, near_copies, translations

_SENTENCES = 150  # of each language
# ISO 639-3 to 639-1, of the languages that the sets and the vocabulary share.
_THREE_LETTERS = dict(
    re.findall(
        r"(\w{3})-(\w\w)",
        "amh-am ara-ar arb-ar aze-az bel-be bos-bs bul-bg cat-ca ces-cs cmn-zh dan-da deu-de ell-el "
        "eng-en est-et fin-fi fra-fr gle-ga hau-ha hrv-hr hun-hu hye-hy ibo-ig isl-is ita-it kat-ka "
        "kaz-kk kin-rw lav-lv lit-lt lvs-lv mkd-mk nld-nl nob-no pol-pl por-pt ron-ro rus-ru slk-sk "
        "slv-sl som-so spa-es sqi-sq srp-sr swe-sv swh-sw tat-tt tgk-tg tur-tr uig-ug ukr-uk uzb-uz "
        "zul-zu xho-xh yor-yo pes-fa ",
    )
)
# How the crowd wrote some countries.
_MISWRITTEN = {"Turrkey": "Turkey", "Ethiopian": "Ethiopia", "US": "USA"}
_NAME_LISTS = {
    "ar": "google_ar2en_2000.tsv",
    "he": "wd_hebrew_fullnames_1000.tsv",
    "ko": "wd_korean_fullnames_1000.tsv",
}
_MONTHS = {
    name: str(number)
    for number, name in enumerate(
        ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"], 1
    )
}
Line = dict[str, Any]


def symbols(data: Path, out: Path) -> Iterator[Line]:
    """First pages of Human Rights Council documents.

    A label that ends with a sentence's sign was taken from the text, where it names another
    document: it is left out. One that ends with a footnote's star is the document's own.
    """
    del out
    for number, row in enumerate(_rows(data / "huridocs-labels" / "rightdocs_un_hrc.jsonl.xz")):
        symbol = row["symbol"].rstrip("*")
        if symbol[-1:].isalnum():
            yield {"id": str(number), "text": row["text"], "expected": {"symbol": [symbol]}}


def reports(data: Path, out: Path) -> Iterator[Line]:
    """Reports of the Universal Periodic Review: the file's name says the State."""
    del out
    for path in sorted((data / "upr-reports" / "pdf").glob("*.pdf")):
        code = _country(re.sub(r"\d+$", "", path.stem))
        yield {"id": path.stem, "file": str(path.resolve()), "expected": {"about": [code]}}


def records(data: Path, out: Path) -> Iterator[Line]:
    """Titles and excerpts whose publisher tags them with one place that is a country."""
    del out
    for row in _rows(data / "amnesty-listings" / "records.jsonl.xz"):
        codes = [code for place in row["locs"] if (code := _country(place))]
        if len(codes) == 1 and len(row["locs"]) == 1:
            yield {
                "id": row["url"].rpartition("documents/")[2],
                "title": row["title"],
                "text": row["excerpt"],
                "expected": {"about": codes},
            }


def addressed(data: Path, out: Path) -> Iterator[Line]:
    """The same with the address that each was published at, which bears its number in the index."""
    rows = {line["id"]: line for line in records(data, out)}
    for key, line in rows.items():
        yield {**line, "address": f"https://www.amnesty.org/en/documents/{key}"}


def of_one_place(data: Path, out: Path) -> Iterator[Line]:
    """Those of them that the listing shows under one country alone.

    Of a record with several places the listing names only the one that is first in the alphabet,
    whichever matters more. Records that came up on the pages of several countries are such.
    """
    rows = _rows(data / "amnesty-listings" / "records.jsonl.xz")
    once = {row["url"].rpartition("documents/")[2] for row in rows if row["pages_n"] == 1}
    yield from (line for line in records(data, out) if line["id"] in once)


def dates(data: Path, out: Path) -> Iterator[Line]:
    """Saved pages with the day they were published."""
    pages = _unpack(data / "htmldate-eval" / "html.tar.xz", out)
    pages |= _unpack(data / "trafilatura-eval" / "html.tar.xz", out)
    for name in ("dates_mediacloud.json", "dates_for_trafilatura_files.json"):
        cases = json.loads((data / "htmldate-eval" / name).read_text(encoding="utf-8"))
        for address, case in cases.items():
            if case["file"] in pages:
                # A page without a date has NaN, which JSON does not know.
                expected = {"published": [case["date"]] if isinstance(case["date"], str) else []}
                yield {
                    "id": case["file"],
                    "file": pages[case["file"]],
                    "address": address,
                    "media_type": "text/html",
                    "expected": expected,
                }


def main_texts(data: Path, out: Path) -> Iterator[Line]:
    """Saved pages with passages that must and must not be in their text."""
    folder = data / "trafilatura-eval"
    pages = _unpack(folder / "html.tar.xz", out)
    cases = json.loads((folder / "evaldata.json").read_text(encoding="utf-8"))
    for address, case in cases.items():
        yield {
            "id": case["file"],
            "file": pages[case["file"]],
            "address": address,
            "media_type": "text/html",
            "expected": {"main_text": case["with"]},
            "unwanted": case["without"],
        }


def declaration(data: Path, out: Path) -> Iterator[Line]:
    """The articles of the Universal Declaration in many languages."""
    del out
    for path in sorted((data / "udhr").glob("*.xml")):
        root = ET.fromstring(path.read_text(encoding="utf-8"))  # noqa: S314 (a set we were given)
        language = _THREE_LETTERS.get(root.get("iso639-3", ""), "")
        if language not in load().languages:
            continue
        for article in root.iter("{http://efele.net/udhr}article"):
            words = " ".join("".join(article.itertext()).split())
            yield {"language": language, "text": words, "expected": {"language": [language]}}


def sentences(data: Path, out: Path) -> Iterator[Line]:
    """Single sentences."""
    del out
    with tarfile.open(data / "langid" / "tatoeba-laser.tar.xz") as tar:
        for member in tar.getmembers():
            language = _THREE_LETTERS.get(member.name.rpartition(".")[2], "")
            file = tar.extractfile(member)
            if file is None or language not in load().languages or language == "en":
                continue
            for line in file.read().decode().splitlines()[:_SENTENCES]:
                yield {"language": language, "text": line, "expected": {"language": [language]}}


def attacks(data: Path, out: Path) -> Iterator[Line]:
    """News articles about attacks on defenders, as the crowd annotated them."""
    del out
    for row in json.loads(lzma.decompress((data / "hrdsattack" / "dev.json.xz").read_bytes())):
        sample, truth = row["sample"], row["merged_sample"]
        expected = _of_an_attack(truth)
        yield {
            "id": str(sample["Input.GLOBALEVENTID"]),
            "title": sample["Input.title"],
            "text": _plain(sample["Input.article_interface"]),
            "stated_date": sample["Input.publish_date"].partition(" ")[0],
            "expected": expected,
            "classes": {
                question: covered for question, covered in classes().items() if question in expected
            },
        }


def _of_an_attack(truth: dict[str, Any]) -> dict[str, list[str]]:
    """The right answer to each question that the annotation of one article settles.

    A place that is no country ("None", "Africa") settles nothing.
    """
    named = {one["victim_name"].strip() for one in truth["victims"] if one["victim_name"]}
    expected: dict[str, list[str]] = {"person": sorted(named)}
    written = truth["country"] or ""
    parts = [written] if _country(written) else written.split(" and ")
    places = [_country(_MISWRITTEN.get(part, part)) for part in parts]
    if places and all(places):
        expected["about"] = places
    expected.update(labels(truth))
    return expected


def name_pairs(data: Path, out: Path) -> Iterator[Line]:
    """Names in two scripts, and as many that are not one: chance pairs, and pairs of near names."""
    del out
    for language, file in _NAME_LISTS.items():
        lines = (data / "names" / file).read_text(encoding="utf-8").splitlines()
        rows = [line.split("\t")[:2] for line in lines if "\t" in line]
        pairs = [sorted(row, key=str.isascii) for row in rows if len(set(row)) > 1]
        latin = [romanise(pair[1]) for pair in pairs]
        for at, (written, read) in enumerate(pairs):
            near = process.extract(latin[at], latin, scorer=fuzz.ratio, limit=4)
            other = [pairs[found[2]][1] for found in near if found[0] != latin[at]]
            chance = pairs[(at * 7919 + 13) % len(pairs)][1]
            other += [chance] if romanise(chance) != latin[at] else []
            for name, same in ((read, "yes"), *((one, "no") for one in (*other[:1], *other[-1:]))):
                yield {
                    "id": f"{language}-{at}",
                    "language": language,
                    "names": [written, name],
                    "expected": {"same_name": [same]},
                }


def attack_dates(data: Path, out: Path) -> Iterator[Line]:
    """The same articles with the day, month or year of the attack; none where nobody found one."""
    del out
    for row in json.loads(lzma.decompress((data / "hrdsattack" / "dev.json.xz").read_bytes())):
        sample, truth = row["sample"], row["merged_sample"]
        date = _annotated_date(truth["year"], truth["month"], truth["date"])
        yield {
            "id": str(sample["Input.GLOBALEVENTID"]),
            "title": sample["Input.title"],
            "text": _plain(sample["Input.article_interface"]),
            "stated_date": sample["Input.publish_date"].partition(" ")[0],
            "expected": {"event_date": [date] if date else []},
        }


def _annotated_date(year: str | None, month: str | None, day: str | None) -> str:
    """YYYY, YYYY-MM or YYYY-MM-DD of cells such as "2021.0", "February" and "26.0", or ""."""
    numbers = [re.sub(r"\.0$", "", cell or "") for cell in (year, month, day)]
    if not numbers[0].isdecimal():
        return ""
    named = _MONTHS.get(numbers[1][:3].lower(), numbers[1])
    if not (named.isdecimal() and 1 <= int(named) <= 12):
        return numbers[0]
    if not (numbers[2].isdecimal() and 1 <= int(numbers[2]) <= 31):
        return f"{numbers[0]}-{int(named):02}"
    return f"{numbers[0]}-{int(named):02}-{int(numbers[2]):02}"


def near_copies_of(name: str) -> Callable[[Path, Path], Iterator[Line]]:
    """The converter of one of the sets of articles."""
    return lambda data, _: near_copies(data, name)


# Labels of acts of the Inter-American Court, and the kind that each is counted under.
_COURT_ACTS = {
    "Voto Separado": "separate opinion",
    "Medidas Provisionales": "provisional measures",
    "Supervisión de cumplimiento de Sentencia": "compliance",
    "Fondo": "judgment",
    "Reparaciones": "judgment",
    "Costas": "judgment",
    "Excepciones Preliminares": "judgment",
    "Interpretación": "judgment",
    "Competencia": "judgment",
    "Fondo de asistencia a víctimas": "other",
    "Otros": "other",
}
_COURT_CLASSES = {
    "separate opinion": ["separate_opinion"],
    "provisional measures": ["precautionary_measure"],
    "compliance": ["compliance_order"],
    "judgment": ["judgment"],
    "other": ["*"],
}


def court_acts(data: Path, out: Path) -> Iterator[Line]:
    """Openings of acts of a court, labelled by what they are; those of two kinds are left out."""
    del out
    path = data / "huridocs-labels" / "cejil_document_type.labels.json.xz"
    for number, row in enumerate(json.loads(lzma.decompress(path.read_bytes()))):
        kinds = {_COURT_ACTS[label] for label in row["values"] if label in _COURT_ACTS}
        if len(kinds) == 1:
            yield {
                "id": str(number),
                "text": row["text"],
                "expected": {"document_kind": sorted(kinds)},
                "classes": {"document_kind": _COURT_CLASSES},
            }


def council_titles(data: Path, out: Path) -> Iterator[Line]:
    """First pages whose title, as a person noted it apart, says what kind of report they are."""
    del out
    for number, row in enumerate(_rows(data / "huridocs-labels" / "rightdocs_un_hrc.jsonl.xz")):
        title = (row["title"] or "").partition(":")[2].lower()
        visit = re.search(r"\b(?:mission|visit) to\b", title)
        annual = re.search(r"\bannual report\b", title)
        if visit or annual:
            yield {
                "id": str(number),
                "text": row["text"],
                "expected": {"document_kind": ["visit" if visit else "annual"]},
                "classes": {
                    "document_kind": {"visit": ["visit_report"], "annual": ["annual_report"]}
                },
            }


SETS: dict[str, Callable[[Path, Path], Iterator[Line]]] = {
    "huridocs-labels": symbols,
    "upr-reports": reports,
    "amnesty-listings": records,
    "amnesty-addressed": addressed,
    "amnesty-one-place": of_one_place,
    "htmldate-eval": dates,
    "trafilatura-eval": main_texts,
    "udhr": declaration,
    "tatoeba": sentences,
    "hrdsattack": attacks,
    "names": name_pairs,
    "hrdsattack-dates": attack_dates,
    "articles_100": near_copies_of("articles_100"),
    "articles_1000": near_copies_of("articles_1000"),
    "amnesty-cases": matters,
    "huridocs-translations": translations,
    "cejil": court_acts,
    "hrc-titles": council_titles,
    **search_sets.SETS,
}


def write_sets(data: Path, out: Path) -> None:
    """Every set, a file each."""
    for name, lines in SETS.items():
        with (out / f"{name}.jsonl").open("w", encoding="utf-8") as file:
            for line in lines(data, out):
                file.write(json.dumps({"set": name, **line}, ensure_ascii=False) + "\n")


def _rows(path: Path) -> Iterator[Any]:
    with lzma.open(path, "rt", encoding="utf-8") as file:
        for line in file:
            yield json.loads(line)


def _plain(article: str) -> str:
    """An article without its tags, a blank line between its paragraphs."""
    return re.sub(r"<[^>]*>", "", article.replace("</p>", "\n\n")).strip()


def _unpack(archive: Path, out: Path) -> dict[str, str]:
    """The files of a tar.xz, by the last part of their names, with where they lie now."""
    folder = out / archive.parent.name
    folder.mkdir(exist_ok=True)
    found = {}
    with tarfile.open(fileobj=io.BytesIO(archive.read_bytes()), mode="r:xz") as tar:
        for number, member in enumerate(tar.getmembers()):
            file = tar.extractfile(member)
            if file is not None:
                path = folder / f"{number}.html"
                path.write_bytes(file.read())
                found[Path(member.name).name] = f"{folder.name}/{path.name}"
    return found


@functools.cache
def _country(name: str) -> str:
    """The alpha-3 code of a country by its English name, spaces and case aside, or ""."""
    known = load()
    names = {c.names["en"]: iso3 for iso3, c in known.countries.items()}
    names |= {one.name: one.iso3 for one in known.country_names if one.language == "en"}
    folded = {_plainly(written): iso3 for written, iso3 in names.items()}
    return folded.get(_plainly(name), "")


def _plainly(name: str) -> str:
    return name.lower().replace(" ", "").replace("\u2019", "'")


def real_material() -> Path:
    """Where the real material lies, if nobody says otherwise."""
    return Path(os.environ.get("LIAISON_REAL_DATA") or ROOT.parent / "shared" / "data")


if __name__ == "__main__":
    write_sets(Path(sys.argv[2]) if len(sys.argv) > 2 else real_material(), Path(sys.argv[1]))
