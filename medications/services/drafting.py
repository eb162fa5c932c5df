"""Writes of the sections of a draft, one at a time, each under the organisation's lock.

`seen` is the key of the section as the form was drawn (medications.draft_parts): when somebody
else wrote in it since, nothing is written and PartChanged is raised. Saving what stands there
already changes nothing, so a form sent twice counts once. Everything else that can stand in the
way is a PartFault, whose sentence the page shows beside the field; nothing is written then.
"""

from django.db import transaction
from django.db.models import Max, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import Account
from medications.beginning import day_of_review
from medications.draft_parts import (
    CautionPart,
    LevelPart,
    Part,
    PreparationPart,
    ReviewPart,
    WordsPart,
    part_key,
)
from medications.models import Card, Caution, Medication, Preparation, Rating, Release
from medications.permissions import check_is_pharmacist
from medications.selectors import drafting as reads
from medications.services.moving import locked_card, record_card_audit
from medications.services.versions import draft_card
from medications.stages import Stage
from medications.starter_rule import Basis, StarterLevel
from medications.suggesting import JUMP, needs_reason


class PartFault(ValueError):
    """Something that keeps a section from being saved; `field` is where it belongs, if anywhere."""

    field: str | None = None


class PartChanged(PartFault):
    """Somebody else wrote in this section since the form was drawn."""


class NotADraft(PartFault):
    """The version is in nobody's hands any more, or waits for a second pharmacist."""


class ReasonNeeded(PartFault):
    """A level has to be explained."""

    field = "reason"


class StandsAlready(PartFault):
    """The same line stands in the card already."""


@transaction.atomic
def begin_card(*, release: Release, medication: Medication, by: Account) -> Card:
    """Begin a draft with a day of review and all 36 lines, those that are new as not known.

    Raises PermissionDenied, or DraftExists when the medicine's card is in hand already.
    """
    draft = draft_card(release=release, medication=medication, by=by)
    draft.review_on = day_of_review(draft.review_on, timezone.localdate())
    draft.save(update_fields=["review_on"])
    rated = draft.ratings.values("effect")
    Rating.objects.bulk_create(
        Rating(card=draft, effect=each, level=None, basis=Basis.NOTHING_FOUND)
        for each in reads.effects().exclude(pk__in=rated)
    )
    return draft


def open_draft(card: Card, by: Account) -> Card:
    """Lock a draft and return it as it stands. Raises PermissionDenied or NotADraft."""
    card = locked_card(card)
    check_is_pharmacist(by, card.organisation)
    if card.stage != Stage.DRAFT:
        raise NotADraft(
            _("This version is {stage}, so it cannot be changed. What you wrote is below.").format(
                stage=Stage(card.stage).label
            )
        )
    return card


def note_writing(card: Card, action: str, by: Account, **detail: object) -> None:
    """Keep who wrote in a draft: they are not its second pharmacist; and leave an audit entry."""
    card.written_by.add(by)
    record_card_audit(action, card, by, **detail)


def is_new(now: Part | None, said: Part | None, seen: str) -> bool:
    """Tell whether there is anything to write. Raises PartChanged when `now` was not seen."""
    if said == now:
        return False
    if part_key(now) != seen:
        raise PartChanged(_("Somebody else wrote here since you opened this page."))
    return True


@transaction.atomic
def write_words(*, card: Card, section: str, said: WordsPart, seen: str, by: Account) -> None:
    """Write the words of our own in one section. Raises PermissionDenied or PartFault."""
    card = open_draft(card, by)
    if is_new(reads.words_part(card, section), said, seen):
        others = {code: words for code, words in card.sections.items() if code != section}
        own = {section: list(said.paragraphs)} if said.paragraphs else {}
        card.sections = others | own
        card.save(update_fields=["sections"])
        note_writing(card, "write_words", by, section=section)


@transaction.atomic
def set_review(*, card: Card, said: ReviewPart, seen: str, by: Account) -> None:
    """Set the day of review. Raises PermissionDenied or PartFault."""
    card = open_draft(card, by)
    if is_new(reads.review_part(card), said, seen):
        card.review_on = said.review_on
        card.save(update_fields=["review_on"])
        note_writing(card, "set_review", by, day=str(said.review_on))


