"""The API keeps to its own description, asked all that this allows and what it does not."""

from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from django.core import signals
from django.core.handlers.wsgi import WSGIHandler
from django.db import close_old_connections
from django.test import Client
from hypothesis import HealthCheck, Phase, given, seed, settings
from schemathesis.core.result import Err
from schemathesis.specs.openapi.checks import positive_data_acceptance

from liaison.kernel.home import Home
from liaison.publish.api.limits import Counters
from liaison.publish.api.openapi import LISTS
from tests.publish.invented import SAID
from tests.publish.invented_visits import tell_more
from tests.publish.walking import in_one_matter

EXAMPLES = 20  # of each operation and mode
# What JSON Schema cannot say of two parameters together: a span of dates, an order and a filter, how
# many filters there are. And a cursor is of the list that gave it.
_TOGETHER = {"since", "sort", "cursor"}


@pytest.fixture
def described(record: Home, monkeypatch: pytest.MonkeyPatch) -> Iterator[schemathesis.BaseSchema]:
    """The API of the invented record; all that is asked here comes from one reader."""
    monkeypatch.setattr(Counters, "count", lambda *_: (1, 1))
    in_one_matter(SAID[0], SAID[2])
    tell_more()
    # The connection is that of the test: the end of a request must not close it.
    signals.request_started.disconnect(close_old_connections)
    signals.request_finished.disconnect(close_old_connections)
    try:
        yield schemathesis.openapi.from_wsgi("/api/v1/openapi.json", WSGIHandler())
    finally:
        signals.request_started.connect(close_old_connections)
        signals.request_finished.connect(close_old_connections)


@pytest.mark.parametrize("mode", list(schemathesis.GenerationMode))
def test_every_answer_is_as_described(
    described: schemathesis.BaseSchema, mode: schemathesis.GenerationMode
) -> None:
    operations = [one.ok() for one in described.get_all_operations() if not isinstance(one, Err)]
    assert len(operations) == len(LISTS) + sum(one.whole is not None for one in LISTS)
    answered = set()
    for operation in operations:

        @seed(4)
        @settings(
            max_examples=EXAMPLES,
            deadline=None,
            database=None,
            phases=[Phase.explicit, Phase.generate],
            suppress_health_check=list(HealthCheck),
        )
        @given(operation.as_strategy(generation_mode=mode))
        def asked(case: schemathesis.Case[Any]) -> None:
            answer = case.call_and_validate(
                headers={"Accept-Encoding": "identity"}, excluded_checks=[positive_data_acceptance]
            )
            answered.add(answer.status_code)
            if mode is schemathesis.GenerationMode.POSITIVE and answer.status_code == 400:
                told = answer.json()
                assert told["parameter"] in _TOGETHER or "More filters" in told["detail"], told

        asked()
    assert (200 if mode is schemathesis.GenerationMode.POSITIVE else 400) in answered


def test_every_list_is_described_and_every_field_that_it_tells(
    client: Client, record: Home
) -> None:
    in_one_matter(SAID[0], SAID[2])
    tell_more()
    told = client.get("/api/v1/openapi.json").json()
    assert told["openapi"].startswith("3.1")
    for one in LISTS:
        answer = client.get(f"/api/v1/{one.name}").json()
        assert answer["rehearsal"] is True
        assert answer[one.name], one.name
        shape = told["components"]["schemas"][_item(told, one.name)]
        assert set(answer[one.name][0]) | {"others"} >= set(shape["properties"])
        assert set(answer[one.name][0]) <= set(shape["properties"])
        names = {said["name"] for said in told["paths"][f"/api/v1/{one.name}"]["get"]["parameters"]}
        assert names == {*one.parameters}


def _item(told: dict[str, Any], name: str) -> str:
    answer = told["paths"][f"/api/v1/{name}"]["get"]["responses"]["200"]
    page = answer["content"]["application/json"]["schema"]
    listed: str = page["properties"][name]["items"]["$ref"]
    return listed.rpartition("/")[2]
