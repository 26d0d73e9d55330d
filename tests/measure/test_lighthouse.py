"""What is read out of a report of Lighthouse."""

from typing import Any

import pytest

from tests.lighthouse.report import judged


def report() -> dict[str, Any]:
    """As Lighthouse writes it, cut to what is read."""
    seo = [{"id": "is-crawlable", "weight": 4}, {"id": "link-text", "weight": 1}]
    return {
        "categories": {
            "performance": {
                "score": 0.98,
                "auditRefs": [{"id": "speed-index", "weight": 10}, {"id": "dom-size", "weight": 0}],
            },
            "accessibility": {"score": 1, "auditRefs": [{"id": "tabindex", "weight": 0}]},
            "best-practices": {"score": 1, "auditRefs": []},
            "seo": {"score": 0.2, "auditRefs": seo},
        },
        "audits": {
            "speed-index": {"score": 0.5, "title": "Speed Index", "displayValue": "4.0 s"},
            "dom-size": {"score": 0, "title": "Counts for nothing"},
            "tabindex": {"score": None, "title": "No tabindex"},
            "is-crawlable": {"score": 0, "title": "Page is blocked from indexing"},
            "link-text": {"score": 1, "title": "Links have descriptive text"},
            "largest-contentful-paint": {"score": 1, "numericValue": 1250.0},
            "network-requests": {
                "details": {"items": [{"transferSize": 9000}, {"transferSize": 11000}]}
            },
        },
    }


def test_scores_weight_and_what_falls_short() -> None:
    found = judged(report())
    assert [*found.scores.values()] == [98, 100, 100, 20]
    assert (found.size, found.requests, found.lcp) == (20_000, 2, 1.25)
    assert found.short == [
        "performance: speed-index: Speed Index (4.0 s)",
        "seo: is-crawlable: Page is blocked from indexing",
    ]


def test_a_page_that_is_closed_on_purpose_is_told_from_a_poor_one() -> None:
    closed = judged(report())
    assert (closed.is_open, closed.seo_if_open) == (False, 100)
    poor = report()
    poor["audits"]["link-text"]["score"] = 0
    poor["audits"]["is-crawlable"]["score"] = 1
    assert (judged(poor).is_open, judged(poor).seo_if_open) == (True, 0)


def test_a_page_that_could_not_be_judged_is_no_figure() -> None:
    failed = report() | {"requestedUrl": "/en/", "runtimeError": {"message": "no page"}}
    with pytest.raises(RuntimeError, match="/en/: no page"):
        judged(failed)
