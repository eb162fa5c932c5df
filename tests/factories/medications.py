"""The library, as far as a conversation needs it: effects, medicines, a release."""

import factory
from factory.django import DjangoModelFactory

from tests.factories.accounts import OrganisationFactory


class EffectGroupFactory(DjangoModelFactory):
    """A heading of the checklist."""

    code = factory.Sequence(lambda n: f"group_{n}")
    label = factory.Sequence(lambda n: f"Group {n}")
    position = factory.Sequence(lambda n: n + 100)

    class Meta:
        """Any number of them, apart from those that are loaded."""

        model = "medications.EffectGroup"


class EffectFactory(DjangoModelFactory):
    """A line of the checklist; there are 37 numbers, so the 38th is the first again."""

    number = factory.Sequence(lambda n: n % 37 + 1)
    code = factory.LazyAttribute(lambda effect: f"effect_{effect.number}")
    label = factory.LazyAttribute(lambda effect: f"Effect {effect.number}")
    group = factory.SubFactory(EffectGroupFactory)
    nice_class = "other"
    explanation = "What it is like."
    symbol = factory.SelfAttribute("code")

    class Meta:
        """One per number."""

        model = "medications.Effect"
        django_get_or_create = ("number",)


class MedicationFactory(DjangoModelFactory):
    """A medicine that every organisation has."""

    code = factory.Sequence(lambda n: f"medicine-{n}")
    name = factory.Sequence(lambda n: f"Medicine {n}")

    class Meta:
        """Any number of them."""

        model = "medications.Medication"


class ReleaseFactory(DjangoModelFactory):
    """A release without cards."""

    organisation = factory.SubFactory(OrganisationFactory)
    number = factory.Sequence(lambda n: n + 1)

    class Meta:
        """Any number of them."""

        model = "medications.Release"
