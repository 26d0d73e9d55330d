"""What is said of codes: each in the words of a sentence, translated."""

from collections.abc import Mapping

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext

from liaison.design.written import comma, written_date, written_number
from liaison.index.protocol import Facet, Sort
from liaison.kernel.errors import FailureClass
from liaison.kernel.finding import FindingKind
from liaison.kernel.partial_date import PartialDate
from liaison.kernel.reading import Format
from liaison.publish.declared import Card, Trouble
from liaison.sources.declaration import Show

_FACETS = {
    Facet.MECHANISM: gettext_noop("Mechanism"),
    Facet.SOURCE: gettext_noop("Source"),
    Facet.KIND: gettext_noop("Kind of document"),
    Facet.COUNTRY: gettext_noop("Country"),
    Facet.THEME: gettext_noop("Theme"),
    Facet.RIGHT: gettext_noop("Right"),
    Facet.VIOLATION: gettext_noop("Violation"),
    Facet.DEFENDER: gettext_noop("Defenders"),
    Facet.PERPETRATOR: gettext_noop("Perpetrator"),
    Facet.ACTIVITY: gettext_noop("Activity"),
    Facet.LANGUAGE: gettext_noop("Language of the text"),
    Facet.YEAR: gettext_noop("Year"),
}


def facet(code: Facet) -> str:
    """What readers call a facet."""
    return _(_FACETS[code])


def dates() -> str:
    """What readers call a span of dates."""
    return _("Dates")


_FOUND = {
    FindingKind.SYMBOL: gettext_noop("Symbol"),
    FindingKind.REFERENCE: gettext_noop("Reference"),
    FindingKind.COUNTRY: gettext_noop("Country"),
    FindingKind.ABOUT: gettext_noop("Country"),
    FindingKind.PUBLISHED: gettext_noop("Date of publication"),
    FindingKind.EVENT_DATE: gettext_noop("Date of what is told"),
    FindingKind.HEARING_DATE: gettext_noop("Hearing"),
    FindingKind.DEADLINE: gettext_noop("Deadline"),
    FindingKind.VIOLATION: gettext_noop("Violation"),
    FindingKind.DEFENDER: gettext_noop("Defenders"),
    FindingKind.PERPETRATOR: gettext_noop("Perpetrator"),
    FindingKind.PROVISION: gettext_noop("Provision"),
    FindingKind.RIGHT: gettext_noop("Right"),
    FindingKind.THEME: gettext_noop("Theme"),
    FindingKind.ACCOUNTABILITY: gettext_noop("What followed"),
    FindingKind.STRUCTURAL: gettext_noop("Law or practice"),
    FindingKind.ACTIVITY: gettext_noop("Activity"),
}


def found(kind: FindingKind) -> str:
    """What readers call what a mark says."""
    return _(_FOUND[kind])


def date(value: str, language: str) -> str:
    """A date as far as it is known, in the words of a language."""
    return written_date(PartialDate.parse(value), language)


def parameter(name: str) -> str:
    """What readers call a parameter of an address; the name itself where only programs use it."""
    if name in tuple(Facet):
        return facet(Facet(name))
    return {
        "q": _("Words"),
        "since": _("Published from"),
        "until": _("Published until"),
        "sort": _("Order"),
        "page": _("Page"),
        "month": _("Month"),
        "reply": _("Reply"),
        "system": _("System"),
        "happened_year": _("When it happened: year"),
        "happened_month": _("When it happened: month"),
        "about": _("What it is about"),
        "asker": _("Who asks"),
        "pending": _("Before another body"),
        "remedies": _("Remedies of the country"),
        "ruling_year": _("Final ruling: year"),
        "ruling_month": _("Final ruling: month"),
        "ruling_day": _("Final ruling: day"),
        "edition": _("Edition"),
        "part": _("Part"),
        "paragraph": _("Paragraph"),
        "beside": _("Beside it"),
        "before": _("The earlier capture"),
        "after": _("The later capture"),
    }.get(name, name)


def between(since: str, until: str, language: str) -> str:
    """A span of dates, as far as it is given."""
    first = written_date(PartialDate.parse(since), language) if since else ""
    last = written_date(PartialDate.parse(until), language) if until else ""
    if first and last:
        return _("%(first)s to %(last)s") % {"first": first, "last": last}
    if first:
        return _("from %(first)s") % {"first": first}
    return _("until %(last)s") % {"last": last}


