"""Reads for spreadsheets: what the cards say, with drafts or without, and what they rest on."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache

from django.db.models import Q, QuerySet
from django.shortcuts import get_object_or_404

from accounts.models import Organisation
from medications.content import Content
from medications.exchange.checking import Standing
from medications.models import Card, CardFact, Evidence, Release, Source
from medications.selectors.reading import rated_effects
from medications.selectors.versions import contents, in_hand
from medications.stages import Stage
from medications.starter_rule import StarterLevel
from medications.suggesting import suggested_levels


@dataclass(frozen=True)
class InUse:
    """The cards that a file is about, by the code of their medicine.

    `cards` are drafts where somebody is working on one, `before` what the card in use says of
    such a medicine; `levels` those of the cards in use.
    """

    cards: Mapping[str, Card]
    contents: Mapping[str, Content]
    before: Mapping[str, Content]
    levels: Mapping[str, Mapping[str, int | None]]


def releases(organisation: Organisation) -> QuerySet[Release]:
    """Return the releases of an organisation, newest first."""
    return Release.objects.filter(organisation=organisation).order_by("-number")


def release(organisation: Organisation, number: int) -> Release:
    """Return one release of an organisation by its number. Raises Http404."""
    return get_object_or_404(releases(organisation).select_related("organisation"), number=number)


def in_use(release: Release, *, with_drafts: bool) -> InUse:
    """Return the cards of a release by the medicines' names, with drafts in their place or not."""
    published = list(release.cards.select_related("medication").order_by("medication__name"))
    drafts = list(in_hand(release.organisation)) if with_drafts else []
    says = contents([*published, *drafts])
    cards = {card.medication.code: card for card in [*published, *drafts]}
    return InUse(
        cards,
        {code: replace(says[card.pk], is_withdrawn=False) for code, card in cards.items()},
        {
            card.medication.code: replace(says[card.pk], is_withdrawn=False)
            for card in published
            if cards[card.medication.code] != card
        },
        {
            card.medication.code: {
                effect: rating.level for effect, rating in says[card.pk].ratings.items()
            }
            for card in published
        },
    )


def labels(release: Release) -> dict[str, str]:
    """Return the side effects that cards rate, in words by code."""
    return {each.code: each.label for each in rated_effects(release)}


def standing(release: Release, used: InUse) -> Standing:
    """Return everything that a file is checked against."""
    effects = labels(release)

    @cache
    def suggested(medicine: str) -> Mapping[str, StarterLevel]:
        rows = used.cards[medicine].evidence.select_related("source", "effect")
        return suggested_levels(medicine, rows, effects)

    return Standing(
        cards=used.contents,
        published=used.levels,
        suggested=suggested,
        names={code: card.medication.name for code, card in used.cards.items()},
        labels=effects,
        submitted=frozenset(
            code for code, card in used.cards.items() if card.stage == Stage.SUBMITTED
        ),
        sources=frozenset(known_sources(release.organisation)),
        in_use=used.before,
    )


def known_sources(organisation: Organisation | None) -> dict[str, Source]:
    """Return the sources that a card here may name, by code; an own one before a shared one."""
    rows = Source.objects.filter(Q(organisation=None) | Q(organisation=organisation))
    by_code: dict[str, Source] = {}
    for each in rows.filter(is_retired=False):
        if each.organisation_id is not None or each.code not in by_code:
            by_code[each.code] = each
    return by_code


def evidence(release: Release) -> QuerySet[Evidence]:
    """Return the figures that the cards of a release rest on, each once."""
    linked = Card.evidence.through.objects.filter(card__releases=release)
    rows = Evidence.objects.filter(pk__in=linked.values("evidence_id"))
    return rows.select_related("medication", "effect", "source")


def facts(release: Release) -> QuerySet[CardFact]:
    """Return the facts in words that the cards of a release rest on, each once."""
    linked = Card.facts.through.objects.filter(card__releases=release)
    rows = CardFact.objects.filter(pk__in=linked.values("cardfact_id"))
    return rows.select_related("medication", "source")


def sources(release: Release) -> QuerySet[Source]:
    """Return the sources that the cards of a release rest on, each once."""
    here = Card.objects.filter(releases=release)
    return Source.objects.filter(
        Q(pk__in=here.values("evidence__source_id")) | Q(pk__in=here.values("facts__source_id"))
    )
