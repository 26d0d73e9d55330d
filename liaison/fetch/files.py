"""Files of a folder source, read as if they had been fetched."""

import mimetypes

from liaison.archive.warc import Answer
from liaison.fetch.client import Fetched
from liaison.kernel.errors import FailureClass, SourceFailure, Unreadable
from liaison.sources.declaration import Source
from liaison.sources.readers import file_of


def read_file(source: Source, address: str) -> Fetched:
    """The file published at `address`. Raises SourceFailure where it is gone or too large."""
    path = file_of(source, address)
    try:
        if path.stat().st_size > source.politeness.max_bytes:
            raise Unreadable(
                f"{path} is larger than {source.politeness.max_bytes:,} bytes",
                "raise politeness.max_bytes in the source file if the document is worth it",
            )
        content = path.read_bytes()
    except OSError as error:
        raise SourceFailure(FailureClass.GONE, f"{path}: {error.strerror}") from error
    media_type = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
    return Fetched(
        answer=Answer(address, 0, "", (("Content-Type", media_type),), content, content),
        media_type=media_type,
        final_address=address,
        moved_for_good=False,
        etag="",
        last_modified="",
    )
