"""A person and their conversations in words."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse
from django.utils import formats, timezone
from django.utils.translation import gettext as _

from consultations.models import Consultation, ServiceUser
from consultations.stages import Stage


@dataclass(frozen=True)
class PresentedPerson:
    """A person as they stand in a list and at the top of their page."""

    name: str
    url: str
    start_url: str
    known_as: str
    needs: list[str]


@dataclass(frozen=True)
class PresentedConversation:
    """A conversation as it stands in a list."""

    person: str
    url: str
    when: str
    stage: str
    next: str


def presented_person(person: ServiceUser) -> PresentedPerson:
    """Return who it is: number and year of birth tell people of one name apart."""
    known_as = [_("local number %(number)s") % {"number": person.local_number}]
    if person.year_of_birth:
        known_as.append(_("born %(year)d") % {"year": person.year_of_birth})
    full = " ".join(each for each in (person.given_names, person.family_name) if each)
    needs = [person.communication_needs] if person.communication_needs else []
    if person.interpreter_language:
        words = _("Interpreter needed: %(language)s")
        needs.append(words % {"language": person.interpreter_language})
    return PresentedPerson(
        person.preferred_name,
        reverse("person", args=[person.pk]),
        reverse("start", args=[person.pk]),
        ", ".join([full, *known_as] if full else known_as),
        needs,
    )


def presented_conversation(consultation: Consultation) -> PresentedConversation:
    """Return when it was, where it stands, and when it is looked at again."""
    began = timezone.localtime(consultation.starts_at)
    return PresentedConversation(
        consultation.service_user.preferred_name,
        reverse("conversation", args=[consultation.code]),
        formats.date_format(began, "j F Y, H:i"),
        str(Stage(consultation.stage).label),
        _next(consultation),
    )


def _next(consultation: Consultation) -> str:
    """Say when it is looked at again; never as something that was not done."""
    if consultation.look_again_on is None:
        return ""
    date = formats.date_format(consultation.look_again_on, "j F Y")
    if consultation.stage == Stage.PLANNED:
        return _("to be offered again on %(date)s") % {"date": date}
    return _("to be looked at again on %(date)s") % {"date": date}


def presented_conversations(rows: Iterable[Consultation]) -> list[PresentedConversation]:
    """Return conversations in the order of the rows."""
    return [presented_conversation(each) for each in rows]
