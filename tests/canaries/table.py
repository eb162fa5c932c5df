"""THE table: who may see what stands in each text field. Written by hand.

A new text field is in no row, which fails the tests. Decide who may see it, write its row here, and
see to it that tests/canaries/library.py or talks.py writes a row that holds a word in it.

Each row is about one field, or about one part of a JSON field ("…Decision.frozen/person"), and
names who sees it in Sam's conversation or in the service that most readers belong to. `may_see`
says what follows for private entries, other conversations and another service.
"""

from tests.canaries.planting import Planted
from tests.canaries.readers import (
    ADMINISTRATOR,
    ANOTHER,
    BEFORE,
    CARERS,
    CLINICIAN,
    ELSEWHERE,
    EVERYBODY,
    MANAGER,
    OTHER_CLINICIAN,
    PERSON,
    PHARMACIST,
    STAFF,
)

Readers = frozenset[str]
ALL = frozenset(EVERYBODY)
EVERY_CARER = frozenset(CARERS.values())
WITH_WORDS = frozenset({CARERS["words"], CARERS["everything"]})
WITH_DECISION = frozenset({CARERS["the decision"], CARERS["everything"]})
WITH_PREGNANCY = frozenset({CARERS["pregnancy"], CARERS["everything"]})
WITH_ANYTHING = EVERY_CARER - {CARERS["nothing"]}

TEAM = frozenset({CLINICIAN})
VISIT = TEAM | {PERSON}
OWN = VISIT | {BEFORE}
DECIDED = VISIT | WITH_DECISION
SHARED_OWN, SHARED = OWN | WITH_WORDS, VISIT | WITH_WORDS
DESK = frozenset({PHARMACIST})
CLINICIANS = TEAM | {OTHER_CLINICIAN}
COLLEAGUES = frozenset(STAFF) - {ELSEWHERE}
LEADS = frozenset({MANAGER, ADMINISTRATOR})
NOBODY: Readers = frozenset()

