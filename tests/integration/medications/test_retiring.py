"""Rows that a draft rests on no longer: in sight with the reason, and to be put back."""

import pytest
from django.http import HttpResponse
from django.test import Client

from medications.models import Card, Evidence, Rating, RetiredEvidence
from tests.cast import Cast
from tests.integration.medications.approving import signed_in
from tests.integration.medications.conftest import Read
from tests.integration.medications.draft_forms import begun, card_at, page_of
from tests.integration.medications.reading import fold, words

WHY = "Misread."


@pytest.fixture
def dev(cast: Cast) -> Client:
    """Open the browser of a pharmacist."""
    return signed_in(cast.people["dev"])


@pytest.fixture
def draft(dev: Client) -> str:
    """Begin a draft of olanzapine: its address."""
    return begun(dev)


def rating(draft: str, effect: str) -> Rating:
    """Return what a draft says of an effect."""
    return card_at(draft).ratings.get(effect__code=effect)


def counted(draft: str, effect: str = "weight_gain") -> Evidence:
    """Return the first row that a level rests on."""
    found = rating(draft, effect).evidence.first()
    assert found is not None
    return found


class TestRetiring:
    """A row that counts no longer stays in sight, and can be put back."""

    def retire(self, dev: Client, draft: str, row: Evidence, reason: str = WHY) -> HttpResponse:
        """Send the form of the row's page."""
        return dev.post(f"{draft}evidence/{row.pk}/retired/", {"retire-reason": reason})

    def test_it_is_retired_and_put_back(self, dev: Client, draft: str, read: Read) -> None:
        """And the level rests on it again."""
        row, before = counted(draft), set(rating(draft, "weight_gain").evidence.all())
        self.retire(dev, draft, row)
        assert row not in rating(draft, "weight_gain").evidence.all()
        page = read(f"{draft}evidence/", client=dev)
        assert WHY in words(page)
        assert page.select(f"form[action='{draft}evidence/{row.pk}/back/']")
        beside = fold(read(f"{draft}levels/weight_gain/", client=dev), "Retired rows (1)")
        assert WHY in words(beside)

        for _ in range(2):
            assert dev.post(f"{draft}evidence/{row.pk}/back/").status_code == 302
        assert set(rating(draft, "weight_gain").evidence.all()) == before
        assert not RetiredEvidence.objects.exists()

    def test_it_needs_a_reason(self, dev: Client, draft: str) -> None:
        """Said beside its field."""
        response = self.retire(dev, draft, counted(draft), "")

        assert response.status_code == 422
        assert "Say why it does not count any more." in words(page_of(response))

    def test_twice_is_once(self, dev: Client, draft: str) -> None:
        """The first reason stays."""
        row = counted(draft)
        self.retire(dev, draft, row)
        self.retire(dev, draft, row, "Another reason.")

        assert RetiredEvidence.objects.get().reason == WHY

    def test_without_its_rows_a_level_has_to_be_explained(
        self, dev: Client, draft: str, read: Read
    ) -> None:
        """It does not move by itself."""
        for row in card_at(draft).evidence.filter(effect__code="weight_gain"):
            self.retire(dev, draft, row)

        assert rating(draft, "weight_gain").level == 3
        assert rating(draft, "weight_gain").basis == "pharmacist"
        assert "Weight gain: say why this level." in words(read(draft, client=dev))

    def test_a_later_draft_can_put_it_back_too(self, dev: Client, draft: str) -> None:
        """What the earlier version says of it stays."""
        row = counted(draft)
        self.retire(dev, draft, row)
        Card.objects.filter(pk=card_at(draft).pk).update(stage="discarded")
        later = begun(dev)
        card_at(later).evidence.remove(row)

        assert dev.post(f"{later}evidence/{row.pk}/back/").status_code == 302
        assert card_at(later).evidence.filter(pk=row.pk).exists()
        assert RetiredEvidence.objects.count() == 1

    def test_a_row_of_another_card_is_not_there(self, dev: Client, draft: str) -> None:
        """Neither to correct, nor to retire, nor to put back."""
        row = Evidence.objects.exclude(medication__code="olanzapine").exclude(medication=None)[0]

        assert dev.get(f"{draft}evidence/{row.pk}/").status_code == 404
        assert self.retire(dev, draft, row).status_code == 404
        assert dev.post(f"{draft}evidence/{row.pk}/back/").status_code == 404

    def test_only_a_draft_loses_or_gains_rows(self, dev: Client, draft: str) -> None:
        """The reason that was typed stays."""
        row = counted(draft)
        Card.objects.filter(pk=card_at(draft).pk).update(stage="submitted")
        response = self.retire(dev, draft, row)

        assert response.status_code == 422
        assert WHY in response.content.decode()
        assert dev.post(f"{draft}evidence/{row.pk}/back/").status_code == 302
        assert not RetiredEvidence.objects.exists()
