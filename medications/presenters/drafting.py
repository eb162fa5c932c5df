"""A draft in words: what is still to do, and each of its sections with the way to change it."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from django.urls import reverse
from django.utils import formats, timezone
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from medications.models import Card, Caution, NiceClass, Preparation, Rating
from medications.presenters.effects import PresentedEffect, presented_effect
from medications.presenters.levels import Level, presented_level
from medications.presenters.naming import presented_names
from medications.presenters.reading_age import ReadingHint, reading_hint
from medications.presenters.sources import date_words
from medications.reading_age import OLDEST_FOR_CAUTIONS, OLDEST_FOR_WORDS
from medications.sections import SECTIONS
from medications.selectors.drafting import unexplained
from medications.stages import Stage
from medications.starter_rule import StarterLevel

FIRST_WORDS = 30


@dataclass(frozen=True)
class ToDo:
    """One thing that is still to do, with the way to it."""

    words: str
    url: str


@dataclass(frozen=True)
class DraftedLevel:
    """One line of the checklist in a draft; `remark` says where it parts from its figures.

    `hint` says how hard its note is to read; None when it has none.
    """

    effect: PresentedEffect
    level: Level
    remark: str
    url: str
    hint: ReadingHint | None = None


@dataclass(frozen=True)
class DraftedClass:
    """One NICE class; `summary` is its name with how many of its levels are known."""

    code: str
    summary: str
    levels: tuple[DraftedLevel, ...]
    is_open: bool


@dataclass(frozen=True)
class DraftedLine:
    """One line of a section: its name, what it says, where it is changed, how hard it reads."""

    name: str
    words: str
    url: str
    hint: ReadingHint | None = None


@dataclass(frozen=True)
class PresentedDraft:
    """A draft on the desk."""

    key: int
    name: str
    whose: str
    names: list[tuple[str, str]]
    to_do: tuple[ToDo, ...]
    classes: tuple[DraftedClass, ...]
    words: tuple[DraftedLine, ...]
    cautions: tuple[DraftedLine, ...]
    preparations: tuple[DraftedLine, ...]
    review: str
    url: str


def presented_draft(
    draft: Card,
    card: Card,
    suggested: Mapping[str, StarterLevel],
    published: Mapping[str, int | None],
    names: Collection[str] = (),
) -> PresentedDraft:
    """Return a draft in words; `card` is the same version, whole.

    `names` have to stand as they are: they make nothing harder to read.
    """
    ratings = list(card.ratings.all())
    missing = unexplained(ratings, dict(suggested), dict(published))
    return PresentedDraft(
        draft.pk,
        draft.medication.name,
        whose(draft),
        presented_names(draft.names),
        tuple(_to_do(draft, card, missing)),
        tuple(_class(draft, each, ratings, suggested, missing, names) for each in NiceClass),
        tuple(_words(draft, code, names) for code in SECTIONS),
        tuple(_caution(draft, each, names) for each in card.cautions.all()),
        tuple(_preparation(draft, each) for each in card.preparations.all()),
        review_words(draft),
        reverse("draft", args=[draft.pk]),
    )


def whose(draft: Card) -> str:
    """Say which version this is, who began it, and what it was begun from."""
    begun = _("Version %(version)d, begun by %(name)s on %(date)s.") % {
        "version": draft.version,
        "name": draft.author.name if draft.author else "",
        "date": formats.date_format(timezone.localtime(draft.created_at), "j F Y"),
    }
    base = draft.based_on
    if base is None:
        return f"{begun} " + _("There is no card to begin from.")
    kind = _("the starter card") if base.organisation_id is None else _("your card")
    before = _("It was begun from version %(version)d, %(kind)s.")
    return f"{begun} {before % {'version': base.version, 'kind': kind}}"


def stands_where(draft: Card) -> str:
    """Say in whose hands a version is that is no draft."""
    if draft.stage == Stage.SUBMITTED:
        return _("It waits for a second pharmacist. Nobody can change it while it waits.")
    return _("This version is %(stage)s, so it cannot be changed.") % {
        "stage": Stage(draft.stage).label
    }


def review_words(draft: Card) -> str:
    """Say when the card is to be looked at again."""
    if draft.review_on is None:
        return _("No day of review is set.")
    return _("To be reviewed on %(date)s.") % {
        "date": formats.date_format(draft.review_on, "j F Y")
    }


def level_url(draft: Card, effect: str) -> str:
    """Return where one level of a draft is changed."""
    return reverse("draft_level", args=[draft.pk, effect])


def _to_do(draft: Card, card: Card, missing: Iterable[Rating]) -> Iterable[ToDo]:
    """Return what keeps a draft from being handed to a second pharmacist."""
    for rating in missing:
        words = _("%(effect)s: say why this level.") % {"effect": rating.effect.label}
        yield ToDo(words, level_url(draft, rating.effect.code))
    if draft.review_on is None or draft.review_on <= timezone.localdate():
        yield ToDo(_("Set the day of review."), reverse("draft_review_day", args=[draft.pk]))
    if not card.preparations.all():
        yield ToDo(
            _("Say what the medicine comes as."), reverse("draft_new_preparation", args=[draft.pk])
        )


def _class(
    draft: Card,
    nice_class: NiceClass,
    ratings: Iterable[Rating],
    suggested: Mapping[str, StarterLevel],
    missing: Iterable[Rating],
    names: Collection[str],
) -> DraftedClass:
    """Return one class; it stands open when something in it is still to do."""
    own = [each for each in ratings if each.effect.nice_class == nice_class]
    known = sum(each.level is not None for each in own)
    counted = ngettext("%(known)d of %(all)d known", "%(known)d of %(all)d known", len(own))
    return DraftedClass(
        nice_class.value,
        f"{nice_class.label} ({counted % {'known': known, 'all': len(own)}})",
        tuple(
            DraftedLevel(
                presented_effect(each.effect),
                presented_level(each.level, each.basis),
                remark(each, suggested[each.effect.code], each in missing),
                level_url(draft, each.effect.code),
                reading_hint([each.note], OLDEST_FOR_CAUTIONS, names),
            )
            for each in own
        ),
        any(each in missing for each in own),
    )


def remark(rating: Rating, suggested: StarterLevel, is_missing: bool) -> str:
    """Say where a level parts from what its figures suggest, and whether that is explained."""
    if is_missing and suggested.level == rating.level:
        return _("It moves by two or more steps: say why.")
    if suggested.level == rating.level:
        return ""
    words = {"level": signed(presented_level(suggested.level, suggested.basis))}
    if is_missing:
        return _("The figures suggest %(level)s: say why it is another one.") % words
    return _("The figures suggest %(level)s; a pharmacist said why it is another one.") % words


def signed(level: Level) -> str:
    """Return "++ commoner or moderately severe"; words alone where the sign would not help."""
    return f"{level.sign} {level.words}" if level.bars else str(level.words)


def _words(draft: Card, section: str, names: Collection[str]) -> DraftedLine:
    """Return the first of the words of our own in a section."""
    paragraphs = draft.sections.get(section, [])
    own = " ".join(paragraphs)
    return DraftedLine(
        str(SECTIONS[section][0]),
        Truncator(own).words(FIRST_WORDS) or _("no words of your own"),
        reverse("draft_words", args=[draft.pk, section]),
        reading_hint(paragraphs, OLDEST_FOR_WORDS, names),
    )


def _caution(draft: Card, caution: Caution, names: Collection[str]) -> DraftedLine:
    """Return a caution; one that stands wherever the medicine is named says so."""
    kind = str(caution.get_kind_display())
    name = kind[:1].upper() + kind[1:]
    if caution.is_gating:
        name = _("%(kind)s, wherever the medicine is named") % {"kind": name}
    return DraftedLine(
        name,
        caution.text,
        reverse("draft_caution", args=[draft.pk, caution.pk]),
        reading_hint([caution.text], OLDEST_FOR_CAUTIONS, names),
    )


def _preparation(draft: Card, preparation: Preparation) -> DraftedLine:
    """Return a form with its strengths, how often, and where that was read."""
    source = preparation.source
    parts = [preparation.strengths, preparation.how_often]
    if source:
        parts.append(f"{source.title}, {date_words(source)}")
    form = str(preparation.get_form_display())
    return DraftedLine(
        form[:1].upper() + form[1:],
        "; ".join(filter(None, parts)) or _("nothing said of strengths"),
        reverse("draft_preparation", args=[draft.pk, preparation.pk]),
    )
