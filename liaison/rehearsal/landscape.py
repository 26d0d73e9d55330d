"""The invented world: any document by its number, without holding the others."""

import datetime as dt
from dataclasses import dataclass
from functools import cached_property, lru_cache

from liaison.kernel.errors import MistakenInput
from liaison.rehearsal import fate
from liaison.rehearsal.calendar_of_blocks import LAST_DAY, Calendar
from liaison.rehearsal.chance import Draw, number_from
from liaison.rehearsal.countries import Country, countries
from liaison.rehearsal.fate import Fate
from liaison.rehearsal.matter import Matter, invent
from liaison.rehearsal.plan import BLOCK, Role, anchor, first_slots, members, patterns, span
from liaison.rehearsal.sites import BY_KEY, WEBSITES, Website
from liaison.rehearsal.symbols import Standing, standard, symbol

FEWEST, MOST = 50, 1_000_000


@dataclass(frozen=True, slots=True)
class Document:
    """One invented document, as it stands in the plan; its words are made in `prose`."""

    number: int
    site: Website
    role: Role
    matter: Matter
    published: dt.date
    precision: str  # day, month or year: how much of the date the page shows
    symbol: str
    references: tuple[str, ...]  # to other documents, as the text cites them
    also: Country | None  # a country that the text compares with
    fate: Fate
    translation_of: int | None
    copy_of: int | None

    @property
    def language(self) -> str:
        """ISO 639-1."""
        return self.role.language

    @property
    def kind(self) -> str:
        """The kind of document, in the rehearsal's own words."""
        return self.role.kind


