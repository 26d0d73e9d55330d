"""Sound and film: tags, places and moments blanked or cut off; nothing is encoded anew.

MP4 and M4A are boxes within boxes (ISO/IEC 14496-12). Those that speak of the file (`udta`, `meta`,
`uuid`) become free space of the same length, so that no offset changes; moments become zero. MP3
has its tags at both ends (ID3 1 and 2, APE).
"""

from collections.abc import Iterator

from liaison.workspace.people.stripping.outcome import Cleaned, Taken, damaged

_WITHIN = {b"moov", b"trak", b"mdia", b"minf", b"edts", b"moof", b"traf", b"mvex"}
_SPEAKING = {b"udta", b"meta", b"uuid", b"skip", b"free", b"wide", b"Xtra"}
_TIMED = {b"mvhd", b"tkhd", b"mdhd"}
_NAMED = b"hdlr"
_DEEPEST = 12
_MOST_BOXES = 200_000


def stripped_mp4(content: bytes) -> Cleaned:
    """An MP4 or M4A that says nothing of whose it is, from where and when. Raises MistakenInput."""
    made = bytearray(content)
    boxes = list(_boxes(content, 0, len(content), 0))
    for kind, start, body, end in boxes:
        if kind in _SPEAKING:
            made[start + 4 : start + 8] = b"free"
            made[body:end] = bytes(end - body)
        elif kind in _TIMED and end - body > 20:  # noqa: PLR2004 (version, flags and two moments)
            width = 8 if content[body] == 1 else 4
            made[body + 4 : body + 4 + 2 * width] = bytes(2 * width)
        elif kind == _NAMED and end - body > 24:  # noqa: PLR2004 (what stands before the name)
            made[body + 24 : end] = bytes(end - body - 24)
    if bytes(made) == content:
        return Cleaned(content)
    return Cleaned(bytes(made), frozenset({Taken.PROPERTIES}))


def _boxes(
    content: bytes, start: int, end: int, depth: int
) -> Iterator[tuple[bytes, int, int, int]]:
    """Kind, beginning, beginning of the body and end of each box that is looked at."""
    seen = 0
    while start + 8 <= end:
        size, kind = (
            int.from_bytes(content[start : start + 4], "big"),
            content[start + 4 : start + 8],
        )
        body = start + 8
        if size == 1:
            size, body = int.from_bytes(content[body : body + 8], "big"), body + 8
        stop = end if size == 0 else start + size
        seen += 1
        if stop > end or stop < body or depth > _DEEPEST or seen > _MOST_BOXES:
            raise damaged()
        yield kind, start, body, stop
        if kind in _WITHIN:
            yield from _boxes(content, body, stop, depth + 1)
        start = stop


def stripped_mp3(content: bytes) -> Cleaned:
    """An MP3 without its tags. Raises MistakenInput."""
    start, end = 0, len(content)
    while content[start : start + 3] == b"ID3":
        start += (
            10 + _id3_size(content[start + 6 : start + 10]) + 10 * bool(content[start + 5] & 0x10)
        )
        if start > end:
            raise damaged()
    while (tail := _tag_at_end(content, start, end)) > 0:
        end -= tail
    if end - start < 4 or content[start] != 0xFF:  # noqa: PLR2004 (a head of a frame)
        raise damaged()
    cut = frozenset({Taken.PROPERTIES}) if (start, end) != (0, len(content)) else frozenset()
    return Cleaned(content[start:end], cut)


def _id3_size(four: bytes) -> int:
    """Seven bits a byte."""
    if len(four) != 4 or max(four) > 0x7F:  # noqa: PLR2004 (as the format has it)
        raise damaged()
    return four[0] << 21 | four[1] << 14 | four[2] << 7 | four[3]


def _tag_at_end(content: bytes, start: int, end: int) -> int:
    """How long the tag is that ends here; 0 for none."""
    if end - start >= 128 and content[end - 128 : end - 125] == b"TAG":  # noqa: PLR2004 (ID3 1)
        return 128
    if end - start >= 10 and content[end - 10 : end - 7] == b"3DI":  # noqa: PLR2004 (ID3 2.4 at the end)
        return min(20 + _id3_size(content[end - 4 : end]), end - start)
    if end - start >= 32 and content[end - 32 : end - 24] == b"APETAGEX":  # noqa: PLR2004 (APE)
        size = int.from_bytes(content[end - 20 : end - 16], "little")
        head = 32 if int.from_bytes(content[end - 12 : end - 8], "little") >> 31 else 0
        return min(size + head, end - start)
    return 0
