"""The languages whose words are brought to a stem, by the Snowball stemmers that engines share."""

import functools

STEMMERS = {
    "ar": "arabic",
    "da": "danish",
    "de": "german",
    "el": "greek",
    "en": "english",
    "es": "spanish",
    "fi": "finnish",
    "fr": "french",
    "hu": "hungarian",
    "it": "italian",
    "nl": "dutch",
    "no": "norwegian",
    "pt": "portuguese",
    "ro": "romanian",
    "ru": "russian",
    "sv": "swedish",
    "ta": "tamil",
    "tr": "turkish",
}
_KIN = {"nb": "no", "nn": "no", "mo": "ro"}
OTHER = "other"
TONGUES = (*sorted(STEMMERS), OTHER)


@functools.lru_cache(maxsize=1_024)
def tongue_of(language: str) -> str:
    """The language whose stemmer serves this one, or `other`. Takes `pt`, `pt-BR`, `nb`."""
    primary = language.lower().partition("-")[0]
    primary = _KIN.get(primary, primary)
    return primary if primary in STEMMERS else OTHER
