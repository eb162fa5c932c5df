"""The lists of those who are not the person: each their own voice, and never the person's."""

from collections.abc import Iterable

from django.http import Http404

from accounts.models import Account
from consultations.checklist import Checklist
from consultations.models import Avoidance, Consultation, Participant


def list_of(voice: Participant) -> Checklist:
    """Return the list that a carer or a clinician has made."""
    return _list(Avoidance.objects.filter(voice=voice).select_related("effect"))


def list_by(account: Account, consultation: Consultation) -> Checklist:
    """Return the list of a clinician, who may not have taken part until now."""
    rows = Avoidance.objects.filter(consultation=consultation, voice__account=account)
    return _list(rows.select_related("effect"))


def other_lists(consultation: Consultation) -> list[tuple[Participant, Checklist]]:
    """Return everybody but the person who has made a list, in the order in which they came."""
    rows = Avoidance.objects.filter(consultation=consultation).select_related("effect", "voice")
    others = rows.exclude(voice__kind=Participant.Kind.SERVICE_USER).order_by("voice_id")
    found: dict[Participant, list[Avoidance]] = {}
    for each in others:
        found.setdefault(each.voice, []).append(each)
    return [(voice, _list(its)) for voice, its in found.items()]


def other_list(consultation: Consultation, key: int) -> tuple[Participant, Checklist]:
    """Return one of those, by the key of whose it is. Raises Http404, alike for all others."""
    for voice, its in other_lists(consultation):
        if voice.pk == key:
            return voice, its
    raise Http404


def _list(rows: Iterable[Avoidance]) -> Checklist:
    """Return rows of one voice as a list in its order."""
    said = sorted(rows, key=lambda each: each.priority)
    why = {each.effect.code: each.why for each in said if each.why}
    return Checklist(tuple(each.effect.code for each in said), why=why, is_ordered=True)
