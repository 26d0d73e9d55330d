"""Every mistake that a person can make in the files is named with its line and the way out."""

from collections.abc import Callable
from pathlib import Path

import pytest

from liaison.vocabulary import Problem, problems
from liaison.vocabulary.files import DATA

Spoil = Callable[[str, str, str], Path]


def line_of(file: str, words: str) -> int:
    text = (DATA / file).read_text(encoding="utf-8")
    return text[: text.index(words)].count("\n") + 1


def only(found: list[Problem]) -> Problem:
    assert len(found) == 1, [str(problem) for problem in found]
    assert found[0].way_out
    return found[0]


@pytest.mark.parametrize(
    ("file", "old", "new", "at", "said"),
    [
        ("countries.csv", "\nAGO,AO,", "\nAFG,AO,", "AGO,AO,", "AFG is in line 3 already"),
        ("countries.csv", "AUT,AT,040", "AUT,A,040", "AUT,AT,040", "iso2 'A' is none"),
        ("country_names.csv", "IRN,en,Iran,", "IRM,en,Iran,", "IRN,en,Iran,", "IRM is no code"),
        ("country_names.csv", "IRN,en,Iran,", "IRN,xx,Iran,", "IRN,en,Iran,", "language 'xx'"),
        ("country_names.csv", "IRN,en,Iran,", "IRN,en,Iran,pit", "IRN,en,Iran,", "trap 'pit'"),
        ("country_names.csv", "IRN,en,Iran,", ",en,Iran,", "IRN,en,Iran,", "names no country"),
        ("memberships.csv", "un,AFG,member,,", "un,AFG,member,often,", "un,AFG,", "is no date"),
        ("memberships.csv", "un,AFG,member", "uno,AFG,member", "un,AFG,", "'uno' is unknown"),
        ("organisations.csv", "un-hrc,un,", "un-hrc,uno,", "un-hrc,un,", "parent 'uno'"),
        (
            "languages.csv",
            "fr,français,French,français,",
            "fr,français,French,,",
            "fr,français",
            "no label in fr",
        ),
        (
            "mechanisms.yaml",
            "parent: achpr",
            "parent: acpr",
            "- code: achpr-srhrd",
            "parent 'acpr'",
        ),
        (
            "mechanisms.yaml",
            "- coe.commissioner",
            "- coe.comm",
            "- code: coe-commhr",
            "reference 'coe.comm'",
        ),
        (
            "document_kinds.yaml",
            "{en: Speech, fr: Discours, ",
            "{en: Speech, ",
            "- code: speech",
            "no label in fr",
        ),
        (
            "document_kinds.yaml",
            "parent: decision",
            "parent: decree",
            "- code: precautionary",
            "parent 'decree'",
        ),
        ("date_words.csv", "\nfr,by,", "\nfr,bye,", "fr,by,", "kind 'bye' is none"),
        ("date_words.csv", "\nfr,by,", "\nxx,by,", "fr,by,", "language 'xx' is unknown"),
        ("language_marks.csv", "\nro,,,", "\nrr,,,", "ro,,,", "language 'rr' is unknown"),
        ("language_marks.csv", "\nro,,,", "\nit,,,", "ro,,,", "it is in line 10 already"),
        ("language_marks.csv", "\nro,,,", "\nro,,xx,", "ro,,,", "like 'xx' is unknown"),
        ("language_marks.csv", "\nro,,,", "\nro,no,,", "ro,,,", "seldom 'no' is none"),
        ("language_marks.csv", ",äöüß,", ",äöüßß,", "de,,,", "letters: 'ß' twice"),
        ("rights.csv", "\nR02,", "\nR01,", 'R02,"Prot', "R01 is in line 2 already"),
        ("rights.csv", "Свобода мнений и их выражения, доступ к информации", "", "R04,", "in ru"),
        ("themes.csv", "R06;R11", "R06;R99", "foreign_funding,", "rights 'R99' is unknown"),
        ("themes.csv", ",R05,association_", ",R05,asociation_", "assembly,", "is unknown"),
        ("themes.csv", "\nexpression,", "\npress,", "press,Press and", "is in line"),
        ("themes.csv", "Prensa y periodistas", "", "press,", "no label in es"),
        ("upr_issues.csv", "Corrupción", "", "corruption,", "no label in es"),
        ("theme_words.csv", "\npress,en", "\npres,en", "press,en", "code 'pres' is unknown"),
        (
            "violation_types.csv",
            "\nattempted_killing,",
            "\nkilling,",
            "attempted_killing,",
            "killing is in line 2 already",
        ),
        ("violation_types.csv", ",A,R02;R16", ",A,R02;R99", "sexual_violence,", "right 'R99'"),
        ("violation_types.csv", ",A,R02;R16", ",D,R02;R16", "sexual_violence,", "default_urgency"),
        ("violation_types.csv", ",killing,0101", ",kiling,0101", "killing,", "'kiling' is none"),
        ("perpetrator_types.csv", "الشرطة,state", "الشرطة,sate", "police,", "parent 'sate'"),
        ("defender_types.csv", "Abogado/a", "", "lawyer,", "no label in es"),
        ("outcomes.csv", "acquitted,+", "acquitted,good", "acquitted,", "valence 'good' is none"),
        ("outcomes.csv", "\nacquitted,", "\nreleased,", "acquitted,", "released is in line 2"),
        ("activity_types.csv", "Слушание", "", "hearing,", "no label in ru"),
        ("structural_stages.csv", "Projet de loi", "", "bill,", "no label in fr"),
        ("status_words.csv", "done,pt", "over,pt", "done,pt", "code 'over' is unknown"),
        ("defender_words.csv", "journalist,en", "jurnalist,en", "journalist,", "'jurnalist'"),
        ("defender_words.csv", "journalist,en", "journalist,xx", "journalist,", "language 'xx'"),
        ("mood_words.csv", "denied,en", "denyed,en", "denied,en", "code 'denyed'"),
        (
            "mood_words.csv",
            "denied,en,before",
            "denied,en,strong",
            "denied,en",
            "strength 'strong'",
        ),
        (
            "defender_words.csv",
            "lawyer,en,strong",
            "lawyer,en,sure",
            "lawyer,en",
            "strength 'sure'",
        ),
        (
            "defender_words.csv",
            "reporter/reporters | media",
            "reporter/reporters | * | media",
            "journalist,en",
            "a letter",
        ),
        (
            "defender_words.csv",
            "newsman/newsmen/newsroom",
            "photographer/photographers",
            "journalist,en",
            "is in line",
        ),
        (
            "reference_patterns.yaml",
            "kind: opinion",
            "kind: opinon",
            "- id: un.hrc.wgad_opinion",
            "kind 'opinon'",
        ),
        (
            "reference_patterns.yaml",
            "'CommDH(?:/",
            "'CommDH(?:/(",
            "- id: coe.commissioner",
            "the regex is none",
        ),
        (
            "reference_patterns.yaml",
            "text: ACSR/C/2023/10",
            "text: ACSR/2023/10",
            "{text: ACSR/C/2023/10",
            "does not match",
        ),
        (
            "reference_patterns.yaml",
            "key: ACSR/C/2023/10",
            "key: ACSR/C/2023/1",
            "{text: ACSR/C/2023/10",
            "comes to the key",
        ),
        (
            "reference_patterns.yaml",
            "anchors: [ACSR/]",
            "anchors: [ASCR/]",
            "{text: ACSR/C/2022/1,",
            "no anchor within reach",
        ),
        (
            "reference_patterns.yaml",
            "anchors: [.DEL, .GAL, '.INF'",
            "anchors: [.DEL, .GAL, .INF",
            "- id: osce.document",
            "an anchor is no word",
        ),
        (
            "admissibility_rules.yaml",
            "body: un-srhrd",
            "body: un-srhr",
            "- code: un-srhrd.communication",
            "body 'un-srhr' is unknown",
        ),
        (
            "admissibility_rules.yaml",
            "channel: letter_of_appeal",
            "channel: letter",
            "- code: achpr-srhrd.letter_of_appeal",
            "channel 'letter' is none",
        ),
        (
            "admissibility_rules.yaml",
            "nature: help",
            "nature: aid",
            "- code: eu-protectdefenders.emergency_grant",
            "nature 'aid' is none",
        ),
        (
            "admissibility_rules.yaml",
            "reach: outside",
            "reach: abroad",
            "- code: eu-hrd.mission",
            "states.reach 'abroad' is none",
        ),
        (
            "admissibility_rules.yaml",
            "organisation: aarhus",
            "organisation: arhus",
            "- code: aarhus-sr.complaint",
            "organisation 'arhus' is unknown",
        ),
        (
            "admissibility_rules.yaml",
            "{reach: clause}",
            "{reach: clause, organisation: un}",
            "- code: un-tb.individual_communication",
            "organisation 'un' for clause",
        ),
        (
            "admissibility_rules.yaml",
            "also: [BLR, RUS]",
            "also: [BLR, RSU]",
            "- code: coe-soj.alert",
            "also 'RSU' is unknown",
        ),
        (
            "admissibility_rules.yaml",
            "months_after_exit: 6",
            "months_after_exit: six",
            "- code: ecthr.application",
            "months_after_exit is no number",
        ),
        (
            "admissibility_rules.yaml",
            "subjects: [environment]",
            "subjects: [forest]",
            "- code: aarhus-sr.complaint",
            "subjects 'forest' is none",
        ),
        (
            "admissibility_rules.yaml",
            "consent: express",
            "consent: written",
            "- code: iachr-rhrd.precautionary_measures",
            "consent 'written' is none",
        ),
        (
            "admissibility_rules.yaml",
            "exempt: [un_special_procedure, un_complaint_procedure]",
            "exempt: [un_special_procedure, un_1503]",
            "- code: iachr.petition",
            "other_procedures.exempt 'un_1503' is none",
        ),
        (
            "admissibility_rules.yaml",
            "exempt: [un_special_procedure, un_complaint_procedure]",
            "exempt: [un_special_procedure, un_treaty_body]",
            "- code: iachr.petition",
            "un_treaty_body bars and is exempt",
        ),
        (
            "admissibility_rules.yaml",
            "exhaustion: true",
            "exhaustion: yes",
            "- code: un-tb.individual_communication",
            "exhaustion is no answer",
        ),
        (
            "admissibility_rules.yaml",
            "exhaustion: true",
            "exhausted: true",
            "- code: un-tb.individual_communication",
            "field 'exhausted' is none",
        ),
        (
            "admissibility_rules.yaml",
            "source_confidential: true",
            "source_secret: true",
            "- code: un-srhrd.communication",
            "submitting: field 'source_secret' is none",
        ),
        (
            "admissibility_rules.yaml",
            "since: '2022-02-01'",
            "since: '2022-01-31'",
            "- code: ecthr.application",
            "time limits overlap",
        ),
        (
            "admissibility_rules.yaml",
            "since: '2022-02-01'",
            "since: '2022-02'",
            "- code: ecthr.application",
            "since '2022-02' is no day",
        ),
        (
            "admissibility_rules.yaml",
            "months: 6}",
            "months: six}",
            "- code: iachr.petition",
            "a time limit without months",
        ),
        (
            "admissibility_rules.yaml",
            "languages: [en, fr, ar, pt]",
            "languages: [en, fr, ar, xx]",
            "- code: achpr-srhrd.letter_of_appeal",
            "language 'xx' is unknown",
        ),
        (
            "admissibility_rules.yaml",
            "law_public_hours: {certainty",
            "law_hours: {certainty",
            "- code: un-srhrd.communication",
            "fact 'law_hours' is none",
        ),
        (
            "admissibility_rules.yaml",
            "law_public_hours: {certainty: to be checked, source: general knowledge}",
            "law_public_hours: {certainty: to be checked}",
            "- code: un-srhrd.communication",
            "law_public_hours: no source",
        ),
        (
            "admissibility_rules.yaml",
            "certainty: seen\n    source: landportal.org",
            "certainty: sure\n    source: landportal.org",
            "- code: observatory.appeal",
            "no certainty",
        ),
        (
            "inter_mechanism_meetings.csv",
            "4,seen,2012-03-08",
            "4,seen,2012-03-80",
            "2012-geneva,",
            "from '2012-03-80' is no date",
        ),
        (
            "inter_mechanism_meetings.csv",
            "4,seen,2012-03-08",
            "4,seen,2012-03-18",
            "2012-geneva,",
            "ends before it begins",
        ),
        (
            "inter_mechanism_meetings.csv",
            "4,seen,2012-03-08",
            "4,sure,2012-03-08",
            "2012-geneva,",
            "number_certainty 'sure' is none",
        ),
        ("protection_measures.csv", "ar;en;fr;ru;es", "ar;en;fr;ru;xx", "helpline,", "'xx'"),
        ("protection_measures.csv", ",10000,", ",ten,", "emergency_grant,", "cap_eur 'ten'"),
        ("protection_measures.csv", ",6-12,", ",6 to 12,", "temporary_", "months '6 to 12'"),
        (
            "protection_measures.csv",
            "helpline,security",
            "helpline,safety",
            "helpline,",
            "'safety'",
        ),
        ("protection_measures.csv", "un-srhrd;achpr-srhrd;ob", "un-sr;ob", "urgent_", "'un-sr'"),
        ("protection_measures.csv", "risk_for_the_work", "risk", "emergency_grant,", "'risk'"),
        (
            "working_groups.yaml",
            "parent: coe-ingo",
            "parent: ingo",
            "- code: coe-",
            "parent 'ingo'",
        ),
        ("working_groups.yaml", "[en, ru]", "[en, xx]", "- code: coe-", "language 'xx'"),
        ("working_groups.yaml", "2012-01", "2012-13", "- code: coe-", "'2012-13' is no date"),
        (
            "working_groups.yaml",
            "source: assembly.coe.int 22309",
            "source: ''",
            "- code: coe-",
            "no source",
        ),
        (
            "mechanisms.yaml",
            "en: Conference of INGOs, Human",
            "Conference of INGOs: None\n      en: Human",
            "- code: coe-conf",
            "a name in 'Conference of INGOs'",
        ),
        (
            "mechanisms.yaml",
            "- text: Keeps a database of reprisals",
            "- says: Keeps a database of reprisals",
            "- code: achpr-srhrd",
            "methods: no text",
        ),
    ],
)
def test_a_mistake_is_named_with_its_line(
    spoiled: Spoil, file: str, old: str, new: str, at: str, said: str
) -> None:
    found = [one for one in problems(spoiled(file, old, new)) if said in one.what]
    assert found, [str(one) for one in problems(spoiled(file, new, new))]
    assert (found[0].file, found[0].line) == (file, line_of(file, at))
    assert found[0].way_out


