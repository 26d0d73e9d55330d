"""What a frozen compendium says on paper, in the active language: sections, tables and facts."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, field

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from liaison.design.written import written_date, written_day
from liaison.kernel.partial_date import PartialDate
from liaison.publish import standards_words as words
from liaison.standards import Compendium, Entry, Snapshot
from liaison.vocabulary import Instrument, Label, Provision, ProvisionRelation, Right


@dataclass(frozen=True, slots=True)
class _Text:
    """Words in a language, beside them the English where nobody has reviewed them."""

    text: str
    lang: str
    english: str = ""
    address: str = ""


@dataclass(frozen=True, slots=True)
class _Fact:
    name: str
    texts: list[_Text]


@dataclass(frozen=True, slots=True)
class _Table:
    """A row of one text is the heading of those that follow."""

    columns: list[str]
    shares: list[int]  # of the width
    rows: list[list[_Text]]


@dataclass(frozen=True, slots=True)
class _Section:
    heading: _Text
    level: int
    facts: list[_Fact] = field(default_factory=list)
    paragraphs: list[str] = field(default_factory=list)
    table: _Table | None = None
    new_page: bool = False


def sheet(snapshot: Snapshot, language: str) -> Mapping[str, object]:
    """All that the layout sets, as JSON can hold it; `language` is the active one."""
    held, day = snapshot.compendium, snapshot.made_on
    sections = [
        *_overview(held, language),
        *(one for right in held.rights for one in _right(held, right, language)),
        *_relations(held, language),
        *_instruments(held, language),
    ]
    return {
        "title": _("Compendium of standards that protect human rights defenders"),
        "lang": language,
        "identifier": snapshot.identifier,
        "day": {"year": day.year, "month": day.month, "day": day.day},
        "facts": [asdict(one) for one in _of_the_whole(snapshot, language)],
        "paragraphs": _caution(),
        "contents": _("Contents"),
        "sections": [asdict(one) for one in sections],
    }


def _of_the_whole(snapshot: Snapshot, language: str) -> Iterator[_Fact]:
    held = snapshot.compendium
    yield _fact(_("Cite as"), snapshot.identifier, "en")
    yield _fact(_("Frozen on"), written_day(snapshot.made_on, language), language)
    yield _fact("SHA-256", snapshot.digest, "en")
    count = sum(len(one.provisions) for one in held.instruments)
    instruments = ngettext("%(count)d instrument", "%(count)d instruments", len(held.instruments))
    provisions = ngettext("%(count)d provision", "%(count)d provisions", count)
    yield _Fact(
        _("Instruments and provisions"),
        [
            _Text(instruments % {"count": len(held.instruments)}, language),
            _Text(provisions % {"count": count}, language),
        ],
    )


def _caution() -> list[str]:
    return [
        _(
            "Provisions are named and summed up here, not quoted: their words stand in the "
            "instruments. Headings and summaries are in the words of Liaison."
        ),
        _(
            "What is marked “to be checked” is general knowledge that nobody has compared with its "
            "source yet. Where no provision of a system is entered, there may still be one."
        ),
    ]


# -- rights across systems


def _overview(held: Compendium, language: str) -> Iterator[_Section]:
    rows = []
    for row in held.compare():
        entries = [one for cell in row.cells for one in cell]
        binding = sum(one.instrument.force == "binding" for one in entries)
        systems = sum(map(bool, row.cells))
        rows.append(
            [
                _named(held, "rights", row.right.names, language, f"{row.right.code} "),
                _Text(str(len(entries)), language),
                _Text(str(binding), language),
                _Text(f"{systems} / {len(row.cells)}", language),
            ]
        )
    columns = [_("Right"), _("Provisions"), _("of them binding"), _("Systems")]
    yield _Section(
        _Text(_("Rights across systems"), language),
        1,
        table=_Table(columns, [10, 3, 3, 3], rows),
        new_page=True,
    )


def _right(held: Compendium, right: Right, language: str) -> Iterator[_Section]:
    """A right: the provisions of each system, the most binding first, and who has none."""
    heading = _named(held, "rights", right.names, language, f"{right.code} ")
    rows: list[list[_Text]] = []
    for system in held.systems:
        entries = held.entries(right.code, system.code)
        if entries:
            rows.append([_named(held, "systems", system.names, language)])
        rows += [_row(held, one, language) for one in entries]
    missing = [_named(held, "systems", one.names, language) for one in held.gaps(right.code)]
    facts = [_Fact(_("No provision entered"), missing)] if missing else []
    columns = [
        _("Provision"),
        pgettext("provision", "About"),
        pgettext("instrument", "Force"),
        _("Certainty"),
    ]
    table = _Table(columns, [6, 9, 4, 4], rows) if rows else None
    yield _Section(heading, 1, facts, table=table)


def _row(held: Compendium, entry: Entry, language: str) -> list[_Text]:
    instrument = entry.instrument
    return [
        _Text(f"{instrument.symbol}, {_label(entry.provision)}", "en"),
        _about(held, entry, language) or _named(held, "instruments", instrument.names, language),
        _Text(words.force(instrument.force), language),
        _Text(words.certainty(instrument.evidence), language),
    ]


def _label(provision: Provision) -> str:
    """How a provision is cited, its number on the line of its article."""
    return provision.label.replace(". ", ".\N{NO-BREAK SPACE}")


def _about(held: Compendium, entry: Entry, language: str) -> _Text | None:
    """What a provision is about: its heading, else what its article says."""
    headings, summary = entry.provision.headings, held.summary(entry)
    if headings.get("en"):
        return _as_text(held.label("instruments", headings, language), headings)
    if summary is None:
        return None
    return _as_text(held.label("summaries", summary.names, language), summary.names)


# -- judgements and instruments


def _relations(held: Compendium, language: str) -> Iterator[_Section]:
    said = (
        [] if held.relations else [_("Nobody has judged yet how provisions stand to each other.")]
    )
    rows = [_judged(one, language) for one in held.relations]
    columns = [
        *(_("Provision"), _("How it stands"), _("Other provision")),
        *(_("Judged by"), pgettext("judged on", "Day")),
    ]
    yield _Section(
        _Text(_("How provisions stand to each other"), language),
        1,
        paragraphs=said,
        table=_Table(columns, [5, 4, 5, 3, 4], rows) if rows else None,
    )


def _judged(one: ProvisionRelation, language: str) -> list[_Text]:
    day = written_date(PartialDate.parse(one.judged), language)
    return [
        _Text(one.provision, "en"),
        _Text(words.stands(one.stands), language),
        _Text(one.other, "en"),
        _Text(one.author, "en"),
        _Text(day, language),
    ]


def _instruments(held: Compendium, language: str) -> Iterator[_Section]:
    yield _Section(_Text(_("Instruments"), language), 1, new_page=True)
    for one in held.instruments:
        provisions = [
            [
                _Text(_label(part), "en"),
                _about(held, Entry(one, part), language) or _Text("", language),
                _Text(" ".join(part.rights), "en"),
                _Text(_list(words.addressee(code) for code in part.addressees), language),
            ]
            for part in one.provisions
        ]
        columns = [_("Provision"), pgettext("provision", "About"), _("Rights"), _("Speaks to")]
        yield _Section(
            _named(held, "instruments", one.names, language),
            2,
            [fact for fact in _facts(held, one, language) if fact.texts],
            table=_Table(columns, [4, 9, 4, 5], provisions),
        )


def _facts(held: Compendium, one: Instrument, language: str) -> Iterator[_Fact]:
    shown = held.label("instruments", one.names, language).language
    system = next((each for each in held.systems if each.code == one.system), None)
    yield _fact(_("Symbol"), one.symbol, "en")
    yield _Fact(
        _("In other languages"),
        [_Text(name, code) for code, name in sorted(one.names.items()) if code != shown],
    )
    if system is not None:
        yield _Fact(_("System"), [_named(held, "systems", system.names, language)])
    yield _fact(pgettext("instrument", "Force"), words.force(one.force), language)
    yield _fact(_("Adopted"), _day(one.adopted, language) or _unknown(), language)
    for name, day in (
        (_("In force since"), one.in_force),
        (_("Revised"), one.revised),
        (_("Launched"), one.launched),
    ):
        if day:
            yield _fact(name, _day(day, language), language)
    yield _Fact(
        _("Official text"),
        [_Text(one.official_text, "en", address=one.official_text)]
        if one.official_text
        else [_Text(_unknown(), language)],
    )
    yield _Fact(
        _("Certainty"),
        [_Text(words.certainty(one.evidence), language), _Text(one.evidence.source, "en")],
    )


def _unknown() -> str:
    return _("not yet entered")


def _day(written: str, language: str) -> str:
    return written_date(PartialDate.parse(written), language) if written else ""


def _list(some: Iterable[str]) -> str:
    return "; ".join(some) or _unknown()


def _fact(name: str, said: str, language: str) -> _Fact:
    return _Fact(name, [_Text(said, language)])


def _named(
    held: Compendium, of_list: str, names: Mapping[str, str], language: str, before: str = ""
) -> _Text:
    text = _as_text(held.label(of_list, names, language), names)
    return _Text(before + text.text, text.lang, text.english)


def _as_text(label: Label, names: Mapping[str, str]) -> _Text:
    english = "" if label.reviewed or label.fallback else names["en"]
    return _Text(label.text, label.language, english)
