"""Single values of a source file: addresses and patterns, refused where they could never work."""

import re
from typing import Annotated
from urllib.parse import urlsplit

from cssselect import SelectorError
from lxml.cssselect import CSSSelector
from pydantic import AfterValidator


def _address(value: str) -> str:
    parts = _split(value)
    if parts[0] == "file" or (parts[0] in ("http", "https") and parts[1]):
        return value
    raise ValueError(f"{value!r} is no address; write it whole, such as https://example.org/news")


def _http_address(value: str) -> str:
    scheme, host = _split(value)
    if scheme in ("http", "https") and host:
        return value
    raise ValueError(f"{value!r} is no web address; write it whole, such as https://example.org/")


def _split(value: str) -> tuple[str, str]:
    if re.search(r"\s", value):
        raise ValueError(f"{value!r} has a space in it; write %20 or take it out")
    try:
        parts = urlsplit(value)
        _ = parts.port
    except ValueError as error:
        raise ValueError(f"{value!r} is no address ({error}); mend it") from error
    return parts.scheme.lower(), parts.hostname or ""


def _pattern(value: str) -> str:
    try:
        re.compile(value)
    except re.error as error:
        raise ValueError(
            f"{value!r} is no regular expression ({error}); mend it, in single quotes"
        ) from error
    return value


def _selector(value: str) -> str:
    try:
        CSSSelector(value, translator="html")
    except SelectorError as error:
        raise ValueError(f"{value!r} is no CSS selector ({error}); mend it") from error
    return value


Address = Annotated[str, AfterValidator(_address)]
HttpAddress = Annotated[str, AfterValidator(_http_address)]
Pattern = Annotated[str, AfterValidator(_pattern)]
Selector = Annotated[str, AfterValidator(_selector)]
