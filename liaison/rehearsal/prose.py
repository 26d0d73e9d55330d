"""The words of a document: its title, and its text as blocks in order."""

from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from liaison.rehearsal.chance import Draw
from liaison.rehearsal.coining import Person, coin, coin_person
from liaison.rehearsal.grammar import Fact, Scribe, capital, grammar
from liaison.rehearsal.landscape import Document
from liaison.rehearsal.outline import OUTLINES, Section
from liaison.rehearsal.writing_dates import OTHER, PLAIN, written, written_month

# Numbers after which Russian and Arabic put every noun in one and the same form.
_COUNTS = tuple(n for n in range(11, 61) if n < 21 or n % 10 in (0, 5, 6, 7, 8, 9))  # noqa: PLR2004 (see above)


class Form(StrEnum):
    """What a block is."""

    PARAGRAPH = "p"
    HEADING = "h"
    ITEM = "li"
    QUOTE = "quote"
    NOTICE = "notice"  # that all is invented


@dataclass(frozen=True, slots=True)
class Block:
    """One block of text."""

    form: Form
    text: str


@dataclass(frozen=True, slots=True)
class Text:
    """A document's words in its language."""

    title: str
    blocks: tuple[Block, ...]

    def plain(self) -> str:
        """All of it, blocks parted by a blank line."""
        return "\n\n".join((self.title, *(block.text for block in self.blocks)))


def title_of(seed: int, document: Document, told: Document | None = None) -> str:
    """The title alone: what lists and feeds show."""
    told = told or document
    scribe = _scribe(told, Draw(seed, "title", told.number))
    return capital(scribe.say(f"title.{told.kind}"))


def text_of(seed: int, document: Document, told: Document | None = None) -> Text:
    """Title and text. `told` is the document that a copy repeats word by word."""
    told = told or document
    draw = Draw(seed, "text", told.number)
    scribe = _scribe(told, draw)
    blocks = _body(scribe, draw, told)
    title = title_of(seed, document, told)
    blocks += [Block(Form.PARAGRAPH, line) for line in _unsaid(scribe, told, title, blocks)]
    blocks.insert(draw.pick((1, len(blocks))), Block(Form.NOTICE, scribe.say("notice")))
    for revision in range(document.fate.revision):
        late = _scribe(told, Draw(seed, "revision", told.number, revision))
        lines = [*late.sentences("after", 2), *late.sentences(f"deed.{told.matter.theme}", 2)]
        blocks.insert(1 + draw.below(len(blocks)), Block(Form.PARAGRAPH, " ".join(lines)))
    return Text(title, tuple(blocks))


def _body(scribe: Scribe, draw: Draw, document: Document) -> list[Block]:
    outline = OUTLINES[document.kind]
    breadth = 0.35 + draw.random() * draw.random() * 1.15
    blocks: list[Block] = []
    headed = draw.random() < outline.headed
    for section in outline.sections(draw):
        count = max(section.least, round(section.most * breadth * (0.6 + draw.random())))
        name = section.name.replace("THEME", document.matter.theme)
        lines = scribe.sentences(name, min(count, section.most + 2), ordered=section.ordered)
        if headed and section.heading is not None and blocks:
            blocks.append(Block(Form.HEADING, capital(scribe.at("heading", section.heading))))
        blocks += _blocks(section, lines, draw)
    return blocks


def _blocks(section: Section, lines: list[str], draw: Draw) -> list[Block]:
    form = Form(section.form)
    if form is not Form.PARAGRAPH:
        return [Block(form, line) for line in lines]
    made, at = [], 0
    while at < len(lines):
        size = draw.between(1, 5)
        made.append(Block(form, " ".join(lines[at : at + size])))
        at += size
    return made


def _unsaid(scribe: Scribe, document: Document, title: str, blocks: list[Block]) -> list[str]:
    """Sentences for what the truth says of a text and chance happened to leave out of it."""
    said = "\n".join((title, *(block.text for block in blocks)))
    lines = []
    for reference in document.references:
        if reference not in said:
            scribe.facts["cited"] = reference
            lines.append(capital(scribe.say("cite")))
    if not any(name in said for name in document.matter.country.names[document.language]):
        lines.append(capital(scribe.say("place")))
    if document.also is not None:
        facts = document.also.facts(document.language)
        scribe.facts |= {f"other_{name}": fact for name, fact in facts.items()}
        lines.append(capital(scribe.say("elsewhere")))
    return lines


def _scribe(document: Document, draw: Draw) -> Scribe:
    absent = frozenset(
        slot for slot, at in (("ref", 0), ("ref2", 1)) if at >= len(document.references)
    )
    if not document.symbol:
        absent |= {"own"}
    scribe = Scribe(
        grammar(document.language), draw, {}, woman=document.matter.person.woman, absent=absent
    )
    _fill_fixed(scribe, document)
    _fill_drawn(scribe, document, draw)
    return scribe


def _fill_fixed(scribe: Scribe, document: Document) -> None:
    matter, language, facts = document.matter, document.language, scribe.facts
    site = document.site
    facts.update(matter.country.facts(language))
    facts["who"] = matter.person.in_language(language)
    facts["sur"] = matter.person.family.in_language(language)
    facts["town"] = matter.town.in_language(language)
    facts["prov"] = matter.province.in_language(language)
    facts["body"], facts["body_short"] = site.names[language], site.shorts[language]
    facts["own"] = document.symbol
    facts.update(zip(("ref", "ref2"), document.references, strict=False))
    facts["holder"] = _holder(site.holder_seed, document.published.year // 6).in_language(language)
    facts["root"] = matter.root.in_language(language)
    facts["org"] = scribe.at("org_form", matter.organisation)
    for name in ("job", "field", "charge"):
        facts[name] = scribe.at(name, getattr(matter, name))
    facts["next_yr"] = str(document.published.year + 1)


@cache
def _holder(website: int, era: int) -> Person:
    """Who holds a mandate: another person every six years."""
    return coin_person(Draw("holder", website, era))


def _fill_drawn(scribe: Scribe, document: Document, draw: Draw) -> None:
    matter, language, facts = document.matter, document.language, scribe.facts
    days = {"1": matter.happened, "2": matter.followed, "3": matter.ahead}
    drawn: dict[str, Fact] = {
        "root": lambda: coin(draw, draw.between(2, 3)).in_language(language),
        "other": lambda: coin_person(draw).in_language(language),
        "n": lambda: str(draw.pick(_COUNTS)),
        "n_more": lambda: str(100 * draw.between(1, 9) + draw.pick(_COUNTS)),
        "art": lambda: str(draw.between(11, 420)),
        "hour": lambda: f"{draw.between(4, 23)}:{draw.pick(_COUNTS)}".replace(":60", ":05"),
        "yr": lambda: str(document.published.year - draw.between(1, 9)),
    }
    for key, date in days.items():
        drawn[f"day{key}"] = lambda date=date: written(
            date, language, draw.pick((PLAIN, PLAIN, OTHER))
        )  # type: ignore[misc]
        drawn[f"month{key}"] = written_month(date, language)
        drawn[f"since_month{key}"] = written_month(date, language, since=True)
    facts.update(drawn)
    facts["np"] = scribe.at(f"np.{matter.theme}", 0)
