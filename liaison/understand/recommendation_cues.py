"""The words by which a paragraph is known to recommend, in six languages.

Every pattern is folded, as the text is that it is looked for in, and bears on one paragraph.
"""

import re
from functools import lru_cache
from re import Pattern

import ahocorasick

from liaison.understand.folding import folded


def _pattern(*ways: str) -> Pattern[str]:
    return re.compile("|".join(folded(way) for way in ways), re.IGNORECASE)


# How words of asking begin, in lower case. A paragraph without one recommends nothing.
_ASKED = (
    "recommend urge encourage invit should request recommand engage exhort devrai demande",
    "recomiend recomend alienta debería deveria exorta convida",
    "рекоменд призыва следует предлага настоятельно просит",
    "توصي يوصي اوصي توصيات ينبغي تحث يحث تدعو يدعو تهيب يهيب تشجع يشجع يجب تطلب",
)
_PHRASES = ("calls on", "call on", "calls upon", "call upon", "called upon", "must ", "doit ")
_PHRASES += ("insta a", "instan a", "debe ", "deben ", "pide ", "deve ", "devem ")


@lru_cache(maxsize=1)
def _automaton() -> ahocorasick.Automaton:
    automaton = ahocorasick.Automaton()
    for line in _ASKED:
        for word in (*line.split(" "), *_PHRASES):
            cue = folded(word)
            automaton.add_word(cue, len(cue))
    automaton.make_automaton()
    return automaton


def asked(text: str) -> list[int]:
    """Where in a folded text words of asking end, in order."""
    return [end for end, _ in _automaton().iter(text.lower())]


# One who may recommend, and says so: a sentence that recommends by itself.
_ONE_WHO = (
    r"(?:rapporteur|expert|committee|commission(?:er)?|working group|subcommittee|mission|assembly"
    r"|mechanism|representative|delegation|panel|organi[sz]ations?|she|he|it|group|court|i|we)"
)
SAID = _pattern(
    rf"\b{_ONE_WHO}\b[^.:;]{{0,120}}\b(?:recommends?|urges?|calls? (?:up)?on|encourages?|invites?"
    r"|requests?|reiterates? (?:its|his|her) recommendation)\b(?! reports?\b)",
    r"\b(?:state(?:s)?(?: part(?:y|ies))?|government(?:s)?|authorit(?:y|ies)|parliament|ministr(?:y|ies)"
    r"|judiciary|legislature|prosecutors?|police|companies|donors|community|united nations|council"
    r"|office|institutions?|organizations?)\b[^.;]{0,60}\b(?:should(?! not be construed)|must|is (?:urged|encouraged) to)\b",
    r"\b(?:comité|commission|rapporteuse?(?: spéciale?)?|experte?(?: indépendante?)?|groupe de travail)\b"
    r"[^.:;]{0,120}\b(?:recommande|invite|engage|exhorte|encourage|demande)\b",
    r"\b(?:état(?:s)? (?:partie(?:s)?)?|gouvernement|autorités|parlement)\b[^.;]{0,60}\bdevrai(?:en)?t\b",
    r"\b(?:comité|comisión|relatora?(?: especial)?|expert[oa](?: independiente)?|grupo de trabajo)\b"
    r"[^.:;]{0,120}\b(?:recomienda|insta|exhorta|alienta|invita|pide)\b",
    r"\b(?:estado(?:s)?(?: parte(?:s)?)?|gobierno|autoridades|parlamento|congreso)\b[^.;]{0,60}"
    r"\b(?:debe|deben|debería|deberían)\b",
    r"\b(?:comitê|comissão|relatora?(?: especial)?|grupo de trabalho)\b[^.:;]{0,120}"
    r"\b(?:recomenda|insta|exorta|encoraja|convida)\b",
    r"(?:комитет|комиссия|докладчик|эксперт|рабочая группа)[^.:;]{0,120}"
    r"(?:рекоменду|призыва|предлага|просит)",
    r"(?:государств|правительств|власт)\w*[^.;]{0,60}\bследует\b",
    r"(?:توصي|يوصي|تحث|يحث|تدعو|يدعو|تهيب|يهيب|تشجع|يشجع)[^.:;]{0,60}"
    r"(?:اللجنة|المقرر|الخبير|الدولة|الحكومة|الفريق|السلطات)",
    r"(?:اللجنة|المقرر|الخبير|الفريق العامل)[^.:;]{0,60}(?:توصي|يوصي|تحث|يحث|تدعو|يدعو|تشجع|يشجع)",
    r"ينبغي (?:ل|ان)",
)
# A heading of what follows: recommendations until the next heading of its kind.
HEADING = _pattern(
    r"\brecommendations?\b|\brecommandations?\b|\brecomendaciones\b|\brecomendações\b|рекомендаци",
    r"توصيات|التوصيات",
)
# Words with which a recommendation begins where nothing stands before it.
_VERBS = (
    "abide abolish abrogate accede accelerate accept accomplish accord achieve address adhere",
    "adjust adopt advance align allocate allow amend appeal apply appoint approve assess ban bolster",
    "bridge bring broaden build call carry cease circulate clarify codify collect combat come commit",
    "commute complete comply conclude condemn conduct consider consolidate consult continue",
    "cooperate create criminali[sz]e decriminali[sz]e declare deepen define demonstrate deploy design",
    "develop devote disband disclose disseminate do draft draw elaborate eliminate enable enact",
    "encourage end endeavour endorse enforce engage enhance ensure envisage eradicate establish",
    "evaluate examine exert expand expedite explore extend facilitate fight finali[sz]e focus follow",
    "formali[sz]e formulate foster fulfil fulfill fund give grant guarantee halt harmoni[sz]e hold",
    "identify immediately implement impose improve include incorporate increase inform initiate",
    "install institute institutionali[sz]e integrate intensify introduce invest investigate invite",
    "involve issue join keep launch lift look maintain make mainstream meet modify monitor move",
    "observe offer open organi[sz]e partner pass pay permit persevere persist place prepare present",
    "prevent prioriti[sz]e proceed prohibit promote promulgate propose prosecute protect provide",
    "publicly publici[sz]e publish punish pursue put raise ratify re-establish reaffirm recogni[sz]e",
    "reconsider redouble reduce refrain reform reinforce reinstate reintroduce reject release remain",
    "remove renew repeal replace report request require rescind resolve respect respond restore",
    "resume retain review revise revoke safeguard secure seek set share sign solicit spare speed start",
    "step stop streamline strengthen strive study submit support suspend sustain tackle take train",
    "transform translate treat undertake update uphold use withdraw work",
)
_VERB = "|".join(word for line in _VERBS for word in line.split(" "))
OPENS = re.compile(
    r"[\"\u201c\u00ab(*\s-]*(?:"
    r"(?:recommended|recommends)\b|"
    r"(?:(?:to|also|and|not|please|further|fully|better|[a-z]{3,12}ly)[, ]+(?:and [a-z]+ly )?){0,2}"
    rf"(?:{_VERB})\b|that (?:the|all|it|a|this)\b|further\b|fully\b|in (?:line|order|accordance|view)"
    r"\b[^.]{0,200}?, (?:to )?[a-z]+|as a matter of|with a view to|as soon as possible\b"
    r"|[^.:;]{3,80}? (?:should|will|is committed to|commits? (?:itself )?to|pledges? to|undertakes to)"
    r" )",
    re.IGNORECASE,
)
