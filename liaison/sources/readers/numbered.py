"""Lists whose pages are numbered in their addresses: `?page=3`, `/page/3/`."""

import re
from urllib.parse import parse_qsl, quote, urljoin, urlsplit, urlunsplit

from liaison.sources.reader_options import Pages

_NUMBER = re.compile(r"\d{1,9}")


def next_page(pages: Pages, address: str, starts: tuple[str, ...], most: int) -> str:
    """The address after this one, or "" after the last or after `most` pages."""
    number = _number(pages, address)
    following = number + pages.step
    read = (number - pages.first) // pages.step + 1
    if read >= most or (pages.last is not None and following > pages.last):
        return ""
    if pages.template is None:
        return _with_parameter(address, pages.parameter, following)
    start = max((s for s in starts if address.startswith(s)), key=len, default=starts[0])
    return urljoin(start, pages.template.replace("{page}", str(following)))


def _number(pages: Pages, address: str) -> int:
    if pages.template is None:
        stated = dict(parse_qsl(urlsplit(address).query)).get(pages.parameter, "")
    else:
        form = re.escape(pages.template).replace(re.escape("{page}"), r"(\d{1,9})")
        match = re.search(form + "$", address)
        stated = match[1] if match else ""
    return int(stated) if _NUMBER.fullmatch(stated) else pages.first


def _with_parameter(address: str, name: str, number: int) -> str:
    """The address with one query parameter set; the others stay as they are written."""
    parts = urlsplit(address)
    kept = [
        pair
        for pair in parts.query.split("&")
        if pair and dict(parse_qsl(pair, keep_blank_values=True)).get(name) is None
    ]
    query = "&".join([*kept, f"{quote(name)}={number}"])
    return urlunsplit((parts.scheme, parts.netloc, parts.path, query, parts.fragment))
