"""Conversations in which everything is said, with a word in every text field of every row."""

import datetime
from dataclasses import dataclass, field
from itertools import count
from typing import Any
from uuid import uuid4

from django.utils import timezone

from accounts.models import Account, Clinic, Organisation
from consultations.models import (
    Addendum,
    Avoidance,
    Change,
    ConsentEvent,
    Consultation,
    CurrentEffect,
    CurrentMedicine,
    Decision,
    EmergencyOpening,
    Experience,
    Goal,
    HelpfulEffect,
    ImpactRun,
    Invitation,
    Mark,
    Participant,
    Pregnancy,
    Question,
    RecordMove,
    ReviewPrompt,
    ReviewRound,
    Screen,
    ServiceUser,
    Stance,
    Together,
    Topic,
)
from consultations.models.consent import SCOPE
from consultations.presenters.experience import SENTENCES
from consultations.seats import digest
from consultations.services.impact import work_on
from medications.models import Effect, Medication, Release
from tests.canaries.planting import Words
from tests.frozen import frozen

LONG_AGO = datetime.datetime(2026, 6, 1, 10, tzinfo=datetime.UTC)
LATER = datetime.date(2027, 5, 3)
SCOPES: dict[str, tuple[str, ...]] = {
    "nothing": (),
    "cards": ("sees_cards",),
    "the comparison": ("sees_comparison",),
    "words": ("sees_words",),
    "the decision": ("sees_decision",),
    "pregnancy": ("sees_pregnancy",),
    "own view": ("adds_view",),
    "everything": SCOPE,
}
"""Carers, by what is agreed with each."""

_numbers = count(1)


@dataclass
class Talk:
    """One conversation, who takes part by name, and the seats by whose they are."""

    words: Words
    whose: str
    consultation: Consultation
    person: Participant
    clinician: Participant
    seats: dict[str, str] = field(default_factory=dict)
    carers: dict[str, Participant] = field(default_factory=dict)

    @property
    def here(self) -> dict[str, Any]:
        """The columns of every row of it."""
        its = self.consultation
        return {"organisation_id": its.organisation_id, "consultation": its}

    def add(self, model: Any, whose: str = "", **columns: Any) -> Any:
        """Add a row of it."""
        return self.words.row(model, whose or self.whose, **(self.here | columns))

    def say(self, model: Any, whose: str = "", **columns: Any) -> Any:
        """Add something that the person said, unless another voice is named."""
        voice = {"voice": self.person, "entered_by": self.person}
        return self.add(model, whose, **(voice | columns))


def person(words: Words, whose: str, clinic: Clinic) -> ServiceUser:
    """Write a person."""
    found: ServiceUser = words.row(ServiceUser, whose, organisation=clinic.organisation)
    return found


def begin(
    words: Words,
    whose: str,
    whom: ServiceUser,
    clinic: Clinic,
    account: Account,
    release: Release,
    **columns: Any,
) -> Talk:
    """Write a conversation with the person and a clinician in it."""
    plain = {"stage": "open", "version": 2, "participation": "some_parts", "started_by": account}
    consultation = words.row(
        Consultation,
        whose,
        organisation=clinic.organisation,
        clinic=clinic,
        service_user=whom,
        release=release,
        **(plain | columns),
    )
    here = {"organisation_id": clinic.organisation_id, "consultation": consultation}
    if whose in ("shared", "elsewhere"):
        mine = {"organisation_id": clinic.organisation_id, "service_user": whom, "by": account}
        words.row(RecordMove, whose, kind="hold", **mine)
    sits = {"kind": "service_user", "order_is_kept": True, "name": whom.preferred_name}
    who = words.row(Participant, whose, **here, **sits, **seat(f"{whose}, the person"))
    named = {"kind": "clinician", "account": account, "seat_digest": ""}
    clinician = words.row(Participant, f"{whose}, clinician", **here, **named)
    return Talk(words, whose, consultation, who, clinician, {"the person": f"{whose}, the person"})


def seat(token: str) -> dict[str, Any]:
    """Return the columns of a seat that opens with a token."""
    now = timezone.now()
    return {"seat_digest": digest(token), "seat_issued_at": now, "seat_seen_at": now}


def say_everything(talk: Talk) -> None:
    """Let the person say everything that can be said, and all of it be kept."""
    effects = list(Effect.objects.order_by("number"))
    for number, effect in enumerate((effects[0], effects[36]), 1):
        # Where both have words for line 37, those of what is to be avoided are shown.
        own_words = {"own_words": ""} if talk.whose == "another's" else {}
        talk.say(Avoidance, effect=effect, priority=number, **own_words)
        talk.say(HelpfulEffect, effect=effects[number])
        talk.say(Mark, effect=effects[number + 4], kind="rather_not_say")
        talk.say(CurrentEffect, effect=effect, severity="mild", bother=1)
    talk.say(Goal, kind="get_better")
    talk.say(Goal, "private" if talk.whose == "shared" else "", kind="good_life", is_private=True)
    talk.say(Stance, kind="other")
    unanswered = {"answer": "", "answered_at": None}
    talk.say(Topic, **unanswered)
    talk.say(Topic, answered_by=talk.clinician, answered_at=timezone.now())
    talk.say(Question, **unanswered)
    talk.say(Question, answered_by=talk.clinician, answered_at=timezone.now())
    talk.say(CurrentMedicine)
    talk.say(CurrentMedicine, medication=Medication.objects.get(code="clozapine"), name="")
    talk.say(Experience)
    talk.add(
        Change,
        participant=talk.person,
        sequence=1,
        key=uuid4(),
        before=talk.words.leaves(Change, "before", talk.whose, {"words": "x"}),
        after=talk.words.leaves(Change, "after", talk.whose, {"words": "x"}),
    )


