"""Dates of what is told: events, hearings and deadlines, each with the words that say it."""

import time

import pytest

from liaison.kernel.finding import FindingKind
from tests.understand.reading import Understood

EVENT, HEARING, DEADLINE = (
    FindingKind.EVENT_DATE,
    FindingKind.HEARING_DATE,
    FindingKind.DEADLINE,
)
PUBLISHED = "2021-05-20"  # a Thursday


def told(text: str, published: str = PUBLISHED) -> dict[str, list[str]]:
    found = Understood(text, stated_date=published)
    return {kind.value: found.of(kind) for kind in (EVENT, HEARING, DEADLINE) if found.of(kind)}


@pytest.mark.parametrize(
    ("text", "kind", "date"),
    [
        ("The lawyer was arrested on 3 May 2021 in the capital of the country.", EVENT, "2021-05-03"),
        ("The hearing of her appeal is scheduled for 12 July 2021 before the court.", HEARING, "2021-07-12"),
        ("Please send your submissions no later than 15 June 2021 to the secretariat.", DEADLINE, "2021-06-15"),
        ("L’avocate a été arrêtée le 3 mai 2021 par la police de la capitale.", EVENT, "2021-05-03"),
        ("L’audience est fixée au 12 juillet 2021 devant la cour de la capitale.", HEARING, "2021-07-12"),
        ("La date limite pour les contributions est le 15 juin 2021 dans tous les cas.", DEADLINE, "2021-06-15"),
        ("La abogada fue detenida el 3 de mayo de 2021 por la policía de la capital.", EVENT, "2021-05-03"),
        ("La audiencia está prevista para el 12 de julio de 2021 ante el tribunal.", HEARING, "2021-07-12"),
        ("Las contribuciones se recibirán a más tardar el 15 de junio de 2021 por correo.", DEADLINE, "2021-06-15"),
        ("A advogada foi detida em 3 de maio de 2021 pela polícia da capital do país.", EVENT, "2021-05-03"),
        ("A audiência está marcada para 12 de julho de 2021 no tribunal da capital.", HEARING, "2021-07-12"),
        ("O prazo para o envio de contribuições é 15 de junho de 2021 em todos os casos.", DEADLINE, "2021-06-15"),
        ("Адвокат была задержана 3 мая 2021 года сотрудниками полиции в столице.", EVENT, "2021-05-03"),
        ("Судебное заседание назначено на 12 июля 2021 года в городском суде столицы.", HEARING, "2021-07-12"),
        ("Просим направить ответы не позднее 15 июня 2021 года в секретариат совета.", DEADLINE, "2021-06-15"),
        ("اعتقلت الشرطة المحامية في 3 مايو 2021 في عاصمة البلاد بعد خروجها من مكتبها", EVENT, "2021-05-03"),
        ("من المقرر عقد جلسة المحاكمة في 12 يوليو 2021 أمام المحكمة في عاصمة البلاد", HEARING, "2021-07-12"),
        ("يرجى إرسال الردود في موعد أقصاه 15 يونيو 2021 إلى أمانة المجلس في العاصمة", DEADLINE, "2021-06-15"),
    ],
)  # fmt: skip
def test_the_words_around_say_what_a_date_is_of(text: str, kind: FindingKind, date: str) -> None:
    assert told(text) == {kind.value: [date]}


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("Armed men abducted the journalist on 5 March in front of her house.", "2021-03-05"),
        ("Armed men abducted the journalist on December 5 in front of her house.", "2020-12-05"),
        ("Armed men abducted the journalist on Monday in front of her house.", "2021-05-17"),
        ("Armed men abducted the journalist last Thursday in front of her house.", "2021-05-20"),
        ("Armed men abducted the journalist yesterday in front of her house.", "2021-05-19"),
        ("Armed men abducted the journalist in February in front of her house.", "2021-02"),
        ("Armed men abducted the journalist last month in front of her house.", "2021-04"),
        ("Armed men abducted the journalist in 2014 in front of her house.", "2014"),
        ("Armed men abducted the journalist in June 2014 in front of her house.", "2014-06"),
        ("Des hommes armés ont enlevé la journaliste lundi dernier, ce lundi donc.", "2021-05-17"),
        ("Hombres armados secuestraron a la periodista el lunes en la puerta de su casa.", "2021-05-17"),
        ("Вооруженные люди похитили журналистку в понедельник у дверей ее дома.", "2021-05-17"),
        ("اختطف مسلحون الصحفية يوم الاثنين أمام منزلها في عاصمة البلاد بعد خروجها", "2021-05-17"),
    ],
)  # fmt: skip
def test_what_has_no_year_is_reckoned_from_the_day_of_publication(text: str, date: str) -> None:
    assert told(text) == {"event_date": [date]}


@pytest.mark.parametrize("published", ["", "2021", "2021-05"])
def test_nothing_is_reckoned_without_the_day_of_publication(published: str) -> None:
    text = "Armed men abducted the journalist on Monday, and on 5 March her brother."
    assert told(text, published) == {}


@pytest.mark.parametrize(
    "text",
    [
        "The Council adopted its programme on 3 May 2021 and thanked its guests.",
        "The police will arrest whoever comes on 3 August 2021 to the square.",
        "The lawyer was arrested on 12 Ramadan 1442 at her house in the capital.",
        "The lawyer was arrested on 25 Meskerem 2013 at her house in the capital.",
        "The lawyer was arrested on 31 February 2021 at her house in the capital.",
        "The lawyer was arrested on 3/4/2021 at her house in the capital.",
        "The lawyer was arrested on 01-01-0001 at her house in the capital.",
        "The hearing is scheduled for 12 July 2099 before the court of the capital.",
        "The lawyer may be arrested. She told us on Mondays that it might be.",
    ],
)
def test_what_is_not_told_is_not_found(text: str) -> None:
    assert told(text) == {}


def test_the_words_of_a_date_are_shown() -> None:
    found = Understood("The lawyer was\narrested on 3 May\n2021 at home.", stated_date=PUBLISHED)
    assert found.words(EVENT) == ["3 May\n2021"]


def test_an_order_of_day_and_month_that_is_known() -> None:
    text = "La abogada fue detenida el 3/4/2021 en su casa por la policía de la capital."
    assert told(text) == {"event_date": ["2021-04-03"]}


def test_a_weekday_beside_its_date_is_no_other_date() -> None:
    text = "The journalist was shot on Monday 3 May 2021 in front of her house."
    assert told(text) == {"event_date": ["2021-05-03"]}


def test_the_attack_is_surer_than_what_follows_on_it() -> None:
    text = "The activist was killed on 3 May 2021 at home. Two men were charged on 12 May 2021."
    found = Understood(text, stated_date=PUBLISHED).findings
    sure = {one.value: one.confidence for one in found if one.kind == EVENT}
    assert sure["2021-05-03"] > sure["2021-05-12"]


def test_a_language_without_such_words_gives_none() -> None:
    text = "Die Anwältin wurde am 3. Mai 2021 in der Hauptstadt von der Polizei verhaftet."
    assert told(text) == {}


def test_a_long_text_takes_time_in_proportion() -> None:
    text = "The lawyer was arrested on 3 May 2021 and her trial begins on Monday. "
    started = time.process_time()
    told(text * 200)
    few = time.process_time() - started
    started = time.process_time()
    told(text * 4000)
    assert time.process_time() - started < 60 * few + 1
