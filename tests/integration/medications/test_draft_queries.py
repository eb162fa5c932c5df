"""How often the pages of a draft ask the database: a pinned number, however much is in it."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from medications.models import Card, Evidence
from tests.cast import Cast
from tests.integration.medications.approving import signed_in
from tests.integration.medications.draft_forms import begun, card_at

PINNED = {
    "": 28,
    "preview/": 20,
    "preview/phone/": 7,
    "levels/weight_gain/": 16,
    "words/smoking/": 11,
    "cautions/new/": 7,
    "forms/new/": 8,
    "day/": 9,
    "evidence/": 11,
}


def queries(client: Client, address: str) -> int:
    """Count what one page asks."""
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200
    return len(asked)


def more_rows(card: Card) -> None:
    """Let a draft hold twice as many rows and cautions."""
    rows = list(Evidence.objects.filter(medication__code="clozapine"))
    card.evidence.add(*rows)
    for caution in list(card.cautions.all()):
        caution.pk, caution.text = None, f"{caution.text} Again."
        caution.save()


@pytest.mark.parametrize(("part", "pinned"), PINNED.items(), ids=lambda its: str(its))
def test_a_page_asks_a_pinned_number_of_times(cast: Cast, part: str, pinned: int) -> None:
    dev = signed_in(cast.people["dev"])
    address = begun(dev)
    queries(dev, address)

    assert queries(dev, f"{address}{part}") == pinned
    more_rows(card_at(address))
    assert queries(dev, f"{address}{part}") == pinned
