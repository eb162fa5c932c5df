"""What pharmacists and managers write, with words: cards in use, drafts, and those of elsewhere."""

import datetime
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from django.utils import timezone

from accounts.models import (
    Account,
    AuditEntry,
    AuditSeal,
    Organisation,
    SealedHead,
    SignIn,
    TextVersion,
    Tombstone,
)
from consultations.presenters.texts import TEXTS
from medications.models import (
    Availability,
    Card,
    CardFact,
    CardMove,
    CardTranslation,
    Caution,
    Effect,
    EffectGroup,
    Evidence,
    LocalNote,
    Medication,
    Preparation,
    Rating,
    Release,
    RetiredEvidence,
    RetiredFact,
    Source,
    SourceMove,
    Term,
    TranslationStep,
)
from medications.sections import FACT_KINDS, SECTIONS
from tests.canaries.planting import Words
from tests.cast import Cast
from tests.factories import ReleaseFactory
from tests.integration.medications import polish

REVIEW_ON = datetime.date(2027, 5, 3)
KEPT = ("olanzapine", "clozapine")
"""The starter cards that stay in the release: pages of nineteen medicines take their time."""


@dataclass(frozen=True)
class Library:
    """What was written: the release in use, and cards by whose they are."""

    release: Release
    theirs: Release
    cards: dict[str, Card]
    translations: tuple[CardTranslation, ...]


def write_library(words: Words, cast: Cast, release: Release) -> Library:
    """Write everything."""
    dev, ewa, hugo = (cast.people[each] for each in ("dev", "ewa", "hugo"))
    approved = polish.approved(cast)
    release.cards.set(release.cards.filter(medication__code__in=KEPT))
    ours = card(words, "published", cast.organisation, dev, "ours", approver=ewa)
    drafted = card(words, "in hand", cast.organisation, dev, "drafted", stage=Card.Stage.DRAFT)
    submitted = card(
        words, "in hand", cast.organisation, dev, "handed-over", stage=Card.Stage.SUBMITTED
    )
    theirs = card(words, "elsewhere", cast.other_organisation, hugo, "theirs", approver=ewa)
    release.cards.add(ours)
    words.mark(release, "published")
    elsewhere = ReleaseFactory(organisation=cast.other_organisation, number=1)
    elsewhere.cards.set([*release.cards.exclude(pk=ours.pk), theirs])
    words.mark(elsewhere, "elsewhere")
    _starter_words(words, release)
    found = {"ours": ours, "drafted": drafted, "handed over": submitted, "theirs": theirs}
    return Library(release, elsewhere, found, _translations(words, cast, approved))


def card(
    words: Words, whose: str, organisation: Organisation, author: Account, code: str, **columns: Any
) -> Card:
    """Write a card of an organisation's own medicine, with everything that may stand on one."""
    medication = words.row(Medication, whose, organisation=organisation, code=code)
    plain = {"stage": Card.Stage.PUBLISHED, "published_at": timezone.now(), "author": author}
    sections = {each: ["x", "x"] for each in SECTIONS}
    names = dict.fromkeys(Medication.NAMES, "x")
    its = words.row(
        Card,
        whose,
        organisation=organisation,
        medication=medication,
        review_on=REVIEW_ON,
        sections=words.leaves(Card, "sections", whose, sections),
        names=words.leaves(Card, "names", whose, names),
        **(plain | columns),
    )
    for effect in Effect.objects.exclude(number=37):
        words.row(Rating, whose, card=its, effect=effect, level=1, basis="pharmacist")
    source = _evidence(words, whose, its, author)
    words.row(Preparation, whose, card=its, form="tablet", source=source, position=1)
    for position, kind in enumerate(Caution.Kind.values, 1):
        words.row(Caution, whose, card=its, kind=kind, position=position)
    words.row(CardMove, whose, card=its, move="submit", by=author, key=uuid4())
    here = {"organisation": organisation, "medication": medication, "by": author}
    words.row(Availability, whose, **here, state="needs_approval")
    words.row(LocalNote, whose, **here, key=uuid4())
    return its


