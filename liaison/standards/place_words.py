"""The words by which texts name places in an instrument, in five languages."""

import re
from enum import StrEnum


class Level(StrEnum):
    """What the word before a number says that it counts; the first is the largest."""

    ARTICLE = "article"
    SECTION = "section"
    PARAGRAPH = "paragraph"
    POINT = "point"


_UNITS = {
    Level.ARTICLE: (
        r"articles?|arts?\.?|art[ií]culos?|стат(?:ь(?:я|и|е|ю|ей|ёй|ям|ями|ях))|статей|ст\.?"
        r"|(?:[وفبكل]{0,2}(?:ال)?|[وف]?لل)(?:ماد(?:[ةه]|تين|تان)|مواد)"
    ),
    Level.POINT: (
        r"sub-?paragraphs?|alin[ée]as?|incisos?|подпункт(?:а|е|ом|у|ы|ов|ах|ами)?|подп\."
        r"|(?:ال)?فقر[ةه] (?:ال)?فرعي[ةه]"
    ),
    Level.PARAGRAPH: (
        r"paragraph(?:e?s?)|paras?\.?|pars?\.|p[áa]rrafos?|p[áa]rrs?\."
        r"|пункт(?:а|е|ом|у|ы|ов|ах|ами)?|пп?\.|част(?:ь|и|ью|ей|ях)|ч\."
        r"|(?:[وفبكل]{0,2}(?:ال)?|[وف]?لل)فقر(?:[ةه]|تين|تان|ات)|§§?"
    ),
    Level.SECTION: (
        r"sections?|secs?\.|chapters?|chap\.|ch\.|chapitres?|cap[íi]tulos?|secci[óo]n(?:es)?|parts?"
        r"|раздел(?:а|е|ом|у|ы|ов|ах|ами)?|глав(?:а|ы|е|у|ой|ам|ах)?|(?:ال)?قسم|(?:ال)?فصل|s\."
    ),
}
# The words above as they begin, for whoever looks for them in a text.
BEGINNINGS = (
    *("article", "art.", "art ", "arts.", "artículo", "paragraph", "para.", "para ", "paras"),
    *("par.", "§", "párr", "sub-paragraph", "subparagraph", "alinéa", "inciso", "section"),
    *("chapter", "chap", "capítulo", "sección", "part ", "стать", "статей", "ст.", "пункт"),
    *("п. ", "подпункт", "част", "раздел", "глав", "ماد", "مواد", "فقر", "قسم", "فصل"),
)
UNIT = re.compile(
    rf"(?:{'|'.join(f'(?P<{level.name}>{words})' for level, words in _UNITS.items())})(?![^\W\d])",
    re.IGNORECASE,
)
# A number of an article, no year, and none that a month follows.
NUMBER = re.compile(
    r"\s?(?:no\.? ?|n[°º] ?|№ ?)?"
    r"(?P<digits>\d{1,3}(?:\.\d{1,2}){0,2})(?![\d/])(?!\.\d)"
    r"(?!\s(?:de\s)?[^\W\d]{3,12}\.?,?\s(?:de\s)?(?:19|20)\d\d)",
    re.IGNORECASE,
)
ROMAN = re.compile(r"\s?(?P<roman>[IVX]{1,6})(?:\.(?P<letter>[A-Za-z]))?(?![\w'’])")
DIGIT_LETTER = re.compile(r"\.(?P<letter>[A-Z])(?!\w)")
BRACKET = re.compile(
    r"\s?(?:\(\s?(?P<inner>\d{1,2}|[a-z]{1,4}|[а-е]|[أابجدهو])\s?\)|(?P<open>[a-zа-е])\))",
    re.IGNORECASE,
)
_ALSO = r"(?:and|or|et|ou|y|e|o|и|или|أو)"
AND = re.compile(rf"\s?[,،;&]\s?(?:{_ALSO}\s)?|\s{_ALSO}\s|\sو\s?")
TO = re.compile(r"\s?[-\u2010-\u2015]\s?|\s(?:to|through|à|a|al|по|إلى|الى)\s", re.IGNORECASE)
LINK = re.compile(
    r"\s?,?\s?(?:(?:of|du|de|del|des|من)\s)?(?:(?:the|la|le|les|el|los)\s|(?:de\s)?l['’])?",
    re.IGNORECASE,
)
PROTOCOL = re.compile(
    r"\s(?:(?:of|du|del?|من)\s)?(?:(?:the|le|el)\s)?(?:additional\s)?"
    r"(?:protocole?|protocolo|протокола|البروتوكول)\s(?:additionnel\s|adicional\s|رقم\s)?"
    r"(?:no\.?\s?|n[°º]\s?|№\s?)?(?P<number>\d{1,2})(?!\d)"
    r"(?:\s(?:to|of|à|de|al|к|لـ?)\s?)?",
    re.IGNORECASE,
)
