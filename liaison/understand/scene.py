"""What stands around the words that announce an activity: who acts, which days, which countries."""

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cached_property, lru_cache

from liaison.kernel.finding import Part
from liaison.understand.gazetteer import Mention
from liaison.understand.negation import Use
from liaison.understand.read import Read
from liaison.understand.stretches import Stretch, stretches
from liaison.understand.terms import Hit, Matcher, hits
from liaison.understand.worded import Worded
from liaison.vocabulary import Vocabulary, Wording

_HEADING = 14  # words of a sentence that may be a heading, whose days stand in the next line
_BELOW = 90  # characters of that line
_BEFORE = 6  # words before a visit in which it may be asked for
_CALLED = 3_000  # characters after a call in which its deadline may stand
_TO_DEADLINE = 60  # characters between the word for a deadline and its day

# Who visits, sits and calls: words of the mechanisms and of those who observe for them.
_ACTORS = {
    "en": "rapporteur/rapporteurs | working group | commission/commissions | commissioner*"
    " | committee/committees | subcommittee | council | mandate holder/holders | expert*"
    " | delegation* | representative | envoy | observatory | observer/observers | united nations"
    " | UN | OSCE | ODIHR | IACHR | ACHPR | ombuds* | court | observation mission"
    " | fact-finding mission | secretariat | assembly | forum",
    "fr": "rapporteur* | rapporteuse* | groupe de travail | commission | commissaire* | comité"
    " | sous-comité | conseil | expert* | délégation* | représentant* | observatoire"
    " | observateur* | observatrice* | nations unies | ONU | OSCE | BIDDH | CADHP | CIDH | cour"
    " | mission d'observation/d'enquête | assemblée | mandataire* | envoyé/envoyée",
    "es": "relator/relatora/relatores/relatoría | grupo de trabajo | comisión | comisionad*"
    " | comité | subcomité | consejo | expert* | delegación* | representante | CIDH | observatorio"
    " | observador* | naciones unidas | ONU | OEA | corte | alto comisionado"
    " | misión de observación | asamblea | enviado/enviada",
    "pt": "relator/relatora/relatores | grupo de trabalho | comissão | comissári* | comitê"
    " | conselho | especialista* | delegação* | representante | CIDH | observatório"
    " | nações unidas | ONU | OEA | corte | missão de observação | assembleia",
    "ru": "докладчик* | рабоч* групп* | комисси* | комиссар* | комитет* | подкомитет* | совет*"
    " | эксперт* | делегаци* | представител* | обсерватори* | наблюдател* | ООН | ОБСЕ | БДИПЧ"
    " | суд по правам | ассамбле* | мандатари*",
    "ar": "المقرر/المقررة/مقرر/مقررة الخاص/الخاصة/خاص/خاصة | الفريق/فريق العامل/عامل"
    " | اللجنة/لجنة | المفوض/المفوضة/مفوض/المفوضية | المجلس/مجلس | الخبير/الخبيرة/خبراء/الخبراء"
    " | وفد/الوفد | ممثل/الممثل/ممثلة | مرصد/المرصد | مراقب/مراقبين/مراقبون | الأمم المتحدة"
    " | بعثة تقصي | المحكمة | الجمعية العامة | المنتدى",
}
# Others whose visits are told of in the same words.
_OTHERS = {
    "en": "president/king/queen/pope/minister/ministers/emperor/chancellor/emir/sheikh/senator"
    " | family/relatives/wife/husband/mother/tourist/tourists/trade",
    "fr": "président/présidente/roi/reine/pape/ministre/ministres/chancelier | famille/épouse",
    "es": "presidente/presidenta/rey/reina/papa/ministro/ministra/canciller | familia/esposa",
    "pt": "presidente/presidenta/rei/papa/ministro/ministra/chanceler | família/esposa",
    "ru": "президент* | король/короля/папа | министр* | канцлер* | премьер* | семья/жена"
    " | родственник*",
    "ar": "الرئيس/رئيس/الملك/ملك/وزير/الوزير/أمير/البابا | عائلة/أسرة/زوجة",
}
# "The Government was asked to allow a visit": none has been agreed.
_ASKED = {
    "en": "request/requests/requested/requesting | invite/invites/invited/invitation"
    " | allow/allowed/permit/grant/granted/accept/accepts/agree/facilitate"
    " | refuse/refused/denied/pending",
    "fr": "demande/demandé/demandes | invite/invité/invitation | autoriser/accepter/permettre"
    " | refusé",
    "es": "solicitud/solicitó/solicita/solicitudes | invita/invitó/invitación"
    " | permita/permitir/autorizar/acepte/aceptar/anuencia | negó",
    "pt": "solicitação/solicitou/pedido | convite/convida | permitir/autorizar/aceitar | negou",
    "ru": "просьб* | запрос* | пригла* | разреши* | согласи* | согласова* | отказ*",
    "ar": "طلب/طلبات/دعوة | السماح/سماح/الموافقة/قبول | رفض/رفضت",
}
_DEADLINES = {
    "en": "deadline | due/closing date | no/not later than | by | before | until",
    "fr": "date limite | avant le | au plus tard | jusqu'au | délai | échéance | d'ici",
    "es": "fecha límite/tope | plazo | antes del | hasta el | a más tardar",
    "pt": "prazo | até | data limite",
    "ru": "срок* | до | не позднее",
    "ar": "الموعد النهائي | موعد أقصاه | آخر موعد | قبل | حتى | في موعد",
}
_OBSERVING = {
    "en": "observe/observes/observed/observing | observer/observers | monitor* | attend/attended",
    "fr": "observe/observé/observer/observera | observateur* | observatrice* | assisté/assister",
    "es": "observó/observar/observa/observará/observaron | observador* | asistió/asistieron",
    "pt": "observou/observar/observará | observador* | acompanhou",
    "ru": "наблюда* | присутствовал*",
    "ar": "راقب/راقبت/يراقب/تراقب/مراقبة | مراقبون/مراقبين/مراقب | حضر/حضرت/لحضور",
}
_LISTS = {
    "actor": _ACTORS,
    "other": _OTHERS,
    "asked": _ASKED,
    "deadline": _DEADLINES,
    "observing": _OBSERVING,
}


