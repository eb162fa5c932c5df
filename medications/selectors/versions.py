"""Reads of versions of cards: what they say as plain values, and how they came to be."""

from collections.abc import Iterable

from django.db.models import Prefetch, QuerySet
from django.shortcuts import get_object_or_404

from accounts.models import Account, Organisation
from medications.content import CautionContent, Content, PreparationContent, RatingContent
from medications.models import (
    Card,
    CardFact,
    CardMove,
    Caution,
    Effect,
    Evidence,
    Preparation,
    Rating,
)
from medications.selectors.reading import always_shown
from medications.stages import IN_HAND


def version(organisation: Organisation, key: int) -> Card:
    """Return one version of a card of this organisation by its key. Raises Http404.

    With what stands wherever its medicine is named, as `presented_medicine` needs it.
    """
    rows = Card.objects.filter(organisation=organisation).prefetch_related(always_shown())
    return get_object_or_404(
        rows.select_related("medication", "organisation", "author", "approver", "based_on"), pk=key
    )


def in_hand(organisation: Organisation) -> QuerySet[Card]:
    """Return the versions that somebody here is working on, by medicine."""
    rows = Card.objects.filter(organisation=organisation, stage__in=IN_HAND)
    rows = rows.select_related("medication", "author", "based_on")
    return rows.prefetch_related(always_shown())


def has_written(card: Card, account: Account) -> bool:
    """Tell whether somebody began a version or changed a word of it."""
    return card.author_id == account.pk or card.written_by.filter(pk=account.pk).exists()


def moves(card: Card) -> QuerySet[CardMove]:
    """Return what was done to a version, oldest first, with who did it."""
    return card.moves.select_related("by")


def rated(card: Card) -> list[Effect]:
    """Return the lines that a version rates, in the order of the paper."""
    return list(Effect.objects.filter(ratings__card=card).order_by("number"))


def evidence(card: Card) -> QuerySet[Evidence]:
    """Return the rows that a version holds, with what suggestions are worked out from."""
    return card.evidence.select_related("source", "effect")


def content(card: Card) -> Content:
    """Return what one version says."""
    return contents([card])[card.pk]


def contents(cards: Iterable[Card]) -> dict[int, Content]:
    """Return what versions say, by key: as many queries for one as for twenty."""
    keyed = Prefetch("evidence", Evidence.objects.only("key"))
    rows = Card.objects.filter(pk__in=[card.pk for card in cards]).select_related("medication")
    rows = rows.prefetch_related(
        keyed,
        Prefetch("facts", CardFact.objects.only("key")),
        Prefetch("ratings", Rating.objects.select_related("effect").prefetch_related(keyed)),
        Prefetch(
            "cautions",
            Caution.objects.prefetch_related(Prefetch("facts", CardFact.objects.only("key"))),
        ),
        Prefetch("preparations", Preparation.objects.select_related("source")),
    )
    return {card.pk: _content(card) for card in rows}


def _content(card: Card) -> Content:
    """Gather one card, everything prefetched."""
    return Content(
        card.medication.code,
        {rating.effect.code: _rating(rating) for rating in card.ratings.all()},
        {code: tuple(paragraphs) for code, paragraphs in card.sections.items() if paragraphs},
        tuple(_caution(each) for each in card.cautions.all()),
        tuple(_preparation(each) for each in card.preparations.all()),
        frozenset(row.key for row in card.evidence.all()),
        frozenset(row.key for row in card.facts.all()),
        card.review_on,
        card.is_withdrawal,
        {name: said for name, said in card.names.items() if said},
    )


def _rating(rating: Rating) -> RatingContent:
    """Return one rating as plain values."""
    return RatingContent(
        rating.level,
        rating.basis,
        rating.frequency,
        rating.severity,
        rating.note,
        rating.reason,
        tuple(sorted(row.key for row in rating.evidence.all())),
    )


def _caution(caution: Caution) -> CautionContent:
    """Return one caution as plain values."""
    facts = tuple(sorted(row.key for row in caution.facts.all()))
    return CautionContent(caution.kind, caution.is_gating, caution.text, facts)


def _preparation(preparation: Preparation) -> PreparationContent:
    """Return one form as plain values."""
    source = preparation.source.code if preparation.source else ""
    return PreparationContent(
        preparation.form, preparation.strengths, preparation.how_often, source
    )
