"""The kind of a document, by its symbol, title, first lines and source; and its mechanism."""

import pytest

from liaison.kernel.finding import FindingKind, Part
from tests.understand.reading import Understood

KIND = FindingKind.DOCUMENT_KIND


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("Urgent appeal: arrests", "urgent_appeal"),
        ("Further information on UA 3/20: released", "appeal_update"),
        ("Joint statement by three rapporteurs", "joint_statement"),
        ("Statement by the Commissioner", "statement"),
        ("Letter to the Minister of Justice", "letter"),
        ("Annual report 2012", "annual_report"),
        ("1st quarterly activity report 2012 by the Commissioner", "annual_report"),
        ("Visit to Nowhere", "visit_report"),
        ("Call for inputs: report on funding", "call_for_input"),
        ("CASE OF GROSKY v. NOWHERESTAN", "judgment"),
        ("Communiqué de presse du Rapporteur", "press_release"),
        ("Declaración conjunta de la Relatoría", "joint_statement"),
        (
            "Совместное заявление",
            "joint_statement",
        ),
        ("بيان صحفي", "press_release"),
    ],
)
def test_the_title_says_it(title: str, kind: str) -> None:
    found = Understood(
        "Text that says nothing of the kind at all. " * 4,
        title=title,
    )
    assert found.of(KIND) == [kind]
    assert found.part(KIND) is Part.TITLE


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("REFERENCE: UA BLR 3/2023\nExcellency", "urgent_appeal"),
        ("REFERENCE: AL BLR 3/2023\nExcellency", "allegation_letter"),
        ("REFERENCE: OL BLR 3/2023\nExcellency", "other_letter"),
        ("A/HRC/RES/25/18\nUnited Nations", "resolution"),
        ("A/HRC/DEC/25/105\nUnited Nations", "decision"),
        ("A/HRC/WGAD/2021/42\nUnited Nations", "opinion"),
        ("BLR 001 / 0120 / OBS 003\nArrests", "urgent_appeal"),
        ("BLR 001 / 0120 / OBS 003.1\nArrests", "appeal_update"),
    ],
)
def test_the_symbol_says_it(text: str, kind: str) -> None:
    assert Understood(text, default_kind="press_release").of(KIND) == [kind]


def test_the_source_says_it_where_the_title_does_not_begin_with_it() -> None:
    found = Understood(
        "Text. " * 40,
        title="Rapporteur welcomes the annual report",
        default_kind="press_release",
        mechanism="un-srhrd",
    )
    assert found.of(KIND) == ["press_release"]
    assert found.words(KIND) == ["press_release"]


def test_a_heading_says_it_and_an_agenda_item_does_not() -> None:
    text = (
        "Agenda item 2\nAnnual report of the High Commissioner\nReport of the Working Group\n"
        + "Text. " * 40
    )
    assert Understood(text).of(KIND) == ["report"]


def test_a_text_that_is_but_a_type_says_it() -> None:
    assert Understood("IV -  - Press Releases", title="Work ahead").of(KIND) == ["press_release"]


def test_a_kind_that_the_vocabulary_does_not_know_is_not_found() -> None:
    assert Understood("Text.", default_kind="leaflet").of(KIND) == []


def test_the_mechanism_is_what_the_source_declares() -> None:
    found = Understood("Text.", mechanism="coe-commhr", default_kind="letter")
    assert found.of(FindingKind.MECHANISM) == ["coe-commhr"]
    assert found.words(FindingKind.MECHANISM) == ["coe-commhr"]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("ORDER OF THE INTER-AMERICAN COURT OF HUMAN RIGHTS\nPROVISIONAL MEASURES\nHAVING SEEN: the judgment", "precautionary_measure"),
        ("RESOLUCION DE LA CORTE INTERAMERICANA DE DERECHOS HUMANOS DE 3 DE MAYO DE 2024 CASO BREK VS. RURITANIA SUPERVISIÓN DE CUMPLIMIENTO DE SENTENCIA VISTOS Las medidas provisionales", "compliance_order"),
        ("Resolución de la Presidenta de la Corte de 3 de mayo de 2024\nCaso Brek\nVISTO: la solicitud de medidas provisionales", "decision"),
        ("CORTE INTERAMERICANA DE DERECHOS HUMANOS\nCASO BREK VS. RURITANIA\nSENTENCIA DE 3 DE MAYO DE 2024\n(Fondo, Reparaciones y Costas)", "judgment"),
        ("EUROPEAN COURT OF HUMAN RIGHTS\nSECOND SECTION\nCASE OF BREK v. RURITANIA\nJUDGMENT\nSTRASBOURG", "judgment"),
        ("Corte Interamericana de Derechos Humanos Caso Brek Resolución de 3 de mayo Cumplimiento de Sentencia VISTOS", "compliance_order"),
        ("VOTO RAZONADO DEL JUEZ LENO ALDOUS\n1. He concurrido con mi voto a la adopción de la Sentencia.", "separate_opinion"),
        ("Opinion partiellement dissidente de la juge Aldous\nJe regrette de ne pouvoir suivre la majorité.", "separate_opinion"),
        ("Report of the Special Rapporteur on the situation of human rights defenders on her mission to Ruritania\nSummary\nShe saw much.", "visit_report"),
        ("Report of the Working Group on its activities\nSummary\nIt made a visit to Ruritania.", "report"),
    ],
)  # fmt: skip
def test_the_rest_of_a_heading_says_what_an_act_is_about(text: str, kind: str) -> None:
    assert Understood(text).of(KIND) == [kind]


def test_capitals_without_accents_say_it_too() -> None:
    assert Understood("Nothing of the kind here.", title="RESOLUCION 7/24").of(KIND) == [
        "resolution"
    ]
