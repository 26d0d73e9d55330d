"""DOCX (ISO/IEC 29500) and ODT (ISO/IEC 26300): as they are shown, without what is kept beside.

Taken: properties, comments, thumbnails, templates, who wrote which words when, hidden text. Changes
are as accepted: what was inserted stays, what was deleted goes. Pictures are written anew. Refused
is what brings something in from elsewhere when it is opened.
"""

import posixpath
import re
from collections.abc import Iterable, Iterator
from xml.sax.saxutils import quoteattr

from django.utils.translation import gettext as _

from liaison.kernel.errors import MistakenInput
from liaison.workspace.people import sniffing
from liaison.workspace.people.stripping.outcome import Cleaned, Taken, damaged
from liaison.workspace.people.stripping.parts import (
    Element,
    clean_pictures,
    parsed,
    read_parts,
    removed,
    unparsed,
    unwrapped,
    written_parts,
)

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
_RELATIONS = "{http://schemas.openxmlformats.org/package/2006/relationships}"
_BESIDE = {
    "docProps/thumbnail": Taken.THUMBNAIL,
    "docProps/": Taken.PROPERTIES,
    "docMetadata/": Taken.PROPERTIES,
    "customXml/": Taken.PROPERTIES,
    "word/comments": Taken.COMMENTS,
    "word/people": Taken.PROPERTIES,
    "word/glossary/": Taken.HIDDEN,
    "word/printerSettings": Taken.PROPERTIES,
    "word/recipients": Taken.PROPERTIES,
    "_xmlsignatures/": Taken.PROPERTIES,
}
_GOES = {
    **dict.fromkeys(("commentRangeStart", "commentRangeEnd", "commentReference"), Taken.COMMENTS),
    **dict.fromkeys(("annotationRef",), Taken.COMMENTS),
    **dict.fromkeys(("del", "moveFrom", "moveFromRangeStart", "moveFromRangeEnd"), Taken.CHANGES),
    **dict.fromkeys(("moveToRangeStart", "moveToRangeEnd", "numberingChange"), Taken.CHANGES),
    **dict.fromkeys(("rPrChange", "pPrChange", "sectPrChange", "tblPrChange"), Taken.CHANGES),
    **dict.fromkeys(("trPrChange", "tcPrChange", "tblGridChange", "tblPrExChange"), Taken.CHANGES),
    **dict.fromkeys(("cellIns", "cellMerge", "trackRevisions"), Taken.CHANGES),
    **dict.fromkeys(("rsids", "attachedTemplate", "docVars", "mailMerge"), Taken.PROPERTIES),
}
_FROM_ELSEWHERE = ("/image", "/oleObject", "/subDocument", "/frame", "/aFChunk", "/video", "/audio")

# The name of a field, with what it reads after it: not a piece of the address of a link.
_READING = re.compile(
    r"(?:^|(?<=[\s\"]))(?:DDE|DDEAUTO|INCLUDEPICTURE|INCLUDETEXT|IMPORT|LINK)\s", re.IGNORECASE
)

_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_ODT_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_MANIFEST = "{urn:oasis:names:tc:opendocument:xmlns:manifest:1.0}"
_XLINK = "{http://www.w3.org/1999/xlink}href"
_ODT_GOES = {
    f"{_OFFICE}annotation": Taken.COMMENTS,
    f"{_OFFICE}annotation-end": Taken.COMMENTS,
    f"{_ODT_TEXT}tracked-changes": Taken.CHANGES,
    f"{_ODT_TEXT}change": Taken.CHANGES,
    f"{_ODT_TEXT}change-start": Taken.CHANGES,
    f"{_ODT_TEXT}change-end": Taken.CHANGES,
    f"{_ODT_TEXT}hidden-text": Taken.HIDDEN,
    f"{_ODT_TEXT}hidden-paragraph": Taken.HIDDEN,
    f"{_OFFICE}scripts": Taken.SCRIPTS,
    f"{_OFFICE}event-listeners": Taken.SCRIPTS,
}
_ODT_KEPT = ("content.xml", "styles.xml", "mimetype", "META-INF/manifest.xml")


