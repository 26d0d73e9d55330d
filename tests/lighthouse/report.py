"""What stands in a report of Lighthouse (its JSON, version 12)."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
_OPEN = "is-crawlable"  # whether search engines may keep the page
_GOOD = 0.9  # of what is measured rather than met


@dataclass(frozen=True, slots=True)
class Judged:
    """One view of one page. Scores are of 100; `size` in bytes over the line; `lcp` in seconds.

    `seo_if_open` is the score but for the audit that asks for search engines to be let in; `short`
    names what falls short and counts, with what the report says of it.
    """

    scores: Mapping[str, int]
    seo_if_open: int
    is_open: bool
    size: int
    requests: int
    lcp: float
    short: Sequence[str]


def judged(report: Mapping[str, Any]) -> Judged:
    """What one report says. Raises RuntimeError where Lighthouse could not judge the page."""
    error = report.get("runtimeError")
    if error:
        raise RuntimeError(f"{report.get('requestedUrl')}: {error.get('message')}")
    categories, audits = report["categories"], report["audits"]
    sent = audits["network-requests"]["details"]["items"]
    return Judged(
        {name: round(100 * categories[name]["score"]) for name in CATEGORIES},
        round(100 * _mean(categories["seo"]["auditRefs"], audits)),
        audits[_OPEN]["score"] == 1,
        sum(one["transferSize"] for one in sent),
        len(sent),
        audits["largest-contentful-paint"]["numericValue"] / 1000,
        list(_short(categories, audits)),
    )


def _mean(references: Sequence[Mapping[str, Any]], audits: Mapping[str, Any]) -> float:
    weighed = [
        (one["weight"], audits[one["id"]]["score"])
        for one in references
        if one["id"] != _OPEN and audits[one["id"]]["score"] is not None
    ]
    total: float = sum(weight for weight, _score in weighed)
    mean: float = sum(weight * score for weight, score in weighed) / total
    return mean


def _short(categories: Mapping[str, Any], audits: Mapping[str, Any]) -> Iterator[str]:
    for category in CATEGORIES:
        for reference in categories[category]["auditRefs"]:
            audit = audits[reference["id"]]
            counts = reference["weight"] > 0 and audit["score"] is not None
            if counts and audit["score"] < _GOOD:
                shown = audit.get("displayValue", "")
                yield f"{category}: {reference['id']}: {audit['title']}{shown and f' ({shown})'}"
