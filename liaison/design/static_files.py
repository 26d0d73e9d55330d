"""Static files under addresses that change with their bytes, without a step that copies them."""

import functools
import hashlib
from pathlib import Path

from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import StaticFilesStorage


class VersionedStaticFiles(StaticFilesStorage):
    """`/static/NAME?v=DIGEST`: kept by browsers for ever, and yet a new release is seen at once."""

    def url(self, name: str | None) -> str:
        """The address of a file. Raises ValueError where no app has it."""
        return f"{super().url(name)}?v={_digest(name or '')}"


@functools.lru_cache
def _digest(name: str) -> str:
    path = finders.find(name)
    if not isinstance(path, str):
        raise ValueError(f"no static file {name!r}: look under liaison/design/static/")  # noqa: TRY004 (it is the name that is wrong)
    return hashlib.sha256(Path(path).read_bytes()).hexdigest()[:12]
