"""The invented world, as others use it."""

from collections.abc import Iterator

from liaison.rehearsal.landscape import Landscape
from liaison.rehearsal.truth import truth_lines


class World(Landscape):
    """A world of `documents` documents by `seed`, as it is on `day`; and its truth."""

    def truth(self) -> Iterator[dict[str, object]]:
        """What every document of this day is, a line each; `truth_lines` names the fields."""
        return truth_lines(self)