@transaction.atomic
def write_level(*, card: Card, effect: str, said: LevelPart, seen: str, by: Account) -> None:
    """Write what is said of one effect. Raises PermissionDenied or PartFault.

    A level that the figures suggest rests on them; another one is the pharmacist's, with a reason.
    """
    card = open_draft(card, by)
    rating = card.ratings.select_related("effect").get(effect__code=effect)
    is_changed = is_new(reads.level_part(rating), said, seen)
    suggested = reads.suggestions(card)
    _check_reason(said, suggested[effect].level, reads.published_levels(card).get(effect))
    if is_changed:
        rating.level, rating.note, rating.reason = said.level, said.note, said.reason
        rating.frequency, rating.severity = said.frequency, said.severity
        rating.save()
        settle(card, suggested, [rating])
        note_writing(card, "write_level", by, effect=effect, level=said.level)


def _check_reason(said: LevelPart, suggested: int | None, published: int | None) -> None:
    """Raise ReasonNeeded unless a level explains itself or is explained (hazard H10)."""
    if said.reason or not needs_reason(said.level, suggested, published):
        return
    if said.level != suggested:
        raise ReasonNeeded(_("This is not the level that the figures suggest. Say why."))
    raise ReasonNeeded(
        _("This is {steps} or more steps from the level in use. Say why.").format(steps=JUMP)
    )


def settle(card: Card, suggested: dict[str, StarterLevel], ratings: list[Rating]) -> None:
    """Let each level rest on the rows that suggest it, or on a pharmacist where they do not."""
    rows = {row.key: row for row in card.evidence.only("pk", "key")}
    for rating in ratings:
        found = suggested[rating.effect.code]
        is_theirs = found.level != rating.level
        basis = Basis.PHARMACIST if is_theirs else found.basis
        if rating.basis != basis:
            rating.basis = basis
            rating.save(update_fields=["basis"])
        wanted = set() if is_theirs else {rows[key] for key in found.rows}
        if wanted != set(rating.evidence.all()):
            rating.evidence.set(wanted)


@transaction.atomic
def write_caution(
    *, card: Card, key: int | None, said: CautionPart | None, seen: str, by: Account
) -> None:
    """Add a caution (no key), change one, or take it out (nothing said).

    Raises PermissionDenied or PartFault.
    """
    card = open_draft(card, by)
    now = reads.caution(card, key)
    if not is_new(reads.caution_part(now), said, seen):
        return
    if now is not None and said is None:
        now.delete()
    elif said is not None:
        _check_stands_once(said, [reads.caution_part(each) for each in card.cautions.all()])
        row = now or Caution(card=card, position=_after(card.cautions.all()))
        row.kind, row.is_gating, row.text = said.kind, said.is_gating, said.text
        row.save()
    note_writing(card, "write_caution", by, **_what(now, said))


@transaction.atomic
def write_preparation(
    *, card: Card, key: int | None, said: PreparationPart | None, seen: str, by: Account
) -> None:
    """Add a form (no key), change one, or take it out (nothing said).

    Raises PermissionDenied or PartFault.
    """
    card = open_draft(card, by)
    now = reads.preparation(card, key)
    if not is_new(reads.preparation_part(now), said, seen):
        return
    if now is not None and said is None:
        now.delete()
    elif said is not None:
        stand = [reads.preparation_part(each) for each in card.preparations.all()]
        _check_stands_once(said, stand)
        row = now or Preparation(card=card, position=_after(card.preparations.all()))
        row.form, row.strengths, row.how_often = said.form, said.strengths, said.how_often
        row.source_id = said.source
        row.save()
    note_writing(card, "write_preparation", by, **_what(now, said))


def _check_stands_once(said: Part, stand: list) -> None:
    """Raise StandsAlready when another line says the same."""
    if said in stand:
        raise StandsAlready(_("The same stands in this draft already."))


def _after(rows: QuerySet) -> int:
    """Return the place after the last row."""
    return (rows.aggregate(last=Max("position"))["last"] or 0) + 1


def _what(now: object, said: object) -> dict[str, object]:
    """Tell the audit whether something was added, changed or taken out, without its words."""
    return {"done": "add" if now is None else "remove" if said is None else "change"}