class Landscape:
    """A world of `documents` documents on its day 0, as it is on `day`.

    Raises MistakenInput outside of 50 to 1,000,000 documents or 0 to 365 days.
    """

    def __init__(self, seed: int, documents: int, day: int = 0) -> None:
        if not FEWEST <= documents <= MOST:
            raise MistakenInput(
                f"a rehearsal of {documents} documents", f"ask for {FEWEST} to {MOST:,}"
            )
        if not 0 <= day <= LAST_DAY:
            raise MistakenInput(f"day {day} of a rehearsal", f"ask for 0 to {LAST_DAY}")
        self.seed, self.documents, self.day = seed, documents, day
        self.calendar = Calendar(documents)
        self.sites = WEBSITES
        self.pattern = lru_cache(maxsize=4096)(self._pattern)
        self.matter = lru_cache(maxsize=4096)(self._matter)
        self.document = lru_cache(maxsize=4096)(self._document)

    @cached_property
    def count(self) -> int:
        """Documents that there are on this day, those that are gone included."""
        return self.calendar.count(self.day)

    def count_of(self, site: Website) -> int:
        """Documents of one website, those that are gone included."""
        blocks, rest = divmod(self.count, BLOCK)
        return blocks * site.share + max(0, min(site.share, rest - first_slots()[site.key]))

    def number(self, site: Website, local: int) -> int:
        """The number of a website's `local`th document."""
        block, rank = divmod(local, site.share)
        return block * BLOCK + first_slots()[site.key] + rank

    def local(self, number: int) -> int:
        """Which document of its website a number is: undoes `number`."""
        role = self.role(number)
        return number // BLOCK * BY_KEY[role.site].share + role.rank

    def role(self, number: int) -> Role:
        """What stands at a number."""
        block, slot = divmod(number, BLOCK)
        return patterns()[self.pattern(block)][slot]

    def _pattern(self, block: int) -> int:
        """Which pattern a block follows; the first block follows the first."""
        return number_from(self.seed, "pattern", block) % len(patterns()) if block else 0

    def symbol(self, number: int) -> str:
        """The reference that a document bears, or ""."""
        block = number // BLOCK
        role = self.role(number)
        if role.copy_of >= 0:
            return self.symbol(block * BLOCK + role.copy_of)
        # A translation bears the reference of its original.
        slot = role.slot if role.translation_of < 0 else role.translation_of
        original = self.role(block * BLOCK + slot)
        year, rank = self.calendar.year_and_rank(block)
        standing = Standing(
            language=role.language,
            block=block,
            year=year,
            rank=rank,
            slot=original.rank,
            country=self._country(block, role).code,
            among=len(countries(role.region)),
            published=self.calendar.day_of_year(block, original.fraction),
        )
        return symbol(role.site, role.kind, standing)

    def editions(self, document: Document) -> tuple[int, ...]:
        """The document and its translations, originals first, as far as they are published."""
        block = document.number // BLOCK
        role = document.role
        original = role.slot if role.translation_of < 0 else role.translation_of
        numbers = (
            block * BLOCK + other.slot
            for other in patterns()[self.pattern(block)]
            if original in (other.slot, other.translation_of)
        )
        return tuple(number for number in numbers if number < self.count)

    def _country(self, block: int, role: Role) -> Country:
        among = countries(role.region)
        year, rank = self.calendar.year_and_rank(block)
        shift = number_from(self.seed, "country", year, anchor(self.pattern(block), role.group))
        return among[(rank + shift) % len(among)]

    def _matter(self, block: int, group: int) -> Matter:
        pattern = self.pattern(block)
        roles = members(pattern, group)
        first, last = span(pattern, group)
        return invent(
            f"m{block}-{group}",
            self._country(block, roles[0]),
            frozenset(role.kind for role in roles),
            self.calendar.day_of_year(block, first),
            self.calendar.day_of_year(block, last),
            Draw(self.seed, "matter", block, group),
        )

    def _document(self, number: int) -> Document:
        if not 0 <= number < self.count:
            raise IndexError(number)
        block = number // BLOCK
        role = self.role(number)
        published = self.calendar.published(number, role.fraction)
        own = self.symbol(number)
        return Document(
            number=number,
            site=BY_KEY[role.site],
            role=role,
            matter=self.matter(block, role.group),
            published=published,
            precision=_precision(role, own),
            symbol=own,
            references=self._references(number, role, own),
            also=self._also(number, role),
            fate=fate.of(self.seed, block, role, self.calendar.appears(number), self.day),
            translation_of=_in_block(block, role.translation_of),
            copy_of=_in_block(block, role.copy_of),
        )

    def _also(self, number: int, role: Role) -> Country | None:
        told = max(role.copy_of, role.translation_of)
        if told >= 0:
            return self.document(number // BLOCK * BLOCK + told).also
        draw = Draw(self.seed, "also", number)
        other = draw.pick(countries())
        compares = draw.random() < 0.3  # noqa: PLR2004 (some three texts of ten)
        here = self.matter(number // BLOCK, role.group).country
        return other if compares and other is not here else None

    def _references(self, number: int, role: Role, own: str) -> tuple[str, ...]:
        block = number // BLOCK
        told = role.copy_of if role.copy_of >= 0 else role.translation_of
        if told >= 0:
            return self.document(block * BLOCK + told).references
        earlier = (
            self.symbol(block * BLOCK + other.slot)
            for other in members(self.pattern(block), role.group)
            if other.fraction < role.fraction
        )
        cited = [named for named in dict.fromkeys(earlier) if named and named != own]
        draw = Draw(self.seed, "references", number)
        kept = draw.several(cited, 2)
        if role.kind == "reply":  # cites the letter that it answers before all else
            letter = next(named for named in reversed(cited) if named[0] in "AUOJ")
            kept = [letter, *(named for named in kept if named != letter)]
        if draw.random() < 0.7:  # noqa: PLR2004 (most texts cite an instrument)
            kept.append(standard(draw, self.calendar.year_and_rank(block)[0]))
        return tuple(kept)


def _in_block(block: int, slot: int) -> int | None:
    return None if slot < 0 else block * BLOCK + slot


def _precision(role: Role, own: str) -> str:
    if role.kind == "visit_report":
        return "month"
    return "year" if role.site == "assembly" and own and role.rank == 1 else "day"
