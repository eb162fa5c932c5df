"""Who entered something, and when: whose words they are and who put them there are two things."""

from datetime import datetime

from django.utils.translation import gettext as _

from consultations.models import Consultation
from consultations.presenters.moments import day_words
from consultations.presenters.room import is_seen_before
from consultations.selectors.checklist import SaidChecklist


def entered_on(consultation: Consultation, by: str, is_own: bool, at: datetime) -> str:
    """Say who entered something for the person on which day, and whether that was beforehand."""
    words = {
        "person": consultation.service_user.preferred_name,
        "by": by,
        "day": day_words(at),
    }
    if is_seen_before(consultation):
        words |= {"person": _("you"), "by": _("you") if is_own else _("your clinician")}
    is_before = at < consultation.starts_at
    if is_own and is_before:
        return _("Entered by %(by)s on %(day)s, before the visit.") % words
    if is_own:
        return _("Entered by %(by)s on %(day)s.") % words
    if is_before:
        return _("Entered for %(person)s by %(by)s on %(day)s, before the visit.") % words
    return _("Entered for %(person)s by %(by)s on %(day)s.") % words


def said_before(consultation: Consultation, at: datetime) -> str:
    """Say that the person entered something themselves before the visit, last on which day."""
    words = {"person": consultation.service_user.preferred_name, "day": day_words(at)}
    return _("Entered by %(person)s before the visit, on %(day)s.") % words


def list_entered(consultation: Consultation, said: SaidChecklist, typed_by: str) -> str:
    """Add to who entered the checklist that the person did so before the visit, if it was so.

    Before the visit nobody is named.
    """
    if is_seen_before(consultation):
        return _("Entered for you by your clinician.") if said.typed_by else ""
    own = [each.at for each in said.entered.values() if each.key == said.voice]
    moments = [at for at in own if at is not None and at < consultation.starts_at]
    if not moments or len(moments) < len(own):
        return typed_by
    return " ".join(filter(None, [said_before(consultation, max(moments)), typed_by]))
