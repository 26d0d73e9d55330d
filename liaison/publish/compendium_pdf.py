"""A frozen compendium as a PDF: tagged, in the page's language, the same bytes for the same one."""

import datetime as dt
import json
from pathlib import Path

import typst
from django.utils.translation import override

from liaison.publish.compendium_sheet import sheet
from liaison.standards import Snapshot

_FOLDER = Path(__file__).parent / "typesetting"
# Which way the pages of a book turn (ISO 32000-1, 12.2). PDFium, and with it most browsers, takes
# it for the direction of every line, and copies an identifier in disorder. Of one length.
_TURNED, _STRAIGHT = b"/Direction/R2L", b"/Direction/L2R"


def compendium_pdf(snapshot: Snapshot, language: str) -> bytes:
    """The snapshot as a PDF in a language of the site.

    PDF/A-2a (ISO 19005-2) for archives, PDF/UA-1 (ISO 14289-1) for screen readers. The same
    snapshot and language give the same bytes, as long as neither the translations nor the
    typesetter change.
    """
    with override(language):
        said = sheet(snapshot, language)
    made = typst.compile(
        _FOLDER / "compendium.typ",
        font_paths=[_FOLDER / "fonts"],
        ignore_system_fonts=True,
        format="pdf",
        sys_inputs={"said": json.dumps(said, ensure_ascii=False)},
        pdf_standards=["a-2a", "ua-1"],
        timestamp=dt.datetime.combine(snapshot.made_on, dt.time(), dt.UTC),
    )
    return made.replace(_TURNED, _STRAIGHT)
