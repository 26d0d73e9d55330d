"""The address of a document without what names its language."""

import re
from urllib.parse import parse_qsl, unquote, urlsplit

# Codes and names of languages as addresses write them, the six of the United Nations and more.
_CODES = "en|fr|es|ru|ar|zh|pt|de|it|eng|fre|fra|spa|esp|rus|ara|chi|por|ger|deu|ita"
_NAMES = "english|french|spanish|russian|arabic|chinese|portuguese|francais|espanol|portugues"
_LANGUAGE = re.compile(rf"(?:{_CODES}|{_NAMES})(?:[-_][a-z]{{2}})?", re.IGNORECASE)
# At the end of a file's name, parted from it: report_en.pdf, A_HRC_25_55-FR.pdf, letter.es.html
_ENDING = re.compile(rf"[-_.(](?:{_CODES}|{_NAMES})\)?(?=\.\w{{2,5}}$|$)", re.IGNORECASE)
_PARAMETERS = frozenset(("lang", "language", "langue", "idioma", "locale", "hl", "l"))


def without_language(address: str) -> str:
    """Host, path and query of an address; "" where the language is all that it says.

    Translations are often published side by side: /en/news/7 and /fr/news/7, 7_en.pdf and
    7_fr.pdf, ?id=7&lang=es. Raises nothing: what is no address gives "".
    """
    try:
        parts = urlsplit(address)
        host = parts.hostname or ""
        query = parse_qsl(parts.query, errors="surrogateescape")
    except ValueError:
        return ""
    segments = [
        _ENDING.sub("", segment)
        for segment in unquote(parts.path, errors="surrogateescape").lower().split("/")
        if segment and not _LANGUAGE.fullmatch(segment)
    ]
    asked = sorted((name, value) for name, value in query if name.lower() not in _PARAMETERS)
    if not segments and not asked:
        return ""
    return "/".join((host, *segments)) + "".join(f"&{name}={value}" for name, value in asked)
