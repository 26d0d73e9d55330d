"""What came back, judged by its content: error pages and challenges answer 200 like any page."""

import re
from dataclasses import dataclass
from http import HTTPStatus

from liaison.archive.warc import Answer
from liaison.extract import sniff
from liaison.kernel.errors import FailureClass, SourceFailure
from liaison.kernel.reading import Format

_LOOK = 20_000  # bytes of a page that are looked at
_SHORT = 15_000  # bytes: challenges are short pages around a script
_TITLE = re.compile(rb"<title[^>]*>(.{0,300}?)</title", re.IGNORECASE | re.DOTALL)
_HEADING = re.compile(rb"<h1[^>]*>(.{0,300}?)</h1", re.IGNORECASE | re.DOTALL)
_TAG = re.compile(r"<[^>]+>")
_NO_TEXT = re.compile(
    rb"<(script|style|nav|header|footer)\b.*?</\1\s*>|<[^>]*>", re.DOTALL | re.IGNORECASE
)
_BARE = 600  # bytes of text: an error page says less, a document more
_END = re.compile(r"[\s.!)\d]*(?:$|[|\-–—·•»(])")
_CHALLENGE = re.compile(
    rb"cf-chl-|cf_chl_|challenge-platform|_Incapsula_Resource|ddos-guard|g-recaptcha"
    rb"|h-captcha|cf-turnstile|aws-waf-token|awswaf|perimeterx|datadome|sucuri_cloudproxy"
    rb"|Please enable (?:JS|JavaScript) and disable any ad blocker",
    re.IGNORECASE,
)
_BLOCKED_TITLE = re.compile(
    r"^(?:just a moment|attention required|access denied|accès refusé|acceso denegado"
    r"|доступ (?:запрещ[её]н|ограничен)|تم رفض الوصول|403\b|forbidden|checking your browser"
    r"|verify(?:ing)? (?:that )?you are|are you (?:a )?(?:human|robot)|ddos protection"
    r"|security check|request rejected|human verification|one more step)",
    re.IGNORECASE,
)
_GONE_TITLE = re.compile(
    r"^(?:(?:error|erreur)?\W{0,3}(?:404|410)\b|(?:the )?page (?:was |could |can)?\s?not (?:be )?"
    r"found|(?:document|file|content|resource) not found|not found\b|page introuvable"
    r"|page non trouvée|page inexistante|document introuvable|página no (?:encontrada|existe)"
    r"|no se (?:encontró|encuentra|ha encontrado) la página|страница не (?:найдена|существует)"
    r"|документ не найден|الصفحة غير موجودة|لم يتم العثور على الصفحة|página não encontrada"
    r"|this page (?:is|has been) (?:gone|removed|deleted)|page (?:removed|deleted|no longer)"
    r"|(?:this )?(?:page|content) (?:is )?no longer available|oops)",
    re.IGNORECASE,
)
_BROKEN_TITLE = re.compile(
    r"^(?:(?:error|erreur)?\W{0,3}50\d\b|internal server error|server error|service unavailable"
    r"|bad gateway|gateway time-?out|database error|site (?:is )?(?:down|under) maintenance"
    r"|(?:an )?(?:unexpected |unknown |runtime )?error\b|under maintenance|maintenance\b"
    r"|error (?:establishing a database|(?:interno )?del servidor)|erreur(?: interne| du serveur)?"
    r"|ошибка(?: сервера)?|خطأ في الخادم)",
    re.IGNORECASE,
)
_BY_STATUS = {
    401: FailureClass.BLOCKED,
    403: FailureClass.BLOCKED,
    404: FailureClass.GONE,
    407: FailureClass.BLOCKED,
    408: FailureClass.SLOW,
    410: FailureClass.GONE,
    429: FailureClass.BLOCKED,
    451: FailureClass.BLOCKED,
}
_FILE_ENDINGS = {".pdf": Format.PDF, ".docx": Format.DOCX, ".doc": Format.DOC, ".rtf": Format.RTF}
_OFFICE = frozenset({Format.DOC, Format.DOCX, Format.RTF})


