"""Persons a text names, and the role in which it tells of them. All of them are invented."""

import pytest

from liaison.kernel.finding import FindingKind
from liaison.kernel.reading import Context, Format, Reading, parts_of
from liaison.understand import understand


def told(text: str, title: str = "", address: str = "https://example.org/a") -> dict[str, str]:
    """The names found, with their roles."""
    reading, context = Reading(Format.TEXT, title, text), Context(address=address)
    parts = parts_of(reading, context)
    return {
        " ".join(one.span.words(parts).split()): one.value
        for one in understand(reading, context)
        if one.kind == FindingKind.PERSON
    }


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Police arrested the lawyer Ms. Inés Oduya on Monday.", "Inés Oduya"),
        ("Human rights defender Amina Carver was detained at the airport.", "Amina Carver"),
        ("Samir al-Rawi, 34, was arrested at his home and beaten.", "Samir al-Rawi"),
        ("Mr. Tomás Quiñones Vega, a journalist, was shot dead.", "Tomás Quiñones Vega"),
        ("The columnist wrote of how Maryam Oduya disappeared in May.", "Maryam Oduya"),
        ("They call for the release of Maryam Oduya, who is on hunger strike.", "Maryam Oduya"),
        (
            "La police a arrêté la journaliste Mme Aïssatou Delorme, détenue depuis lundi.",
            "Aïssatou Delorme",
        ),
        (
            "La defensora de derechos humanos Lucía Castellón Peña fue detenida por la policía.",
            "Lucía Castellón Peña",
        ),
        ("A jornalista Beatriz Quintela foi presa e ameaçada pela polícia.", "Beatriz Quintela"),
        (
            "اعتقلت قوات الأمن المحامي سمير الراوي أمس وتعرض للتعذيب في السجن.",
            "سمير الراوي",
        ),
        (
            "تطالب المنظمات بالإفراج عن الناشطة الحقوقية هدى عبد الكريم المحتجزة منذ شهر.",
            "هدى عبد الكريم",
        ),
        (
            "Правозащитник Тимофей Ковалёв был задержан полицией и избит в отделении.",
            "Тимофей Ковалёв",
        ),
    ],
)
def test_who_suffered_is_told_of_as_a_victim(text: str, name: str) -> None:
    assert told(text).get(name) == "victim"


@pytest.mark.parametrize(
    ("text", "name", "role"),
    [
        ("President Viktor Halloran signed the law.", "Viktor Halloran", "official"),
        ("The Interior Minister, Mr. Peter Oduya, denied it.", "Peter Oduya", "official"),
        (
            "The Special Rapporteur, Ms. Helen Marsh, expressed concern.",
            "Helen Marsh",
            "mandate_holder",
        ),
        ("The lawyer Daniel Rosen spoke to the conference.", "Daniel Rosen", "defender"),
        ("By Martin Oduya\n\nThe committee met on Monday.", "Martin Oduya", "other"),
        ("Le ministre de la Justice, Jean Delorme, a signé le décret.", "Jean Delorme", "official"),
        ("El presidente Andrés Quiñones firmó la ley.", "Andrés Quiñones", "official"),
        ("Президент Виктор Громов подписал закон.", "Виктор Громов", "official"),
        ("وقع الرئيس فؤاد الحداد القانون.", "فؤاد الحداد", "official"),
        ("قالت المقررة الخاصة هيلين مارش إنها قلقة.", "هيلين مارش", "mandate_holder"),
        ("Специальный докладчик Елена Маркова приехала.", "Елена Маркова", "mandate_holder"),
    ],
)
def test_officials_and_others_are_kept_apart(text: str, name: str, role: str) -> None:
    assert told(text).get(name) == role


def test_a_person_is_one_finding_however_often_and_shortly_named() -> None:
    text = (
        "Journalist Amina Carver was arrested on Monday. Carver had written about the mine. "
        "Ms. Carver is held without charge."
    )
    assert told(text) == {"Amina Carver": "victim"}


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "Police arrested the blogger Amina Carver, also known as Maya Halloran, on Monday.",
            ["Amina Carver", "Maya Halloran"],
        ),
        (
            "Полиция задержала активиста Тимофея Ковалёва, он же Максим Громов.",
            ["Тимофея Ковалёва", "Максим Громов"],
        ),
    ],
)
def test_an_alias_is_told_of_like_the_name(text: str, names: list[str]) -> None:
    assert [told(text).get(name) for name in names] == ["victim"] * len(names)