def keep_private(talk: Talk) -> None:
    """Let the person say one thing more of each kind, for the clinic's team alone."""
    effects = list(Effect.objects.order_by("number"))
    private = {"whose": "private", "is_private": True}
    talk.say(Avoidance, effect=effects[10], priority=3, **private)
    talk.say(HelpfulEffect, effect=effects[11], **private)
    talk.say(CurrentEffect, effect=effects[12], severity="mild", bother=1, **private)
    talk.say(Stance, kind="no_change", **private)
    talk.say(Topic, answer="", **private)
    talk.say(CurrentMedicine, **private)
    talk.say(Experience, **private)


def decide(talk: Talk) -> Decision:
    """Let something be decided, and frozen with everything it rests on; and be put right since."""
    talk.add(Addendum, wish="person", entered_by=talk.clinician)
    kept = frozen().as_json()
    kept["setting"] |= {"pregnancy": "x", "taken_now": "x"}
    kept["until_now"] = ["x"]
    found: Decision = talk.add(
        Decision,
        kind="medicine",
        named_kind="medicine",
        until_now="stopped",
        who_decided="together",
        decided_by=talk.clinician,
        entered_by=talk.clinician,
        review_on=LATER,
        frozen=talk.words.leaves(Decision, "frozen", talk.whose, kept),
    )
    return found


def guests(talk: Talk) -> None:
    """Let guests take part: carers by what is agreed with them, and others without a seat."""
    talk.add(Participant, "a guest", kind="other", seat_digest="")
    talk.add(Participant, "a guest", kind="carer", seat_issued_at=LONG_AGO, seat_ended_at=LONG_AGO)
    for name, scope in SCOPES.items():
        token = f"a carer with {name}"
        agreed = dict.fromkeys(scope, True)
        carer = talk.add(Participant, token, kind="carer", **agreed, **seat(token))
        talk.seats[token], talk.carers[token] = token, carer
        talk.add(ConsentEvent, participant=carer, said_by=talk.person, **dict.fromkeys(SCOPE, True))
        talk.add(ConsentEvent, participant=carer, said_by=talk.clinician, **agreed)
        voice = {"voice": carer, "entered_by": carer}
        if "adds_view" in scope:
            talk.say(Topic, token, answer="", **voice)
            talk.say(Avoidance, token, effect=Effect.objects.get(number=20), priority=1, **voice)
    voice = {"voice": talk.clinician, "entered_by": talk.clinician}
    its = {"effect": Effect.objects.get(number=21), "priority": 1}
    talk.say(Avoidance, f"{talk.whose}, clinician", **its, **voice)


def connect(talk: Talk, account: Account) -> Invitation:
    """Let screens be open, a card be looked at together, and somebody wait at the door."""
    now = timezone.now()
    talk.add(Screen, participant=talk.person, seen_at=now)
    talk.add(Screen, account=account, seen_at=now, typing_at=now)
    medication = Medication.objects.get(code="olanzapine")
    talk.add(Together, account=account, medication=medication)
    late = now + datetime.timedelta(minutes=9)
    door = {"kind": "join", "made_by": account, "expires_at": late, "used_at": now}
    for_whom = {"for_kind": "service_user", "participant": talk.person}
    found: Invitation = talk.add(Invitation, **door, **for_whom)
    return found


def review(talk: Talk, before: Release, decision: Decision) -> tuple[ReviewPrompt, ImpactRun]:
    """Let a changed card ask for another look, set aside once, and be worked out."""
    its, release = talk.consultation, talk.consultation.release
    where = {"organisation_id": its.organisation_id, "release": release}
    numbers = {"position": its.pk - 1, "last": its.pk}
    talk.words.row(
        ReviewRound, talk.whose, **where, before=before, changed=["olanzapine"], **numbers
    )
    prompt = talk.add(
        ReviewPrompt,
        clinic=its.clinic,
        release=release,
        decision=decision,
        state="set_aside",
        answered_at=timezone.now(),
        answered_by=its.started_by,
    )
    levels = dict.fromkeys(Effect.objects.values_list("code", flat=True), 3)
    changed = {"olanzapine": {"levels": levels, "is_gated": False, "is_withdrawn": False}}
    run = talk.words.row(
        ImpactRun, talk.whose, **where, **numbers, changed=changed, counts={}, first=its.pk - 1
    )
    work_on(run)
    return prompt, run


def read_in_an_emergency(talk: Talk, by: Account) -> None:
    """Let somebody of another clinic have opened the record, until a while ago."""
    whose = {"organisation": talk.consultation.organisation, "by": by, "kind": "danger"}
    person = talk.consultation.service_user
    when = {"opened_at": LONG_AGO, "until": LONG_AGO}
    talk.words.row(EmergencyOpening, talk.whose, service_user=person, **whose, **when)


def answer_on_pregnancy(talk: Talk) -> None:
    """Let it be answered; the sentence on it counts as words, since the column holds none."""
    for question, answer in (("pregnant", "yes"), ("breast_feeding", "no")):
        talk.add(Pregnancy, question=question, answer=answer, recorded_by=talk.clinician)
        sentence = str(SENTENCES[question][answer])
        talk.words.sentence(sentence, "consultations.Pregnancy.answer", talk.whose)


def clinic_of(words: Words, organisation: Organisation) -> Clinic:
    """Write a clinic of another service."""
    found: Clinic = words.row(Clinic, "elsewhere", organisation=organisation)
    return found


def tomorrow() -> datetime.datetime:
    """Return until when a link given beforehand opens."""
    return timezone.now() + datetime.timedelta(days=1)
