"""Versions of a card and releases as a list of what was done: who, when, why."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from medications.models import Card, CardFact, Release, RetiredEvidence, RetiredFact
from medications.presenters.change import Change, ended
from medications.presenters.evidence_words import evidence_words, fact_words
from medications.presenters.medicines import PresentedMedicine, presented_medicine
from medications.presenters.moves import ToldMove, begun, moment, told_moves, version_name
from medications.stages import Stage


@dataclass(frozen=True)
class PastVersion:
    """One version in the history of a medicine's card.

    facts    short sentences: who wrote and published it, since which release it is in use
    retired  rows of evidence that were taken out in it, with the reason
    """

    key: int
    name: str
    stage: str
    facts: list[str]
    moves: list[ToldMove]
    retired: list[str]


@dataclass(frozen=True)
class PastRelease:
    """One release in the list: its number, who made it when and why, and its own page."""

    key: int
    number: int
    who: str
    why: str
    is_safety_change: bool
    url: str


@dataclass(frozen=True)
class MedicineChanges:
    """What changed of one medicine between two releases, and from which version to which."""

    medicine: PresentedMedicine
    versions: str
    changes: list[Change]


def past_versions(versions: Iterable[Card]) -> list[PastVersion]:
    """Return versions in the order given. They must come from `selectors.releases.versions`."""
    return [
        PastVersion(
            each.pk,
            version_name(each),
            _stage(each),
            _facts(each),
            told_moves(each.moves.all()),
            [
                *(_retired(row) for row in each.retired_evidence.all()),
                *(_retired(row) for row in each.retired_facts.all()),
            ],
        )
        for each in versions
    ]


def _stage(card: Card) -> str:
    """Say where a version stands; a withdrawal stays one after another took its place."""
    words = str(Stage(card.stage).label)
    if card.is_withdrawal and card.stage != Stage.WITHDRAWN:
        return _("a withdrawal, %(stage)s") % {"stage": words}
    return words


def _facts(card: Card) -> list[str]:
    """Say who wrote a version, who published it, and in which releases it stands."""
    said = [begun(card)] if card.author else [_("A starter card, the same for every organisation.")]
    if card.approver and card.published_at:
        words = _("Published by %(name)s on %(moment)s.")
        said.append(words % {"name": card.approver.name, "moment": moment(card.published_at)})
    first = vars(card)["first_release"]
    if first is not None:
        since = _("It holds now, since release %(number)d.")
        before = _("It held from release %(number)d on, until another version took its place.")
        said.append((since if vars(card)["is_current"] else before) % {"number": first})
    if card.stage_reason:
        said.append(ended(_("Said last: %(words)s") % {"words": card.stage_reason}))
    return said


def _retired(gone: RetiredEvidence | RetiredFact) -> str:
    """Tell one row that was taken out, with the reason and by whom."""
    row = gone.row
    said = fact_words(row) if isinstance(row, CardFact) else evidence_words(row)
    words = _("%(row)s Taken out by %(name)s on %(moment)s: %(reason)s")
    return words % {
        "row": ended(said),
        "name": gone.by.name,
        "moment": moment(gone.at),
        "reason": gone.reason,
    }


def past_releases(releases: Iterable[Release]) -> list[PastRelease]:
    """Return releases in the order given."""
    return [past_release(each) for each in releases]


def past_release(release: Release) -> PastRelease:
    """Return who made a release, when and why; the first one was loaded by nobody."""
    words = (_("Made by %(name)s on %(moment)s.") if release.by else _("Loaded on %(moment)s.")) % {
        "name": release.by.name if release.by else "",
        "moment": moment(release.created_at),
    }
    return PastRelease(
        release.pk,
        release.number,
        words,
        release.reason,
        release.is_safety_change,
        reverse("release", args=[release.number]),
    )


def medicine_changes(before: Card | None, after: Card, changes: list[Change]) -> MedicineChanges:
    """Return what changed of one medicine, with both versions named."""
    if before is None:
        versions = _("New: version %(after)d.") % {"after": after.version}
    else:
        words = {"before": before.version, "after": after.version}
        versions = _("From version %(before)d to version %(after)d.") % words
    return MedicineChanges(presented_medicine(after), versions, changes)
