"""What fields and operators are called by those who type them, in each interface language.

Fields are understood in every language at once; operators in English and in the language of the
page alone, and in capitals where a script has them: `O` and `И` are words of other languages.
"""

import functools
from enum import StrEnum

from liaison.index.facets import Facet
from liaison.index.folding import folded, normal


class Field(StrEnum):
    """A field that is no facet."""

    TITLE = "title"
    REFERENCE = "ref"
    DATE = "date"


class Operator(StrEnum):
    """How two things asked for go together."""

    AND = "and"
    OR = "or"
    NOT = "not"
    NEAR = "near"


# The first name is the one that a page offers in its language.
_FIELDS: dict[str, dict[Field | Facet, str]] = {
    "en": {
        Field.TITLE: "title",
        Field.REFERENCE: "ref reference symbol",
        Field.DATE: "date",
        Facet.MECHANISM: "mechanism",
        Facet.SOURCE: "source",
        Facet.KIND: "kind type",
        Facet.COUNTRY: "country",
        Facet.THEME: "theme topic",
        Facet.RIGHT: "right",
        Facet.VIOLATION: "violation",
        Facet.DEFENDER: "defender",
        Facet.PERPETRATOR: "perpetrator",
        Facet.ACTIVITY: "activity",
        Facet.LANGUAGE: "lang language",
        Facet.YEAR: "year",
    },
    "fr": {
        Field.TITLE: "titre",
        Field.REFERENCE: "réf référence cote",
        Field.DATE: "date",
        Facet.MECHANISM: "mécanisme",
        Facet.SOURCE: "source",
        Facet.KIND: "genre type",
        Facet.COUNTRY: "pays",
        Facet.THEME: "thème",
        Facet.RIGHT: "droit",
        Facet.VIOLATION: "violation",
        Facet.DEFENDER: "défenseur défenseure",
        Facet.PERPETRATOR: "auteur",
        Facet.ACTIVITY: "activité",
        Facet.LANGUAGE: "langue",
        Facet.YEAR: "année",
    },
    "es": {
        Field.TITLE: "título",
        Field.REFERENCE: "ref referencia signatura",
        Field.DATE: "fecha",
        Facet.MECHANISM: "mecanismo",
        Facet.SOURCE: "fuente",
        Facet.KIND: "clase tipo",
        Facet.COUNTRY: "país",
        Facet.THEME: "tema",
        Facet.RIGHT: "derecho",
        Facet.VIOLATION: "violación",
        Facet.DEFENDER: "defensor defensora",
        Facet.PERPETRATOR: "perpetrador autor",
        Facet.ACTIVITY: "actividad",
        Facet.LANGUAGE: "idioma lengua",
        Facet.YEAR: "año",
    },
    "ru": {
        Field.TITLE: "заголовок название",
        Field.REFERENCE: "номер ссылка",
        Field.DATE: "дата",
        Facet.MECHANISM: "механизм",
        Facet.SOURCE: "источник",
        Facet.KIND: "вид тип",
        Facet.COUNTRY: "страна",
        Facet.THEME: "тема",
        Facet.RIGHT: "право",
        Facet.VIOLATION: "нарушение",
        Facet.DEFENDER: "правозащитник",
        Facet.PERPETRATOR: "нарушитель",
        Facet.ACTIVITY: "мероприятие",
        Facet.LANGUAGE: "язык",
        Facet.YEAR: "год",
    },
    "ar": {
        Field.TITLE: "العنوان عنوان",
        Field.REFERENCE: "المرجع مرجع الرمز",
        Field.DATE: "التاريخ تاريخ",
        Facet.MECHANISM: "الآلية آلية",
        Facet.SOURCE: "المصدر مصدر",
        Facet.KIND: "النوع نوع",
        Facet.COUNTRY: "البلد بلد الدولة",
        Facet.THEME: "الموضوع موضوع",
        Facet.RIGHT: "الحق حق",
        Facet.VIOLATION: "الانتهاك انتهاك",
        Facet.DEFENDER: "المدافع مدافع",
        Facet.PERPETRATOR: "الجاني مرتكب",
        Facet.ACTIVITY: "النشاط نشاط",
        Facet.LANGUAGE: "اللغة لغة",
        Facet.YEAR: "السنة سنة",
    },
}
_OPERATORS = {
    "en": {"AND": Operator.AND, "OR": Operator.OR, "NOT": Operator.NOT, "NEAR": Operator.NEAR},
    "fr": {"ET": Operator.AND, "OU": Operator.OR, "SAUF": Operator.NOT, "PRÈS": Operator.NEAR},
    "es": {"Y": Operator.AND, "O": Operator.OR, "NO": Operator.NOT, "CERCA": Operator.NEAR},
    "ru": {"И": Operator.AND, "ИЛИ": Operator.OR, "НЕ": Operator.NOT, "РЯДОМ": Operator.NEAR},
    "ar": {"و": Operator.AND, "أو": Operator.OR, "ليس": Operator.NOT, "قرب": Operator.NEAR},
}


def field_named(name: str) -> Field | Facet | None:
    """The field of that name in any language, or None."""
    return _by_name().get(folded(normal(name)))


def operator_named(word: str, language: str) -> Operator | None:
    """The operator that a word is on a page in that language, or None."""
    own = _OPERATORS.get(language, {})
    return own.get(word) or _OPERATORS["en"].get(word)


def field_name(field: Field | Facet, language: str) -> str:
    """What a page in that language calls a field where a reader may type it."""
    return _FIELDS.get(language, _FIELDS["en"])[field].split()[0]


def operator_name(operator: Operator, language: str) -> str:
    """What a page in that language calls an operator."""
    own = _OPERATORS.get(language, _OPERATORS["en"])
    return next(name for name, known in own.items() if known is operator)


@functools.cache
def _by_name() -> dict[str, Field | Facet]:
    names: dict[str, Field | Facet] = {}
    for fields in _FIELDS.values():
        for field, words in fields.items():
            for word in words.split():
                names.setdefault(folded(normal(word)), field)
    return names
