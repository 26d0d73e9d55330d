"""A reading and what was found in it, in as few words as a test needs."""

from collections.abc import Sequence

from liaison.kernel.finding import Finding, FindingKind, Part
from liaison.kernel.reading import Context, Format, Reading, parts_of
from liaison.understand import understand

CAPTURED = "2026-03-01"


class Understood:
    """The findings of one invented reading."""

    def __init__(  # noqa: PLR0913 - a test names only what it is about
        self,
        text: str = "",
        *,
        title: str = "",
        address: str = "https://mechanism.example/a",
        stated_date: str = "",
        stated_language: str = "",
        mechanism: str = "",
        default_kind: str = "",
        languages: tuple[str, ...] = (),
        captured: str = CAPTURED,
    ) -> None:
        reading = Reading(Format.HTML, title, text, stated_date, stated_language)
        context = Context(address, mechanism, default_kind, languages, captured=captured)
        self.parts = parts_of(reading, context)
        self.findings: Sequence[Finding] = understand(reading, context)

    def of(self, kind: FindingKind) -> list[str]:
        return [finding.value for finding in self.findings if finding.kind == kind]

    def one(self, kind: FindingKind) -> Finding:
        (finding,) = (finding for finding in self.findings if finding.kind == kind)
        return finding

    def words(self, kind: FindingKind) -> list[str]:
        return [f.span.words(self.parts) for f in self.findings if f.kind == kind]

    def part(self, kind: FindingKind) -> Part:
        return self.one(kind).span.part
