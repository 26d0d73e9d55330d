"""What a source file says, field by field.

`Source` is what the rest of Liaison works with. Files are read in `loading`, which adds the
line to every complaint made here; the description of a field doubles as the advice given
when it is missing or wrong, and as its row in docs/how-to/add-a-source.md.
"""

import datetime as dt
import re
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any, Literal
from urllib.parse import urlsplit

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
    field_validator,
    model_validator,
)

from liaison.sources.duration import parse_duration
from liaison.sources.reader_options import (
    AddressesReader,
    FolderReader,
    Reader,
)
from liaison.sources.value import HttpAddress, Pattern

REHEARSAL_SUFFIX = ".rehearsal.test"
_SIZE = re.compile(r"^(\d+) ?(kb|mb|gb)?$")
_SIZES = {None: 1, "kb": 1_000, "mb": 1_000_000, "gb": 1_000_000_000}


class Declared(BaseModel):
    """Read once, never changed; a field that nobody knows is a mistake."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)


def _duration(value: Any) -> Any:  # noqa: ANN401 (whatever the file holds)
    if isinstance(value, str):
        return parse_duration(value)
    if isinstance(value, int) and not isinstance(value, bool):
        raise ValueError(f"{value} of what? write `{value} days` or `{value} hours`")  # noqa: TRY004 (pydantic reports a ValueError)
    return value


def _recheck(value: Any) -> Any:  # noqa: ANN401 (whatever the file holds)
    return None if value == "never" else _duration(value)


def _size(value: Any) -> Any:  # noqa: ANN401 (whatever the file holds)
    if isinstance(value, str):
        match = _SIZE.match(value.strip().lower())
        if match is None:
            raise ValueError(f"{value!r} is no size; write bytes or such as `50 MB`")
        return int(match[1]) * _SIZES[match[2]]
    return value


def _last(value: Any) -> Any:  # noqa: ANN401 (whatever the file holds)
    return None if value == "never" else value


Duration = Annotated[dt.timedelta, BeforeValidator(_duration)]
Code = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(?:[-_][a-z0-9]+)*$", max_length=60)]
Language = Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*$")]
Words = Annotated[str, StringConstraints(min_length=1)]


class Show(StrEnum):
    """How much of a text the site may show."""

    FULL = "full"
    EXCERPT = "excerpt"
    LINK = "link"


class Attachment(StrEnum):
    """Formats of attached files that are followed."""

    PDF = "pdf"
    DOCX = "docx"
    DOC = "doc"
    RTF = "rtf"


class DayOrder(StrEnum):
    """How the source writes 03/04/2024."""

    DAY_FIRST = "dmy"
    MONTH_FIRST = "mdy"


class Yields(Declared):
    """What a round should bring."""

    at_least: int = Field(
        default=1,
        ge=0,
        description="how many items a round lists when all is well; fewer is a failure",
    )


class Licence(Declared):
    """On what terms the source publishes."""

    text: Words = Field(description="the terms in words, or `to be checked`")
    url: HttpAddress | None = Field(default=None, description="address of the terms")


class Politeness(Declared):
    """How hard the source may be asked."""

    delay: float = Field(default=2.0, ge=0, le=3600, description="seconds between two requests")
    parallel: int = Field(default=1, ge=1, le=16, description="requests under way at once")
    max_bytes: Annotated[int, BeforeValidator(_size)] = Field(
        default=50_000_000, ge=1_000, description="largest answer that is taken, such as `50 MB`"
    )
    timeout: float = Field(
        default=60.0, gt=0, le=3600, description="seconds after which one answer is given up"
    )


class Follow(Declared):
    """What a document's page points to that belongs to it."""

    attachments: tuple[Attachment, ...] = Field(
        default=(), description="formats of attached files to take in: pdf, docx, doc, rtf"
    )
    translations: bool = Field(
        default=False, description="true: take in the other languages that a page points to"
    )
    within: tuple[Pattern, ...] = Field(
        default=(),
        description="patterns of the addresses that may be followed; none: the source's own hosts",
    )


class Checked(Declared):
    """When a person last saw this source work."""

    last: Annotated[dt.date | None, BeforeValidator(_last)] = Field(
        description="YYYY-MM-DD of the last live try, or `never`"
    )
    by: str = Field(default="", description="who tried it")
    note: str = Field(default="", description="what was seen, or on what evidence it stands")


