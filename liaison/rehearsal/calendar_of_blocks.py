"""When a block of documents was published, and what a later day of the world adds.

A world of so many documents spans the years 2008 to 2024; its day 0 is the last day of 2024.
Every later day adds some documents, so all dates lie in the past of whoever runs it.
"""

import datetime as dt
from dataclasses import dataclass

from liaison.rehearsal.plan import BLOCK

FIRST_YEAR = 2008
LAST_YEAR = 2024
YEARS = LAST_YEAR - FIRST_YEAR + 1
DAY_0 = dt.date(LAST_YEAR, 12, 31)
LAST_DAY = 365  # of a world: later ones could lie in somebody's future


@dataclass(frozen=True, slots=True)
class Calendar:
    """The days of a world that had `documents` documents on its day 0."""

    documents: int

    @property
    def blocks(self) -> int:
        """Blocks that were begun by day 0."""
        return -(-self.documents // BLOCK)

    @property
    def growth(self) -> int:
        """Documents that each later day adds."""
        return BLOCK + self.documents // 200

    def count(self, day: int) -> int:
        """Documents that there are on a day."""
        return self.documents + day * self.growth

    def appears(self, number: int) -> int:
        """The day on which a document appears; 0 for those of the beginning."""
        return max(0, -(-(number - self.documents + 1) // self.growth))

    def year_and_rank(self, block: int) -> tuple[int, int]:
        """The year of a block, and how many blocks of that year came before it."""
        if block >= self.blocks:
            return LAST_YEAR + 1, block - self.blocks
        year = block * YEARS // self.blocks
        return FIRST_YEAR + year, block - self.first_of(FIRST_YEAR + year)

    def first_of(self, year: int) -> int:
        """The first block of a year (or of a later one, where the year has none)."""
        if year > LAST_YEAR:
            return self.blocks
        return -(-(year - FIRST_YEAR) * self.blocks // YEARS)

    def day_of_year(self, block: int, fraction: float) -> dt.date:
        """The day on which the block's year had run to `fraction` of the block's share of it."""
        year, rank = self.year_and_rank(block)
        in_year = max(1, self.first_of(year + 1) - self.first_of(year)) if year <= LAST_YEAR else 1
        last = 364 * min(1.0, (rank + 1) / in_year)
        return dt.date(year, 1, 1) + dt.timedelta(days=int(last * fraction))

    def published(self, number: int, fraction: float) -> dt.date:
        """The day on which a document is published."""
        day = self.appears(number)
        if day:
            return DAY_0 + dt.timedelta(days=day)
        return self.day_of_year(number // BLOCK, fraction)