def test_a_row_with_a_comma_too_many(spoiled: Spoil) -> None:
    problem = only(problems(spoiled("organisations.csv", "oas,,", "oas,,,")))
    assert problem.line == line_of("organisations.csv", "oas,,")
    assert "cells where the header has" in problem.what


@pytest.mark.parametrize(
    ("old", "new", "circle"),
    [("الشرطة,state", "الشرطة,police", 1), ("جهة حكومية,", "جهة حكومية,police", 2)],
)
def test_nobody_is_above_himself(spoiled: Spoil, old: str, new: str, circle: int) -> None:
    found = problems(spoiled("perpetrator_types.csv", old, new))
    assert len(found) == circle
    assert all("leads round" in problem.what for problem in found)
    assert line_of("perpetrator_types.csv", old) in [problem.line for problem in found]


def test_a_table_may_begin_with_a_mark_as_some_programs_write_it(spoiled: Spoil) -> None:
    folder = spoiled("themes.csv", "code,", "\ufeffcode,")
    assert problems(folder) == []


def test_yaml_that_is_none(spoiled: Spoil) -> None:
    problem = only(problems(spoiled("mechanisms.yaml", "    kind: special_procedure", "\tkind: x")))
    assert (problem.file, problem.line) == (
        "mechanisms.yaml",
        line_of("mechanisms.yaml", "    kind: special"),
    )


def test_a_file_in_another_charset(spoiled: Spoil) -> None:
    folder = spoiled("months.csv", "février", "f\N{REPLACEMENT CHARACTER}vrier")
    path = folder / "months.csv"
    path.write_bytes(path.read_bytes().replace("\N{REPLACEMENT CHARACTER}".encode(), b"\xe9"))
    problem = only(problems(folder))
    assert (problem.what, problem.line) == ("is not UTF-8", line_of("months.csv", "février"))


def test_a_folder_without_files(tmp_path: Path) -> None:
    found = problems(tmp_path)
    assert {problem.what for problem in found} == {"is missing"}
    assert len(found) == len(list(DATA.iterdir()))


def test_a_file_that_about_does_not_mention(spoiled: Spoil) -> None:
    problem = only(problems(spoiled("about.yaml", "  months.csv:", "  moons.csv:")))
    assert problem.what == "says nothing of months.csv"