def _evidence(words: Words, whose: str, its: Card, author: Account) -> Source:
    """Write a source, rows that rest on it, and rows that were taken out again."""
    mine = {"organisation": its.organisation, "medication": its.medication}
    source = words.row(
        Source,
        whose,
        organisation=its.organisation,
        kind="product_information",
        code=f"own-{its.pk}",
        read_on=REVIEW_ON,
    )
    words.row(SourceMove, whose, source=source, move="add", by=author)
    weight = Effect.objects.get(code="weight_gain")
    figure = {"effect": weight, "measure": "frequency_class", "value": "common", "position": 1}
    rows = [words.row(Evidence, whose, **mine, source=source, **figure) for _each in range(2)]
    its.evidence.set(rows[:1])
    its.ratings.get(effect=weight).evidence.set(rows[:1])
    words.row(RetiredEvidence, whose, card=its, evidence=rows[1], by=author)
    facts = [
        words.row(CardFact, whose, **mine, source=source, kind=kind, position=number)
        for number, kind in enumerate(sorted(FACT_KINDS), 1)
    ]
    its.facts.set(facts[1:])
    words.row(
        RetiredFact,
        whose,
        card=its,
        fact=facts[0],
        by=author,
        cautions=words.leaves(RetiredFact, "cautions", whose, {"texts": ["x"]})["texts"],
    )
    return source


def _starter_words(words: Words, release: Release) -> None:
    """Put words into what all organisations have: lines, hard words, what gates a medicine."""
    for group in EffectGroup.objects.all():
        words.mark(group, "published", "code")
    for effect in Effect.objects.all():
        words.mark(effect, "published", "code", "symbol")
    words.row(Term, "published")
    for caution in Caution.objects.filter(card__in=release.cards.all(), is_gating=True):
        words.mark(caution, "published")


def _translations(
    words: Words, cast: Cast, approved: CardTranslation
) -> tuple[CardTranslation, ...]:
    """Put words into a translation that is read, and write one that is not ready."""
    words.mark(approved, "published", "english", "english_key", "section")
    drafted = words.row(
        CardTranslation,
        "in hand",
        organisation=cast.organisation,
        medication=approved.medication,
        language="pl",
        section="driving",
        version=1,
        english=words.leaves(CardTranslation, "english", "in hand", {"lines": ["x"]})["lines"],
        author=cast.people["dev"],
    )
    here = {"translation": drafted, "by": cast.people["dev"], "key": uuid4()}
    words.row(TranslationStep, "in hand", move="submit", **here)
    return approved, drafted


def write_front_door(words: Words, cast: Cast) -> None:
    """Put words into names, texts of the service and the audit of two organisations."""
    for organisation, whose in (
        (cast.organisation, "published"),
        (cast.other_organisation, "elsewhere"),
    ):
        texts = words.leaves(Organisation, "texts", whose, dict.fromkeys(TEXTS, "x"))
        words.mark(organisation, whose, texts=texts)
        by = cast.people["femi"]
        words.row(TextVersion, whose, organisation=organisation, key="contact", number=1, by=by)
        detail = words.leaves(AuditEntry, "detail", whose, {"words": "x"})
        words.row(AuditEntry, whose, organisation=organisation, by=by, sequence=1, detail=detail)
    seal = words.row(AuditSeal, "published", number=1, at=timezone.now(), heads=1)
    words.row(SealedHead, "published", seal=seal, place=1, sequence=1)
    gone = {"rule": "draft", "sequence": 1, "rows": 1, "at": timezone.now()}
    words.row(Tombstone, "published", organisation=cast.organisation, **gone)
    for clinic, whose in ((cast.clinic, "published"), (cast.other_clinic, "of another clinic")):
        words.mark(clinic, whose)
    for first, account in cast.people.items():
        whose = "elsewhere" if first == "hugo" else f"{first}'s"
        words.mark(account, whose)
        words.row(SignIn, whose, account=account, browser="Firefox")