TABLE: dict[str, Readers] = {
    "accounts.Organisation.name": COLLEAGUES,
    "accounts.Organisation.texts": ALL,
    "accounts.TextVersion.text": frozenset({MANAGER}),
    "accounts.Clinic.name": COLLEAGUES,
    "accounts.Account.email": COLLEAGUES,
    "accounts.Account.name": COLLEAGUES | VISIT | WITH_ANYTHING,
    "accounts.AuditEntry.action": LEADS,
    "accounts.AuditEntry.record": LEADS,
    "medications.EffectGroup.label": ALL,
    "medications.Effect.label": ALL,
    "medications.Effect.explanation": ALL,
    "medications.Medication.name": ALL,
    "medications.Medication.say_it": ALL,
    "medications.Medication.brands": ALL,
    "medications.Medication.family": ALL,
    "medications.Source.title": ALL,
    "medications.Source.publisher": ALL,
    "medications.Source.revision": ALL,
    "medications.Source.address": ALL,
    "medications.Source.licence_note": ALL,
    "medications.Evidence.reported_term": ALL,
    "medications.Evidence.population": ALL,
    "medications.Evidence.note": ALL,
    "medications.CardFact.value": ALL,
    "medications.Card.sections": ALL,
    "medications.Card.names": DESK,
    "medications.Card.stage_reason": DESK,
    "medications.Rating.frequency": ALL,
    "medications.Rating.severity": ALL,
    "medications.Rating.note": ALL,
    "medications.Rating.reason": ALL,
    "medications.Preparation.strengths": ALL,
    "medications.Preparation.how_often": ALL,
    "medications.Caution.text": ALL,
    "medications.CardMove.words": DESK,
    "medications.RetiredEvidence.reason": DESK,
    "medications.RetiredFact.reason": DESK,
    "medications.SourceMove.words": DESK,
    "medications.Release.reason": DESK | TEAM,
    "medications.Availability.reason": ALL,
    "medications.LocalNote.text": ALL,
    "medications.CardTranslation.heading": ALL,
    "medications.CardTranslation.text": ALL,
    "medications.CardTranslation.english": DESK,
    "medications.TranslationStep.words": DESK,
    "consultations.Avoidance.why": SHARED_OWN,
    "consultations.Avoidance.own_words": SHARED_OWN,
    "consultations.HelpfulEffect.own_words": SHARED_OWN,
    "consultations.Goal.text": SHARED_OWN,
    "consultations.Topic.text": SHARED_OWN,
    "consultations.Stance.own_words": SHARED_OWN,
    "consultations.CurrentEffect.own_words": OWN,
    "consultations.Question.text": OWN,
    "consultations.Question.answer": OWN,
    "consultations.CurrentMedicine.name": SHARED,
    "consultations.CurrentMedicine.preparation": SHARED,
    "consultations.CurrentMedicine.dose": SHARED,
    "consultations.Experience.name": SHARED,
    "consultations.Experience.preparation": SHARED,
    "consultations.Experience.dose": SHARED,
    "consultations.Experience.good": SHARED,
    "consultations.Experience.bad": SHARED,
    "consultations.Experience.taken_when": SHARED,
    "consultations.Pregnancy.answer": VISIT | WITH_PREGNANCY,
    "consultations.ServiceUser.local_number": CLINICIANS,
    "consultations.ServiceUser.nhs_number": CLINICIANS,
    "consultations.ServiceUser.preferred_name": CLINICIANS | VISIT | WITH_ANYTHING,
    "consultations.ServiceUser.given_names": CLINICIANS,
    "consultations.ServiceUser.family_name": CLINICIANS,
    "consultations.ServiceUser.communication_needs": CLINICIANS,
    "consultations.ServiceUser.interpreter_language": CLINICIANS,
    "consultations.Consultation.open_to_choice": OWN,
    "consultations.Consultation.participation_reason": TEAM,
    "consultations.Participant.name": VISIT | WITH_ANYTHING,
    "consultations.Participant.role": TEAM,
    "consultations.Addendum.text": VISIT,
    "consultations.Decision.preparation": DECIDED,
    "consultations.Decision.dose": DECIDED,
    "consultations.Decision.until_now_how": VISIT,
    "consultations.Decision.medication_name": DECIDED,
    "consultations.Decision.named_medication_name": VISIT,
    "consultations.Decision.named_words": VISIT,
    "consultations.Decision.difference_reason": VISIT,
    "consultations.Decision.clinician_view": VISIT,
    "consultations.Decision.clinician_reason": VISIT,
    "consultations.Decision.open_questions": VISIT,
    "consultations.Decision.frozen": VISIT,
    "consultations.Decision.frozen/person/name": DECIDED,
    "consultations.Decision.frozen/person/band": DECIDED,
    "consultations.Decision.frozen/service": DECIDED,
    "consultations.Decision.frozen/setting/when": DECIDED,
    "consultations.Decision.frozen/setting/where": DECIDED,
    "consultations.Decision.frozen/release": DECIDED,
    "consultations.Decision.frozen/person/full_name": TEAM,
    "consultations.Decision.frozen/person/local_number": TEAM,
    "consultations.RecordMove.reason": CLINICIANS | {MANAGER},
    "consultations.ReviewPrompt.reason": TEAM,
    "consultations.EmergencyOpening.why": TEAM,
}

ON_NO_PAGE: dict[str, str] = {
    "accounts.Account.password": "a digest, for signing in",
    "accounts.SignIn.key": "a secret",
    "accounts.AuditEntry": "a digest, and details read from the database by whoever answers for it",
    "accounts.AuditSeal": "digests; the command prints them",
    "accounts.Tombstone": "records, digests and counts of what is gone",
    "accounts.SealedHead": "records and digests, read by the command that checks the audit",
    "medications.Medication.snomed_code": "for record systems; the desk shows what a draft says",
    "medications.Evidence.key": "a digest",
    "medications.Evidence.comparator": "shown as words of the program where it is known",
    "medications.Card.content_key": "a digest",
    "medications.CardFact.key": "a digest",
    "medications.CardTranslation.english_key": "a digest",
    "medications.RetiredFact.cautions": "put back with the fact",
    "medications.Term": "stands where its word does, in a fact",
    "consultations.Topic.answer": "kept for a page that is not there yet",
    "consultations.Change": "what was saved, for replays; its words are never shown",
    "consultations.Decision.frozen/person/nhs_number": "in groups of digits, where it is one",
    "consultations.Decision.frozen/setting/pregnancy": "never printed: others may read a summary",
    "consultations.Decision.frozen/wishes/marks": "never printed: others may read a summary",
    "consultations.Participant.seat_digest": "a digest",
    "consultations.Invitation": "digests",
    "consultations.Screen.hub": "which process holds a stream",
    "consultations.ImpactRun": "keys and levels, to work with",
}
"""What nobody finds anywhere, with the reason: a field, a part of one, or a model."""

