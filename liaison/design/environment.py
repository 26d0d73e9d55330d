"""The environment of the templates: what every page can say, of whichever half it is.

Text is escaped wherever it is shown, and a name that a template mistakes is an error, never a gap.
A half of its own takes this environment and adds its words to it.
"""

import datetime as dt
import functools
import json
from collections.abc import Mapping
from typing import Any

from django.contrib.staticfiles.storage import staticfiles_storage
from django.template import engines
from django.template.backends.jinja2 import Jinja2
from jinja2 import BaseLoader, Environment, StrictUndefined
from jinja2.ext import i18n
from markupsafe import Markup

from liaison.design import speaking, written
from liaison.design.addresses import address
from liaison.design.speaking import page_language
from liaison.design.styles import styles_address

TRIMMED = "ext.i18n.trimmed"  # the lines of a sentence are one: messages.py reads them so, too
# Signs that could end the element, begin one, or end a line of it.
_IN_SCRIPT = tuple((sign, f"\\u{ord(sign):04x}") for sign in "<>&\u2028\u2029")


def environment(*, loader: BaseLoader, auto_reload: bool = False, **others: Any) -> Environment:  # noqa: ANN401 (what Django's backend has beside them)
    """An environment for Django's Jinja2 backend. Whether to escape is not up to settings."""
    del others
    made = Environment(
        loader=loader,
        auto_reload=auto_reload,
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=[i18n],
    )
    made.policies[TRIMMED] = True
    made.newstyle_gettext = True  # type: ignore[attr-defined] # an option of the extension
    made.globals.update(
        _=speaking.gettext,
        gettext=speaking.gettext,
        ngettext=speaking.ngettext,
        pgettext=speaking.pgettext,
        npgettext=speaking.npgettext,
        comma=comma,
        static=staticfiles_storage.url,
        styles=styles_address,
        url=address,
    )
    made.filters.update(
        day=day,
        json_ld=json_ld,
        lang_attributes=lang_attributes,
        moment=moment,
        number=number,
        size=size,
    )
    return made


def compile_templates() -> None:
    """Do before the first reader asks what is done once a process: a fifth of a second in all."""
    for engine in engines.all():
        if isinstance(engine, Jinja2):
            for name in engine.env.list_templates():
                engine.env.get_template(name)


def number(value: int) -> str:
    """12,345 as the page's language writes it."""
    return written.written_number(value, page_language())


def size(value: int) -> str:
    """12.3 MB of so many bytes."""
    return written.written_size(value, page_language())


def day(value: dt.datetime | dt.date) -> str:
    """15 March 2012."""
    if isinstance(value, dt.datetime):
        value = value.astimezone(dt.UTC).date()
    return written.written_day(value, page_language())


def moment(value: dt.datetime) -> str:
    """15 March 2012, 14:05 UTC."""
    return written.written_moment(value, page_language())


def comma() -> str:
    """What parts the items of a list."""
    return written.comma(page_language())


@functools.lru_cache(maxsize=256)
def lang_attributes(code: str) -> Markup:
    """`lang` and `dir` of words in a language; `dir="auto"` where it is not known."""
    return Markup('lang="{}" dir="{}"').format(code, written.direction(code) if code else "auto")


def json_ld(said: Mapping[str, Any]) -> Markup:
    """Data for programs, which no browser runs: no sign in it can end the element or begin one."""
    told = json.dumps(said, ensure_ascii=False)
    for sign, escape in _IN_SCRIPT:
        told = told.replace(sign, escape)
    return Markup(f'<script type="application/ld+json">{told}</script>')  # noqa: S704 (escaped above)
