"""Cards from a spreadsheet become drafts, all or none; and a record of what was exported."""

from collections.abc import Iterator, Mapping, Sequence
from typing import TypeVar

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from accounts.models import Account, Organisation
from accounts.services import record_audit
from medications import selectors
from medications.content import CautionContent, Content, PreparationContent, differences, digest
from medications.exchange.carrying import ReadCard
from medications.models import (
    Card,
    CardFact,
    Caution,
    Effect,
    Evidence,
    Preparation,
    Rating,
    Release,
)
from medications.permissions import check_is_pharmacist
from medications.selectors.exchange import InUse, in_use, known_sources
from medications.selectors.versions import content
from medications.services.drafting import begin_card
from medications.services.moving import CardChanged, lock, record_card_audit
from medications.stages import Stage

Said = TypeVar("Said", CautionContent, PreparationContent)


@transaction.atomic
def import_cards(
    *, organisation: Organisation, cards: Mapping[str, ReadCard], by: Account
) -> list[Card]:
    """Write what a file says into drafts, begun where there are none; return those written.

    A card that says so already is passed over, so the same form sent twice writes once. Raises
    PermissionDenied, or CardChanged when a card is not what the file was compared with or waits
    for a second pharmacist; then nothing is written.
    """
    check_is_pharmacist(by, organisation)
    lock(organisation)
    release = selectors.current_release(organisation)
    used = in_use(release, with_drafts=True)
    written = []
    for code, card in cards.items():
        now = used.contents.get(code)
        if now is None or digest(now) != digest(card.content):
            written.append(_import_card(release, used, code, card, by))
    return written


@transaction.atomic
def record_export(*, release: Release, what: str, by: Account) -> None:
    """Record who took which file of cards or figures out."""
    check_is_pharmacist(by, release.organisation)
    record_audit(
        action="export_cards",
        record=f"release:{release.organisation_id}:{release.number}",
        organisation=release.organisation,
        by=by,
        detail={"file": what},
    )


def _import_card(release: Release, used: InUse, code: str, card: ReadCard, by: Account) -> Card:
    """Write one card into its draft."""
    standing, now = used.cards.get(code), used.contents.get(code)
    if standing is None or now is None or digest(now) != card.read:
        raise CardChanged(
            _("Somebody changed one of these cards meanwhile. Choose the file once more.")
        )
    if standing.stage == Stage.SUBMITTED:
        raise CardChanged(
            _("The card for %(name)s waits for a second pharmacist, so nothing was imported.")
            % {"name": standing.medication.name}
        )
    draft = standing
    if standing.stage != Stage.DRAFT:
        draft = begin_card(release=release, medication=standing.medication, by=by)
        now = content(draft)
    _write(draft, now, card.content)
    draft.written_by.add(by)
    changes = len(differences(now, card.content))
    record_card_audit("import_card", draft, by, changes=changes)
    return draft


def _write(draft: Card, now: Content, after: Content) -> None:
    """Make a draft say what the file says; rows that stay the same are not touched."""
    _write_ratings(draft, now, after)
    if after.cautions != now.cautions:
        _write_cautions(draft, now, after)
    if after.preparations != now.preparations:
        _write_preparations(draft, now, after)
    draft.sections = {code: list(paragraphs) for code, paragraphs in after.sections.items()}
    draft.review_on = after.review_on
    draft.save(update_fields=["sections", "review_on"])


def _write_ratings(draft: Card, now: Content, after: Content) -> None:
    """Write the ratings that the file changes."""
    changed = {
        code: rating for code, rating in after.ratings.items() if now.ratings.get(code) != rating
    }
    effects = Effect.objects.in_bulk(list(changed), field_name="code")
    keys = {key for rating in changed.values() for key in rating.evidence}
    evidence = Evidence.objects.filter(_here(draft), key__in=keys).in_bulk(field_name="key")
    for code, said in changed.items():
        rating, _is_new = Rating.objects.update_or_create(
            card=draft,
            effect=effects[code],
            defaults={
                "level": said.level,
                "basis": said.basis,
                "frequency": said.frequency,
                "severity": said.severity,
                "note": said.note,
                "reason": said.reason,
            },
        )
        rating.evidence.set(evidence[key] for key in said.evidence)


def _write_cautions(draft: Card, now: Content, after: Content) -> None:
    """Write the safety lines of a card in their order, with the facts that they rest on."""
    facts = {each.key: each for each in CardFact.objects.filter(cards=draft)}
    rows = list(draft.cautions.all())
    kept = set()
    for position, (at, said) in enumerate(_matched(now.cautions, after.cautions)):
        caution = Caution(card=draft) if at is None else rows[at]
        caution.kind, caution.is_gating, caution.text = said.kind, said.is_gating, said.text
        caution.position = position
        caution.save()
        caution.facts.set(facts[key] for key in said.facts if key in facts)
        kept.add(caution.pk)
    draft.cautions.exclude(pk__in=kept).delete()


def _write_preparations(draft: Card, now: Content, after: Content) -> None:
    """Write the forms of a card in their order."""
    sources = known_sources(draft.organisation)
    rows = list(draft.preparations.all())
    kept = set()
    for position, (at, said) in enumerate(_matched(now.preparations, after.preparations)):
        form = Preparation(card=draft) if at is None else rows[at]
        if at is None or said.source != now.preparations[at].source:
            form.source = sources[said.source] if said.source else None
        form.form, form.strengths, form.how_often = said.form, said.strengths, said.how_often
        form.position = position
        form.save()
        kept.add(form.pk)
    draft.preparations.exclude(pk__in=kept).delete()


def _matched(now: Sequence[Said], after: Sequence[Said]) -> Iterator[tuple[int | None, Said]]:
    """Return what is to be said, each with the place of the row that says it, or may say it.

    A row that stays as it is keeps its own words; the others are used again in their order.
    """
    same: dict[int, int] = {}
    for place, said in enumerate(after):
        found = (at for at, each in enumerate(now) if each == said and at not in same.values())
        at = next(found, None)
        if at is not None:
            same[place] = at
    free = iter([at for at in range(len(now)) if at not in same.values()])
    for place, said in enumerate(after):
        yield same[place] if place in same else next(free, None), said


def _here(draft: Card) -> Q:
    """Return what narrows rows to those that an organisation's card may rest on."""
    return Q(organisation=None) | Q(organisation=draft.organisation)
