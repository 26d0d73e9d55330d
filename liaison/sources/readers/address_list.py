"""Plain lists of addresses: one a line, `#` for remarks."""

from liaison.kernel.errors import FailureClass, SourceFailure
from liaison.kernel.item import Discovery, Item
from liaison.sources.declaration import Source
from liaison.sources.reader_options import AddressesReader
from liaison.sources.readers.charset import decode
from liaison.sources.readers.feed import merge
from liaison.sources.readers.feed_entry import join
from liaison.sources.readers.shape import changed, refuse_page

_WANTED = "a list of addresses"


def discover_addresses(data: bytes, media_type: str, address: str) -> Discovery:
    """The addresses that a text names, and a note for each line that is none.

    Raises SourceFailure where a web page came or no line is an address.
    """
    refuse_page(data, media_type, address, _WANTED)
    items: list[Item] = []
    notes: list[str] = []
    for number, line in enumerate(decode(data, media_type).splitlines(), start=1):
        said = line.strip()
        if not said or said.startswith("#"):
            continue
        if place := join("", said):
            items.append(Item(place))
        else:
            notes.append(f"{address}:{number}: {said[:80]!r} is no address; write it whole")
    if notes and not items:
        raise changed(address, "text without an address came", _WANTED)
    return Discovery(merge(items), (), tuple(notes))


def addresses_here(source: Source, options: AddressesReader) -> Discovery:
    """The addresses that the source file names, itself or in a file beside it.

    Raises SourceFailure where that file cannot be read.
    """
    items = tuple(Item(address) for address in options.listed)
    if not options.file:
        return Discovery(merge(items))
    path = source.declared_in.parent / options.file
    try:
        data = path.read_bytes()
    except OSError as error:
        raise SourceFailure(
            FailureClass.GONE, f"{path}: {error.strerror}", "put the list beside the source file"
        ) from error
    found = discover_addresses(data, "text/plain", str(path))
    return Discovery(merge((*items, *found.items)), (), found.notes)
