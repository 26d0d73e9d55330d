"""The words by which a paragraph is known to recommend, in six languages.

Every pattern is folded, as the text is that it is looked for in, and bears on one paragraph.
"""

import re
from collections.abc import Iterable
from functools import lru_cache
from re import Pattern

import ahocorasick

from liaison.understand.folding import folded


def _pattern(*ways: str) -> Pattern[str]:
    return re.compile("|".join(folded(way) for way in ways), re.IGNORECASE)


# How words of asking begin, in lower case, by the languages they are of. A paragraph without one
# recommends nothing. A line is parted by "|".
_ASKED = {
    "en": (
        "recommend|urge|encourage|invit|should|request|calls on|call on|calls upon|call upon"
        "|called upon|must "
    ),
    "romance": (
        "recommand|encourage|invit|engage|exhort|devrai|demande|doit |recomiend|recomend|alienta"
        "|debería|deveria|exorta|convida|insta a|instan a|debe |deben |pide |deve |devem "
    ),
    "ru": "рекоменд|призыва|следует|предлага|настоятельно|просит",
    "ar": "توصي|يوصي|اوصي|توصيات|ينبغي|تحث|يحث|تدعو|يدعو|تهيب|يهيب|تشجع|يشجع|يجب|تطلب",
}


@lru_cache(maxsize=1)
def _automaton() -> ahocorasick.Automaton:
    automaton = ahocorasick.Automaton()
    languages: dict[str, tuple[str, ...]] = {}
    for language, line in _ASKED.items():
        for word in folded(line).split("|"):
            languages[word] = (*languages.get(word, ()), language)
    for word, of in languages.items():
        automaton.add_word(word, of)
    automaton.make_automaton()
    return automaton


def asked(text: str) -> list[tuple[int, tuple[str, ...]]]:
    """Where in a folded text words of asking end, and of which languages they are, in order."""
    return list(_automaton().iter(text.lower()))


# One who may recommend, and says so: a sentence that recommends by itself.
_SAID = {
    "en": _pattern(
        r"\b(?:rapporteur|expert|committee|commission(?:er)?|working group|subcommittee|mission"
        r"|assembly|mechanism|representative|delegation|panel|organi[sz]ations?|she|he|it|group"
        r"|court|i|we)\b[^.:;]{0,120}\b(?:recommends?|urges?|calls? (?:up)?on|encourages?|invites?"
        r"|requests?|reiterates? (?:its|his|her) recommendation)\b(?! reports?\b)",
        r"\b(?:states?(?: part(?:y|ies))?|governments?|authorit(?:y|ies)|parliament"
        r"|ministr(?:y|ies)|judiciary|legislature|prosecutors?|police|companies|donors|community"
        r"|united nations|council|office|institutions?|organizations?)\b[^.;]{0,60}"
        r"\b(?:should(?! not be construed)|must|is (?:urged|encouraged) to)\b",
    ),
    "romance": _pattern(
        r"\b(?:comité|commission|rapporteuse?(?: spéciale?)?|experte?(?: indépendante?)?"
        r"|groupe de travail)\b[^.:;]{0,120}"
        r"\b(?:recommande|invite|engage|exhorte|encourage|demande)\b",
        r"\b(?:états?(?: parties?)?|gouvernement|autorités|parlement)\b[^.;]{0,60}"
        r"\bdevrai(?:en)?t\b",
        r"\b(?:comité|comisión|relatora?(?: especial)?|expert[oa](?: independiente)?"
        r"|grupo de trabajo)\b[^.:;]{0,120}"
        r"\b(?:recomienda|insta|exhorta|alienta|invita|pide)\b",
        r"\b(?:estados?(?: partes?)?|gobierno|autoridades|parlamento|congreso)\b[^.;]{0,60}"
        r"\b(?:debe|deben|debería|deberían)\b",
        r"\b(?:comitê|comissão|relatora?(?: especial)?|grupo de trabalho)\b[^.:;]{0,120}"
        r"\b(?:recomenda|insta|exorta|encoraja|convida)\b",
        r"\b(?:estados?|governo|autoridades)\b[^.;]{0,60}\b(?:deve|devem|deveria|deveriam)\b",
    ),
    "ru": _pattern(
        r"(?:комитет|комиссия|докладчик|эксперт|рабочая группа)[^.:;]{0,120}"
        r"(?:рекоменду|призыва|предлага|просит)",
        r"(?:государств|правительств|власт)\w*[^.;]{0,60}\bследует\b",
    ),
    "ar": _pattern(
        r"(?:توصي|يوصي|تحث|يحث|تدعو|يدعو|تهيب|يهيب|تشجع|يشجع)[^.:;]{0,60}"
        r"(?:اللجنة|المقرر|الخبير|الدولة|الحكومة|الفريق|السلطات)",
        r"(?:اللجنة|المقرر|الخبير|الفريق العامل)[^.:;]{0,60}"
        r"(?:توصي|يوصي|تحث|يحث|تدعو|يدعو|تشجع|يشجع)",
        r"ينبغي (?:ل|أن)",
    ),
}


