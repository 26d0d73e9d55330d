"""PDF (ISO 32000): written anew by qpdf with what is shown, and nothing that is said beside it.

Taken: properties and XMP of the file and of every object in it, comments, files and scripts within,
actions, form data behind the fields, thumbnails, earlier states. Pictures within lose their EXIF.
Refused: what is locked, what has layers that are not shown, and redactions that were drawn and
never carried out, for the text is still beneath them.
"""

import io
import zlib
from collections.abc import Callable

import pikepdf
from django.utils.translation import gettext as _

from liaison.kernel.errors import MistakenInput
from liaison.workspace.people.stripping.jpeg_segments import without_segments
from liaison.workspace.people.stripping.outcome import Cleaned, Taken, damaged
from liaison.workspace.vault.attachments import LARGEST

_MOST_OBJECTS = 500_000
_SAID = ("/Metadata", "/PieceInfo", "/LastModified", "/Private", "/Measure", "/GeoPDF")
_RUNNING = ("/AA", "/OpenAction", "/JavaScript", "/JS")
_SHOWN_MARKS = ("/Link", "/Widget")
_JPEG = ("/DCTDecode", "/DCT")
_WITH_LETTERS = ("/ASCII85Decode", "/A85", "/ASCIIHexDecode", "/AHx")
_ZIPPED = ("/FlateDecode", "/Fl")
_ACTIONS = ("/GoTo", "/URI", "/Named")


def stripped_pdf(content: bytes) -> Cleaned:
    """A PDF as it is shown. Raises MistakenInput."""
    try:
        with pikepdf.open(io.BytesIO(content)) as pdf:
            return _cleaned(pdf, content)
    except pikepdf.PasswordError as error:
        raise MistakenInput(
            _("The PDF is locked by a password."), _("Save it without, and attach that.")
        ) from error
    except (pikepdf.PdfError, RecursionError, ValueError, TypeError, KeyError) as error:
        raise damaged() from error


