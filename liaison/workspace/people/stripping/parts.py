"""The parts of a document that is a ZIP: read with limits, written anew without moments."""

import io
import zipfile
from collections.abc import Mapping

from lxml import etree

from liaison.workspace.people import sniffing
from liaison.workspace.people.stripping.outcome import Taken, damaged
from liaison.workspace.people.stripping.pictures import stripped_jpeg, stripped_png

Element = etree._Element  # noqa: SLF001 (lxml's own name for what it gives)
_PICTURES = {".jpg": stripped_jpeg, ".jpeg": stripped_jpeg, ".png": stripped_png}
_NO_MOMENT = (1980, 1, 1, 0, 0, 0)


def read_parts(content: bytes) -> dict[str, bytes]:
    """Every part by its name, in their order. Raises MistakenInput."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as zipped:
            sniffing.require_small(zipped)
            return {
                part.filename: zipped.read(part) for part in zipped.infolist() if not part.is_dir()
            }
    except sniffing.DAMAGED_ZIP as error:
        raise damaged() from error


def written_parts(parts: Mapping[str, bytes], plain: frozenset[str] = frozenset()) -> bytes:
    """A ZIP of these; `plain`: those that are stored as they are."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as zipped:
        for name, content in parts.items():
            info = zipfile.ZipInfo(name, _NO_MOMENT)
            info.compress_type = zipfile.ZIP_STORED if name in plain else zipfile.ZIP_DEFLATED
            info.external_attr = 0o600 << 16
            zipped.writestr(info, content)
    return made.getvalue()


def parsed(content: bytes) -> Element:
    """XML without entities and without a network. Raises MistakenInput."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        raise damaged() from error
    if root.getroottree().docinfo.doctype:
        raise damaged()
    return root


def unparsed(root: Element) -> bytes:
    """XML as these documents have it."""
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def clean_pictures(parts: dict[str, bytes]) -> set[Taken]:
    """Write the pictures in it anew, in their places; what was taken out of them."""
    taken: set[Taken] = set()
    for name, content in parts.items():
        clean = _PICTURES.get(name[name.rfind(".") :].lower())
        if clean is not None:
            done = clean(content)
            parts[name] = done.content
            taken |= done.taken
    return taken


def removed(found: Element) -> None:
    """Take an element out; the text after it stays."""
    parent = found.getparent()
    if parent is None:
        return
    if found.tail:
        before = found.getprevious()
        if before is None:
            parent.text = (parent.text or "") + found.tail
        else:
            before.tail = (before.tail or "") + found.tail
    parent.remove(found)


def unwrapped(found: Element) -> None:
    """Take an element away, and leave what it holds in its place."""
    parent = found.getparent()
    if parent is None:
        return
    place = parent.index(found)
    for child in list(found):
        parent.insert(place, child)
        place += 1
    parent.remove(found)
