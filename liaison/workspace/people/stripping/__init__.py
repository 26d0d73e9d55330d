"""What a file says beside what it shows, taken away before it leaves.

`stripped` gives back the file and, by codes, what was taken; what cannot be cleaned is refused. It
does not judge what the file shows: a face, a letterhead, a voice, a black bar over text that is
still a picture. Who sends it looks at it.
"""

from collections.abc import Callable, Mapping

from django.utils.translation import gettext as _

from liaison.kernel.errors import MistakenInput
from liaison.workspace.people import sniffing
from liaison.workspace.people.stripping.documents import stripped_docx, stripped_odt
from liaison.workspace.people.stripping.film import stripped_mp3, stripped_mp4
from liaison.workspace.people.stripping.outcome import Cleaned
from liaison.workspace.people.stripping.pdf import stripped_pdf
from liaison.workspace.people.stripping.pictures import stripped_jpeg, stripped_png

__all__ = ["Cleaned", "stripped"]

_STRIPPERS: Mapping[str, Callable[[bytes], Cleaned]] = {
    sniffing.PDF: stripped_pdf,
    sniffing.DOCX: stripped_docx,
    sniffing.ODT: stripped_odt,
    sniffing.JPEG: stripped_jpeg,
    sniffing.PNG: stripped_png,
    sniffing.TEXT: lambda content: Cleaned(content.removeprefix(b"\xef\xbb\xbf")),
    sniffing.MP3: stripped_mp3,
    sniffing.M4A: stripped_mp4,
    sniffing.MP4: stripped_mp4,
}


def stripped(media_type: str, content: bytes) -> Cleaned:
    """A file as it may leave. Raises MistakenInput for what cannot be read, or cannot be cleaned.

    The same bytes give the same bytes.
    """
    stripper = _STRIPPERS.get(media_type)
    if stripper is None:
        raise MistakenInput(_("This kind of file cannot be sent."), _("Send it as a PDF."))
    return stripper(content)
