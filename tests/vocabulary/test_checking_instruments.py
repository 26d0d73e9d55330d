"""Every mistake in instruments, their provisions and what is judged of them is named with its line."""

from collections.abc import Callable
from pathlib import Path

import pytest

from liaison.vocabulary import load, problems
from liaison.vocabulary.files import DATA
from tests.vocabulary.test_checking import line_of, only

Spoil = Callable[[str, str, str], Path]


@pytest.mark.parametrize(
    ("file", "old", "new", "at", "said"),
    [
        (
            "instruments.yaml",
            "system: coe\n    adopted: '2007-10-10'",
            "system: coe\n    adopted: '2007-13-10'",
            "- code: cm-2007-14",
            "adopted '2007-13-10' is no date",
        ),
        (
            "instruments.yaml",
            "revised: 2008-12",
            "revised: winter",
            "- code: eu-guidelines",
            "revised 'winter' is no date",
        ),
        (
            "instruments.yaml",
            "launched: '2024-06-19'",
            "launched: June",
            "- code: decl25",
            "launched 'June' is no date",
        ),
        (
            "instruments.yaml",
            "addressees: [states, mechanisms]",
            "addressees: [states, mechanism]",
            "- code: achpr-69",
            "addressee 'mechanism' is none",
        ),
        (
            "instruments.yaml",
            "official_text: https://undocs.org/A/RES/53/144",
            "official_text: undocs.org/A/RES/53/144",
            "- code: udhrd",
            "official_text is no address",
        ),
        ("instruments.yaml", "system: oif", "system: iof", "- code: bamako", "system 'iof'"),
        ("instruments.yaml", "force: binding", "force: strong", "- code: iccpr", "force 'strong'"),
        (
            "instruments.yaml",
            "checked: never",
            "checked: yesterday",
            "- code: udhrd",
            "checked 'yesterday' is no day",
        ),
        ("provisions.csv", ",R05;R06;R07", ",R05;R60;R07", "udhrd/art-5,", "right 'R60'"),
        (
            "provisions.csv",
            "udhrd/art-2,art. 2,,,R18",
            "udhrd/art-2,art. 2,,,",
            "udhrd/art-2,",
            "''",
        ),
        (
            "provisions.csv",
            "udhrd/art-2,",
            "udhr/art-2,",
            "udhrd/art-2,",
            "'udhr/art-2' is no part",
        ),
        ("provisions.csv", "udhrd/art-2,", "udhrd/Art 2,", "udhrd/art-2,", "'udhrd/Art 2' is no"),
        ("provisions.csv", "udhrd/art-2,", "udhrd/art-1,", "udhrd/art-2,", "is in line 2 already"),
        ("provisions.csv", "udhrd/art-2,art. 2,", "udhrd/art-2,,", "udhrd/art-2,", "no label"),
        ("provisions.csv", "everyone", "anyone", "udhrd/art-10,", "addressee 'anyone' is none"),
        (
            "article_summaries.csv",
            "udhrd/art-9,",
            "udhrd-art-9,",
            "udhrd/art-9,",
            "'udhrd-art-9' is no part",
        ),
        ("article_summaries.csv", "to be checked", "sure", "udhrd/art-1,", "no certainty"),
        ("instrument_words.csv", "\niccpr,en", "\nicpr,en", "iccpr,en", "code 'icpr' is unknown"),
    ],
)
def test_a_mistake_is_named_with_its_line(
    spoiled: Spoil, file: str, old: str, new: str, at: str, said: str
) -> None:
    found = [one for one in problems(spoiled(file, old, new)) if said in one.what]
    assert found, [str(one) for one in problems(spoiled(file, new, new))]
    assert (found[0].file, found[0].line) == (file, line_of(file, at))
    assert found[0].way_out


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("udhrd/art-1,equivalent_to,achr/art-99,An editor,2026-11-27,", "other 'achr/art-99'"),
        ("udhrd/art-99,equivalent_to,achr/art-4,An editor,2026-11-27,", "provision 'udhrd/art-99'"),
        ("udhrd/art-1,equivalent_to,udhrd/art-1,An editor,2026-11-27,", "stands to itself"),
        (
            "udhrd/art-1,better_than,achr/art-4,An editor,2026-11-27,",
            "stands 'better_than' is none",
        ),
        ("udhrd/art-1,equivalent_to,achr/art-4,,2026-11-27,", "no author"),
        ("udhrd/art-1,equivalent_to,achr/art-4,An editor,soon,", "judged 'soon' is no day"),
    ],
)
def test_a_judgement_on_provisions_says_who_judged_what_and_when(
    spoiled: Spoil, row: str, said: str
) -> None:
    file = "provision_relations.csv"
    header = (DATA / file).read_text()
    problem = only(problems(spoiled(file, header, f"{header}one,{row}\n")))
    assert (problem.file, problem.line) == (file, 2)
    assert said in problem.what
    assert problem.way_out


def test_a_judgement_that_says_it_all_is_kept(spoiled: Spoil) -> None:
    file = "provision_relations.csv"
    header = (DATA / file).read_text()
    row = "one,udhrd/art-13,stronger_than,cotonou/challenges,An editor,2026-11-27,on funding\n"
    folder = spoiled(file, header, header + row)
    assert problems(folder) == []
    kept = load(folder).provision_relations["one"]
    assert (kept.stands, kept.author, kept.judged) == ("stronger_than", "An editor", "2026-11-27")
