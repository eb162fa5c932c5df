"""How a conversation opens."""

from dataclasses import replace
from typing import Any

from django.http import QueryDict

from accounts.models import Account, Organisation
from consultations import selectors, tickets
from consultations.forms import StartForm
from consultations.forms.beginning import ChangeBeginningForm
from consultations.models import Consultation
from consultations.pages.room import pregnancy_said, room
from consultations.presenters.beforehand import presented_link
from consultations.presenters.effects_now import in_one_line
from consultations.presenters.last_time import said_since
from consultations.presenters.opening import (
    Prepared,
    open_to_choice,
    participant_words,
    presented_opening,
)
from consultations.presenters.people import presented_conversation, presented_person
from consultations.presenters.wishes import names, read_back
from consultations.selectors.beforehand import link_of
from consultations.selectors.effects_now import said_effects
from consultations.selectors.medicines import earlier_medicines, said_medicines
from consultations.services import StartDetails
from consultations.services.beginning import Beginning
from medications import kept
from medications.models import Release
from medications.selectors import lines


def start_details(form: StartForm, organisation: Organisation) -> StartDetails:
    """Return what was typed, with what is open to choice as the service words it today."""
    details = form.details()
    words = open_to_choice(details.legal_setting, organisation.texts)
    return replace(details, open_to_choice=words)


def as_before(before: Consultation | None) -> dict[str, str]:
    """Return what a conversation that looks at another again begins with: where, which rules."""
    if before is None:
        return {}
    return {"setting": before.setting, "legal_setting": before.legal_setting}


def beginning(form: ChangeBeginningForm, organisation: Organisation) -> Beginning:
    """Return how it began as it was put right, with what is open to choice as worded today."""
    typed = form.cleaned_data
    legal_setting = typed["legal_setting"]
    return Beginning(
        typed["setting"],
        legal_setting,
        open_to_choice(legal_setting, organisation.texts),
        tuple(form.away()),
        form.guests(),
    )


def beginning_form(consultation: Consultation, sent: QueryDict | None) -> ChangeBeginningForm:
    """Return the form on which how it began is put right, drawn as it stands or as it was sent."""
    people = list(selectors.participants(consultation))
    return ChangeBeginningForm(
        sent,
        service_user=consultation.service_user,
        people=[(each.pk, participant_words(each)) for each in people],
        initial={
            "ticket": tickets.issue(consultation),
            "setting": consultation.setting,
            "legal_setting": consultation.legal_setting,
            "here": [each.pk for each in people if each.is_present],
        },
    )


def start_page(
    account: Account, form: StartForm, before: Consultation | None, release: Release
) -> dict[str, Any]:
    """Gather the page on which a conversation is opened, with those that go on already."""
    person = form.service_user
    going_on = selectors.going_on(account, release.organisation, person)
    return {
        "form": form,
        "person": presented_person(person),
        "since": said_since(before),
        "going_on": [presented_conversation(each, has_clinic=True) for each in going_on],
        "gated": kept.gated(release),
    }


def opening(consultation: Consultation) -> dict[str, Any]:
    """Gather the first page of a conversation: how it opens, and what matters."""
    medicines = said_medicines(consultation)
    earlier = earlier_medicines(consultation, medicines)
    named = {each.code for each in (*medicines, *(its.said for its in earlier))}
    return room(consultation, "conversation") | {
        "gated": [each for each in kept.gated(consultation.release) if each.code in named],
        "opening": presented_opening(
            consultation,
            selectors.participants(consultation),
            medicines,
            earlier,
            pregnancy_said(consultation),
            _prepared(consultation),
        ),
    }


def _prepared(consultation: Consultation) -> Prepared:
    """Return what was chosen and is felt now, and whether the person was given a link."""
    checklist = selectors.said_checklist(consultation).checklist
    every = lines(consultation.release)
    return Prepared(
        read_back(checklist, names(every, checklist.own_words)),
        in_one_line(said_effects(consultation), every),
        presented_link(link_of(consultation)),
    )
