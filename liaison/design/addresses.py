"""Addresses of pages by their names, at a hundredth of what looking each up would cost.

A page has dozens of links, and Django tries every pattern for each of them (60 µs). What stands
around the one part that differs from link to link is the same for all.
"""

import functools
import re

from django.urls import NoReverseMatch, get_script_prefix, reverse

from liaison.design.speaking import page_language

_PLAIN = re.compile(r"[A-Za-z0-9_-]+")  # what `slug` and `str` take, and no address has to escape
_MARK = "the-part"


def address(name: str, *parts: str) -> str:
    """The path of a page in the language of the moment, as `django.urls.reverse` gives it.

    `parts` are what differs in it: an identifier, say. Raises NoReverseMatch where there is none.
    """
    language, root = page_language(), get_script_prefix()
    if len(parts) == 1 and _PLAIN.fullmatch(parts[0]):
        around = _around(name, language, root)
        if around is not None:
            return f"{around[0]}{parts[0]}{around[1]}"
    return _whole(name, parts, language, root)


@functools.lru_cache(maxsize=1_024)
def _around(name: str, language: str, root: str) -> tuple[str, str] | None:
    """What stands before and after the part; None where it is no word (a number, say)."""
    try:
        before, _mark, after = _whole(name, (_MARK,), language, root).partition(_MARK)
    except NoReverseMatch:
        return None
    return before, after


@functools.lru_cache(maxsize=1_024)
def _whole(name: str, parts: tuple[str, ...], language: str, root: str) -> str:
    """`language` and `root` are what Django looks at beside the name: parts of the key."""
    del language, root
    return reverse(name, args=parts)
