"""References: every pattern's own examples, canonical keys, and what only looks like one."""

import pytest

from liaison.kernel.finding import FindingKind
from liaison.understand.folding import fold
from liaison.understand.references import references
from liaison.vocabulary import Chain, ReferencePattern, chain, load
from tests.understand.reading import Understood

PATTERNS = list(load().reference_patterns.values())


def keys(text: str, mechanism: str = "", address: str = "") -> list[str]:
    found = references(fold(text).text, load(), mechanism=mechanism, address=address)
    return [one.key for one in found]


@pytest.mark.parametrize("pattern", PATTERNS, ids=lambda pattern: pattern.id)
def test_a_patterns_examples_are_found_in_running_text(pattern: ReferencePattern) -> None:
    scope = pattern.scope
    mechanism = scope.mechanisms[0] if scope and scope.mechanisms else ""
    issuer = f" of the {scope.near[0]}" if scope and not mechanism else ""
    for example in pattern.examples:
        found = keys(f"As seen in {example.text}{issuer}, and later.", mechanism)
        assert found == [example.key]


@pytest.mark.parametrize(
    "pattern", [p for p in PATTERNS if p.scope and not p.scope_without], ids=lambda p: p.id
)
def test_a_scoped_pattern_is_not_believed_without_its_issuer(pattern: ReferencePattern) -> None:
    assert pattern.scope is not None
    for example in pattern.examples:
        alone = example.text.lower()
        if not any(word.lower().strip() in alone for word in pattern.scope.near):
            found = references(fold(f"Look at {example.text}, he said.").text, load())
            assert pattern.id not in [one.pattern.id for one in found]


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("MC-382-21", "PM-382-21"),
        ("Medidas Cautelares No. 382-21", "PM-382-21"),
        ("the IACHR, PM 382\u201121", "PM-382-21"),
        ("ACHPR/Rés. 437 (EXT.OS/ XXVI) 2020", "ACHPR/Res.437(EXT.OS/XXVI)2020"),
        ("ACHPR/Res.21(XIX)96", "ACHPR/Res.21(XIX)1996"),
        ("BLR 001/0120/OBS 003", "BLR 001 / 0120 / OBS 003"),
        ("BLR 001 / 0120 /\nOBS 003.01", "BLR 001 / 0120 / OBS 003.1"),
        ("General Assembly\nresolution 53/144", "A/RES/53/144"),
        ("a/hrc/25/55/add.1", "A/HRC/25/55/Add.1"),
        ("the reference AL  BLR  03/2023", "AL BLR 3/2023"),
        ("SG/Inf(2020) 8", "SG/Inf(2020)8"),
        ("communication No. 2728/2016, the Human Rights Committee", "CCPR 2728/2016"),
        ("Комитет по правам человека, сообщение № 2728/2016", "CCPR 2728/2016"),
        ("communication No. 580/2014, the Committee against Torture", "CAT 580/2014"),
        ("the African Commission, Communication 228/99", "ACHPR Communication 228/99"),
        ("Working Group on Arbitrary Detention, Opinion No. 12/2020", "A/HRC/WGAD/2020/12"),
        ("Рабочая группа по произвольным задержаниям, Мнение № 12/2020", "A/HRC/WGAD/2020/12"),
        ("ACHPR/Res.125(XXXXII)07", "ACHPR/Res.125(XLII)2007"),
        ("CADHP/Rés. 125 (XLII) 2007", "ACHPR/Res.125(XLII)2007"),
        ("P9_TA-PROV(2021)0045", "P9_TA(2021)0045"),
        ("CIDH, Comunicado de Prensa 185/16", "IACHR No. 185/16"),
        ("the Security Council, in resolution 1373 (2001)", "S/RES/1373(2001)"),
        ("the Assembly, in Resolution 2095 (2016)", "PACE Resolution 2095 (2016)"),
        ("ЕСПЧ, жалоба № 15172/13", "ECtHR 15172/13"),
        ("ECLI:CE:ECHR:2016:0317JUD001517213", "ECtHR 15172/13"),
        ("E/CN.4/2006/95", "E/CN.4/2006/95"),
        ("А/HRC/25/55", "A/HRC/25/55"),
        ("Second UA: 83/20", "UA 83/20.2"),
        ("résolution 16/21 du Conseil des droits de l\u2019homme", "A/HRC/RES/16/21"),
        (
            "резолюцией 53/144 Генеральной Ассамблеи",
            "A/RES/53/144",
        ),
    ],
)
def test_one_key_for_all_spellings(text: str, key: str) -> None:
    assert keys(text) == [key]


@pytest.mark.parametrize(
    "text",
    [
        "DOC 1/2020 lies there",
        "AL DOC 1/2020 lies there",
        "on 12/05/2020 at 10/11, pages 3/2020",
        "xA/HRC/25/55",
        "A/HRC/25/5555",
        "path/A/HRC/25/55",
        "XXX 001 / 0120 / OBS 003",
        "see no. 15/13 of the journal",
        "at 10 PM 12-30 minutes later",
        "CCPR/C/XXX/CO/5",
        "Opinion No. 5/2020 of the bar",
        "Case No. 1234 of the district court",
        "COVID-19/2020",
        "Application No. 013/2021 for a visa",
    ],
)
def test_what_only_looks_like_a_reference(text: str) -> None:
    assert keys(text) == []


@pytest.mark.parametrize(
    "broken",
    [
        "A/HRC/\n25/55",
        "A/HRC/25/\n\n55",
        "A/\u00adHRC/25/55",
        "A/HRC/25/55\u00b9",
        "A/HRC/25/55and",
        "\u200fA/HRC/25/55\u200e",
        "A/HRC/-\n25/55",
    ],
)
def test_layout_does_not_hide_a_reference(broken: str) -> None:
    assert keys(f"in {broken} it says") == ["A/HRC/25/55"]


def test_the_longest_of_those_that_overlap() -> None:
    assert keys("Human Rights Council resolution 16/21 of 2011") == ["A/HRC/RES/16/21"]
    assert keys("A/HRC/28/63/Add.1/Rev.2") == ["A/HRC/28/63/Add.1/Rev.2"]


def test_further_information_names_the_action_that_it_follows() -> None:
    found = keys("Further information on UA 168/90 (ASA 21/26/91) - Indonesia")
    assert found == ["UA 168/90 FU", "ASA 21/026/1991"]
    assert chain(found[0]) == Chain("UA 168/90", None)


def test_the_symbol_of_a_decision_and_the_number_of_its_case_share_a_root() -> None:
    decision = chain(*keys("CCPR/C/107/D/1787/2008"))
    case = chain(*keys("communication No. 1787/2008 of the Human Rights Committee"))
    assert decision is not None
    assert case is not None
    assert decision.root == case.root


def test_an_address_can_say_whose_numbers_they_are() -> None:
    assert keys("no. 15/13", address="https://hudoc.echr.coe.int/eng") == ["ECtHR 15/13"]


def test_the_span_shows_the_words_as_they_were_written() -> None:
    found = Understood(
        "As the Council said (A/HRC/\n25/55\u00b9), and PM\u2011382\u201121 of the IACHR."
    )
    assert found.words(FindingKind.REFERENCE) == ["A/HRC/\n25/55", "PM\u2011382\u201121"]
    assert found.of(FindingKind.REFERENCE) == ["A/HRC/25/55", "PM-382-21"]
