"""What is denied, feared, asked for or forbidden has not happened."""

import pytest

from liaison.kernel.reading import Context, Format, Reading
from liaison.understand.negation import Mood, told
from liaison.understand.read import begin
from liaison.vocabulary import load


def moods(text: str, language: str) -> list[tuple[str, Mood]]:
    read = begin(Reading(Format.TEXT, "", text), Context(address=""), load())
    return [(use.code, use.mood) for use in told(read, "violation_words", language)]


SENTENCES = [
    ("en", "He was not arrested.", Mood.NEGATED),
    ("en", "No one has yet been arrested.", Mood.NEGATED),
    ("en", "She left without being tortured.", Mood.NEGATED),
    ("en", "The ministry denied that he was tortured.", Mood.DENIED),
    ("en", "There was no evidence of torture.", Mood.DENIED),
    ("en", "If arrested, she will speak.", Mood.POSSIBLE),
    ("en", "He runs a serious risk of torture.", Mood.POSSIBLE),
    ("en", "They threatened to arrest her.", Mood.THREATENED),
    ("en", "The group called for the arrest of the general.", Mood.CALLED_FOR),
    ("en", "A law against torture was passed.", Mood.FORBIDDEN),
    ("en", "The prevention of torture is a duty.", Mood.NAMED),
    ("en", "The Committee against Torture met.", Mood.NAMED),
    ("en", "On the anniversary of the murder of the lawyer they met.", Mood.REMEMBERED),
    ("en", "She was arrested at the airport.", Mood.TOLD),
    ("en", "He was not only arrested.", Mood.TOLD),
    ("en", "Police did not comment on the arrest of the lawyer.", Mood.TOLD),
    ("en", "He did not resist, but was arrested.", Mood.TOLD),
    ("fr", "Il n'a pas été arrêté.", Mood.NEGATED),
    ("fr", "Elle est partie sans être torturée.", Mood.NEGATED),
    ("fr", "Le ministère nie qu'il ait été torturé.", Mood.DENIED),
    ("fr", "Il n'y a aucune preuve de torture.", Mood.DENIED),
    ("fr", "Elle risque d'être arrêtée.", Mood.POSSIBLE),
    ("fr", "Ils l'ont menacée de torture.", Mood.THREATENED),
    ("fr", "Ils demandent l'arrestation du général.", Mood.CALLED_FOR),
    ("fr", "La loi contre la torture est adoptée.", Mood.FORBIDDEN),
    ("fr", "Le Comité contre la torture siège.", Mood.NAMED),
    ("fr", "À l'anniversaire du meurtre, ils se réunissent.", Mood.REMEMBERED),
    ("fr", "Elle a été arrêtée hier.", Mood.TOLD),
    ("es", "No fue detenida.", Mood.NEGATED),
    ("es", "El ministerio negó que fuera torturado.", Mood.DENIED),
    ("es", "No hay pruebas de tortura.", Mood.DENIED),
    ("es", "Corre el riesgo de ser torturada.", Mood.POSSIBLE),
    ("es", "Exigen la detención del general.", Mood.CALLED_FOR),
    ("es", "La ley contra la tortura fue aprobada.", Mood.FORBIDDEN),
    ("es", "El Comité contra la Tortura se reunió.", Mood.NAMED),
    ("es", "En el aniversario del asesinato se reunieron.", Mood.REMEMBERED),
    ("es", "Fue detenida ayer.", Mood.TOLD),
    ("pt", "Ela não foi detida.", Mood.NEGATED),
    ("pt", "O governo nega que ele tenha sido torturado.", Mood.DENIED),
    ("ru", "Он не был арестован.", Mood.NEGATED),
    ("ru", "Министерство отрицает, что его пытали.", Mood.DENIED),
    ("ru", "Нет доказательств пыток.", Mood.DENIED),
    ("ru", "Ей грозит арест.", Mood.POSSIBLE),
    ("ru", "Ему угрожали арестом.", Mood.THREATENED),
    ("ru", "Они требуют ареста генерала.", Mood.CALLED_FOR),
    ("ru", "Принят закон против пыток.", Mood.FORBIDDEN),
    ("ru", "Комитет против пыток собрался.", Mood.NAMED),
    ("ru", "В годовщину убийства они собрались.", Mood.REMEMBERED),
    ("ru", "Она была арестована вчера.", Mood.TOLD),
    ("ar", "لم يتم اعتقاله أمس.", Mood.NEGATED),
    ("ar", "نفت الوزارة أنه تعرض للتعذيب.", Mood.DENIED),
    ("ar", "لا يوجد دليل على التعذيب.", Mood.DENIED),
    ("ar", "تواجه خطر الاعتقال.", Mood.POSSIBLE),
    ("ar", "طالبوا باعتقال الجنرال.", Mood.CALLED_FOR),
    ("ar", "صدر قانون مناهضة التعذيب.", Mood.FORBIDDEN),
    ("ar", "اجتمعت لجنة مناهضة التعذيب.", Mood.NAMED),
    ("ar", "في ذكرى اغتيال المحامي اجتمعوا.", Mood.REMEMBERED),
    ("ar", "تم اعتقال الصحفي أمس.", Mood.TOLD),
]


@pytest.mark.parametrize(("language", "sentence", "mood"), SENTENCES)
def test_the_mood_of_a_sentence(language: str, sentence: str, mood: Mood) -> None:
    found = moods(sentence, language)
    assert found, sentence
    assert {one for code, one in found if code != "threat_intimidation"} == {mood}


def test_a_negation_bears_on_both_of_two() -> None:
    assert {mood for _, mood in moods("Nobody was arrested or tortured.", "en")} == {Mood.NEGATED}


def test_a_negation_does_not_reach_over_a_comma() -> None:
    assert moods("She was not heard, arrested and tortured.", "en") == [
        ("arbitrary_detention", Mood.TOLD),
        ("torture", Mood.TOLD),
    ]


def test_asking_for_a_release_tells_of_a_detention() -> None:
    found = moods("Experts call for the release of the lawyer, detained since May.", "en")
    assert ("arbitrary_detention", Mood.TOLD) in found


def test_what_those_are_sought_for_is_told_of_wrongdoers() -> None:
    found = moods("They call for the arrest of those responsible for the murder.", "en")
    assert found == [("arbitrary_detention", Mood.CALLED_FOR), ("killing", Mood.PURSUED)]


def test_a_threat_to_kill_is_a_threat() -> None:
    assert moods("They threatened to kill her.", "en") == [("death_threat", Mood.TOLD)]


def test_the_name_of_a_convention_is_one_name() -> None:
    text = "The Convention against Torture and Other Cruel, Inhuman or Degrading Treatment."
    assert {mood for _, mood in moods(text, "en")} == {Mood.NAMED}


def test_title_and_text_are_both_read() -> None:
    read = begin(Reading(Format.TEXT, "Lawyer arrested", "He was tortured."), Context(""), load())
    assert [use.part.value for use in told(read, "violation_words", "en")] == ["title", "text"]
