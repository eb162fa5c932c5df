"""What is said: once per voice, voices apart, and handles that tell nothing."""

import pytest
from django.utils import timezone

from tests import factories as made
from tests.integration.consultations.test_models import assert_refused

pytestmark = pytest.mark.django_db


class TestAvoidance:
    """Up to five effects in order, for each voice."""

    @pytest.mark.parametrize("priority", [0, 6])
    def test_a_priority_is_1_to_5(self, priority: int) -> None:
        """There is no sixth."""
        assert_refused("avoidance_priority_1_to_5", made.AvoidanceFactory, priority=priority)

    def test_an_effect_is_avoided_once(self) -> None:
        """Twice would weigh double."""
        first = made.AvoidanceFactory()
        twice = {"consultation": first.consultation, "effect": first.effect, "priority": 2}
        assert_refused("avoidance_effect_once", made.AvoidanceFactory, **twice)

    def test_a_priority_is_given_once(self) -> None:
        """The person's order has no ties."""
        first = made.AvoidanceFactory()
        same = {"consultation": first.consultation}
        assert_refused("avoidance_priority_once", made.AvoidanceFactory, **same)

    def test_a_carer_has_an_order_of_their_own(self) -> None:
        """Stored apart, never merged."""
        first = made.AvoidanceFactory()
        carer = made.ParticipantFactory(consultation=first.consultation)
        also = {"consultation": first.consultation, "effect": first.effect}
        made.AvoidanceFactory(voice=carer, **also)
        assert carer.avoidance_rows.count() == first.voice.avoidance_rows.count() == 1


@pytest.mark.parametrize(
    ("constraint", "factory"),
    [
        ("helpful_effect_once", made.HelpfulEffectFactory),
        ("mark_effect_once", made.MarkFactory),
        ("current_effect_once", made.CurrentEffectFactory),
    ],
)
def test_a_line_stands_once_for_a_voice(constraint: str, factory: type) -> None:
    """And once more for another voice."""
    first = factory()
    same = {"consultation": first.consultation, "effect": first.effect}
    assert_refused(constraint, factory, **same)
    factory(voice=made.ParticipantFactory(consultation=first.consultation), **same)


@pytest.mark.parametrize(
    ("constraint", "factory"),
    [("goal_once_per_voice", made.GoalFactory), ("stance_once_per_voice", made.StanceFactory)],
)
def test_a_kind_stands_once_for_a_voice(constraint: str, factory: type) -> None:
    """And once more for another voice."""
    first = factory()
    assert_refused(constraint, factory, consultation=first.consultation)
    factory(
        consultation=first.consultation,
        voice=made.ParticipantFactory(consultation=first.consultation),
    )


@pytest.mark.parametrize(
    ("constraint", "factory"),
    [
        ("currentmedicine_names_a_medicine", made.CurrentMedicineFactory),
        ("experience_names_a_medicine", made.ExperienceFactory),
    ],
)
def test_a_medicine_is_of_the_library_or_named(constraint: str, factory: type) -> None:
    """Exactly one of the two."""
    factory(medication=None, name="flupentixol")
    assert_refused(constraint, factory, medication=None)
    assert_refused(constraint, factory, name="flupentixol")


def test_a_medicine_is_taken_now_once() -> None:
    """Several that the library does not have may stand beside it."""
    first = made.CurrentMedicineFactory()
    here = {"consultation": first.consultation}
    made.CurrentMedicineFactory(medication=None, name="one", **here)
    made.CurrentMedicineFactory(medication=None, name="another", **here)
    again = {"medication": first.medication, **here}
    assert_refused("current_medicine_once", made.CurrentMedicineFactory, **again)


def test_bother_is_0_to_3() -> None:
    """Or not said."""
    made.CurrentEffectFactory()
    made.CurrentEffectFactory(bother=3)
    assert_refused("current_effect_bother_0_to_3", made.CurrentEffectFactory, bother=4)


def test_an_answer_is_somebodys() -> None:
    """A question is answered by somebody at a moment, or still open."""
    assert_refused("topic_answered_by_somebody", made.TopicFactory, answer="Yes, you can.")
    assert_refused("question_answered_by_somebody", made.QuestionFactory, answer="Yes, you can.")
    by = {"answered_by": made.ParticipantFactory(), "answered_at": timezone.now()}
    assert_refused("question_answered_by_somebody", made.QuestionFactory, **by)


def test_pregnancy_has_three_answers_and_begins_with_not_asked() -> None:
    """Silence is never a no."""
    first = made.PregnancyFactory()
    assert first.answer == "not_asked"
    assert_refused("pregnancy_three_answers", made.PregnancyFactory, answer="")
    twice = {"consultation": first.consultation}
    assert_refused("pregnancy_asked_once", made.PregnancyFactory, **twice)


@pytest.mark.parametrize(
    "factory",
    [
        made.AvoidanceFactory,
        made.HelpfulEffectFactory,
        made.CurrentEffectFactory,
        made.CurrentMedicineFactory,
        made.ExperienceFactory,
        made.DecisionFactory,
    ],
)
def test_the_text_of_a_row_tells_nothing(factory: type) -> None:
    """It may end up in a log, so neither effect, medicine nor name stands in it."""
    row = factory()
    words = {"effect_", "Effect ", "Medicine ", "medicine-", "Sam ", "Jo ", "no_change"}
    assert not [word for word in words if word in str(row)]
