"""Pictures: written anew from what they show, turned as they are meant to be seen.

Nothing but pixels goes over: no place, camera, moment, thumbnail, text, colour profile, nor what
stands after the picture's end.
"""

import io

from django.utils.translation import gettext as _
from PIL import Image, ImageOps, UnidentifiedImageError

from liaison.kernel.errors import MistakenInput
from liaison.workspace.people.stripping.outcome import Cleaned, Taken, damaged

MOST_PIXELS = 100_000_000
_QUALITY = 92
_BROKEN = (
    *(UnidentifiedImageError, Image.DecompressionBombError),
    *(OSError, SyntaxError, ValueError, EOFError),
)


def stripped_jpeg(content: bytes) -> Cleaned:
    """A JPEG without anything beside its pixels. Raises MistakenInput."""
    return _anew(content, "JPEG")


def stripped_png(content: bytes) -> Cleaned:
    """A PNG without anything beside its pixels; of a moving one the first picture."""
    return _anew(content, "PNG")


def _anew(content: bytes, kind: str) -> Cleaned:
    try:
        with Image.open(io.BytesIO(content), formats=[kind]) as picture:
            if picture.width * picture.height > MOST_PIXELS:
                raise MistakenInput(
                    _("The picture has too many pixels."), _("Make it smaller, and attach that.")
                )
            return Cleaned(_pixels(picture, kind), _beside(picture))
    except _BROKEN as error:
        raise damaged() from error


def _pixels(picture: Image.Image, kind: str) -> bytes:
    upright = ImageOps.exif_transpose(picture)
    if kind == "JPEG":
        shown = upright if upright.mode in ("L", "RGB") else upright.convert("RGB")
    else:
        has_alpha = "transparency" in upright.info or upright.mode in ("RGBA", "LA", "PA")
        shown = (
            upright
            if upright.mode in ("1", "L")
            else upright.convert("RGBA" if has_alpha else "RGB")
        )
    bare = Image.new(shown.mode, shown.size)
    bare.paste(shown)
    made = io.BytesIO()
    if kind == "JPEG":
        bare.save(made, "JPEG", quality=_QUALITY, subsampling=0, optimize=True)
    else:
        bare.save(made, "PNG", optimize=False)
    return made.getvalue()


def _beside(picture: Image.Image) -> frozenset[Taken]:
    """Whether there was anything to take."""
    found = {name for name in picture.info if name not in _PLAIN}
    return frozenset({Taken.PROPERTIES}) if found or picture.getexif() else frozenset()


_PLAIN = frozenset(
    {"jfif", "jfif_version", "jfif_unit", "jfif_density", "dpi", "transparency", "gamma"}
    | {"progressive", "progression", "interlace", "aspect", "adobe", "adobe_transform"}
)
