"""What was decided: written once, with everything it rests on. A change of mind is a new row."""

import datetime
from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from typing import Any

from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import Account
from consultations.comparing import is_gated
from consultations.frozen import Frozen
from consultations.models import Consultation, Decision, Participant
from consultations.selectors.decision import latest_decision
from consultations.selectors.participants import clinicians, participants
from consultations.services.cards import check_has_read
from consultations.services.rounds import answer_prompts_of_person
from consultations.services.saving import Writing, Written, save, taking_part
from consultations.stages import Stage, check_move
from consultations.tickets import Ticket
from consultations.typed_medicine import on_the_cards
from consultations.until_now import contradicts, left_over, settled
from medications import selectors as library
from medications.models import Card, Medication, Release

Kind = Decision.Kind
Freeze = Callable[[Consultation], Frozen]
STAGES = tuple(stage for stage in Stage if stage != Stage.ENDED)
WITHOUT_MEDICINE = (Kind.NONE, Kind.NOT_TODAY)
NOT_BOTH = gettext_lazy("Choose from the list or write a name, not both.")
NAMED_IN_WORDS = gettext_lazy(
    "Choose what the person named: words alone cannot tell whether it is what was decided. If "
    "they named nothing, write their words under “Still to talk about”."
)


class NotDecided(ValueError):
    """A decision that cannot be kept as it is; its text is a sentence for the page."""


class ReadAgain(Exception):
    """What the decision rests on is no longer what was read back; its text says so."""


@dataclass(frozen=True)
class DecisionDetails:
    """What was typed. Medicines are codes of the conversation's release; '' is none.

    The fields have the names of the columns of `Decision`, which tells what they mean; only
    `decided_by` is the key of an account, and None is whoever writes. Names are those of
    medicines that are not on the cards.
    """

    kind: str
    review_on: datetime.date
    who_decided: str = Decision.WhoDecided.TOGETHER
    decided_by: int | None = None
    medication: str = ""
    medication_name: str = ""
    preparation: str = ""
    dose: str = ""
    until_now: str = ""
    until_now_how: str = ""
    named_kind: str = ""
    named_medication: str = ""
    named_medication_name: str = ""
    named_words: str = ""
    difference_reason: str = ""
    clinician_view: str = ""
    clinician_reason: str = ""
    gate_is_confirmed: bool = False
    open_questions: str = ""

    @property
    def differs(self) -> bool:
        """Whether something other is decided than the person named."""
        if not self.named_kind:
            return False
        named = (self.named_medication, self.named_medication_name)
        is_same = named in (("", ""), (self.medication, self.medication_name))
        return self.named_kind != self.kind or not is_same


def record_decision(
    *, ticket: Ticket, by: Account, details: DecisionDetails, freeze: Freeze, shown: str
) -> Consultation:
    """Keep a decision; the first one decides the conversation, each later one takes its place.

    `freeze` is called on the locked conversation, and `shown` is the digest of what it gave when
    the decision was read back: what a service says of its medicines changes without a new
    version. Raises ReadFirst, NotDecided, ReadAgain, MoveNotAllowed, or what `save` raises.
    """

    def write(writing: Writing) -> Written:
        consultation = writing.consultation
        check_has_read(consultation)
        cards = _checked(consultation.release, details)
        previous = latest_decision(consultation)
        decider = _decider(writing, details.decided_by)
        _move(consultation, details.review_on)
        frozen = _as_shown(freeze(consultation), shown)
        frozen, answer = _until_now(frozen, details, cards["medication"])
        columns = _columns(details, cards) | {"decided_by": decider, "entered_by": writing.by}
        _create(consultation, columns | {"until_now": answer}, previous, frozen)
        answer_prompts_of_person(consultation, by)
        before = {"decision": previous.pk} if previous else {}
        return Written(before, asdict(details) | {"review_on": details.review_on.isoformat()})

    return save(ticket=ticket, by=by, what="record_decision", write=write, stages=STAGES)


