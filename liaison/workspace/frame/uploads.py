"""Files that come in stay in memory: Django would write larger ones to the disk in the clear."""

from typing import Any

from django.conf import settings
from django.core.files.uploadhandler import MemoryFileUploadHandler

from liaison.kernel.errors import MistakenInput


class TooLarge(MistakenInput):
    """What was sent is larger than what is taken."""


class InMemoryAlone(MemoryFileUploadHandler):
    """Takes files up to a size in all, and refuses what is larger before it is read."""

    def handle_raw_input(
        self,
        input_data: Any,  # noqa: ANN401 (as Django hands it over)
        META: Any,  # noqa: ANN401, N803 (as Django calls it)
        content_length: int,
        boundary: str,
        encoding: str | None = None,
    ) -> None:
        """Raise TooLarge."""
        super().handle_raw_input(input_data, META, content_length, boundary, encoding)
        if not self.activated:
            most = settings.FILE_UPLOAD_MAX_MEMORY_SIZE // 1_048_576
            raise TooLarge(
                f"files of more than {most} MB in all are not taken", "send smaller ones, or fewer"
            )
