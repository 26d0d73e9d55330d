"""A source in plain words, for a person at a terminal."""

from collections.abc import Iterator
from textwrap import fill
from urllib.parse import urlsplit

from liaison.sources.declaration import Source
from liaison.sources.duration import describe_duration

_LABEL = 14
_WIDTH = 100


def describe(source: Source) -> str:
    """What is declared, a labelled line a fact; nothing that was left at rest is listed."""
    return "\n".join(_line(label, text) for label, text in _facts(source) if text)


def _line(label: str, text: str) -> str:
    return fill(
        text,
        width=_WIDTH,
        initial_indent=f"{label}:".ljust(_LABEL),
        subsequent_indent=" " * _LABEL,
        break_long_words=False,
        break_on_hyphens=False,
    )


def _facts(source: Source) -> Iterator[tuple[str, str]]:
    named = f" ({source.mechanism_name})" if source.mechanism_name else ""
    yield "id", source.id
    yield "name", source.name
    yield "mechanism", source.mechanism + named
    yield "home", source.home
    for address in source.addresses:
        yield "starts at", address
    yield "reader", _reader(source)
    yield "languages", ", ".join(source.languages)
    yield "kind", source.default_kind or ""
    yield from _expectations(source)
    yield "licence", f"{source.licence.text} {source.licence.url or ''}".strip()
    yield (
        "shown as",
        {"full": "the whole text", "excerpt": "an excerpt", "link": "a link"}[source.show],
    )
    yield from _access(source)
    checked = source.checked
    last = "never" if checked.last is None else checked.last.isoformat()
    yield "last tried", f"{last}{f' by {checked.by}' if checked.by else ''}"
    yield "evidence", checked.note
    yield "obstacles", source.obstacles
    yield "declared in", str(source.declared_in)


def _reader(source: Source) -> str:
    stated = source.reader.model_dump(mode="json", exclude_defaults=True, exclude={"kind"})
    options = "; ".join(f"{name} {_value(value)}" for name, value in stated.items())
    return f"{source.reader.kind}{f' ({options})' if options else ''}"


def _value(value: object) -> str:
    if isinstance(value, dict):
        return ", ".join(f"{name} {_value(one)}" for name, one in value.items() if one is not None)
    if isinstance(value, list):
        return ", ".join(map(str, value))
    return str(value)


def _expectations(source: Source) -> Iterator[tuple[str, str]]:
    yield "rhythm", f"every {describe_duration(source.rhythm)}"
    yield "yields", f"at least {source.yields.at_least} a round"
    if source.quiet_after is not None:
        yield "quiet after", f"{describe_duration(source.quiet_after)} without anything new"
    again = source.recheck
    yield "looked at", "once" if again is None else f"again every {describe_duration(again)}"


def _access(source: Source) -> Iterator[tuple[str, str]]:
    polite = source.politeness
    pace = f"{polite.delay:g} s between requests, {polite.parallel} at once"
    limits = f"answers up to {polite.max_bytes:,} bytes and {polite.timeout:g} s"
    yield "politeness", f"{pace}, {limits}"
    followed = [str(one) for one in source.follow.attachments]
    followed += ["translations"] if source.follow.translations else []
    within = f" within {', '.join(source.follow.within)}" if source.follow.within else ""
    yield "follows", f"{', '.join(followed)}{within}" if followed else ""
    yield "connects to", source.connect or ""
    yield "proxy", _without_password(source.proxy or "")
    yield "local", "loopback and private hosts are allowed" if source.local else ""
    yield "day order", str(source.day_order or "")


def _without_password(proxy: str) -> str:
    parts = urlsplit(proxy)
    return parts._replace(netloc=parts.netloc.rpartition("@")[2]).geturl()
