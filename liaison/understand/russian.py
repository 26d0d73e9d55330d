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
