"""A person and their conversations in words."""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode
from uuid import UUID

from django.urls import reverse
from django.utils import formats
from django.utils.translation import gettext as _

from consultations.models import Consultation, Decision, ServiceUser
from consultations.presenters.decided import PresentedDecision, presented_decision
from consultations.presenters.moments import moment_words
from consultations.selectors.bookmarks import Page
from consultations.selectors.newer import NEWS
from consultations.stages import FINISHED, Stage


@dataclass(frozen=True)
class PresentedPerson:
    """A person as they stand in a list and at the top of their page.

    `since_url` opens a conversation that looks at the last one again; '' when there is none.
    `restricted` is said to who had the record restricted; '' while it is not.
    """

    name: str
    url: str
    start_url: str
    change_url: str
    looks_url: str
    record_url: str
    known_as: str
    needs: list[str]
    since_url: str = ""
    restricted: str = ""


@dataclass(frozen=True)
class PresentedConversation:
    """A conversation as it stands in a list. `participation` is said of what is planned."""

    person: str
    url: str
    when: str
    stage: str
    next: str
    participation: str
    clinic: str = ""
    since_url: str = ""
    must_read: str = ""


@dataclass(frozen=True)
class PastConversation:
    """A conversation on the person's page, with the newest decision if there is one."""

    conversation: PresentedConversation
    decision: PresentedDecision | None


@dataclass(frozen=True)
class Past:
    """A page of a person's conversations; `next_url` '' at the end."""

    conversations: list[PastConversation]
    next_url: str


def presented_person(person: ServiceUser, last: UUID | None = None) -> PresentedPerson:
    """Return who it is: number and year of birth tell people of one name apart.

    `last` is the code of the last finished conversation, which a new one can look at again.
    """
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
        reverse("change_person", args=[person.pk]),
        reverse("looks", args=[person.pk]),
        reverse("record", args=[person.pk]),
        ", ".join([full, *known_as] if full else known_as),
        needs,
        since_url(person.pk, last) if last else "",
        _("This record is restricted: nobody but you reads it.") if person.restricted_by_id else "",
    )


def since_url(person: int, code: UUID) -> str:
    """Return where a conversation that looks at another one again begins."""
    return f"{reverse('start', args=[person])}?{urlencode({'since': code})}"


def presented_conversation(
    consultation: Consultation, has_clinic: bool = False, has_since: bool = False
) -> PresentedConversation:
    """Return when it was, where it stands, and when it is looked at again."""
    return PresentedConversation(
        consultation.service_user.preferred_name,
        reverse("conversation", args=[consultation.code]),
        moment_words(consultation.starts_at),
        str(Stage(consultation.stage).label),
        _next(consultation),
        participation_words(consultation) if consultation.stage == Stage.PLANNED else "",
        consultation.clinic.name if has_clinic else "",
        since_url(consultation.service_user_id, consultation.code) if has_since else "",
        _must_read(consultation),
    )


def _must_read(consultation: Consultation) -> str:
    """Say that a safety change has to be read first, in lists that know of it; '' otherwise."""
    if consultation.stage in FINISHED or not vars(consultation).get(NEWS):
        return ""
    return _("Cards changed for safety: read first")


def participation_words(consultation: Consultation) -> str:
    """Return how much of the conversation the person wants, with why when it is not the whole."""
    how_much = str(consultation.get_participation_display())
    if consultation.participation == Consultation.Participation.FULL:
        return how_much
    return ", ".join(filter(None, [how_much, reason_words(consultation)]))


def reason_words(consultation: Consultation) -> str:
    """Return why it is put off or not the whole, in the person's words; '' when not said."""
    words = consultation.participation_reason
    return _("in the person's words: “%(words)s”") % {"words": words} if words else ""


def presented_past(page: Page, decisions: Mapping[int, Decision], person: ServiceUser) -> Past:
    """Return a page of a person's conversations, each with its newest decision."""
    following = urlencode({"after": page.next})
    return Past(
        [_past(each, decisions.get(each.pk)) for each in page.rows],
        f"{reverse('person', args=[person.pk])}?{following}" if page.next else "",
    )


def _past(consultation: Consultation, decision: Decision | None) -> PastConversation:
    """Return one conversation with what was decided."""
    shown = presented_conversation(consultation, has_clinic=True)
    its = presented_decision(decision, consultation.code) if decision else None
    return PastConversation(shown, its)


def _next(consultation: Consultation) -> str:
    """Say when it is looked at again; never as something that was not done."""
    if consultation.look_again_on is None:
        return ""
    date = formats.date_format(consultation.look_again_on, "j F Y")
    if consultation.stage == Stage.PLANNED:
        return _("to be offered again on %(date)s") % {"date": date}
    return _("to be looked at again on %(date)s") % {"date": date}
