"""The case forms of Russian country names, by the endings that such names have."""

_CASES = 5  # genitive, dative, accusative, instrumental, prepositional

# Ending of the nominative, and what takes its place in the five cases.
_NOUNS = (
    ("ия", ("ии", "ии", "ию", "ией", "ии")),
    ("ья", ("ьи", "ье", "ью", "ьей", "ье")),
    ("я", ("и", "е", "ю", "ей", "е")),
    ("ка", ("ки", "ке", "ку", "кой", "ке")),
    ("га", ("ги", "ге", "гу", "гой", "ге")),
    ("а", ("ы", "е", "у", "ой", "е")),
    ("ство", ("ства", "ству", "ство", "ством", "стве")),
    ("ва", ("вов", "вам", "ва", "вами", "вах")),
    ("ды", ("дов", "дам", "ды", "дами", "дах")),
    ("ты", ("тов", "там", "ты", "тами", "тах")),
    ("ины", ("ин", "инам", "ины", "инами", "инах")),
    ("ы", ("", "ам", "ы", "ами", "ах")),
    ("ирь", ("иря", "ирю", "ирь", "ирем", "ире")),
    ("ль", ("ля", "лю", "ль", "лем", "ле")),
    ("ь", ("и", "и", "ь", "ью", "и")),
    ("й", ("я", "ю", "й", "ем", "е")),
    *(
        (last, tuple(f"{last}{ending}" for ending in ("а", "у", "", "ом", "е")))
        for last in "бвгдзклмнпрстфхцчшщ"
    ),
)
_ADJECTIVES = (
    ("ская", ("ской", "ской", "скую", "ской", "ской")),
    ("ая", ("ой", "ой", "ую", "ой", "ой")),
    ("ское", ("ского", "скому", "ское", "ским", "ском")),
    ("ое", ("ого", "ому", "ое", "ым", "ом")),
    ("ный", ("ного", "ному", "ный", "ным", "ном")),
    ("ий", ("ого", "ому", "ий", "им", "ом")),
    ("ые", ("ых", "ым", "ые", "ыми", "ых")),
    ("ие", ("их", "им", "ие", "ими", "их")),
)
_ENDINGS_OF_ADJECTIVES = (
    *("ий", "ого", "ому", "им", "ом", "ая", "ой", "ую", "ое", "ие", "их", "ими"),
)
_FEMININE = ("ка", "ки", "ке", "ку", "кой", "ок", "кам", "ками", "ках")
_HARD = ("а", "у", "ом", "е", "ы", "ов", "ам", "ами", "ах")
# Ending of the singular: what stands for it before the case endings, these, and the stem of the
# feminine ("" where it is irregular).
_PEOPLE: dict[str, tuple[str, tuple[str, ...], str]] = {
    "анин": ("ан", ("ина", "ину", "ином", "ине", "е", "", "ам", "ами", "ах"), "ан"),
    "янин": ("ян", ("ина", "ину", "ином", "ине", "е", "", "ам", "ами", "ах"), "ян"),
    "арин": ("ар", ("ина", "ину", "ином", "ине", "ы", "", "ам", "ами", "ах"), "ар"),
    "ка": ("", ("ки", "ке", "ку", "кой", "ок", "кам", "ками", "ках"), ""),
    "ец": ("ц", ("а", "у", "ем", "е", "ы", "ев", "ам", "ами", "ах"), ""),
    "ок": ("к", ("а", "у", "ом", "е", "и", "", "ам", "ами", "ах"), ""),
    "як": ("як", ("а", "у", "ом", "е", "и", "ов", "ам", "ами", "ах"), ""),
    "к": ("к", ("а", "у", "ом", "е", "и", "ов", "ам", "ами", "ах"), ""),
    "г": ("г", ("а", "у", "ом", "е", "и", "ов", "ам", "ами", "ах"), ""),
    "ш": ("ш", ("а", "у", "ем", "е", "и", "ей", "ам", "ами", "ах"), ""),
    "": ("", _HARD, ""),
}
_INDECLINABLE = ("о", "е", "и", "у", "ю", "э")


def case_forms(name: str) -> set[str]:
    """The name and its forms in the other cases, in lower case.

    `name` is in lower case. The first words bend, up to and with the first noun; what follows
    a noun stays as it is (Республика Корея bends in its first word, and in its last).
    """
    words = name.split(" ")
    head = next((at for at, word in enumerate(words) if not _ending(word, _ADJECTIVES)), None)
    if head is None:
        return {name}
    forms = {name}
    for case in range(_CASES):
        bent = [
            _bent(word, _NOUNS if at == head else _ADJECTIVES, case)
            for at, word in enumerate(words[: head + 1])
        ]
        forms.add(" ".join([*bent, *words[head + 1 :]]))
        if len(words) == head + 2 and words[head] == "республика":
            forms.add(" ".join([*bent, _bent(words[-1], _NOUNS, case)]))
    return forms


def _ending(word: str, endings: tuple[tuple[str, tuple[str, ...]], ...]) -> bool:
    return any(word.endswith(ending) for ending, _ in endings)


def _bent(word: str, endings: tuple[tuple[str, tuple[str, ...]], ...], case: int) -> str:
    first, dash, last = word.rpartition("-")
    if dash and first.endswith(("ая", "ное", "дно")):  # Папуа-Новая, Народно-Демократическая
        return f"{first}-{_bent(last, endings, case)}"
    if word.endswith(_INDECLINABLE) and not word.endswith(("ство", "ое", "ые", "ие")):
        return word
    for ending, forms in endings:
        if word.endswith(ending):
            return word.removesuffix(ending) + forms[case]
    return word


def adjective_forms(word: str) -> set[str]:
    """An adjective ("белорусский") in its genders, numbers and cases, in lower case."""
    stem = word.removesuffix("ий")
    return {word, *(f"{stem}{ending}" for ending in _ENDINGS_OF_ADJECTIVES)}


def people_forms(word: str) -> set[str]:
    """A man, woman or people of a country ("белорус") in numbers and cases, in lower case."""
    for ending, (stem, masculine, feminine) in _PEOPLE.items():
        if word.endswith(ending):
            root = word.removesuffix(ending)
            forms = {f"{root}{stem}{case}" for case in masculine}
            return {word, *forms, *(f"{root}{feminine}{case}" for case in _FEMININE if feminine)}
    return {word}
