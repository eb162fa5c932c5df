"""Rows of a question that is written out: the same as Django reads them, and what stands beside."""

import pytest
from django.forms import model_to_dict

from accounts.models import Organisation, TextVersion
from accounts.reading import read
from tests.factories import AccountFactory, OrganisationFactory

pytestmark = pytest.mark.django_db

ORGANISATIONS = "SELECT 7 AS seven, its.* FROM accounts_organisation its WHERE its.id = %s"
VERSIONS = "SELECT * FROM accounts_textversion ORDER BY number"


def test_a_row_is_what_django_reads() -> None:
    """Texts as a mapping, moments with their hour, whichever database keeps them."""
    kept = OrganisationFactory(name="Wells", texts={"contact": "Ring us."})
    (found,) = read(Organisation, ORGANISATIONS, [kept.pk])
    same = Organisation.objects.get(pk=kept.pk)

    assert model_to_dict(found) == model_to_dict(same)
    assert (found.texts, found.created_at) == ({"contact": "Ring us."}, same.created_at)


def test_another_column_stands_beside_it() -> None:
    (found,) = read(Organisation, ORGANISATIONS, [OrganisationFactory().pk])

    assert vars(found)["seven"] == 7


def test_a_row_can_be_saved_like_any_other() -> None:
    (found,) = read(Organisation, ORGANISATIONS, [OrganisationFactory(name="Wells").pk])
    found.name = "Frome"
    found.save(update_fields=["name"])

    assert Organisation.objects.get().name == "Frome"


def test_every_row_comes_in_the_order_asked_for() -> None:
    organisation, by = OrganisationFactory(), AccountFactory()
    for number in (2, 1):
        TextVersion.objects.create(organisation=organisation, key="a", number=number, by=by)

    assert [each.number for each in read(TextVersion, VERSIONS, [])] == [1, 2]


def test_a_column_that_is_missing_is_an_error() -> None:
    OrganisationFactory()
    with pytest.raises(ValueError, match="not in tuple"):
        read(Organisation, "SELECT id, name FROM accounts_organisation", [])
