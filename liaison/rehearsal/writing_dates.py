"""Dates as texts and pages of five languages write them."""

import datetime as dt

_MONTHS = {
    "en": (
        "January", "February", "March", "April", "May", "June",
        "July", "August", "September", "October", "November", "December",
    ),
    "fr": (
        "janvier", "février", "mars", "avril", "mai", "juin",
        "juillet", "août", "septembre", "octobre", "novembre", "décembre",
    ),
    "es": (
        "enero", "febrero", "marzo", "abril", "mayo", "junio",
        "julio", "agosto", "septiembre", "octubre", "noviembre", "diciembre",
    ),
    "ru": (
        "января", "февраля", "марта", "апреля", "мая", "июня",
        "июля", "августа", "сентября", "октября", "ноября", "декабря",
    ),
    "ar": (
        "يناير", "فبراير", "مارس", "أبريل", "مايو", "يونيو",
        "يوليو", "أغسطس", "سبتمبر", "أكتوبر", "نوفمبر", "ديسمبر",
    ),
}  # fmt: skip
# The months as the Levant names them; written before the others, as the United Nations do.
_LEVANT = (
    "كانون الثاني", "شباط", "آذار", "نيسان", "أيار", "حزيران",
    "تموز", "آب", "أيلول", "تشرين الأول", "تشرين الثاني", "كانون الأول",
)  # fmt: skip
_RUSSIAN_IN = (
    "январе", "феврале", "марте", "апреле", "мае", "июне",
    "июле", "августе", "сентябре", "октябре", "ноябре", "декабре",
)  # fmt: skip
_ARABIC_DIGITS = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")
_WEEKDAYS = {
    "en": ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"],
    "fr": ["lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"],
    "es": ["lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo"],
    "ru": ["понедельник", "вторник", "среда", "четверг", "пятница", "суббота", "воскресенье"],
    "ar": ["الاثنين", "الثلاثاء", "الأربعاء", "الخميس", "الجمعة", "السبت", "الأحد"],
}
PLAIN, OTHER, NUMERIC, ISO, WEEKDAY = range(5)  # the styles of `written`


def written(date: dt.date, language: str, style: int = PLAIN) -> str:
    """A day, written out. `style` is one of PLAIN, OTHER, NUMERIC, ISO and WEEKDAY."""
    if style == ISO:
        return date.isoformat()
    if style == NUMERIC:
        mark = "." if language == "ru" else "/"
        return f"{date.day:02}{mark}{date.month:02}{mark}{date.year}"
    text = _spelt(date, language, other=style == OTHER)
    return (
        f"{_WEEKDAYS[language][date.weekday()]}{_COMMA[language]} {text}"
        if style == WEEKDAY
        else text
    )


_COMMA = {"en": ",", "fr": "", "es": ",", "ru": ",", "ar": "،"}


def _spelt(date: dt.date, language: str, *, other: bool) -> str:
    month = _MONTHS[language][date.month - 1]
    if language == "en":
        return f"{month} {date.day}, {date.year}" if other else f"{date.day} {month} {date.year}"
    if language == "fr":
        return f"{'1er' if date.day == 1 else date.day} {month} {date.year}"
    if language == "es":
        return f"{date.day} de {month} {'del' if other else 'de'} {date.year}"
    if language == "ru":
        return written(date, language, NUMERIC) if other else f"{date.day} {month} {date.year} года"
    if other:
        return f"{date.day} {month} {date.year}".translate(_ARABIC_DIGITS)
    return f"{date.day} {_LEVANT[date.month - 1]}/{month} {date.year}"


def written_month(date: dt.date, language: str, *, since: bool = False) -> str:
    """A month of a year, as it follows "in"; `since`: as it follows "since"."""
    month = _MONTHS[language][date.month - 1]
    if language == "es":
        return f"{month} de {date.year}"
    if language == "ru":
        return f"{month if since else _RUSSIAN_IN[date.month - 1]} {date.year} года"
    if language == "ar":
        return f"{_LEVANT[date.month - 1]}/{month} {date.year}"
    return f"{month} {date.year}"
