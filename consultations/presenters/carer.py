"""The carer's own page in words, and what was agreed with whom."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from consultations.models import ConsentEvent, Participant, Topic
from consultations.models.consent import SCOPE, Scope
from consultations.presenters.moments import moment_words
from consultations.selectors.for_carer import Seen, can_differ

SHARES: dict[str, Promise] = {
    "sees_cards": gettext_lazy("the medicine cards that this conversation uses"),
    "sees_comparison": gettext_lazy(
        "how the medicines compare, with the side effects that were picked"
    ),
    "sees_words": gettext_lazy(
        "what the person wrote: what matters to them, their reasons, medicines they take or took"
    ),
    "sees_decision": gettext_lazy(
        "what was decided: which medicine, how it is taken, when it is looked at again"
    ),
    "sees_pregnancy": gettext_lazy("what was answered about pregnancy and breast-feeding"),
    "adds_view": gettext_lazy("a place to write down how you see it"),
}
"""What a carer reads of each thing that can be agreed."""

AGREED: dict[str, Promise] = SHARES | {
    "adds_view": gettext_lazy("a place to write down their own view"),
}
"""The same as the person reads it."""


@dataclass(frozen=True)
class PresentedNote:
    """Something that a carer wrote, and when."""

    key: int
    words: str
    when: str


@dataclass(frozen=True)
class PresentedCarer:
    """Who a carer is here. `sees` and `sees_not` are what is shared, line by line.

    person      the person by name once anything is shared, else "the person you support"
    can_differ  whether they see where their list and the person's differ
    """

    name: str
    person: str
    sees: list[str]
    sees_not: list[str]
    is_nothing: bool
    can_write: bool
    can_differ: bool
    notes: list[PresentedNote]


@dataclass(frozen=True)
class PresentedConsent:
    """A carer as the person sees them: what is shared, how that came about, what they wrote."""

    key: int
    name: str
    words: str
    is_nothing: bool
    history: list[str]
    notes: list[PresentedNote]
    url: str
    preview_url: str


def presented_carer(carer: Participant, seen: Seen) -> PresentedCarer:
    """Return who a carer is here, and what they see and what not."""
    agreed = seen.scope.names
    return PresentedCarer(
        carer.name,
        seen.person or _("the person you support"),
        [capfirst(str(SHARES[each])) for each in SCOPE if each in agreed],
        [capfirst(str(SHARES[each])) for each in SCOPE if each not in agreed],
        not agreed,
        seen.scope.adds_view,
        can_differ(seen.scope),
        presented_notes(seen.notes),
    )


def presented_notes(notes: Iterable[Topic]) -> list[PresentedNote]:
    """Return what a carer wrote."""
    return [PresentedNote(each.pk, each.text, moment_words(each.entered_at)) for each in notes]


def presented_consent(
    carer: Participant, person: str, events: Iterable[ConsentEvent], notes: Iterable[Topic]
) -> PresentedConsent:
    """Return what is shared with a carer, with its history, newest first."""
    agreed, args = Scope.of(carer), [carer.consultation.code, carer.pk]
    return PresentedConsent(
        carer.pk,
        carer.name,
        _shared(carer.name, agreed),
        not agreed.names,
        [_event(each, carer.name, person) for each in events],
        presented_notes(notes),
        reverse("share_with", args=args),
        reverse("sharing_preview", args=args),
    )


def _shared(name: str, agreed: Scope) -> str:
    """Say what is shared now."""
    if not agreed.names:
        return _("Nothing is shared with %(name)s.") % {"name": name}
    words = {"name": name, "what": "; ".join(str(AGREED[each]) for each in agreed.names)}
    return _("Shared with %(name)s: %(what)s.") % words


def _event(event: ConsentEvent, name: str, person: str) -> str:
    """Say what was agreed when, and who said so. From `selectors.for_carer.consent_of`."""
    by = event.said_by
    words = {
        "when": moment_words(event.at),
        "shared": _shared(name, Scope.of(event)),
        "person": person,
        "by": by.name,
    }
    if vars(event)["is_restoration"]:
        return _("%(when)s: %(shared)s The service was brought back from a copy.") % words
    if by.kind == Participant.Kind.SERVICE_USER:
        return _("%(when)s: %(shared)s Said by %(person)s.") % words
    return _("%(when)s: %(shared)s As %(person)s said, written down by %(by)s.") % words
