"""Whole conversations by chance, held through the service's own functions from start to decision.

The same number gives the same conversation. Words are any words, those that a print could trip
over among them; at times they name a medicine.
"""

from dataclasses import dataclass, replace
from random import Random
from uuid import UUID, uuid4

from accounts.models import Account
from consultations.checklist import PRESSES, Checklist, NotPossible
from consultations.matching.wishes import SOMETHING_ELSE
from consultations.models import (
    Consultation,
    CurrentEffect,
    Goal,
    Mark,
    Participant,
    Pregnancy,
    Stance,
)
from consultations.models.consent import SCOPE, Scope
from consultations.selectors.matters import Matters
from consultations.selectors.medicines import BEFORE, NOW
from consultations.services import (
    Guest,
    PersonDetails,
    StartDetails,
    add_service_user,
    record_checklist,
    record_matters,
    start_consultation,
)
from consultations.services.carers import record_consent
from consultations.services.effects_now import EffectWords, record_effect_now
from consultations.services.experience import (
    MedicineWords,
    NotSaved,
    record_experience,
    record_pregnancy,
)
from consultations.services.joining import admit, hand_over, knock, open_door, sit_down
from consultations.services.own_view import record_own_view
from consultations.tickets import Ticket
from medications import selectors as library
from medications.models import Release
from tests.cast import Cast
from tests.frozen_random import WORDS

PLAIN = [each for each in WORDS if "clozapine" not in each]
"""Words without a medicine among them."""
JO = Guest("Jo", is_carer=True)
GUESTS = (Guest("Ash", "interpreter"), Guest("Bo"), Guest("Cy", "advocate"))


@dataclass
class Talk:
    """One conversation: the chance that it is held by, and what opens each screen of it.

    names  of medicines, said now and then in somebody's own words
    """

    chance: Random
    cast: Cast
    consultation: Consultation
    names: tuple[str, ...] = ()
    persons_seat: str = ""
    carers_seat: str = ""

    @property
    def amara(self) -> Account:
        """The clinician who holds it."""
        return self.cast.people["amara"]

    @property
    def ben(self) -> Account:
        """Her colleague."""
        return self.cast.people["ben"]

    @property
    def codes(self) -> list[str]:
        """The medicines of its cards."""
        return [each.medication.code for each in library.cards(self.consultation.release)]

    def by(self) -> Account | Participant:
        """Return who writes this time: the person at their seat, or a clinician for them."""
        person = Participant.objects.get(consultation=self.consultation, kind="service_user")
        return self.chance.choice([person, person, self.amara, self.ben])

    def ticket(self) -> Ticket:
        """Return a form drawn now."""
        self.consultation.refresh_from_db()
        return Ticket(self.consultation.code, self.consultation.version, uuid4())

    def said(self, at_most: int = 9) -> str:
        """Return some words; in one of six a medicine is named."""
        found = self.chance.choices(PLAIN, k=self.chance.randint(1, at_most))
        if self.names and self.chance.random() < 1 / 6:
            found.insert(self.chance.randrange(len(found) + 1), self.chance.choice(self.names))
        return " ".join(found)

    def perhaps(self, at_most: int = 9, share: float = 0.5) -> str:
        """Return some words, or none."""
        return self.said(at_most) if self.chance.random() < share else ""


def begun(cast: Cast, release: Release, seed: str, names: tuple[str, ...] = ()) -> Talk:
    """Open a conversation with somebody new."""
    chance = Random(seed)
    talk = Talk(chance, cast, Consultation(), names)
    person = add_service_user(
        organisation=cast.organisation,
        details=PersonDetails(
            preferred_name=f"{chance.choice(['Zoë', 'Łukasz', 'Sam', 'Anne-Marie'])}",
            local_number=f"L{seed}",
            nhs_number="",
            given_names=chance.choice(["", "Mary Ann"]),
            family_name=chance.choice(["", "O’Neill"]),
            year_of_birth=chance.choice([None, chance.randint(1930, 2008)]),
        ),
        by=talk.amara,
    )
    talk.consultation = start_consultation(
        service_user=person,
        clinic=cast.clinic,
        release=release,
        details=StartDetails(
            setting=chance.choice(Consultation.Setting.values),
            legal_setting=chance.choice(Consultation.LegalSetting.values),
            participation=chance.choice(["full", "some_parts"]),
            participation_reason=talk.perhaps(),
            open_to_choice=talk.perhaps(),
            guests=(
                Guest("Jo", is_carer=True),
                *([Guest("Ash", "interpreter")] * (seed[-1] > "6")),
            ),
            takes_none=chance.random() < 0.2,
        ),
        by=talk.amara,
        code=UUID(int=chance.getrandbits(128), version=4),
    )
    talk.persons_seat = hand_over(consultation=talk.consultation, by=talk.amara)
    return talk


def held(cast: Cast, release: Release, seed: str, names: tuple[str, ...] = ()) -> Talk:
    """Hold a conversation up to its decision, in any order."""
    talk = begun(cast, release, seed, names)
    steps = [matters, checklist, medicines, effects_now, pregnancy, own_view]
    talk.chance.shuffle(steps)
    for step in steps:
        step(talk)
    return talk