def says(opening: str, languages: Iterable[str]) -> bool:
    """Whether the opening of a paragraph recommends by itself, in one of these languages."""
    for language in languages:
        match = _SAID[language].search(opening)
        if match is not None:
            return _REPORTED.search(opening, 0, match.end()) is None
    return False


# A heading of what follows: recommendations until the next heading of its kind.
HEADING = _pattern(
    r"\brecommendations?\b|\brecommandations?\b|\brecomendaciones\b|\brecomendações\b|рекомендаци",
    r"توصيات|التوصيات",
)
# A sentence that says that a list of them follows, where no colon does.
ANNOUNCED = _pattern(
    r"\brecommendations?\b[^.;]{0,160}\b(?:listed|below|following)\b",
    r"\b(?:listed|following)\b[^.;]{0,40}\brecommendations?\b",
    r"\brecommandations?\b[^.;]{0,160}\b(?:ci-après|suivantes)\b",
    r"\brecomendaciones\b[^.;]{0,160}\b(?:siguientes|continuación)\b",
    r"рекомендаци\w*[^.;]{0,160}\bниже",
    r"التوصيات[^.;]{0,160}(?:التالية|أدناه)",
)
# A sentence that only tells what somebody recommended.
_REPORTED = re.compile(
    r"\b(?:considered|stated|said|noted|indicated|suggested|stressed|underlined|recommended|observed"
    r"|added|believed|was concerned|were concerned|accepts?|accepted|requested)\b",
    re.IGNORECASE,
)
# Words with which a recommendation begins where nothing stands before it.
_VERBS = (
    "abide abolish abrogate abstain accede accelerate accept accomplish accord achieve act",
    "address adhere adjust adopt advance agree aim align allocate allow amend appeal apply",
    "appoint approve arrange ascertain assess assist assume attach attempt attract",
    "authori[sz]e avoid award ban bear become begin better bind bolster boost bridge brief",
    "bring broaden build call cancel care carry cease celebrate challenge change choose",
    "circulate clarify clear close codify collect combat combine come commit commute",
    "compensate complement complete comply concentrate conclude condemn conduct confirm",
    "conform connect conserve consider consolidate construct consult continue contribute",
    "control convene convert cooperate coordinate cover create criminali[sz]e cultivate curb",
    "cut deal declare decrease decriminali[sz]e deepen define delete demand demarcate",
    "demonstrate denounce deny deploy deposit derogate design designate deter determine",
    "develop devote direct disarm disband disclose discontinue dismantle dismiss display",
    "disseminate dissolve distribute diversify divert do draft draw drop earmark ease educate",
    "elaborate elevate eliminate embed embrace emphasi[sz]e empower enable enact encourage",
    "end endeavour endorse enforce engage enhance enlarge enrich enrol enshrine ensure enter",
    "entrust envisage equip eradicate erect establish evaluate evolve examine exchange",
    "exclude exempt exercise exert expand expedite explain exploit explore expose express",
    "extend facilitate fight fill finali[sz]e find fix focus follow formali[sz]e formulate",
    "foster free fulfil fulfill fund gather generali[sz]e get give go govern grant guarantee",
    "halt handle harmoni[sz]e have heed help highlight hold honou?r host identify impart",
    "implant implement impose improve include incorporate increase inform initiate insist",
    "inspire install instate institute institutionali[sz]e instruct insure integrate intend",
    "intensify internali[sz]e intervene introduce invest investigate invite involve isolate",
    "issue join keep launch lay lead learn legali[sz]e legislate let level license lift limit",
    "link list listen look lower mainstream maintain make manage manifest maximi[sz]e mediate",
    "meet minimi[sz]e mitigate mobili[sz]e moderni[sz]e modify monitor move multiply name",
    "narrow negotiate nominate note nullify object oblige observe obtain offer open",
    "operationali[sz]e organi[sz]e outlaw overcome overhaul oversee participate partner pass",
    "pay perfect perform permit persevere persist phase place plan postpone practi[cs]e",
    "prepare prescribe present preserve press prevent prioriti[sz]e proceed procure progress",
    "prohibit prolong promote promulgate propose proscribe prosecute protect prove provide",
    "publici[sz]e publicise publish punish pursue put quash quicken raise ratify reach react",
    "reactivate reaffirm reali[sz]e realign reassess recall receive recogni[sz]e reconcile",
    "reconsider record recruit rectify redefine redesign redirect redouble redress reduce",
    "refer reflect reform refrain refuse register regulari[sz]e regulate rehabilitate",
    "reinforce reinstate reintroduce reiterate reject relax release relocate remain remedy",
    "remind remove remunerate render renew renounce reopen repatriate repeal replace report",
    "request require rescind rescue resettle resolve resort respect respond restore restrict",
    "restructure result resume retain retrain retry return reverse review revise revisit",
    "revitali[sz]e revoke rewrite safeguard scale schedule scrap scrutini[sz]e search secure",
    "seek send separate serve set settle share shift show shut sign simplify slow solicit",
    "solve spare specify speed spend spread standardi[sz]e start step stop streamline",
    "strengthen strike strive study submit substitute supervise supplement supply support",
    "suppress surrender suspend sustain switch systemati[sz]e tackle take target task teach",
    "terminate toughen trace train transfer transform translate transmit transpose treat turn",
    "undertake unify unite update upgrade uphold urge use utili[sz]e vacate validate view",
    "visit vote waive welcome widen withdraw work write",
)
_VERB = "|".join(word for line in _VERBS for word in line.split(" "))
_HOW = r"(?:(?:to|also|and|not|please|further|fully|better|[a-z]{3,14}ly)[, ]+){0,4}"
_DO = rf"{_HOW}(?:(?:re|de)-?)?(?:{_VERB})(?:e?s)?\b"
_BEFORE = (
    r"(?:with(?:in|out)?|while|whilst|given|recalling|as|in|for|through|under|following|after|on|at|by"
    r"|taking|considering|noting|until|when|where|if|based|despite|regarding|concerning|consistent)"
)
OPENS = re.compile(
    rf"[\"\u201c\u00ab(*\s-]*(?:(?:recommended|recommends)\b|that \w|{_DO}|(?:further|fully)\b"
    rf"|{_BEFORE}\b[^.]{{0,300}}?(?:, |  ){_DO}"
    r"|[^.:;]{3,80}? (?:should|will|is committed to|commits? (?:itself )?to|pledges? to"
    r"|undertakes to) )",
    re.IGNORECASE,
)
