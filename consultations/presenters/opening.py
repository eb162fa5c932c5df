"""How a conversation opens: who is here, what is open to choice, what is taken now."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.urls import reverse
from django.utils import formats
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from consultations.models import Consultation, Participant
from consultations.presenters.beforehand import PresentedLink
from consultations.presenters.experience import PresentedPregnancy
from consultations.presenters.moments import moment_words
from consultations.presenters.people import participation_words, presented_person, reason_words
from consultations.presenters.room import choice_words
from consultations.presenters.taken import taken_said, taken_words
from consultations.selectors.medicines import BEFORE, NOW, EarlierMedicine, SaidMedicine
from consultations.stages import FINISHED, Stage

Legal = Consultation.LegalSetting

OPEN_TO_CHOICE: dict[str, Promise] = {
    Legal.INFORMAL: gettext_lazy(
        "All of it is open: whether to take a medicine, which one, in which form, at what time "
        "and how much. More than one way can be reasonable."
    ),
    Legal.DETAINED: gettext_lazy(
        "While you are detained, the law may let your clinician decide about treatment. What "
        "matters to you still counts. Which medicine, which form, what time and how much can be "
        "talked about, and you can ask for a second opinion and an advocate."
    ),
    Legal.COMMUNITY_TREATMENT_ORDER: gettext_lazy(
        "On a community treatment order some things are set. What matters to you still counts. "
        "Which medicine, which form, what time and how much can be talked about, and you can ask "
        "for an advocate."
    ),
}
"""What is open to choice in each legal setting, until a manager words it for the service."""


@dataclass(frozen=True)
class Prepared:
    """What a clinician reads before the visit, beside medicines: all of it in words.

    priorities   the checklist read back; '' when nothing was chosen
    effects_now  side effects felt now
    link         whether the person was given a link, and used it
    """

    priorities: str
    effects_now: list[str]
    link: PresentedLink


@dataclass(frozen=True)
class Opening:
    """Everything the first page of a conversation places."""

    code: UUID
    person: str
    person_url: str
    stage: str
    when: str
    setting: str
    legal_setting: str
    open_to_choice: str
    here: list[str]
    away: str
    taken: str
    before: str
    earlier: str
    pregnancy: PresentedPregnancy
    priorities: str
    effects_now: str
    link: PresentedLink
    needs: list[str]
    participation: str
    ask_again: str
    matters_url: str


def open_to_choice(legal_setting: str, texts: dict[str, str]) -> str:
    """Return the service's own words for a legal setting, or ours."""
    own = texts.get(f"open_to_choice_{legal_setting}", "").strip()
    return own or str(OPEN_TO_CHOICE[legal_setting])


def presented_opening(
    consultation: Consultation,
    participants: Iterable[Participant],
    said: list[SaidMedicine],
    earlier: list[EarlierMedicine],
    pregnancy: PresentedPregnancy,
    prepared: Prepared,
) -> Opening:
    """Return the first page of a conversation in words."""
    person, participants = consultation.service_user, list(participants)
    return Opening(
        consultation.code,
        person.preferred_name,
        reverse("person", args=[person.pk]),
        str(Stage(consultation.stage).label),
        moment_words(consultation.starts_at),
        str(consultation.get_setting_display()),
        str(consultation.get_legal_setting_display()),
        choice_words(consultation),
        [participant_words(each) for each in participants if each.is_present],
        _away(participants),
        taken_said(
            (taken_words(each) for each in said if each.kind == NOW), consultation.takes_none
        ),
        ", ".join(each.name for each in said if each.kind == BEFORE),
        ", ".join(dict.fromkeys(each.said.name for each in earlier)),
        pregnancy,
        prepared.priorities,
        "; ".join(prepared.effects_now),
        prepared.link,
        presented_person(person).needs,
        participation_words(consultation),
        _ask_again(consultation),
        "" if consultation.stage in FINISHED else reverse("matters", args=[consultation.code]),
    )


def participant_words(participant: Participant) -> str:
    """Return a name with what they are here, unless it is the person or was not said."""
    role = participant.role
    if participant.kind in (Participant.Kind.CARER, Participant.Kind.CLINICIAN):
        role = role or participant.get_kind_display()
    if not role:
        return participant.name
    words = {"name": participant.name, "role": role}
    return _("%(name)s (%(role)s)") % words


def _away(participants: Iterable[Participant]) -> str:
    """Say that the person is not here; who else could be is not counted."""
    for each in participants:
        if each.kind == Participant.Kind.SERVICE_USER and not each.is_present:
            return _("%(name)s is not here.") % {"name": each.name}
    return ""


def _ask_again(consultation: Consultation) -> str:
    """Say when the conversation is offered again, or what was decided is looked at again."""
    if consultation.look_again_on is None:
        return ""
    date = formats.date_format(consultation.look_again_on, "j F Y")
    if consultation.stage == Stage.DECIDED:
        return _("To be looked at again on %(date)s.") % {"date": date}
    # A reason that is not why this is only a part, or not today, is why it was put off.
    is_whole = consultation.participation == Consultation.Participation.FULL
    words = {"date": date, "why": reason_words(consultation) if is_whole else ""}
    if words["why"]:
        return _("To be offered again on %(date)s, %(why)s.") % words
    return _("To be offered again on %(date)s.") % words