def stripped_docx(content: bytes) -> Cleaned:
    """A DOCX as it is shown. Raises MistakenInput."""
    parts = read_parts(content)
    beside = {name: what for name in parts if (what := _beside(name)) is not None}
    taken = set(beside.values())
    kept = {name: part for name, part in parts.items() if name not in beside}
    hiding = _hiding_styles(kept.get("word/styles.xml"))
    for name, part in kept.items():
        if name == "[Content_Types].xml":
            kept[name] = _without_types(part, beside)
        elif name.endswith(".rels"):
            kept[name] = _without_relations(name, part, beside)
        elif name.endswith(".xml"):
            root = parsed(part)
            taken.update(_cleaned_word(root, hiding))
            kept[name] = unparsed(root)
    taken |= clean_pictures(kept)
    return Cleaned(written_parts(kept), frozenset(taken))


def stripped_odt(content: bytes) -> Cleaned:
    """An ODT as it is shown. Raises MistakenInput."""
    parts = read_parts(content)
    kept = {
        name: part
        for name, part in parts.items()
        if name in _ODT_KEPT or name.startswith(("Pictures/", "media/"))
    }
    taken = {Taken.PROPERTIES} if "meta.xml" in parts or "settings.xml" in parts else set()
    if any(name.startswith("Thumbnails/") for name in parts):
        taken.add(Taken.THUMBNAIL)
    if "content.xml" not in kept:
        raise damaged()
    for name in ("content.xml", "styles.xml"):
        if name in kept:
            root = parsed(kept[name])
            taken.update(_cleaned_odt(root))
            kept[name] = unparsed(root)
    taken |= clean_pictures(kept)
    kept["META-INF/manifest.xml"] = _manifest(kept)
    first = {"mimetype": sniffing.ODT.encode()}
    return Cleaned(written_parts({**first, **kept, **first}, frozenset(first)), frozenset(taken))


def _beside(name: str) -> Taken | None:
    return next((what for start, what in _BESIDE.items() if name.startswith(start)), None)


def _hiding_styles(part: bytes | None) -> frozenset[str]:
    """Styles that hide what is written in them."""
    if part is None:
        return frozenset()
    root = parsed(part)
    return frozenset(
        style.get(f"{_W}styleId", "")
        for style in root.iter(f"{_W}style")
        if any(_on(mark) for mark in style.iterfind(f"{_W}rPr/{_W}vanish"))
    )


def _on(mark: Element) -> bool:
    return mark.get(f"{_W}val", "1") not in ("0", "false", "off")


def _require_alone(root: Element) -> None:
    """Raise MistakenInput for a field that reads from elsewhere; Word may write one in pieces."""
    for paragraph in root.iter(f"{_W}p"):
        asked = "".join(found.text or "" for found in paragraph.iter(f"{_W}instrText"))
        asked += " ".join(found.get(f"{_W}instr", "") for found in paragraph.iter(f"{_W}fldSimple"))
        if _READING.search(asked):
            raise _brings_in()


def _cleaned_word(root: Element, hiding: frozenset[str]) -> Iterator[Taken]:
    _require_alone(root)
    yield from _without_hidden(root, hiding)
    for found in list(root.iter(f"{_W}del", f"{_W}cellDel")):
        parent = found.getparent()
        if parent is not None and parent.tag in (f"{_W}trPr", f"{_W}tcPr"):
            row = parent.getparent()  # one that was deleted, or a cell
            if row is not None:
                removed(row)
                yield Taken.CHANGES
    for found in list(root.iter(f"{_W}*")):
        what = _GOES.get(str(found.tag).removeprefix(_W))
        if what is not None:
            removed(found)
            yield what
    for found in list(root.iter(f"{_W}ins", f"{_W}moveTo")):
        unwrapped(found)
        yield Taken.CHANGES
    yield from _without_said(root)