def matters(talk: Talk) -> None:
    """Say what matters."""
    chance = talk.chance
    kinds = chance.sample(Goal.Kind.values, chance.randint(0, 2))
    topics = tuple(dict.fromkeys(talk.said() for _ in range(chance.randint(0, 3))))
    ticked = [each for each in Stance.Kind.values if each != Stance.Kind.OTHER]
    stances = tuple(chance.sample(ticked, chance.randint(0, 2)))
    goals = {each: talk.said() for each in kinds}
    said = Matters(goals, topics, stances, stand=talk.perhaps(5, 0.3))
    record_matters(ticket=talk.ticket(), by=talk.by(), matters=said)


def checklist(talk: Talk) -> None:
    """Press this and that, say why, and keep an order or not; at times copied from paper."""
    chance, lines = talk.chance, library.lines(talk.consultation.release)
    codes = [each.code for each in lines]
    verbs = [*["avoid"] * 8, *["help"] * 3, *PRESSES, *Mark.Kind.values]
    for _ in range(chance.randint(0, 12)):
        verb, code = chance.choice(verbs), chance.choice(codes)
        own_words = talk.said(3) if code == SOMETHING_ELSE else ""
        _press(talk, verb, code, own_words)
    if chance.random() < 0.7:
        _press(talk, "keep", "", "")


def _press(talk: Talk, verb: str, code: str, own_words: str) -> None:
    """Press once; what cannot be is refused, and nothing is written."""
    chance, why = talk.chance, talk.perhaps(6, 0.3)

    def change(before: Checklist) -> Checklist:
        named = replace(before, own_words=own_words or before.own_words)
        after = PRESSES[verb](named, code)
        return after.saying({code: why} if code in after.avoid and why else {})

    by = talk.by()
    copies = isinstance(by, Account) and chance.random() < 0.2
    try:
        record_checklist(ticket=talk.ticket(), by=by, change=change, from_paper=copies)
    except NotPossible:
        return


def medicines(talk: Talk) -> None:
    """Say what is taken now and what was taken before: of the cards, or by name."""
    chance = talk.chance
    for kind in chance.choices([NOW, BEFORE], k=chance.randint(0, 4)):
        code = chance.choice(["", *talk.codes, "clozapine"])
        name = "" if code else talk.said(2)[:120]
        said = MedicineWords(
            code=code if code in talk.codes else "",
            name=name or ("Lithium" if code not in talk.codes else ""),
            preparation=talk.perhaps(2),
            dose=talk.perhaps(3),
            taken_when=talk.perhaps(2) if kind == BEFORE else "",
            good=talk.perhaps() if kind == BEFORE else "",
            bad=talk.perhaps() if kind == BEFORE else "",
        )
        try:
            record_experience(ticket=talk.ticket(), by=talk.amara, kind=kind, said=said)
        except NotSaved:
            continue


def effects_now(talk: Talk) -> None:
    """Say which side effects are felt now."""
    chance, lines = talk.chance, library.rated_effects(talk.consultation.release)
    for each in chance.sample(lines, chance.randint(0, 3)):
        severity = chance.choice(["", *CurrentEffect.Severity.values])
        bother = chance.choice([None, *CurrentEffect.Bother.values])
        said = EffectWords(severity, bother, talk.perhaps())
        record_effect_now(ticket=talk.ticket(), by=talk.by(), effect=each.code, said=said)


def pregnancy(talk: Talk) -> None:
    """Answer about pregnancy, or not."""
    if talk.chance.random() < 0.4:
        answers = {
            each: talk.chance.choice(Pregnancy.Answer.values) for each in Pregnancy.Question.values
        }
        record_pregnancy(ticket=talk.ticket(), by=talk.amara, answers=answers)


def own_view(talk: Talk) -> None:
    """Let a clinician have a list of their own, at times."""
    chance = talk.chance
    if chance.random() < 0.4:
        lines = library.rated_effects(talk.consultation.release)
        avoid = tuple(each.code for each in chance.sample(lines, chance.randint(1, 3)))
        view = Checklist(avoid, why={avoid[0]: talk.said(4)}, is_ordered=True)
        talk.ticket()
        record_own_view(consultation=talk.consultation, by=talk.amara, view=view, key=uuid4())


def carer_comes(talk: Talk) -> None:
    """Let the carer come in, see everything, and make a list of their own."""
    carer = Participant.objects.get(consultation=talk.consultation, kind="carer")
    door = open_door(consultation=talk.consultation, by=talk.amara, participant=carer)
    invitation = knock(code=door.code)
    assert invitation is not None
    admit(invitation=invitation, by=talk.amara)
    invitation.refresh_from_db()
    talk.carers_seat = sit_down(invitation=invitation) or ""
    scope = Scope(**dict.fromkeys(SCOPE, True))
    record_consent(ticket=talk.ticket(), by=talk.amara, carer=carer.pk, scope=scope)
    carer.refresh_from_db()
    talk.ticket()
    record_own_view(
        consultation=talk.consultation, by=carer, view=Checklist(("tremor",)), key=uuid4()
    )
