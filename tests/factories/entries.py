"""What people say in a conversation, and what is decided."""

import datetime

import factory

from tests.factories.conversations import (
    ConversationRowFactory,
    ParticipantFactory,
    PersonFactory,
)
from tests.factories.medications import EffectFactory, MedicationFactory


class EntryFactory(ConversationRowFactory):
    """What the person said and entered."""

    voice = factory.SubFactory(PersonFactory, consultation=factory.SelfAttribute("..consultation"))
    entered_by = factory.SelfAttribute("voice")

    class Meta:
        """A base."""

        abstract = True


class GoalFactory(EntryFactory):
    """What should get better."""

    kind = "get_better"
    text = "Sleeping through"

    class Meta:
        """One per kind and voice."""

        model = "consultations.Goal"


class TopicFactory(EntryFactory):
    """Something to bring up."""

    text = "Driving"

    class Meta:
        """Any number of them."""

        model = "consultations.Topic"


class QuestionFactory(EntryFactory):
    """Something asked between two visits."""

    text = "Can I drink a beer?"

    class Meta:
        """Any number of them."""

        model = "consultations.Question"


class StanceFactory(EntryFactory):
    """Rather no medicine."""

    kind = "no_medicine"

    class Meta:
        """One per kind and voice."""

        model = "consultations.Stance"


class AvoidanceFactory(EntryFactory):
    """The first of the five."""

    effect = factory.SubFactory(EffectFactory)
    priority = 1

    class Meta:
        """One per priority and voice."""

        model = "consultations.Avoidance"


class HelpfulEffectFactory(EntryFactory):
    """An effect that would help."""

    effect = factory.SubFactory(EffectFactory)

    class Meta:
        """One per effect and voice."""

        model = "consultations.HelpfulEffect"


class MarkFactory(EntryFactory):
    """A line that does not apply."""

    effect = factory.SubFactory(EffectFactory)
    kind = "does_not_apply"

    class Meta:
        """One per effect and voice."""

        model = "consultations.Mark"


class CurrentMedicineFactory(EntryFactory):
    """A medicine of the library, taken now."""

    medication = factory.SubFactory(MedicationFactory)

    class Meta:
        """Any number of them."""

        model = "consultations.CurrentMedicine"


class ExperienceFactory(EntryFactory):
    """A medicine of the library, taken before."""

    medication = factory.SubFactory(MedicationFactory)

    class Meta:
        """Any number of them."""

        model = "consultations.Experience"


class CurrentEffectFactory(EntryFactory):
    """A side effect felt now."""

    effect = factory.SubFactory(EffectFactory)

    class Meta:
        """One per effect and voice."""

        model = "consultations.CurrentEffect"


class PregnancyFactory(ConversationRowFactory):
    """A question that was not asked."""

    question = "pregnant"
    recorded_by = factory.SubFactory(
        ParticipantFactory, clinician=True, consultation=factory.SelfAttribute("..consultation")
    )

    class Meta:
        """One per question."""

        model = "consultations.Pregnancy"


class AddendumFactory(ConversationRowFactory):
    """A correction at the person's wish."""

    text = "It was in May, not in June."
    wish = "person"
    entered_by = factory.SubFactory(
        ParticipantFactory, clinician=True, consultation=factory.SelfAttribute("..consultation")
    )

    class Meta:
        """Any number of them."""

        model = "consultations.Addendum"


class DecisionFactory(ConversationRowFactory):
    """No change, decided together."""

    kind = "no_change"
    who_decided = "together"
    decided_by = factory.SubFactory(
        ParticipantFactory, clinician=True, consultation=factory.SelfAttribute("..consultation")
    )
    entered_by = factory.SelfAttribute("decided_by")
    review_on = datetime.date(2027, 5, 3)
    frozen = factory.LazyFunction(dict)

    class Meta:
        """The first, unless `previous` is given."""

        model = "consultations.Decision"

    class Params:
        """A medicine."""

        medicine = factory.Trait(kind="medicine", medication=factory.SubFactory(MedicationFactory))
