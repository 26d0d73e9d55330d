"""Bytes to characters: what the bytes say goes before what anybody declares of them."""

import codecs
import re

import charset_normalizer

from liaison.kernel.errors import Unreadable

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# Labels that mean another charset on the web (WHATWG Encoding Standard, section 4.2).
_MEANT = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "tis-620": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    "big5": "big5hkscs",
}
# What pages without UTF-8 were written in. Fewer candidates, fewer exotic guesses.
_LIKELY = [
    *("cp1252", "cp1251", "cp1256", "cp1250", "cp1253", "cp1254", "cp1255", "cp1257", "cp1258"),
    *("iso8859_2", "iso8859_5", "iso8859_6", "iso8859_7", "koi8_r", "koi8_u", "cp874"),
    *("gb18030", "big5hkscs", "cp932", "euc_jp", "cp949"),
]
# Python also calls `hex`, `undefined` or `unicode_escape` a charset; UTF-8 was tried before.
_WRITTEN_IN = re.compile(
    r"(?:ascii|cp\d+|iso8859-\d+|koi8-[rtu]|mac-\w+|tis-620|gb\w+|big5\w*|shift_jis\w*|euc_\w+"
    r"|iso2022_\w+|johab|hz|ptcp154|kz1048)$"
)
_META = re.compile(rb"<meta[^>]{0,300}?charset\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)
_XML = re.compile(rb"^\s*<\?xml[^>]{0,100}?encoding\s*=\s*[\"']([\w.:-]+)", re.IGNORECASE)
_HEADER = re.compile(r"charset\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)
_MARKUP = re.compile(rb"<[^<>]*>")
# Charsets of Latin script differ in few letters; the language that the page states decides best.
_LATIN = {"cp1252", "cp1250", "cp1254", "cp1257", "cp1258", "iso8859-2", "iso8859-15"}
_OF_LANGUAGE = {
    **dict.fromkeys(("pl", "cs", "sk", "hu", "sl", "hr", "bs", "ro", "sq"), "cp1250"),
    **dict.fromkeys(("tr", "az"), "cp1254"),
    **dict.fromkeys(("lt", "lv", "et"), "cp1257"),
    "vi": "cp1258",
}
_LANGUAGE = re.compile(rb"<html[^>]{0,300}?\blang\s*=\s*[\"']?\s*([a-z]{2})\b", re.IGNORECASE)
# Read as Western European, Polish shows ¹ and ³ within words, Turkish the letters of Icelandic.
_NOT_WESTERN = re.compile(r"[^\W\d_][¹³£¥¼¾¿][^\W\d_]|[a-z]{2}[þýð]|[þýð][a-z]{2}")
_C1 = re.compile(rb"[\x80-\x9f]")
_HEAD = 4096  # bytes within which a page declares its charset; browsers look at 1,024
_SAMPLE = 20_000  # bytes of words that a guess is made from
_MARKUP_SHARE = 20  # bytes of a page for one of words
_CONTROL = re.compile("[\x80-\x9f]")
_LETTER = re.compile(r"[^\W\d_]")
_ACCENTED = re.compile("[\u00c0-\u024f]")
_FOREIGN_SHARE = 0.35  # no language of Western Europe has so many accented letters
_BROKEN_SHARE = 0.02  # broken sequences among the non-ASCII ones that UTF-8 may have


def decode(data: bytes, media_type: str = "") -> str:
    """The characters of a page or text file. Bytes that fit no charset become U+FFFD.

    A byte order mark decides; then valid UTF-8, which chance does not give; then the charset
    declared by the server or the page, where its letters look like a language; then a guess.
    Raises Unreadable only where the bytes are binary.
    """
    for mark, name in _BOMS:
        if data.startswith(mark):
            return data[len(mark) if name == "utf-8" else 0 :].decode(name, errors="replace")
    if b"\x00" in data[:_HEAD]:
        return _wide(data)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return _legacy(data, media_type)
    if b"\x1b$" in data and "iso2022_jp" in _declared(data, media_type):
        return data.decode("iso2022_jp", errors="replace")
    return text


def _wide(data: bytes) -> str:
    """UTF-16 without its mark: every second byte of markup and Latin text is NUL."""
    head = data[:_HEAD]
    even, odd = head[0::2].count(0), head[1::2].count(0)
    if max(even, odd) * 5 < len(head):
        if len(head) > 40 * (even + odd):  # a stray NUL in a text that is otherwise one
            return decode(data.replace(b"\x00", b""))
        raise Unreadable("the file is binary, not text", "open it with the program that made it")
    return data.decode("utf-16-le" if odd > even else "utf-16-be", errors="replace")


def _declared(data: bytes, media_type: str) -> list[str]:
    """Python's names of the charsets that the server and the page declare."""
    labels = [match[1] for match in (_HEADER.search(media_type),) if match]
    head = data[:_HEAD]
    labels += [
        m[1].decode("ascii", "replace") for m in (_XML.search(head), _META.search(head)) if m
    ]
    names = []
    for label in labels:
        try:
            name = codecs.lookup(label).name
        except LookupError:
            continue
        if _WRITTEN_IN.match(name):
            names.append(_MEANT.get(name, name))
    return names


def _legacy(data: bytes, media_type: str) -> str:
    mostly = data.decode("utf-8", errors="replace")
    beyond_ascii = len(mostly) - len(mostly.encode("ascii", "ignore"))
    broken = mostly.count("\ufffd")
    if broken < beyond_ascii and broken <= max(1, beyond_ascii * _BROKEN_SHARE):
        return mostly
    words = _MARKUP.sub(b" ", data[: _MARKUP_SHARE * _SAMPLE])
    sample = words[:_SAMPLE] if words.strip() else data[:_SAMPLE]
    declared = _declared(data, media_type)
    for name in declared:
        if name not in _LATIN and _plausible(sample, name):
            return data.decode(name, errors="replace")
    name = _latin(data, sample, declared) or _guess(sample) or "cp1252"
    return data.decode(name, errors="replace")


def _latin(data: bytes, sample: bytes, declared: list[str]) -> str:
    """The charset of a text in Latin script, or "" where it is in another."""
    if not _plausible(sample, "cp1252"):
        return ""
    stated = _LANGUAGE.search(data[:_HEAD])
    fitting = "" if stated is None else _OF_LANGUAGE.get(stated[1].decode().lower(), "cp1252")
    if fitting == "cp1250" and not _C1.search(sample):
        fitting = "iso8859-2"  # has the same letters, none of them below 0xA0
    name = next(iter(declared), fitting or "cp1252")
    if name == "cp1252" and fitting == "cp1252":
        return name
    if name == "cp1252" and _NOT_WESTERN.search(sample.decode("cp1252", errors="replace")):
        return fitting or _guess(sample)
    return name if declared and name != "cp1252" else fitting or name


def _plausible(sample: bytes, name: str) -> bool:
    """Whether the bytes, read so, could be words of a language."""
    text = sample.decode(name, errors="replace")
    if text.count("\ufffd") * 100 > len(text) or _CONTROL.search(text):
        return False
    if name not in _LATIN:
        return True
    letters = len(_LETTER.findall(text))
    return len(_ACCENTED.findall(text)) <= _FOREIGN_SHARE * max(letters, 1)


def _guess(sample: bytes) -> str:
    best = charset_normalizer.from_bytes(sample, cp_isolation=_LIKELY, threshold=0.3).best()
    return "" if best is None else best.encoding