def _checked(release: Release, details: DecisionDetails) -> dict[str, Card | None]:
    """Return the cards that are named, or raise NotDecided with a sentence."""
    cards = {
        name: _card(release, getattr(details, name)) for name in ("medication", "named_medication")
    }
    for name, found in cards.items():
        _check_typed(release, found, getattr(details, f"{name}_name"))
    chosen = cards["medication"]
    is_named = chosen is not None or details.medication_name != ""
    if details.kind == Kind.MEDICINE and not is_named:
        raise NotDecided(_("Choose which medicine, or write its name."))
    if details.kind in WITHOUT_MEDICINE and is_named:
        raise NotDecided(_("No medicine goes with this choice."))
    if chosen is not None and is_gated(chosen) and not details.gate_is_confirmed:
        raise NotDecided(_("Go through the conditions of this medicine together first."))
    if details.named_words.strip() and not details.named_kind:
        raise NotDecided(str(NAMED_IN_WORDS))
    if details.differs and not details.difference_reason.strip():
        raise NotDecided(_("Say why something other was decided than was named."))
    if details.review_on < timezone.localdate():
        raise NotDecided(_("The day to look again is over. Choose a day to come."))
    return cards


def _card(release: Release, code: str) -> Card | None:
    """Return the card of a medicine of the release; None for ''."""
    try:
        return library.card(release, code) if code else None
    except Http404:
        raise NotDecided(_("This medicine is not on the cards of this conversation.")) from None


def _check_typed(release: Release, chosen: Card | None, typed: str) -> None:
    """Raise NotDecided for a name beside a card's medicine, or of a medicine that has a card."""
    if typed and chosen is not None:
        raise NotDecided(str(NOT_BOTH))
    if typed and (why := on_the_cards(typed, library.cards(release))):
        raise NotDecided(why)


def _as_shown(frozen: Frozen, shown: str) -> Frozen:
    """Return what the decision rests on, or raise ReadAgain when something else was read back."""
    if frozen.digest() != shown:
        raise ReadAgain(
            _("What this rests on has changed since you read it. Please read it once more.")
        )
    return frozen


def _until_now(frozen: Frozen, details: DecisionDetails, chosen: Card | None) -> tuple[Frozen, str]:
    """Return what it rests on with what is left over, and what becomes of that.

    An answer that was not given is kept as not settled, as it was read back. Raises NotDecided.
    """
    decided = chosen.medication.name if chosen else details.medication_name
    names = left_over(details.kind, decided, frozen.taken_now)
    its = (details.kind, decided, names, details.until_now)
    if wrong := contradicts(*its, details.until_now_how):
        raise NotDecided(wrong[1])
    return replace(frozen, until_now=names), settled(*its)


def _decider(writing: Writing, key: int | None) -> Participant:
    """Return the clinician who stands for it: whoever writes, or a colleague of the clinic.

    A colleague takes part from now on, so that what is frozen names them as well.
    """
    if key in (None, writing.by.account_id):
        return writing.by
    colleague = clinicians(writing.consultation).filter(pk=key).first()
    if colleague is None:
        raise NotDecided(_("Choose a clinician of this clinic."))
    here = participants(writing.consultation).filter(account=colleague).first()
    return here or taking_part(writing.consultation, colleague)


def _move(consultation: Consultation, review_on: datetime.date) -> None:
    """Decide the conversation, unless it is decided already, and set when it is looked at again."""
    if consultation.stage != Stage.DECIDED:
        check_move(Stage(consultation.stage), Stage.DECIDED)
        consultation.stage = Stage.DECIDED
        consultation.ended_at = timezone.now()
    consultation.look_again_on = review_on


def _columns(details: DecisionDetails, cards: dict[str, Card | None]) -> dict[str, Any]:
    """Return what was typed as the columns that hold it."""
    chosen = cards["medication"]
    columns: dict[str, Any] = asdict(details) | {
        name: _medication(found) for name, found in cards.items()
    }
    columns["gate_is_confirmed"] = chosen is not None and is_gated(chosen)
    if not details.differs:
        columns["difference_reason"] = ""
    return columns


def _create(
    consultation: Consultation,
    columns: dict[str, Any],
    previous: Decision | None,
    frozen: Frozen,
) -> Decision:
    """Write the row."""
    return Decision.objects.create(
        organisation_id=consultation.organisation_id,
        consultation=consultation,
        previous=previous,
        frozen=frozen.as_json(),
        **columns,
    )


def _medication(found: Card | None) -> Medication | None:
    """Return a card's medicine."""
    return found.medication if found else None
