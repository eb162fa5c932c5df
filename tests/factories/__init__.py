"""The smallest valid row of each model; a trait names each interesting variation.

A conversation and everything in it are of one organisation, as services would make them. The
person's wishes belong to the one participant who is the person: factories find that row.

accounts.py       services, clinics, accounts
medications.py    effects, medicines, a release
conversations.py  people, conversations, who takes part
entries.py        what is said and decided
"""

from tests.factories.accounts import (
    PASSWORD,
    AccountFactory,
    ClinicFactory,
    MembershipFactory,
    OrganisationFactory,
)
from tests.factories.conversations import (
    ChangeFactory,
    ConsentEventFactory,
    ConsultationFactory,
    EmergencyOpeningFactory,
    InvitationFactory,
    ParticipantFactory,
    PersonFactory,
    ServiceUserFactory,
)
from tests.factories.entries import (
    AddendumFactory,
    AvoidanceFactory,
    CurrentEffectFactory,
    CurrentMedicineFactory,
    DecisionFactory,
    ExperienceFactory,
    GoalFactory,
    HelpfulEffectFactory,
    MarkFactory,
    PregnancyFactory,
    QuestionFactory,
    StanceFactory,
    TopicFactory,
)
from tests.factories.medications import (
    EffectFactory,
    EffectGroupFactory,
    MedicationFactory,
    ReleaseFactory,
)

__all__ = [
    "PASSWORD",
    "AccountFactory",
    "AddendumFactory",
    "AvoidanceFactory",
    "ChangeFactory",
    "ClinicFactory",
    "ConsentEventFactory",
    "ConsultationFactory",
    "CurrentEffectFactory",
    "CurrentMedicineFactory",
    "DecisionFactory",
    "EffectFactory",
    "EffectGroupFactory",
    "EmergencyOpeningFactory",
    "ExperienceFactory",
    "GoalFactory",
    "HelpfulEffectFactory",
    "InvitationFactory",
    "MarkFactory",
    "MedicationFactory",
    "MembershipFactory",
    "OrganisationFactory",
    "ParticipantFactory",
    "PersonFactory",
    "PregnancyFactory",
    "QuestionFactory",
    "ReleaseFactory",
    "ServiceUserFactory",
    "StanceFactory",
    "TopicFactory",
]
