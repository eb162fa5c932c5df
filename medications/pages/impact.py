"""Whom a draft would touch: asked of the rooms, put into words."""

from typing import Any

from django.urls import reverse

from accounts.requests import OrganisationRequest
from medications.impact import CardChange, ask
from medications.models import Card
from medications.presenters.impact import presented_impact
from medications.selectors import current_release, versions
from medications.stages import Stage

SECONDS = 0.5
"""How long one answer may work: the page stays quick, and its server free for others."""


def impact(draft: Card, request: OrganisationRequest) -> dict[str, Any]:
    """Gather what the rooms say of a draft, as far as they are."""
    release = current_release(draft.organisation)
    in_use = release.cards.filter(medication=draft.medication).first()
    contents = versions.contents([each for each in (in_use, draft) if each])
    change = CardChange(contents[in_use.pk] if in_use else None, contents[draft.pk])
    asked = ask(release.organisation, [change], SECONDS)
    return {
        "impact_url": reverse("impact", args=[draft.pk]),
        "draft_url": _read_at(draft),
        "percent": round(asked.fraction * 100),
        "is_finished": asked.is_finished,
        "impacts": [
            presented_impact(each, each.list_rule.allows(request)) for each in asked.impacts
        ],
    }


def _read_at(draft: Card) -> str:
    """Return where the changes of a version are read: before it is submitted, or afterwards."""
    is_draft = draft.stage == Stage.DRAFT
    return reverse("submit_card" if is_draft else "review_card", args=[draft.pk])
