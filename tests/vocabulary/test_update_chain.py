"""Which canonical keys are steps of one chain."""

import pytest

from liaison.vocabulary import Chain, chain, load


@pytest.mark.parametrize(
    ("key", "root", "number"),
    [
        ("DZA 002 / 0504 / OBS 039", "DZA 002 / 0504 / OBS 039", 0),
        ("DZA 002 / 0504 / OBS 039.3", "DZA 002 / 0504 / OBS 039", 3),
        ("UA 168/90", "UA 168/90", 0),
        ("UA 168/90 FU", "UA 168/90", None),
        ("UA 83/20.2", "UA 83/20", 2),
        ("EXTRA 12/95 FU", "EXTRA 12/95", None),
        ("AL BLR 3/2023", "BLR 3/2023", 0),
        ("BLR 3/2023", "BLR 3/2023", 0),
        ("JUA BHR 13/2012", "BHR 13/2012", 0),
        ("A/HRC/25/55", "A/HRC/25/55", 0),
        ("A/HRC/25/55/Add.1", "A/HRC/25/55", 1),
        ("A/HRC/25/55/Corr.2", "A/HRC/25/55", 2),
        ("A/HRC/28/63/Add.1/Rev.2", "A/HRC/28/63/Add.1", 2),
        ("E/CN.4/1999/3/Add.1", "E/CN.4/1999/3", 1),
        ("CCPR/C/107/D/1787/2008", "CCPR 1787/2008", None),
        ("E/C.12/61/D/14/2016", "E/C.12 14/2016", None),
        ("CCPR 1787/2008", "CCPR 1787/2008", 0),
        ("CM(2008)5 add", "CM(2008)5", 1),
        ("CommDH(2009)15", "CommDH(2009)15", 0),
        ("DD(2016)670 rev2", "DD(2016)670", 2),
        ("ST 16332/2/08", "ST 16332/08", 2),
        ("ST 7769/20", "ST 7769/20", 0),
    ],
)
def test_a_step_knows_its_root_and_its_place(key: str, root: str, number: int | None) -> None:
    assert chain(key) == Chain(root, number)


@pytest.mark.parametrize(
    "key", ["", "PM-382-21", "IACHR No. 185/16", "OBS 039.3", "UA", "A/", "x" * 9999]
)
def test_what_forms_no_chain(key: str) -> None:
    assert chain(key) is None


def test_a_root_is_the_root_of_itself() -> None:
    for pattern in load().reference_patterns.values():
        for example in pattern.examples:
            step = chain(example.key)
            if step is not None and step.number == 0:
                assert chain(step.root) == Chain(step.root, 0)