class Source(Declared):
    """One place where a mechanism publishes, as its file declares it."""

    id: Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(?:-[a-z0-9]+)*$", max_length=80)] = (
        Field(description="lower-case letters, digits and hyphens: the name of the file")
    )
    mechanism: Code = Field(description="code of the mechanism that publishes here")
    mechanism_name: str = Field(
        default="", description="name of an invented mechanism (with `rehearsal: true` only)"
    )
    rehearsal: bool = Field(default=False, description="true: everything here is invented")
    name: Words = Field(description="what a reader calls it")
    home: HttpAddress = Field(description="address that a reader can visit")
    addresses: tuple[HttpAddress, ...] = Field(
        default=(), description="where a round starts: the feed, sitemap or first listing page"
    )
    reader: Reader = Field(description="`kind:` and its options")
    languages: tuple[Language, ...] = Field(
        min_length=1, description="languages it publishes in, such as [en, fr]"
    )
    default_kind: Code | None = Field(
        default=None, description="document kind where a text does not say its own"
    )
    rhythm: Duration = Field(description="how often a round is due, such as `6 hours`")
    yields: Yields = Field(default=Yields(), description="what a round should bring")
    quiet_after: Duration | None = Field(
        default=None, description="nothing new for that long is a failure, such as `60 days`"
    )
    licence: Licence = Field(description="`text:` and, where there is one, `url:` of the terms")
    show: Show = Field(description="what the licence lets us show: full, excerpt or link")
    politeness: Politeness = Field(default=Politeness(), description="how hard it may be asked")
    follow: Follow = Field(default=Follow(), description="attachments and translations to take in")
    recheck: Annotated[dt.timedelta | None, BeforeValidator(_recheck)] = Field(
        default=dt.timedelta(days=30),
        description="how often a known document is looked at again, such as `30 days`, or `never`",
    )
    connect: (
        Annotated[str, StringConstraints(pattern=r"^(?:\[[0-9a-fA-F:]+\]|[^\s:/]+):\d{1,5}$")]
        | None
    ) = Field(default=None, description="`host:port` to connect to, whatever the name resolves to")
    local: bool = Field(default=False, description="true: loopback and private hosts are allowed")
    proxy: str | None = Field(
        default=None,
        pattern=r"^(?:socks5h?|https?)://[^\s/]+/?$",
        description="proxy for this source, such as `socks5://127.0.0.1:9050`",
    )
    day_order: DayOrder | None = Field(
        default=None, description="how it writes 03/04/2024: dmy or mdy"
    )
    checked: Checked = Field(description="`last:` YYYY-MM-DD or never, `by:`, `note:`")
    obstacles: str = Field(default="", description="what stands in the way, in words")
    declared_in: Annotated[Path, AfterValidator(Path.absolute)] = Field(
        description="the file itself; filled in by the loader"
    )

    @field_validator("connect")
    @classmethod
    def _port(cls, value: str | None) -> str | None:
        if value is not None and not 0 < int(value.rpartition(":")[2]) < 65_536:  # noqa: PLR2004 (the highest port)
            raise ValueError("write host:port with a port between 1 and 65535")
        return value

    @model_validator(mode="after")
    def _together(self) -> "Source":
        if self.rehearsal != bool(self.mechanism_name):
            raise ValueError(
                "`mechanism_name` and `rehearsal: true` go together: write both or none"
            )
        if self.needs_start and not self.addresses:
            raise ValueError("`addresses` is missing: write where a round starts")
        return self

    @property
    def needs_start(self) -> bool:
        """Whether a round starts by fetching something."""
        return not isinstance(self.reader, FolderReader) and not (
            isinstance(self.reader, AddressesReader) and (self.reader.listed or self.reader.file)
        )

    @property
    def kind_of_home(self) -> Literal["rehearsal", "real"]:
        """Which kind of LIAISON_HOME its documents may enter."""
        return "rehearsal" if self.rehearsal or self._names_rehearsal_host() else "real"

    @property
    def items_are_documents(self) -> bool:
        """Whether an entry is itself the document, published nowhere else."""
        return getattr(self.reader, "content", "linked") == "item"

    @property
    def max_pages(self) -> int:
        """How many list pages one round may read: each start address at least."""
        return max(len(self.addresses), getattr(self.reader, "max_pages", 1))

    @property
    def hosts(self) -> frozenset[str]:
        """The hosts that this source names, in lower case."""
        named = (urlsplit(address).hostname for address in (self.home, *self.addresses))
        return frozenset(host for host in named if host)

    def may_follow(self, address: str) -> bool:
        """Whether a page's attachment or translation at `address` belongs to this source."""
        if self.follow.within:
            return any(re.search(pattern, address) for pattern in self.follow.within)
        return urlsplit(address).hostname in self.hosts

    def _names_rehearsal_host(self) -> bool:
        return any(host.endswith(REHEARSAL_SUFFIX) for host in self.hosts)
