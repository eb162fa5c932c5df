"""Reads of a draft: its sections as plain values, what its figures suggest, what it may cite."""

from collections.abc import Iterable

from django.db.models import Case, Prefetch, Q, QuerySet, When
from django.db.models.functions import Lower
from django.shortcuts import get_object_or_404

from accounts.models import Organisation
from medications.draft_parts import (
    CautionPart,
    LevelPart,
    NamesPart,
    PreparationPart,
    ReviewPart,
    Shelf,
    SourcePart,
    WordsPart,
)
from medications.models import (
    Card,
    CardFact,
    Caution,
    Effect,
    Evidence,
    Medication,
    NiceClass,
    Preparation,
    Rating,
    Source,
    SourceMove,
)
from medications.models.substance import LINE_37
from medications.selectors.reading import ALWAYS_SHOWN
from medications.stages import IN_HAND
from medications.starter_rule import StarterLevel
from medications.suggesting import needs_reason, suggested_levels


def effects() -> QuerySet[Effect]:
    """Return the 36 lines that a card rates."""
    return Effect.objects.exclude(code=LINE_37)


def rows_of(card: Card) -> QuerySet[Evidence]:
    """Return the rows that a version rests on, with source and effect."""
    return card.evidence.select_related("source", "effect")


def suggestions(card: Card) -> dict[str, StarterLevel]:
    """Return what a version's own rows suggest for each of the 36 lines, by code."""
    codes = [each.code for each in effects()]
    return suggested_levels(card.medication.code, rows_of(card), codes)


def published_levels(card: Card) -> dict[str, int | None]:
    """Return the levels of the version that a draft was begun from, by effect code."""
    rows = (
        Rating.objects.filter(card=card.based_on_id) if card.based_on_id else Rating.objects.none()
    )
    return dict(rows.values_list("effect__code", "level"))


def unexplained(
    ratings: Iterable[Rating],
    suggested: dict[str, StarterLevel],
    published: dict[str, int | None],
) -> list[Rating]:
    """Return the ratings that need a reason and have none. They come with their effect."""
    return [
        rating
        for rating in ratings
        if not rating.reason
        and needs_reason(
            rating.level,
            suggested[rating.effect.code].level,
            published.get(rating.effect.code),
        )
    ]


def names_part(card: Card) -> NamesPart | None:
    """Return what a version calls its medicine; None where all services call it the same."""
    return NamesPart(**card.names) if card.names else None


def words_part(card: Card, section: str) -> WordsPart:
    """Return the words of our own in one section."""
    return WordsPart(tuple(card.sections.get(section, [])))


def level_part(rating: Rating) -> LevelPart:
    """Return what is said of one effect."""
    return LevelPart(rating.level, rating.frequency, rating.severity, rating.note, rating.reason)


def caution_part(caution: Caution | None) -> CautionPart | None:
    """Return a safety line; None when it was taken out."""
    if caution is None:
        return None
    return CautionPart(caution.kind, caution.is_gating, caution.text)


def preparation_part(preparation: Preparation | None) -> PreparationPart | None:
    """Return a form; None when it was taken out."""
    if preparation is None:
        return None
    return PreparationPart(
        preparation.form, preparation.strengths, preparation.how_often, preparation.source_id
    )


def review_part(card: Card) -> ReviewPart:
    """Return the day of review."""
    return ReviewPart(card.review_on)


def source_part(source: Source | None) -> SourcePart | None:
    """Return a source; None when there is none yet."""
    if source is None:
        return None
    return SourcePart(
        source.kind,
        source.title,
        source.publisher,
        source.revision,
        source.read_on,
        source.address,
        source.licence_note,
    )


def caution(card: Card, key: int | None) -> Caution | None:
    """Return a caution of a version by its key; None when it is not there."""
    return None if key is None else card.cautions.filter(pk=key).first()


def preparation(card: Card, key: int | None) -> Preparation | None:
    """Return a form of a version by its key; None when it is not there."""
    return None if key is None else card.preparations.filter(pk=key).first()


def draft(card: Card) -> Card:
    """Read a version once more, as it stands now."""
    return Card.objects.get(pk=card.pk)