def order(code: Sort) -> str:
    """What readers call an order."""
    return {
        Sort.RELEVANCE: _("Best match first"),
        Sort.NEWEST: _("Newest first"),
        Sort.OLDEST: _("Oldest first"),
        Sort.CHANGED: _("Last changed first"),
    }[code]


def form(code: Format) -> str:
    """What readers call a form of file."""
    return {
        Format.HTML: _("web page"),
        Format.PDF: "PDF",
        Format.DOCX: "DOCX",
        Format.DOC: "DOC",
        Format.RTF: "RTF",
        Format.TEXT: _("plain text"),
        Format.ITEM: _("entry of a list"),
    }[code]


def failure(code: str) -> str:
    """Why an address or a source gave nothing."""
    return {
        FailureClass.BLOCKED.value: _("It refuses to be read by a machine."),
        FailureClass.GONE.value: _("It is gone."),
        FailureClass.MOVED.value: _("It leads elsewhere, or nowhere."),
        FailureClass.CHANGED_SHAPE.value: _("It answers, but not with what it used to give."),
        FailureClass.SLOW.value: _("It does not answer, answers too slowly or breaks off."),
        FailureClass.UNREADABLE.value: _("What it gives cannot be read."),
        FailureClass.NOTHING_NEW.value: _("Nothing new came for longer than usual."),
    }.get(code, code)


def failing(code: str) -> str:
    """Why an address gives nothing, in the words of a list."""
    return {
        FailureClass.BLOCKED.value: _("closed to machines"),
        FailureClass.GONE.value: _("gone"),
        FailureClass.MOVED.value: _("leading elsewhere"),
        FailureClass.CHANGED_SHAPE.value: _("giving something else"),
        FailureClass.SLOW.value: _("without an answer"),
        FailureClass.UNREADABLE.value: _("not to be read"),
    }.get(code, code)


def failing_addresses(failures: Mapping[str, int], language: str) -> str:
    """How many addresses give nothing, and why; "" where none fails."""
    total = sum(failures.values())
    if not total:
        return ""
    said = ngettext(
        "%(number)s address gives nothing (%(reasons)s).",
        "%(number)s addresses give nothing (%(reasons)s).",
        total,
    )
    by_count = sorted(failures.items(), key=lambda item: (-item[1], item[0]))
    reasons = [f"{failing(code)}: {written_number(count, language)}" for code, count in by_count]
    return said % {
        "number": written_number(total, language),
        "reasons": f"{comma(language)} ".join(reasons),
    }


def region(code: str) -> str:
    """What readers call a region of the world (UN M49)."""
    return {
        "Africa": _("Africa"),
        "Americas": _("Americas"),
        "Asia": _("Asia"),
        "Europe": _("Europe"),
        "Oceania": _("Oceania"),
    }.get(code, _("In no region"))


def membership_status(code: str) -> str:
    """How a State stands to an organisation or treaty."""
    return {
        "member": _("Member"),
        "observer": _("Observer"),
        "associate": _("Associate member"),
        "participating": _("Participating State"),
        "party": _("Party"),
        "withdrawn": _("Withdrawn"),
    }.get(code, code)


def sdg_category(code: str) -> str:
    """What readers call a category of indicator 16.10.1."""
    return {
        "killing": _("Killing"),
        "kidnapping": _("Kidnapping"),
        "enforced_disappearance": _("Enforced disappearance"),
        "arbitrary_detention": _("Arbitrary detention"),
        "torture": _("Torture"),
        "other_harmful_act": _("Other harmful acts"),
    }.get(code, code)


def trouble(card: Card) -> str:
    """Why a source's silence should not be taken for peace."""
    if card.trouble is Trouble.FAILING:
        return failure(card.state.failure)
    return {
        Trouble.NONE: "",
        Trouble.NEVER: _("Never checked."),
        Trouble.LATE: _("It is overdue: no check ended for longer than its rhythm."),
        Trouble.SILENT: _("Silent: nothing new came for longer than usual."),
    }[card.trouble]


def shown(show: Show) -> str:
    """How much of a source's texts is shown."""
    return {
        Show.FULL: _("the whole text"),
        Show.EXCERPT: _("the beginning, with a link to the rest"),
        Show.LINK: _("a link, without the text"),
    }[show]
