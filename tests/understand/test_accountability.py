"""What followed, apart from what is asked for, denied or feared."""

import pytest

from liaison.kernel.finding import FindingKind
from tests.understand.reading import Understood

ACCOUNTABILITY = FindingKind.ACCOUNTABILITY


def told(text: str) -> list[str]:
    return sorted(Understood(text).of(ACCOUNTABILITY))


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("An investigation was opened into the attack.", ["investigation_opened"]),
        ("He was released on bail and the charges against him were dropped.", ["charges_dropped", "released_conditional"]),
        ("Two police officers were convicted of the murder of the journalist.", ["perpetrator_convicted"]),
        ("She was sentenced to five years in prison.", ["convicted"]),
        ("The court awarded compensation to the family.", ["reparation"]),
        ("He was released from prison and later re-arrested.", ["re_arrested", "released"]),
        ("Une enquête a été ouverte sur l'agression du militant.", ["investigation_opened"]),
        ("Il a été libéré le 3 mai. Sa collègue a été acquittée par le tribunal.", ["acquitted", "released"]),
        ("Les auteurs de cet assassinat restent impunis.", ["impunity"]),
        ("La Fiscalía abrió una investigación por el ataque.", ["investigation_opened"]),
        ("El defensor fue puesto en libertad el 3 de mayo.", ["released"]),
        ("Начато расследование нападения на журналиста.", ["investigation_opened"]),
        ("Она была освобождена 3 мая, обвинения сняты.", ["charges_dropped", "released"]),
        ("Он приговорён к пяти годам лишения свободы.", ["convicted"]),
        ("فتحت النيابة تحقيقا في الاعتداء على الصحفي.", ["investigation_opened"]),
        ("أفرج عنه في 3 أيار بعد عام في السجن.", ["released"]),
        ("حكمت عليه المحكمة بالسجن خمس سنوات.", ["convicted"]),
    ],
)  # fmt: skip
def test_an_outcome_is_found(text: str, values: list[str]) -> None:
    assert told(text) == values


@pytest.mark.parametrize(
    "text",
    [
        "No investigation has been opened into the killing.",
        "Aucune enquête n'a été ouverte sur cet assassinat.",
        "No se ha abierto ninguna investigación sobre el asesinato.",
        "Расследование нападения на журналиста так и не начато.",
        "لم يتم فتح تحقيق في حادث الاعتداء على الصحفي.",
        "The authorities failed to investigate the attack.",
    ],
)
def test_an_investigation_that_was_not_opened_is_told_as_such(text: str) -> None:
    assert told(text) == ["no_investigation"]


@pytest.mark.parametrize(
    "text",
    [
        "The experts call for an investigation to be opened.",
        "Those responsible must be brought to justice.",
        "The authorities should release him immediately.",
        "He has not been released.",
        "The organisation issued a press release on Monday.",
        "Le Rapporteur demande que les responsables soient traduits en justice.",
        "La CIDH pide que se abra una investigación sobre el ataque.",
        "Эксперты призывают начать расследование нападения.",
        "يطالب الخبراء بالإفراج عنه فورا.",
        "",
    ],
)
def test_what_is_only_asked_for_or_denied_is_no_outcome(text: str) -> None:
    assert told(text) == []


def test_the_words_that_say_so_are_shown() -> None:
    read = Understood("After a year she was\nacquitted of all charges.")
    assert read.words(ACCOUNTABILITY) == ["acquitted"]


def test_a_demand_reaches_no_further_than_its_clause() -> None:
    assert told("The experts urged action after the activist was acquitted.") == ["acquitted"]