def rating(card: Card, effect: str) -> Rating:
    """Return a rating of a version with its effect, as it stands now. Raises Http404."""
    return get_object_or_404(card.ratings.select_related("effect"), effect__code=effect)


def facts_of(card: Card, kinds: Iterable[str]) -> QuerySet[CardFact]:
    """Return the facts of some kinds that a version rests on, with their sources."""
    return card.facts.filter(kind__in=list(kinds)).select_related("source")


def always_shown(card: Card) -> list[Caution]:
    """Return the cautions of a version that stand wherever its medicine is named."""
    return list(card.cautions.filter(ALWAYS_SHOWN))


def ordered_ratings(card: Card) -> list[Rating]:
    """Return the ratings of a version class by class, as the draft shows them."""
    classes = NiceClass.values
    rows = card.ratings.select_related("effect")
    return sorted(
        rows, key=lambda each: (classes.index(each.effect.nice_class), each.effect.number)
    )


def offered_sources(draft: Card, cited: int | None = None) -> QuerySet[Source]:
    """Return the sources that a row may cite: the shared ones, those written here, its own.

    By title; `shelf` tells those written here from those that the card cites, and from others.
    """
    here = Q(organisation=None) | Q(organisation=draft.organisation_id)
    used = [rows.values("source") for rows in (draft.evidence.all(), draft.facts.all())]
    shelf = Case(
        When(organisation=draft.organisation_id, then=Shelf.WRITTEN_HERE),
        When(Q(pk__in=used[0]) | Q(pk__in=used[1]), then=Shelf.ON_THIS_CARD),
        default=Shelf.OTHER,
    )
    offered = Source.objects.filter(here & Q(is_retired=False) | Q(pk=cited))
    return offered.annotate(shelf=shelf).order_by(Lower("title"), "pk")


def own_sources(organisation: Organisation) -> QuerySet[Source]:
    """Return every source that was written here, retired ones last, with what was done to each."""
    rows = Source.objects.filter(organisation=organisation).prefetch_related(
        Prefetch("moves", SourceMove.objects.select_related("by", "replaced_by"))
    )
    return rows.order_by("is_retired", "title", "pk")


def shared_sources(words: Iterable[str]) -> QuerySet[Source]:
    """Return the sources that came with the starter cards, whose entries hold all these words."""
    rows = Source.objects.filter(organisation=None, is_retired=False)
    for word in words:
        rows = rows.filter(Q(title__icontains=word) | Q(publisher__icontains=word))
    return rows.order_by("title", "pk")


def own_source(organisation: Organisation, key: int) -> Source:
    """Return a source that was written here, with what was done to it. Raises Http404."""
    return get_object_or_404(own_sources(organisation), pk=key)


def medication(organisation: Organisation, code: str) -> Medication:
    """Return a medicine that exists here, in the release or not. Raises Http404."""
    here = Q(organisation=None) | Q(organisation=organisation)
    return get_object_or_404(Medication.objects.filter(here), code=code)


def named(
    organisation: Organisation, name: str, but: Medication | None = None
) -> Medication | None:
    """Return the medicine that bears a name here already, however it is written, or will soon.

    A name that a draft brings counts; `but` is the medicine that is to bear it.
    """
    here = Q(organisation=None) | Q(organisation=organisation)
    soon = Q(
        cards__organisation=organisation, cards__stage__in=IN_HAND, cards__names__name__iexact=name
    )
    rows = Medication.objects.filter(here, Q(name__iexact=name) | soon).distinct()
    return next((each for each in rows if each != but), None)


def was_published(medication: Medication) -> bool:
    """Tell whether a card of a medicine was ever in use."""
    return Card.objects.filter(medication=medication, published_at__isnull=False).exists()


def codes_taken(organisation: Organisation) -> set[str]:
    """Return the codes of the medicines that exist here."""
    here = Q(organisation=None) | Q(organisation=organisation)
    return set(Medication.objects.filter(here).values_list("code", flat=True))


def draft_of(organisation: Organisation, medication: Medication) -> Card | None:
    """Return the version of a medicine's card that somebody here is working on, if any."""
    rows = Card.objects.filter(organisation=organisation, stage__in=IN_HAND)
    return rows.filter(medication=medication).first()