IN_ANSWERS: dict[str, Readers] = {
    "accounts.AuditEntry.digest": LEADS,
    "accounts.Account.email": LEADS,
    "medications.Medication.snomed_code": DESK,
}
"""What besides comes back when a form is sent: the file of the audit says who by their address and
holds digests; a draft that is begun says the code."""

OF_A_FEW_WORDS: dict[str, str] = {
    "accounts.SignIn.browser": "words of the program",
    "accounts.Session.session_key": "letters by chance",
    "accounts.Session.session_data": "packed and signed by Django",
    "accounts.TextVersion.key": "one of the texts",
    "medications.EffectGroup.code": "in the files of the service",
    "medications.Effect.code": "in the files of the service",
    "medications.Effect.symbol": "in the files of the service",
    "medications.Medication.code": "made of the name, and stands in addresses",
    "medications.Source.code": "given by the service",
    "medications.Evidence.measure": "one of the measures",
    "medications.Evidence.value": "a figure, or one of the classes",
    "medications.CardFact.kind": "one of the kinds",
    "medications.CardTranslation.section": "one of the sections",
    "consultations.ImpactRun.changed": "levels by code",
    "consultations.ImpactRun.counts": "figures by key",
    "consultations.ReviewRound.changed": "codes of medicines",
}
"""Fields whose words no person chooses: nothing is planted there."""


def row_of(planted: Planted) -> tuple[str, Readers] | None:
    """Return the row that is nearest to something planted; None when there is none."""
    keys = [planted.field, planted.field.rpartition(".")[0]]
    parts = planted.path.split("/") if planted.path else []
    keys = ["/".join([planted.field, *parts[:each]]) for each in range(len(parts), 0, -1)] + keys
    for key in keys:
        if key in ON_NO_PAGE:
            return key, NOBODY
        if key in TABLE:
            return key, TABLE[key]
    return None


def may_see(planted: Planted) -> Readers:
    """Return who may see something planted."""
    found = row_of(planted)
    readers = found[1] if found else NOBODY
    if planted.field == "accounts.Account.email":
        own = frozenset(each for each, first in STAFF.items() if _is_of(planted, first))
        return own if planted.whose == "elsewhere" else own | {ADMINISTRATOR}
    if planted.whose in CARERS.values() or planted.whose == "a guest":
        return _of_a_guest(planted, readers)
    return _ELSEWHERE.get(planted.whose, lambda its: its)(readers)


def may_be_answered(planted: Planted) -> Readers:
    """Return who may be answered with something planted, when they send a form."""
    more = IN_ANSWERS.get(planted.field, NOBODY)
    return may_see(planted) | (NOBODY if planted.whose == "elsewhere" else more)


def _is_of(planted: Planted, first: str) -> bool:
    """Tell whether an account is somebody's own."""
    return planted.whose == ("elsewhere" if first == "hugo" else f"{first}'s")


def _of_a_guest(planted: Planted, readers: Readers) -> Readers:
    """Return who sees a guest's name and what a carer wrote: the carer too, and no other."""
    mine = frozenset({planted.whose})
    if planted.field == "consultations.Participant.name":
        return readers | mine
    return (readers & VISIT) | (mine if readers & EVERY_CARER else NOBODY)


def _elsewhere(readers: Readers) -> Readers:
    """Return who sees the same of another service: those who belong to it."""
    return frozenset({ELSEWHERE}) if readers else NOBODY


_ELSEWHERE = {
    "private": lambda its: its - EVERY_CARER,
    "earlier": lambda its: its & (CLINICIANS | VISIT),
    "shared, clinician": lambda its: its - (EVERY_CARER - WITH_ANYTHING),
    "earlier, clinician": lambda its: its & VISIT,
    "another's": lambda its: (its & CLINICIANS) | ({ANOTHER} if PERSON in its else NOBODY),
    "another's, clinician": lambda its: its & TEAM,
    "of another clinic": lambda its: frozenset(
        (its & (CLINICIANS | LEADS | DESK)) - (NOBODY if OTHER_CLINICIAN in its else TEAM)
        | ({OTHER_CLINICIAN} if CLINICIAN in its else NOBODY)
    ),
    "of another clinic, clinician": lambda its: frozenset({OTHER_CLINICIAN} if its else NOBODY),
    "elsewhere": _elsewhere,
    "elsewhere, clinician": _elsewhere,
    "before the visit": lambda its: its & (CLINICIANS | {BEFORE}),
    "before the visit, clinician": lambda its: its & TEAM,
    "in hand": lambda its: DESK if its else NOBODY,
}
"""What follows for rows that are not Sam's, or not everybody's."""
