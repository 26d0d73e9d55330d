"""A record loaded in bulk holds what one holds that was filed document by document."""

from collections import Counter

import pytest
from django.db import connection, transaction

from liaison.catalogue.models import Document
from liaison.link.files import COUNTED, file_facts
from liaison.link.keys import keys_of
from liaison.link.models import Filed, FiledKey
from liaison.measure.filling import load_in_bulk
from liaison.measure.invented_facts import Inventor

pytestmark = pytest.mark.django_db(transaction=True)
DOCUMENTS = 2 * COUNTED


def filed() -> tuple[set[tuple[int, int]], dict[int, bytes]]:
    """All keys and facts that the tables hold."""
    facts = {pk: bytes(held) for pk, held in Filed.objects.values_list("document", "facts")}
    return set(FiledKey.objects.values_list("key", "document")), facts


def test_loading_in_bulk_files_what_filing_does() -> None:
    load_in_bulk(Inventor(7).facts(1, DOCUMENTS))
    in_bulk = filed()
    assert Document.objects.count() == DOCUMENTS
    with connection.cursor() as cursor:
        constraints = connection.introspection.get_constraints(cursor, FiledKey._meta.db_table)
    assert {index.name for index in FiledKey._meta.indexes} <= constraints.keys()

    FiledKey.objects.all().delete()
    every = {int(one.identifier): one for one in Inventor(7).facts(1, DOCUMENTS)}
    with transaction.atomic():
        file_facts(every, {pk: keys_of(one).filed for pk, one in every.items()})
    assert filed() == in_bulk
    assert max(Counter(key for key, _ in in_bulk[0]).values()) == COUNTED