def _cleaned(pdf: pikepdf.Pdf, content: bytes) -> Cleaned:
    if pdf.is_encrypted:
        raise MistakenInput(
            _("The PDF is locked by a password."), _("Save it without, and attach that.")
        )
    if len(pdf.objects) > _MOST_OBJECTS:
        raise damaged()
    _require_shown(pdf)
    taken: set[Taken] = set()
    for clean in (_properties, _files_and_scripts, _marks, _objects):
        clean(pdf, taken.add)
    if content.count(b"%%EOF") > 1:
        taken.add(Taken.HISTORY)
    pdf.remove_unreferenced_resources()
    made = io.BytesIO()
    pdf.save(made, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return Cleaned(made.getvalue(), frozenset(taken))


def _require_shown(pdf: pikepdf.Pdf) -> None:
    """Raise MistakenInput where something is in it that a reader does not see."""
    layers = pdf.Root.get("/OCProperties")
    if layers is not None:
        usual = layers.get("/D", pikepdf.Dictionary())
        off = list(usual.get("/OFF", pikepdf.Array()))
        if off or usual.get("/BaseState") == pikepdf.Name.OFF or "/AS" in usual:
            raise MistakenInput(
                _("The PDF has layers that are not shown."),
                _("Print it into a new PDF, look at that, and attach it."),
            )
    for page in pdf.pages:
        for mark in page.obj.get("/Annots", pikepdf.Array()):
            if mark.get("/Subtype") == pikepdf.Name.Redact:
                raise MistakenInput(
                    _("The PDF has redactions that were drawn and never carried out."),
                    _("Apply them in the program that drew them, and attach what comes of it."),
                )


def _properties(pdf: pikepdf.Pdf, taken: Callable[[Taken], None]) -> None:
    if "/Info" in pdf.trailer:
        del pdf.trailer["/Info"]
        taken(Taken.PROPERTIES)
    if "/ID" in pdf.trailer:  # it stays the same through all states of a file
        del pdf.trailer["/ID"]


def _files_and_scripts(pdf: pikepdf.Pdf, taken: Callable[[Taken], None]) -> None:
    root = pdf.Root
    names = root.get("/Names")
    if names is not None:
        for kind, what in (("/EmbeddedFiles", Taken.FILES), ("/JavaScript", Taken.SCRIPTS)):
            if kind in names:
                del names[kind]
                taken(what)
    for name, what in (
        ("/AF", Taken.FILES),
        ("/Collection", Taken.FILES),
        ("/OpenAction", Taken.SCRIPTS),
        ("/Perms", Taken.HISTORY),
        ("/DSS", Taken.HISTORY),
        ("/Legal", Taken.PROPERTIES),
        ("/SpiderInfo", Taken.HISTORY),
        ("/Threads", Taken.PROPERTIES),
    ):
        if name in root:
            del root[name]
            taken(what)
    form = root.get("/AcroForm")
    if form is not None and "/XFA" in form:
        del form["/XFA"]
        taken(Taken.HIDDEN)


def _marks(pdf: pikepdf.Pdf, taken: Callable[[Taken], None]) -> None:
    """Of what is drawn on pages, links and fields stay; comments of every kind go."""
    for page in pdf.pages:
        marks = page.obj.get("/Annots")
        if marks is None:
            continue
        kept = [mark for mark in marks if mark.get("/Subtype") in _SHOWN_MARKS]
        if len(kept) < len(marks):
            taken(Taken.COMMENTS)
        if kept:
            page.obj["/Annots"] = pikepdf.Array(kept)
        else:
            del page.obj["/Annots"]


def _objects(pdf: pikepdf.Pdf, taken: Callable[[Taken], None]) -> None:
    for found in pdf.objects:
        if not isinstance(found, pikepdf.Dictionary | pikepdf.Stream):
            continue
        for name in _SAID:
            if name in found:
                del found[name]
                taken(Taken.PROPERTIES)
        for name in _RUNNING:
            if name in found:
                del found[name]
                taken(Taken.SCRIPTS)
        if "/Thumb" in found:
            del found["/Thumb"]
            taken(Taken.THUMBNAIL)
        _actions(found, taken)
        if isinstance(found, pikepdf.Stream):
            _picture(pdf, found, taken)


def _actions(found: pikepdf.Object, taken: Callable[[Taken], None]) -> None:
    """A link goes to a page or an address; it starts no program and opens no other file."""
    action = found.get("/A")
    if isinstance(action, pikepdf.Dictionary):
        if action.get("/S") not in _ACTIONS:
            del found["/A"]
            taken(Taken.SCRIPTS)
        elif "/Next" in action:
            del action["/Next"]
            taken(Taken.SCRIPTS)


def _picture(pdf: pikepdf.Pdf, found: pikepdf.Stream, taken: Callable[[Taken], None]) -> None:
    """Cut what speaks of it out of a JPEG, also one that was packed once more."""
    told = found.get("/Filter")
    filters = list(told) if isinstance(told, pikepdf.Array) else [told]
    if not filters or filters[-1] not in _JPEG:
        return
    before = found.read_raw_bytes()
    for one in filters[:-1]:
        before = _unpacked(pdf, before, one)
    after = without_segments(before)
    if after != before or len(filters) > 1:
        found.write(after, filter=pikepdf.Name.DCTDecode)
    if after != before:
        taken(Taken.PROPERTIES)


def _unpacked(pdf: pikepdf.Pdf, packed: bytes, by: pikepdf.Object | None) -> bytes:
    """Raise MistakenInput for what unpacks to too much, or as no picture needs it."""
    if by in _WITH_LETTERS:
        with_letters = pdf.make_stream(packed)
        with_letters["/Filter"] = by
        return with_letters.read_bytes()
    unpacking = zlib.decompressobj()
    try:
        content = unpacking.decompress(packed, LARGEST)
    except zlib.error as error:
        raise damaged() from error
    if unpacking.unconsumed_tail or by not in _ZIPPED:
        raise damaged()
    return content
