"""Documents as references: who, when and where, in each form."""

from typing import Any

import pytest
from django.test import Client

from liaison.catalogue.models import Document
from liaison.kernel.home import Home
from tests.publish.invented import SAID, WITHDRAWN
from tests.publish.reading import content
from tests.publish.taken import READ


def taken(client: Client, form: str) -> list[dict[str, Any]]:
    return READ[form](content(client.get(f"/en/search.{form}")))


def test_a_reference_says_who_when_and_where(client: Client, record: Home) -> None:
    said = SAID[0]
    row = Document.objects.filter(identifier=said.identifier)
    row.update(title="Fees & {fines}: 50% of #1")
    [bib] = [one for one in taken(client, "bib") if one["identifier"] == said.identifier]
    assert bib["title"] == r"{Fees \& \textbraceleft{}fines\textbraceright{}: 50\% of \#1}"
    assert bib["date"] == said.published
    assert bib["number"] == said.symbol
    assert bib["author"] == "{Harbour Commission on Defenders}"
    assert bib["url"] == said.address
    assert "invented" in bib["note"]
    [ris] = [one for one in taken(client, "ris") if one["identifier"] == said.identifier]
    assert ris["title"] == "Fees & {fines}: 50% of #1"
    assert ris["date"] == "2024/05/06/"
    assert ris["authors"] == ["Harbour Commission on Defenders"]
    [csl] = [one for one in taken(client, "csl.json") if one["identifier"] == said.identifier]
    assert csl["title"] == "Fees & {fines}: 50% of #1"
    assert csl["issued"] == {"date-parts": [[2024, 5, 6]]}
    assert csl["URL"] == said.address


def test_a_date_of_a_reference_is_as_precise_as_known(client: Client, record: Home) -> None:
    by_title = {one["title"]: one for one in taken(client, "csl.json")}
    month, year = SAID[1].title, SAID[4].title
    assert by_title[month]["issued"] == {"date-parts": [[2024, 4]]}
    assert by_title[year]["issued"] == {"date-parts": [[2019]]}
    by_title = {one["title"]: one for one in taken(client, "ris")}
    assert by_title[month]["date"] == "2024/04//"
    undated = next(one.title for one in SAID if not one.published)
    assert "date" not in by_title[undated]


@pytest.mark.parametrize("form", ["bib", "ris", "csl.json"])
def test_a_document_is_cited_alone(client: Client, record: Home, form: str) -> None:
    address = f"/en/documents/{SAID[1].identifier}.{form}"
    answer = client.get(address)
    [one] = READ[form](content(answer))
    assert one["identifier"] == SAID[1].identifier
    assert client.get(f"{address}?page=2").status_code == 400
    assert client.get(f"/en/documents/d222222222222.{form}").status_code == 404
    assert client.get(f"/en/documents/{WITHDRAWN.identifier}.{form}").status_code == 410