@dataclass(frozen=True, slots=True)
class _Page:
    """The few words by which a page gives itself away."""

    title: str
    heading: str
    start: bytes

    def says(self, pattern: re.Pattern[str]) -> bool:
        """Whether its title or heading is such a phrase, or begins with one on a bare page.

        "Access denied" is a refusal; "Access denied to lawyers, says rapporteur" is a document.
        """
        for words in (self.title, self.heading):
            match = pattern.match(words)
            if match is not None and (_END.match(words, match.end()) or _is_bare(self.start)):
                return True
        return False


def judge(answer: Answer, media_type: str, *, listing: bool = False) -> None:
    """Raise SourceFailure, with its class, unless this is what was asked for.

    A `listing` may be anything but an error page; a document must be of a format that can be
    read, and of the one that its address promises.
    """
    judge_status(answer)
    if not answer.content.strip():
        raise SourceFailure(
            FailureClass.CHANGED_SHAPE,
            f"{answer.address} answered {answer.status} with nothing in it",
            "look at it in a browser; the next round tries again",
            retry=True,
        )
    form = sniff(answer.content, media_type, answer.address)
    if form is Format.HTML:
        _judge_page(answer)
    if not listing:
        _judge_format(answer, form)


def judge_status(answer: Answer) -> None:
    """Raise SourceFailure where the status alone says that this is not what was asked for."""
    if answer.status in (0, 200, 203, 206, 304):
        return
    if answer.status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        failure, retry = FailureClass.SLOW, True
    else:
        failure = _BY_STATUS.get(answer.status, FailureClass.CHANGED_SHAPE)
        retry = answer.status in (202, 408, 429)
    raise SourceFailure(
        failure, f"{answer.address} answered {answer.status} {answer.reason}".rstrip(), retry=retry
    )


def _judge_page(answer: Answer) -> None:
    start = answer.content[:_LOOK]
    page = _Page(_words(_TITLE, start), _words(_HEADING, start), start)
    challenged = len(answer.content) < _SHORT and _CHALLENGE.search(start) is not None
    if challenged or page.says(_BLOCKED_TITLE):
        raise SourceFailure(
            FailureClass.BLOCKED,
            f"{answer.address} answered with a challenge or a refusal instead of its page",
            "ask the publisher for access, or name another address in the source file",
        )
    if page.says(_GONE_TITLE):
        raise SourceFailure(
            FailureClass.GONE, f"{answer.address} answered 200 with a page that says it is gone"
        )
    if page.says(_BROKEN_TITLE):
        raise SourceFailure(
            FailureClass.SLOW,
            f"{answer.address} answered 200 with a page about an error of its server",
            retry=True,
        )


def _judge_format(answer: Answer, form: Format | None) -> None:
    # An entry that was kept as a document came from no server: one that says it is, forges it.
    if form is None or (form is Format.ITEM and answer.status):
        raise SourceFailure(
            FailureClass.UNREADABLE,
            f"{answer.address} is of a kind that Liaison cannot read",
            "leave it out in the source file, or tell us of the format",
        )
    path = answer.address.partition("?")[0].partition("#")[0].lower()
    promised = next((f for ending, f in _FILE_ENDINGS.items() if path.endswith(ending)), None)
    if promised is None or promised is form or {promised, form} <= _OFFICE:
        return
    raise SourceFailure(
        FailureClass.CHANGED_SHAPE,
        f"{answer.address} should be {promised} and is {form}",
        "look at it in a browser: the file may be missing or need a new address",
    )


def _is_bare(start: bytes) -> bool:
    return len(b" ".join(_NO_TEXT.sub(b" ", start).split())) < _BARE


def _words(pattern: re.Pattern[bytes], start: bytes) -> str:
    match = pattern.search(start)
    if match is None:
        return ""
    return " ".join(_TAG.sub(" ", match[1].decode("utf-8", "replace")).split())
