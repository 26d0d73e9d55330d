"""Laws, practices and campaigns, and how far they have come."""

import pytest

from liaison.kernel.finding import FindingKind
from tests.understand.reading import Understood

STRUCTURAL = FindingKind.STRUCTURAL


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Parliament adopted the law on foreign agents.", "foreign_agent:adopted"),
        ("The draft law on foreign funding worries civil society.", "foreign_funding:bill"),
        ("The Constitutional Court struck down the anti-terrorism law.", "counter_terrorism:struck_down"),
        ("The Government withdrew the NGO bill after protests.", "ngo_registration:repealed"),
        ("A petition challenges the cybercrime law in court.", "cyber_media:challenged"),
        ("Parliament adopted amendments to the public order act.", "public_assembly:amended"),
        ("A state of emergency was declared on 3 May.", "state_of_emergency:adopted"),
        ("Officials led a smear campaign against the women.", "stigmatisation:campaign"),
        ("Journalists faced strategic lawsuits against public participation.", "strategic_lawsuits:practice"),
        ("L'Assemblée nationale a adopté le projet de loi sur les associations.", "ngo_registration:adopted"),
        ("La loi antiterroriste est entrée en vigueur.", "counter_terrorism:in_force"),
        ("L'état d'urgence a été prolongé de trois mois.", "state_of_emergency:amended"),
        ("El Congreso aprobó la ley de agentes extranjeros.", "foreign_agent:adopted"),
        ("El proyecto de ley sobre ONG sigue en comisión.", "ngo_registration:bill"),
        ("Denunciaron una campaña de desprestigio contra las defensoras.", "stigmatisation:campaign"),
        ("Госдума приняла закон об иностранных агентах.", "foreign_agent:adopted"),
        ("Законопроект о некоммерческих организациях внесён в парламент.", "ngo_registration:bill"),
        ("Закон о клевете был отменён.", "criminal_defamation:repealed"),
        ("أقر البرلمان قانون الجمعيات الأهلية.", "ngo_registration:adopted"),
        ("مشروع قانون مكافحة الجرائم الإلكترونية يهدد حرية التعبير.", "cyber_media:bill"),
        ("تم تمديد حالة الطوارئ.", "state_of_emergency:amended"),
    ],
)  # fmt: skip
def test_a_law_is_found_with_its_stage(text: str, value: str) -> None:
    assert Understood(text).of(STRUCTURAL) == [value]


def test_the_words_that_name_it_are_shown() -> None:
    read = Understood("Experts spoke of the foreign  agents\nlaw that was adopted in March.")
    assert read.words(STRUCTURAL) == ["foreign  agents\nlaw"]


def test_a_repeal_that_is_asked_for_has_not_come() -> None:
    text = "The experts called for the repeal of the cybercrime law, under which she was convicted."
    assert Understood(text).of(STRUCTURAL) == ["cyber_media:in_force"]
    assert Understood("The NGO law must be amended.").of(STRUCTURAL) == [
        "ngo_registration:in_force"
    ]


def test_a_law_that_is_only_named_is_less_sure_and_gives_way() -> None:
    only = Understood("Under the foreign agents law groups had to close.")
    assert only.of(STRUCTURAL) == ["foreign_agent:in_force"]
    more = Understood(
        "The foreign agents law worries many. The foreign agents law was struck down on Friday."
    )
    assert more.of(STRUCTURAL) == ["foreign_agent:struck_down"]


@pytest.mark.parametrize(
    "text",
    [
        "He was arrested under unknown charges.",
        "The foreign minister spoke to an agent of the bank.",
        "A law student was attacked.",
        "",
    ],
)
def test_one_persons_case_is_no_structural_matter(text: str) -> None:
    assert Understood(text).of(STRUCTURAL) == []
