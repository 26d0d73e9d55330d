"""The segments of a JPEG (ITU-T T.81): what speaks of the picture is cut out, the picture stays.

For pictures within documents, whose pixels are not to be written anew. Kept are APP0 (JFIF) and
APP14 (Adobe), without which colours would change.
"""

_MARK = 0xFF  # begins a segment, and fills
_COMMENT = 0xFE
_APP0, _APP14 = 0xE0, 0xEE
_APPLICATIONS = range(_APP0, 0xF0)
_START_OF_SCAN = 0xDA
_SHORT_JFIF = 16  # bytes after the length: a thumbnail would make it longer


def without_segments(content: bytes) -> bytes:
    """The JPEG without EXIF, XMP, comments and their like; what is no JPEG comes back as it is."""
    if content[:2] != b"\xff\xd8":
        return content
    kept, at = [content[:2]], 2
    while at + 4 <= len(content) and content[at] == _MARK:
        marker = content[at + 1]
        if marker == _START_OF_SCAN:
            break
        if marker == _MARK:
            at += 1
            continue
        size = 2 + int.from_bytes(content[at + 2 : at + 4], "big")
        segment = content[at : at + size]
        if not _speaks(marker, segment):
            kept.append(segment)
        at += size
    return b"".join((*kept, content[at:]))


def _speaks(marker: int, segment: bytes) -> bool:
    if marker == _APP0:
        return segment[4:9] != b"JFIF\x00" or len(segment) > 2 + _SHORT_JFIF
    return marker == _COMMENT or (marker in _APPLICATIONS and marker != _APP14)