def _without_hidden(root: Element, hiding: frozenset[str]) -> Iterator[Taken]:
    for run in list(root.iter(f"{_W}r")):
        marks = run.findall(f"{_W}rPr/{_W}vanish")
        styles = run.findall(f"{_W}rPr/{_W}rStyle")
        if any(map(_on, marks)) or _in(styles, hiding):
            removed(run)
            yield Taken.HIDDEN
    for paragraph in list(root.iter(f"{_W}p")):
        if _in(paragraph.findall(f"{_W}pPr/{_W}pStyle"), hiding):
            removed(paragraph)
            yield Taken.HIDDEN


def _in(styles: Iterable[Element], hiding: frozenset[str]) -> bool:
    return any(style.get(f"{_W}val", "") in hiding for style in styles)


def _without_said(root: Element) -> Iterator[Taken]:
    """Attributes that say who, when, in which sitting, or where a picture lay."""
    for found in root.iter("*"):
        for name in list(found.attrib):
            bare = name.rpartition("}")[2]
            if (
                name.startswith(_W) and (bare.startswith("rsid") or bare in ("author", "initials"))
            ) or (bare == "descr" and any(sign in found.attrib[name] for sign in "/\\")):
                del found.attrib[name]
                yield Taken.PROPERTIES
        if _bare(found) in ("docPr", "cNvPr") and found.get("name"):
            found.set("name", "")
    for found in [one for one in root.iter("*") if _bare(one) == "docId"]:
        removed(found)


def _bare(found: Element) -> str:
    return str(found.tag).rpartition("}")[2]


def _without_types(part: bytes, beside: Iterable[str]) -> bytes:
    root = parsed(part)
    gone = {f"/{name}" for name in beside}
    for found in list(root.iter(f"{_TYPES}Override")):
        if found.get("PartName") in gone:
            removed(found)
    return unparsed(root)


def _without_relations(name: str, part: bytes, beside: Iterable[str]) -> bytes:
    """Raise MistakenInput for what is brought in from elsewhere; a link may lead anywhere."""
    root, gone = parsed(part), set(beside)
    folder = posixpath.dirname(posixpath.dirname(name))
    for found in list(root.iter(f"{_RELATIONS}Relationship")):
        kind, target = found.get("Type", ""), found.get("Target", "")
        if found.get("TargetMode") == "External":
            if kind.endswith(_FROM_ELSEWHERE):
                raise _brings_in()
            if kind.endswith("/attachedTemplate"):
                removed(found)
        elif posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/") in gone:
            removed(found)
    return unparsed(root)


def _brings_in() -> MistakenInput:
    return MistakenInput(
        _("The document shows something that lies elsewhere."),
        _("Put the pictures into the document itself, or send it as a PDF."),
    )


def _cleaned_odt(root: Element) -> Iterator[Taken]:
    for found in list(root.iter("*")):
        what = _ODT_GOES.get(str(found.tag))
        if what is not None:
            removed(found)
            yield what
    for found in list(root.iter(f"{_ODT_TEXT}section")):
        if found.get(f"{_ODT_TEXT}display") in ("none", "condition"):
            removed(found)
            yield Taken.HIDDEN
    for found in root.iter("{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}image"):
        if ":" in found.get(_XLINK, ""):
            raise _brings_in()


def _manifest(parts: Iterable[str]) -> bytes:
    namespace = _MANIFEST.strip("{}")
    entries = [("/", sniffing.ODT)]
    entries += [
        (name, "text/xml" if name.endswith(".xml") else "")
        for name in parts
        if name not in ("mimetype", "META-INF/manifest.xml")
    ]
    rows = "".join(
        f"<manifest:file-entry manifest:full-path={quoteattr(name)}"
        f" manifest:media-type={quoteattr(kind)}/>"
        for name, kind in entries
    )
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><manifest:manifest xmlns:manifest="{namespace}"'
        f' manifest:version="1.2">{rows}</manifest:manifest>'
    ).encode()
