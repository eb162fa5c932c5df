"""How often a page asks the database: a pinned number, however many medicines there are.

`cold` is the first page after a start or a publication, `warm` every later one: what is worked
out from cards is kept, so only approval, availability, notes and translations are asked anew.
"""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from medications.models import Card, Caution, Preparation, Rating, Release
from tests.cast import Cast
from tests.factories import MedicationFactory
from tests.integration.medications.conftest import forget_everything

PINNED = {
    "/cards/": (8, 3),
    "/cards/?effect=tremor&level=1&form=tablet&nice_class=heart": (8, 3),
    "/cards/grid/": (8, 3),
    "/cards/grid/?effect=tremor&level=1": (8, 3),
    "/cards/print/": (20, 7),
    "/cards/print/whole/": (20, 7),
    "/cards/compare/": (7, 4),
    "/cards/compare/?medicine=pimozide&medicine=olanzapine": (17, 4),
    "/cards/compare/?medicine=pimozide&medicine=olanzapine&medicine=clozapine": (17, 4),
    "/cards/olanzapine/": (20, 7),
    "/cards/clozapine/": (20, 7),
    "/cards/olanzapine/weight_gain/": (12, 9),
    # The second is whose page it is: a service from a copy says so on each.
    "/effects/": (2, 2),
    "/effects/weight_gain/": (9, 5),
    "/effects/something_else/": (6, 3),
    "/sources/": (6, 3),
    "/levels/": (7, 3),
}
SIGNED_IN = {"amara": (22, 9), "dev": (24, 11)}


def queries(client: Client, address: str) -> int:
    """Count what one page asks."""
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200
    return len(asked)


def cold_and_warm(client: Client, address: str) -> tuple[int, int]:
    """Count the first page and a later one."""
    forget_everything()
    return queries(client, address), queries(client, address)


def copied(rows: list, model: type, **fields: object) -> None:
    """Write rows of a model once more with some other fields."""
    for row in rows:
        row.pk = None
        for name, value in fields.items():
            setattr(row, name, value)
    model.objects.bulk_create(rows)


def double_the_cards(release: Release) -> None:
    """Give the release a second card like each one that it holds."""
    for card in release.cards.select_related("medication"):
        named = MedicationFactory(code=f"{card.medication.code}-too", name=f"{card.medication} too")
        twin = Card.objects.create(medication=named, stage=Card.Stage.PUBLISHED)
        twin.facts.set(card.facts.all())
        twin.evidence.set(card.evidence.all())
        for model in (Rating, Preparation, Caution):
            copied(list(model.objects.filter(card=card)), model, card=twin)
        release.cards.add(twin)


@pytest.mark.parametrize(("address", "pinned"), PINNED.items(), ids=PINNED)
def test_a_page_asks_a_pinned_number_of_times(
    library: Release, address: str, pinned: tuple[int, int]
) -> None:
    assert cold_and_warm(Client(), address) == pinned


@pytest.mark.parametrize(("name", "pinned"), SIGNED_IN.items(), ids=SIGNED_IN)
def test_a_card_asks_a_pinned_number_of_times_for_somebody_signed_in(
    cast: Cast, name: str, pinned: tuple[int, int]
) -> None:
    client = Client()
    client.force_login(cast.people[name])

    assert cold_and_warm(client, "/cards/olanzapine/") == pinned


def test_twice_as_many_medicines_ask_no_more(library: Release) -> None:
    double_the_cards(library)
    client = Client()

    assert library.cards.count() == 38
    assert {address: cold_and_warm(client, address) for address in PINNED} == PINNED


@pytest.mark.parametrize("read_first", ["olanzapine", "pimozide"])
def test_a_card_that_was_read_is_not_read_again_for_a_comparison(
    library: Release, read_first: str
) -> None:
    """What a comparison asks depends on whether a card is missing, not on how many are."""
    client, both = Client(), "/cards/compare/?medicine=pimozide&medicine=olanzapine"
    queries(client, f"/cards/{read_first}/")
    first, second = queries(client, both), queries(client, both)

    assert second < first <= PINNED[both][0]