# Codes, by the first and last character of a sentence.
Sure = Mapping[tuple[int, int], AbstractSet[str]]


@lru_cache(maxsize=1)
def _matcher() -> Matcher:
    return Matcher(
        [
            Wording(code, language, "strong", tuple(words.split(" | ")))
            for code, by_language in _LISTS.items()
            for language, words in by_language.items()
        ]
    )


@dataclass(frozen=True)
class Scene:
    """A part of a document (its title or its text) as far as activities are told in it."""

    read: Read
    part: Part
    words: Worded
    named: Sequence[Mention]
    language: str
    title_country: str  # alpha-3 of the one country that the title names, or ""

    @property
    def vocabulary(self) -> Vocabulary:
        """The words and months that texts are read with."""
        return self.read.vocabulary

    @cached_property
    def lower(self) -> str:
        """The folded text in lower case."""
        return self.words.text.lower()

    @cached_property
    def statuses(self) -> Sequence[Hit]:
        """The words that say how something stands, in order."""
        return hits(self.words, self.vocabulary, "status_words", self.language)

    @cached_property
    def _around(self) -> Mapping[str, tuple[Sequence[Hit], Sequence[int]]]:
        found = _matcher().hits(self.words)
        by_code = {code: [one for one in found if one.code == code] for code in _LISTS}
        return {code: (some, [one.start for one in some]) for code, some in by_code.items()}

    def within(self, code: str, start: int, end: int) -> Sequence[Hit]:
        """The words of one of the lists above that begin between two characters."""
        found, starts = self._around[code]
        return found[bisect_left(starts, start) : bisect_left(starts, end)]

    def sentence(self, cue: Use) -> tuple[int, int]:
        """The characters of the sentence that holds a word."""
        first, behind = self.words.sentence(cue.words[0])
        return self.words.starts[first], self.words.ends[behind - 1]

    def days_around(self, cue: Use) -> tuple[int, int]:
        """The characters in which the days of a word may stand: of a heading, also those below."""
        first, behind = self.words.sentence(cue.words[0])
        start, end = self.words.starts[first], self.words.ends[behind - 1]
        if behind - first <= _HEADING and self.words.text[end : end + 3].find("\n") >= 0:
            below = self.words.text.find("\n", end + 3)
            end = min(end + _BELOW, len(self.words.text) if below < 0 else below)
        return start, end

    def stretches(self, start: int, end: int) -> list[Stretch]:
        """The stretches of days between two characters."""
        mechanism = self.vocabulary.mechanisms.get(self.read.context.mechanism)
        month_first = mechanism is not None and mechanism.month_first
        return stretches(
            self.lower, start, end, self.vocabulary, month_first=month_first and self._is_english
        )

    @property
    def _is_english(self) -> bool:
        return self.language in ("en", "")

    def countries(self, start: int, end: int) -> list[Mention]:
        """The countries surely named between two characters, each once."""
        named, starts = self._sure_countries
        found: dict[str, Mention] = {}
        for one in named[bisect_left(starts, start) : bisect_left(starts, end)]:
            found.setdefault(one.iso3, one)
        return list(found.values())

    @cached_property
    def _sure_countries(self) -> tuple[Sequence[Mention], Sequence[int]]:
        sure = sorted((one for one in self.named if not one.doubtful), key=lambda one: one.start)
        return sure, [one.start for one in sure]

    @cached_property
    def _all_countries(self) -> Sequence[Mention]:
        return self.countries(0, len(self.lower))

    def country_near(self, cue: Use) -> str:
        """The one country of the sentence, else of the title or text; "" where it names several."""
        named = self.countries(*self.sentence(cue))
        anywhere = named if named or self.title_country else self._all_countries
        if not anywhere:
            return self.title_country
        return anywhere[0].iso3 if len(anywhere) == 1 else ""

    def is_of_mechanism(self, cue: Use) -> bool:
        """Whether it is told of those who protect defenders, not of a head of State or a family."""
        first, last = self.sentence(cue)
        if self.within("actor", first, last):
            return True
        if self.within("other", first, last):
            return False
        if self.read.context.mechanism:
            return True
        before = max(0, first - 2)
        earlier, _ = self.words.sentence(max(0, bisect_left(self.words.starts, before) - 1))
        return bool(self.within("actor", self.words.starts[earlier], first)) or _title_acts(self)

    def is_asked_for(self, cue: Use) -> bool:
        """Whether somebody only asks for it, or would have to agree to it."""
        first, _ = self.words.sentence(cue.words[0])
        start = self.words.starts[max(first, cue.words[0] - _BEFORE)]
        return bool(self.within("asked", start, cue.start))

    def is_observed(self, cue: Use) -> bool:
        """Whether somebody watches what a word speaks of."""
        return bool(self.within("observing", self.sentence(cue)[0], cue.start))

    def is_heading(self, cue: Use) -> bool:
        """Whether the word stands in the title, or begins the text."""
        return self.part is Part.TITLE or self.words.sentence(cue.words[0])[0] == 0

    def deadline(self, cue: Use) -> Stretch | None:
        """The day by which a call wants its answers, at any distance of a page or two."""
        for one in self.within("deadline", cue.start, cue.end + _CALLED):
            found = self.stretches(one.end, one.end + _TO_DEADLINE)
            if found and found[0].year_written and found[0].last.day is not None:
                return found[0]
        return None

    def opening_deadline(self) -> tuple[Stretch, int] | None:
        """The day before which the first page wants something, and where the words for it begin."""
        for one in self.within("deadline", 0, _CALLED):
            found = self.stretches(one.end, one.end + _TO_DEADLINE)
            if found and found[0].year_written and found[0].last.day is not None:
                return found[0], one.start
        return None

    def sure(self, cues: Sequence[Use]) -> Sure:
        """What the sure words among some tell, by the sentence in which they stand."""
        found: dict[tuple[int, int], set[str]] = {}
        for one in cues:
            if one.strength == "strong" and one.code != "call_for_input":
                found.setdefault(self.sentence(one), set()).add(one.code)
        return found

    def is_covered(self, cue: Use, sure: Sure) -> bool:
        """Whether a surer word tells the same in its sentence."""
        if cue.strength == "strong":
            return False
        codes = sure.get(self.sentence(cue), frozenset())
        return cue.code in codes or ("trial_observation" in codes and cue.code != "session")


def _title_acts(scene: Scene) -> bool:
    return bool([one for one in _matcher().hits(scene.read.title_words) if one.code == "actor"])


def scenes(read: Read, language: str) -> Iterator[Scene]:
    """The title and the text of a document."""
    sure = {one.iso3 for one in read.title_countries if not one.doubtful}
    country = next(iter(sure)) if len(sure) == 1 else ""
    for part, words, named in (
        (Part.TITLE, read.title_words, read.title_countries),
        (Part.TEXT, read.text_words, read.text_countries),
    ):
        yield Scene(read, part, words, named, language, country)
