"""A record that was opened in an emergency, in words: on it, and where its clinic reads of it."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.urls import reverse
from django.utils import formats, timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from consultations.models import Consultation, EmergencyOpening
from consultations.presenters.moments import moment_words
from consultations.presenters.people import presented_conversation


@dataclass(frozen=True)
class PresentedOpening:
    """One opening in the list: of whom and why is for the person's clinicians alone, else ''.

    seen  by whom and when it was read; '' while nobody has
    key   which it is, for whoever may say that they have read it; 0 for who opened it
    """

    who: str
    when: str
    kind: str
    person: str
    url: str
    why: str
    seen: str
    key: int


@dataclass(frozen=True)
class OpenedConversation:
    """A conversation of an opened record in its list."""

    url: str
    when: str
    words: str


def opened_words(opening: EmergencyOpening) -> str:
    """Say on every page of a record how it was opened, and what follows."""
    words = _(
        "You opened this record in an emergency. You can read it until %(time)s and change "
        "nothing. The person's clinic is told, and each page that you open is noted."
    )
    return words % {"time": formats.date_format(timezone.localtime(opening.until), "H:i")}


def opened_conversations(rows: Iterable[Consultation]) -> list[OpenedConversation]:
    """Return the conversations of a record as a list."""
    return [_conversation(each) for each in rows]


def _conversation(consultation: Consultation) -> OpenedConversation:
    its = presented_conversation(consultation, has_clinic=True)
    keys = [consultation.service_user_id, consultation.code]
    words = ", ".join(filter(None, (its.stage, its.next, its.clinic)))
    return OpenedConversation(reverse("emergency_conversation", args=keys), its.when, words)


def presented_openings(
    rows: Iterable[EmergencyOpening], theirs: Collection[int], reader: int
) -> list[PresentedOpening]:
    """Return openings in words; `theirs` are keys of those whose clinic the reader works in."""
    return [_opening(each, each.pk in theirs, reader) for each in rows]


def _opening(opening: EmergencyOpening, is_theirs: bool, reader: int) -> PresentedOpening:
    person = opening.service_user
    seen = getattr(opening, "seen", None)
    read = _("Read by %(name)s, %(moment)s")
    return PresentedOpening(
        opening.by.name,
        moment_words(opening.opened_at),
        opening.get_kind_display(),
        person.preferred_name if is_theirs else "",
        reverse("person", args=[person.pk]) if is_theirs else "",
        opening.why if is_theirs else "",
        read % {"name": seen.by.name, "moment": moment_words(seen.at)} if seen else "",
        0 if opening.by_id == reader else opening.pk,
    )


def unread_words(count: int) -> str:
    """Say on the day's page that records were opened; '' when there is nothing to read."""
    if not count:
        return ""
    words = ngettext(
        "A record of your clinic was opened in an emergency",
        "%(count)d records of your clinics were opened in an emergency",
        count,
    )
    return words % {"count": count}
