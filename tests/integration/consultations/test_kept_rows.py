"""What is decided, changed, agreed or put right is written once; a change of mind is a new row."""

from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction

from consultations.models import RowIsKept
from tests import factories as made
from tests.integration.consultations.test_models import assert_refused

pytestmark = pytest.mark.django_db
each_kept = pytest.mark.parametrize(
    "factory",
    [
        made.DecisionFactory,
        made.ChangeFactory,
        made.ConsentEventFactory,
        made.EmergencyOpeningFactory,
        made.AddendumFactory,
    ],
)


@each_kept
class TestKept:
    """Whatever way somebody tries."""

    def test_saving_again_is_refused(self, factory: type) -> None:
        """Also with the fields that would change."""
        row = factory()
        with pytest.raises(RowIsKept):
            row.save()
        with pytest.raises(RowIsKept):
            row.save(update_fields=["organisation"])

    def test_a_copy_under_the_same_key_is_refused(self, factory: type) -> None:
        """It would be an UPDATE in disguise."""
        row = factory()
        columns = [field.attname for field in row._meta.concrete_fields]
        copy = type(row)(**{column: getattr(row, column) for column in columns})
        with pytest.raises(IntegrityError), transaction.atomic():
            copy.save()

    def test_deleting_is_refused(self, factory: type) -> None:
        """One row or many."""
        row = factory()
        with pytest.raises(RowIsKept):
            row.delete()
        with pytest.raises(RowIsKept):
            type(row).objects.all().delete()
        assert type(row).objects.filter(pk=row.pk).exists()

    def test_updating_many_is_refused(self, factory: type) -> None:
        """Also through bulk_update."""
        row = factory()
        elsewhere = made.OrganisationFactory()
        with pytest.raises(RowIsKept):
            type(row).objects.update(organisation=elsewhere)
        row.organisation = elsewhere
        with pytest.raises(RowIsKept):
            type(row).objects.bulk_update([row], ["organisation"])


class TestDecision:
    """A line without forks, each saying what it says."""

    def test_there_is_one_first_decision(self) -> None:
        """The next one names the one before."""
        first = made.DecisionFactory()
        here = {"consultation": first.consultation}
        assert_refused("decision_first_once", made.DecisionFactory, **here)
        second = made.DecisionFactory(previous=first, **here)
        assert first.next == second
        with pytest.raises(IntegrityError), transaction.atomic():
            made.DecisionFactory(previous=first, **here)

    def test_a_medicine_is_named(self) -> None:
        """And no medicine where the decision is none."""
        made.DecisionFactory(medicine=True)
        unnamed = {"medicine": True, "medication": None}
        assert_refused("decision_names_its_medicine", made.DecisionFactory, **unnamed)
        medication = made.MedicationFactory()
        for kind in ("none", "not_today"):
            named = {"kind": kind, "medication": medication}
            assert_refused("decision_without_medicine", made.DecisionFactory, **named)

    def test_a_medicine_that_is_not_on_the_cards_is_named_by_its_name(self) -> None:
        """Instead of one that is, never beside it; and not where the decision is none."""
        made.DecisionFactory(kind="medicine", medication_name="Zotepine")
        made.DecisionFactory(kind="no_change", medication_name="Zotepine")
        both = {"medication": made.MedicationFactory(), "medication_name": "Zotepine"}
        for kind in ("medicine", "lower_dose", "no_change", "clinician_decides"):
            one = "decision_names_its_medicine"
            assert_refused(one, made.DecisionFactory, kind=kind, **both)
        for kind in ("none", "not_today"):
            named = {"kind": kind, "medication_name": "Zotepine"}
            assert_refused("decision_without_medicine", made.DecisionFactory, **named)

    def test_how_it_ends_stands_beside_what_becomes_of_it(self) -> None:
        """Words alone do not tell whether what was taken until now is stopped."""
        words = {"kind": "none", "until_now_how": "5 mg for a week"}
        assert_refused("decision_says_what_goes_how", made.DecisionFactory, **words)
        made.DecisionFactory(**words, until_now="stepwise")

    def test_the_person_named_one_medicine(self) -> None:
        """Of the cards or by its name."""
        both = {"named_medication": made.MedicationFactory(), "named_medication_name": "Zotepine"}
        named = {"named_kind": "medicine", "difference_reason": "Blood tests first."} | both
        assert_refused("decision_person_named_one", made.DecisionFactory, **named)

    def test_a_difference_has_a_reason(self) -> None:
        """Another kind, another medicine, or none where one was named."""
        one, other = made.MedicationFactory.create_batch(2)
        named = {"named_kind": "medicine", "named_medication": one}
        why = "decision_says_why_it_differs"
        for decided in (
            {"kind": "no_change"},
            {"kind": "none"},
            {"kind": "medicine", "medication": other},
            {"kind": "lower_dose", "medication": one},
        ):
            assert_refused(why, made.DecisionFactory, **named, **decided)
            made.DecisionFactory(**named, **decided, difference_reason="Blood tests first.")

    def test_a_difference_of_typed_names_has_a_reason(self) -> None:
        """One typed and one of the cards, or two that are typed."""
        card, typed = {"medication": made.MedicationFactory()}, {"medication_name": "Zotepine"}
        why = "decision_says_why_it_differs"
        for decided, named in (
            (card, {"named_medication_name": "Zotepine"}),
            (typed, {"named_medication": card["medication"]}),
            (typed, {"named_medication_name": "Perazine"}),
        ):
            its = {"kind": "medicine", "named_kind": "medicine", **decided, **named}
            assert_refused(why, made.DecisionFactory, **its)
            made.DecisionFactory(**its, difference_reason="Blood tests first.")

    def test_without_a_difference_there_is_no_need_for_one(self) -> None:
        """The same as named, or nothing named."""
        one = made.MedicationFactory()
        named = {"named_kind": "medicine", "named_medication": one}
        made.DecisionFactory(kind="medicine", medication=one, **named)
        made.DecisionFactory(kind="no_change", named_kind="no_change")
        made.DecisionFactory(kind="lower_dose", medication=one, named_kind="lower_dose")
        made.DecisionFactory(kind="medicine", medication=one)
        made.DecisionFactory(
            kind="medicine",
            medication_name="Zotepine",
            named_kind="medicine",
            named_medication_name="Zotepine",
        )


class TestChange:
    """The same key once, the same number once, always somebody's."""

    def test_a_key_counts_once_in_a_conversation(self) -> None:
        """A retry changes nothing; another conversation may have the key."""
        first = made.ChangeFactory(key=uuid4())
        again = {"key": first.key, "consultation": first.consultation}
        assert_refused("change_key_once", made.ChangeFactory, **again)
        made.ChangeFactory(key=first.key)

    def test_a_number_stands_once_in_a_conversation(self) -> None:
        """Two writers cannot both be the seventh."""
        first = made.ChangeFactory()
        same = {"sequence": first.sequence, "consultation": first.consultation}
        assert_refused("change_sequence_once", made.ChangeFactory, **same)

    def test_it_counts_from_1(self) -> None:
        """0 would be the change before any."""
        assert_refused("change_sequence_from_1", made.ChangeFactory, sequence=0)

    def test_it_is_somebodys(self) -> None:
        """A participant, an account, or both."""
        assert_refused("change_is_by_somebody", made.ChangeFactory, account=None)
        person = made.PersonFactory()
        here = {"consultation": person.consultation}
        made.ChangeFactory(account=None, participant=person, **here)
