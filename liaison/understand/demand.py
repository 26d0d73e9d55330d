"""Whether something is only asked for: "must be investigated", «необходимо расследовать».

Reports are full of what authorities should do; none of it has happened.
"""

from functools import lru_cache

from liaison.understand.terms import Hit, Matcher
from liaison.understand.worded import Worded
from liaison.vocabulary import Wording

_REACH = 16  # words between a demand and what it asks for
_DEMANDS = {
    "en": "should | must | ensure/ensures/ensuring | urge/urges/urged/urging"
    " | call/calls/called/calling on/upon/for | demand/demands/demanded/demanding"
    " | recommend/recommends/recommended/recommending | request/requests/requested that/to"
    " | to be | need/needs to | so that | in order to | has/have yet to | appeal/appeals to"
    " | asks/asked/ask .. to | insist/insists that | calling",
    "fr": "doit/doivent/devrait/devraient | veiller | exhorte/exhortent | appelle/appellent/appel"
    " | demande/demandent/demandé | recommande/recommandent | afin que/de/d' | prie/prient"
    " | faut/faille | garantir | soit/soient | pour que | exige/exigent | réclame/réclament",
    "es": "debe/deben/debería/deberían/deberán | garantizar/garanticen/garantice"
    " | insta/instan/instó/instamos | exhorta/exhortan/exhortó | pide/piden/pidió/pedimos"
    " | solicita/solicitan/solicitó | llama/llaman/llamamos | recomienda/recomiendan"
    " | exige/exigen/exigimos | para que | sea/sean | a fin de | asegurar",
    "pt": "deve/devem/deveria/deveriam/deverá | garantir/garanta | insta/instam | exorta/exortam"
    " | pede/pedem | solicita/solicitam | recomenda/recomendam | exige/exigem | para que"
    " | seja/sejam | a fim de | apela/apelam",
    "ru": "должн* | следует | призыва* | призвал* | требу* | рекоменду* | рекомендова*"
    " | обеспечить | необходимо | настоятельно | чтобы | просит/просят",
    "ar": "يجب/ينبغي | يدعو/تدعو/دعا/دعت/ندعو | يطالب/تطالب/طالب/طالبت/نطالب"
    " | يحث/تحث/حث/حثت/نحث | ضمان/لضمان | أن يتم/تتم | يوصي/توصي/أوصى/أوصت | ضرورة | لا بد",
}
# Words behind which the demand no longer reaches.
_BREAKS = {
    "en": "who | which | after | since | because | but | although | following",
    "fr": "après | depuis | mais | car | bien que | suite à | ayant",
    "es": "después | desde | pero | porque | aunque | tras | quien/quienes | luego",
    "pt": "depois | desde | mas | porque | embora | após | quem",
    "ru": "котор* | после | но | потому | хотя | так как",
    "ar": "الذي/التي/الذين | بعد | لكن | لأن | رغم | منذ",
}


@lru_cache(maxsize=1)
def _matcher() -> Matcher:
    return Matcher(
        [
            Wording(code, language, "strong", tuple(words.split(" | ")))
            for code, lists in (("demand", _DEMANDS), ("break", _BREAKS))
            for language, words in lists.items()
        ]
    )


class Demands:
    """The demands of a text, and what they reach."""

    def __init__(self, text: Worded) -> None:
        """Find them; the text is walked once."""
        self._text = text
        self._found = _matcher().hits(text)

    def reach(self, language: str, first: int, last: int) -> bool:
        """Whether a demand in a language bears on a phrase from word `first` to word `last`.

        It may also stand inside: "an investigation must be opened".
        """
        begin, _ = self._text.sentence(first)
        begin = max(begin, first - _REACH)
        near = [one for one in self._found if begin <= one.words[0] and one.words[-1] < last]
        return self._stands(near, language)

    @staticmethod
    def _stands(near: list[Hit], language: str) -> bool:
        ours = [one for one in near if one.language == language]
        return bool(ours) and ours[-1].code == "demand"