def test_a_list_of_names_is_told_of_together() -> None:
    text = "Police detained three lawyers: Amina Carver, Peter Oduya and Maria Quintela."
    assert set(told(text).values()) == {"victim"}
    assert len(told(text)) == 3


@pytest.mark.parametrize(
    "text",
    [
        "Those threatened are Amina Carver (Zembla Herald), Peter Oduya (Sun TV) and Maria Quintela.",
        "The arrested writers are Amina Carver of the Herald, Peter Oduya of Sun TV; Maria Quintela.",
        "Police held Amina Carver, secretary; Peter Oduya, youth leader; Maria Quintela; and others.",
        "Gunmen killed Amina Carver, 34, Peter Oduya, 28, and Maria Quintela, 51.",
    ],
)
def test_a_list_goes_on_behind_what_is_noted_of_each(text: str) -> None:
    found = told(text)
    names = ["Amina Carver", "Peter Oduya", "Maria Quintela"]
    assert [found.get(name) for name in names] == ["victim"] * len(names)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (
            "Eventually Amina Carver was jailed. Her lawyer says Amina Carver was beaten.",
            "Amina Carver",
        ),
        (
            "Police shot the lawyers Peter Oduya and Maria Quintela—received as heroes.",
            "Maria Quintela",
        ),
        ("Police arrested the journalist I. Oduyakaran in March.", "I. Oduyakaran"),
        ("The editor-in-chief, Kim Min-jun, was arrested.", "Kim Min-jun"),
    ],
)
def test_a_name_is_neither_too_long_nor_too_short(text: str, name: str) -> None:
    assert told(text).get(name) == "victim"


def test_who_did_it_is_no_victim_of_it() -> None:
    text = "Journalist Amina Carver was killed by Peter Quintela, who was charged with murder."
    found = told(text)
    assert (found["Amina Carver"], found["Peter Quintela"]) == ("victim", "other")


def test_places_organisations_and_months_are_no_persons() -> None:
    text = (
        "On Monday the United Nations Human Rights Council met in Geneva. In May the Ministry of "
        "Justice of South Africa wrote to the Freedom Union. Police were present in New York."
    )
    assert set(told(text).values()) <= {"group"}


@pytest.mark.parametrize(
    ("title", "names"),
    [
        (
            "Zembla: Fear for safety: Inés Oduya, Peter Carver and others",
            ["Inés Oduya", "Peter Carver"],
        ),
        (
            "Torture / Medical concern: Amina Carver (f), Samir Rawi (m)",
            ["Amina Carver", "Samir Rawi"],
        ),
        ("Death penalty: Karim Haddad son of Salim Haddad", ["Karim Haddad"]),
        ("Further information on: Fear of torture: Tomás Quiñones Vega", ["Tomás Quiñones Vega"]),
        ("Prisoner of conscience: U Hla Tun", ["Hla Tun"]),
        ("Unfair trial: Nguyen Van Binh", ["Nguyen Van Binh"]),
    ],
)
def test_titles_without_verbs_name_whom_they_are_about(title: str, names: list[str]) -> None:
    found = told("", title)
    assert [found.get(name) for name in names] == ["victim"] * len(names)


def test_the_value_never_holds_a_name() -> None:
    text = "Police arrested the lawyer Inés Oduya and the Freedom Union's Peter Carver."
    assert set(told(text).values()) <= {
        "victim", "defender", "relative", "group", "official", "mandate_holder", "other"
    }  # fmt: skip


@pytest.mark.parametrize("text", ["", "A", "ARRESTED " * 50, "Ms.", "Mr. Mr. Mr.", "١٢٣", "\u200f"])
def test_odd_texts_name_nobody(text: str) -> None:
    assert told(text) == {}


def test_many_names_take_time_in_proportion() -> None:
    import time

    def seconds(count: int) -> float:
        text = " ".join(f"Amina Carver{n:04} was arrested." for n in range(count))
        start = time.process_time()
        told(text)
        return time.process_time() - start

    seconds(50)
    short = seconds(400)
    assert seconds(1600) < 4 * 3 * short
