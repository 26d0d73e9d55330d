"""The forms that names of countries, peoples and places take in running text."""

import unicodedata

from liaison.understand.russian import adjective_forms, case_forms, people_forms

_ARTICLE = "ال"
_ARABIC_ENDINGS = ("", "ه", "ون", "ين", "ات")  # folded: the ending of the feminine is ه
# Ending of the masculine singular, and what takes its place: feminine and plurals.
_ENDINGS: dict[str, tuple[tuple[str, tuple[str, ...]], ...]] = {
    "fr": (
        ("ien", ("ienne", "iens", "iennes")),
        ("éen", ("éenne", "éens", "éennes")),
        ("on", ("onne", "ons", "onnes")),
        ("rec", ("recque", "recs", "recques")),
        ("urc", ("urque", "urcs", "urques")),
        ("ek", ("èke", "eks", "èkes")),
        ("e", ("es",)),
        ("s", ("se", "ses")),
        ("", ("e", "s", "es")),
    ),
    "es": (
        ("o", ("a", "os", "as")),
        ("és", ("esa", "eses", "esas")),
        ("án", ("ana", "anes", "anas")),
        ("ón", ("ona", "ones", "onas")),
        ("í", ("íes", "ís")),
        ("e", ("es",)),
        ("a", ("as",)),
        ("", ("a", "es", "as")),
    ),
    "pt": (
        ("o", ("a", "os", "as")),
        ("ês", ("esa", "eses", "esas")),
        ("ão", ("ã", "ães", "ãos", "ões", "ãs")),
        ("ol", ("ola", "óis", "olas")),
        ("eu", ("eia", "eus", "eias")),
        ("e", ("es",)),
        ("a", ("as",)),
        ("i", ("is",)),
        ("", ("es", "a", "as")),
    ),
}


def name_forms(name: str, language: str) -> set[str]:
    """A folded name in its cases and without accents, in lower case."""
    small = name.lower()
    forms = case_forms(small) if language == "ru" and not name.isupper() else {small}
    if language == "ar" and small.startswith(_ARTICLE):
        forms = forms | {f"لل{small[2:]}"}
    yo = {form.replace("ё", "е") for form in forms}
    return forms | yo | ({_bare(form) for form in forms} if _is_latin(language) else set())


def nationality_forms(word: str, language: str, kind: str) -> set[str]:
    """A folded adjective or name of a people in its genders, numbers and cases, in lower case."""
    small = word.lower()
    if language == "ru":
        return adjective_forms(small) if kind == "adjective" else people_forms(small)
    if language == "ar":
        return _arabic(small.split(" "))
    for ending, others in _ENDINGS.get(language, ()):
        if small.endswith(ending):
            stem = small[: len(small) - len(ending)]
            return {small, *(f"{stem}{other}" for other in others)}
    return {small, _bare(small)}


def _arabic(words: list[str]) -> set[str]:
    """With and without the article, in both genders and numbers; all words agree."""
    forms = set()
    for ending in _ARABIC_ENDINGS:
        plain = [f"{word}{ending}" for word in words]
        defined = " ".join(f"{_ARTICLE}{word}" for word in plain)
        forms |= {" ".join(plain), defined, f"لل{defined[2:]}"}
    return forms


def _is_latin(language: str) -> bool:
    return language not in ("ru", "ar", "zh")


def _bare(form: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFD", form) if not unicodedata.combining(c))
