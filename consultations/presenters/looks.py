"""Who looked at a person's record, in words that the person can read; nothing clinical."""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import AuditEntry
from consultations.models import ServiceUser
from consultations.presenters.moments import moment_words
from consultations.selectors.bookmarks import Page
from consultations.services.looking import LOOK_EVERY, TAKEN_HOME, WHOLE_RECORD


@dataclass(frozen=True)
class PresentedLook:
    """One line: who, as what, when, and what they did."""

    who: str
    role: str
    when: str
    what: str


@dataclass(frozen=True)
class PresentedLooks:
    """A page of lines; `next_url` leads to those before them, "" at the end."""

    lines: list[PresentedLook]
    url: str
    next_url: str
    title: str
    explained: str


def presented_looks(
    page: Page, roles: Mapping[int, list[str]], service_user: ServiceUser
) -> PresentedLooks:
    """Return a page of entries in words."""
    url = reverse("looks", args=[service_user.pk])
    minutes = LOOK_EVERY // 60
    explained = ngettext(
        "That somebody of the staff looks is noted once in %(minutes)d minute.",
        "That somebody of the staff looks is noted once in %(minutes)d minutes.",
        minutes,
    ) % {"minutes": minutes}
    return PresentedLooks(
        [_line(each, roles) for each in page.rows],
        url,
        f"{url}?{urlencode({'after': page.next})}" if page.next else "",
        _("Who has looked at what is kept about %(name)s") % {"name": service_user.preferred_name},
        explained,
    )


def _line(entry: AuditEntry, roles: Mapping[int, list[str]]) -> PresentedLook:
    """Return one entry in words."""
    held = ", ".join(roles.get(entry.by_id or 0, ()))
    return PresentedLook(_who(entry), held, moment_words(entry.at), _what(entry))


def _who(entry: AuditEntry) -> str:
    """Say who it was: by name who has an account, others by what they are here."""
    if entry.by is not None:
        return entry.by.name
    if entry.action == "carer_reads":
        return _("A carer")
    return _("Somebody on a screen of the conversation") if _is_in_talk(entry) else _("The service")


def _what(entry: AuditEntry) -> str:
    """Say what they did, and to which part of the record."""
    if entry.action == "look" and entry.detail.get("page") in WHOLE_RECORD:
        return _("Saved everything that is kept")
    if entry.action == "open_in_emergency":
        return _("Opened the record in an emergency, from another clinic")
    if entry.detail.get("emergency"):
        return _("Looked in an emergency, from another clinic")
    if entry.action == "see_emergency":
        return _("Read that the record was opened in an emergency")
    if entry.action == "look" and entry.detail.get("page") in TAKEN_HOME:
        return _("Printed or saved what was decided")
    if entry.action in ("look", "carer_reads"):
        return _("Looked at a conversation") if _is_in_talk(entry) else _("Looked at the details")
    return _("Wrote in a conversation") if _is_in_talk(entry) else _("Wrote in the details")


def _is_in_talk(entry: AuditEntry) -> bool:
    return entry.record.startswith("consultation:")
