"""The readers that a source file can ask for, and the options of each."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

from liaison.sources.value import Address, HttpAddress, Pattern, Selector


class _Options(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)


class Pages(_Options):
    """A list whose pages are numbered in their addresses.

    Page n + 1 is asked for once page n has given items; a page without any is the end.
    """

    parameter: str = Field(default="", description="query parameter that bears the number: page")
    template: Annotated[str, StringConstraints(pattern=r"\{page\}")] | None = Field(
        default=None, description="address with {page} where the number goes"
    )
    first: int = Field(default=1, ge=0, description="number of the start address")
    step: int = Field(default=1, ge=1, description="by how much the number grows")
    last: int | None = Field(default=None, ge=0, description="number of the last page")

    @model_validator(mode="after")
    def _one_way(self) -> "Pages":
        if bool(self.parameter) == bool(self.template):
            raise ValueError("write either `parameter: page` or `template: https://…/page/{page}/`")
        return self


class FeedReader(_Options):
    """RSS 0.9 to 2.0, Atom 0.3 and 1.0, RDF, JSON Feed."""

    kind: Literal["feed"]
    content: Literal["item", "linked"] = Field(
        default="linked",
        description="item: the entry is itself the document; linked: its link is fetched",
    )
    pages: Pages | None = Field(default=None, description="how further pages are numbered")
    max_pages: int = Field(default=1, ge=1, le=100_000, description="pages read in one round")


class SitemapReader(_Options):
    """Sitemaps and their indexes, plain or gzipped, as XML or text."""

    kind: Literal["sitemap"]
    include: tuple[Pattern, ...] = Field(
        default=(), description="patterns found in the addresses to take; none: all"
    )
    exclude: tuple[Pattern, ...] = Field(
        default=(), description="patterns found in those to leave out"
    )
    sitemaps: tuple[Pattern, ...] = Field(
        default=(), description="patterns found in the sitemaps of an index to open; none: all"
    )
    limit: int = Field(
        default=50_000, ge=1, description="addresses taken from one sitemap, newest first"
    )
    max_pages: int = Field(default=100, ge=1, le=100_000, description="sitemaps read in one round")


class ListingReader(_Options):
    """A web page that lists documents."""

    kind: Literal["listing"]
    links: Pattern | None = Field(
        default=None, description="pattern that is found in the address of a document"
    )
    select: Selector | None = Field(
        default=None, description="CSS selector of the links, such as `h2.title a`"
    )
    exclude: tuple[Pattern, ...] = Field(
        default=(), description="patterns found in links to leave out"
    )
    attribute: str = Field(default="href", description="attribute that bears the address or number")
    template: Annotated[str, StringConstraints(pattern=r"^https?://.*\{value\}")] | None = Field(
        default=None, description="address with {value} where the attribute goes"
    )
    entry: Selector | None = Field(
        default=None, description="CSS selector of the box around one entry"
    )
    title: Selector | None = Field(
        default=None, description="CSS selector of its title, near the link; none: the link's words"
    )
    date: Selector | None = Field(
        default=None, description="CSS selector of its date, near the link"
    )
    next: Selector | None = Field(
        default=None, description="CSS selector of the link to the next page"
    )
    next_pattern: Pattern | None = Field(
        default=None, description="pattern of the addresses of further pages"
    )
    pages: Pages | None = Field(default=None, description="how further pages are numbered")
    max_pages: int = Field(default=10, ge=1, le=100_000, description="pages read in one round")

    @model_validator(mode="after")
    def _chooses(self) -> "ListingReader":
        if self.links is None and self.select is None:
            raise ValueError(
                "write `links:` (a pattern of addresses) or `select:` (a CSS selector)"
            )
        return self


class AddressesReader(_Options):
    """A plain list of addresses: one a line at each start address, in a file, or here."""

    kind: Literal["addresses"]
    listed: tuple[HttpAddress, ...] = Field(default=(), description="the addresses themselves")
    file: str = Field(default="", description="a text file beside this one, an address a line")


class FolderReader(_Options):
    """A folder of files; what is known of `name.ext` stands in `name.ext.yaml` or `.json`."""

    kind: Literal["folder"]
    folder: Annotated[str, StringConstraints(min_length=1)] = Field(
        description="the folder, seen from this file"
    )
    base: Address | None = Field(
        default=None, description="address under which the files are published; none: file://"
    )
    files: tuple[str, ...] = Field(
        default=("**/*",), min_length=1, description="which files, as in `**/*.pdf`"
    )


class PythonReader(_Options):
    """A Python file beside this one with `discover(data, media_type, address) -> Discovery`."""

    kind: Literal["python"]
    file: Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_]+\.py$")] = Field(
        description="name of the Python file, such as `odd_one.py`"
    )
    content: Literal["item", "linked"] = Field(
        default="linked", description="as for a feed: item or linked"
    )
    max_pages: int = Field(default=10, ge=1, le=100_000, description="pages read in one round")


Reader = Annotated[
    FeedReader | SitemapReader | ListingReader | AddressesReader | FolderReader | PythonReader,
    Field(discriminator="kind"),
]
READER_KINDS = ("feed", "sitemap", "listing", "addresses", "folder", "python")
