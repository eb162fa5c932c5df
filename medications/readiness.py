"""What still keeps a draft from being submitted: one sentence for each thing.

The page shows the sentences, and the service holds the draft back while there are any.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from django.utils import formats, timezone
from django.utils.translation import gettext as _

from medications.content import Content, differences
from medications.models import Card, Effect
from medications.presenters.rating_changes import level_words
from medications.selectors import versions
from medications.starter_rule import StarterLevel
from medications.suggesting import needs_reason, suggested_levels


def what_is_missing(card: Card) -> list[str]:
    """Return what a draft still lacks, as sentences; nothing when it can be submitted."""
    keys = [each for each in (card, card.based_on) if each is not None]
    contents = versions.contents(keys)
    before = contents[card.based_on_id] if card.based_on_id else None
    effects = versions.rated(card)
    suggested = suggested_levels(
        card.medication.code, versions.evidence(card), [each.code for each in effects]
    )
    return missing(contents[card.pk], before, suggested, effects, timezone.localdate())


def missing(
    now: Content,
    before: Content | None,
    suggested: Mapping[str, StarterLevel],
    effects: Iterable[Effect],
    today: date,
) -> list[str]:
    """Return what a content lacks against the version it was drafted from. Pure."""
    return [
        *_changes(now, before),
        *_review(now.review_on, today),
        *(
            _reason(each, now, before, suggested)
            for each in effects
            if lacks_reason(each.code, now, before, suggested)
        ),
    ]


def lacks_reason(
    effect: str, now: Content, before: Content | None, suggested: Mapping[str, StarterLevel]
) -> bool:
    """Tell whether a level has to be explained and is not."""
    said = now.ratings[effect]
    published = before.ratings.get(effect) if before else None
    needed = needs_reason(
        said.level, suggested[effect].level, published.level if published else None
    )
    return needed and not said.reason.strip()


def _changes(now: Content, before: Content | None) -> Iterator[str]:
    """Ask for a change where there is none."""
    if before is not None and not differences(before, now):
        yield _("Nothing was changed yet: this draft says what the card in use says.")


def _review(day: date | None, today: date) -> Iterator[str]:
    """Ask for a day of review that is still to come."""
    if day is None:
        yield _("Set a day in the future on which this card is to be reviewed.")
    elif day <= today:
        yield _("Set a day in the future on which this card is to be reviewed: %(day)s is not.") % {
            "day": formats.date_format(day, "j F Y")
        }


def _reason(
    effect: Effect, now: Content, before: Content | None, suggested: Mapping[str, StarterLevel]
) -> str:
    """Ask why a level is another than the evidence suggests, or why it moved so far."""
    said, from_rows = now.ratings[effect.code], suggested[effect.code]
    words = {"effect": effect.label, "level": level_words(said.level, said.basis)}
    if before is not None and said.level == from_rows.level:
        was = before.ratings[effect.code]
        words["before"] = level_words(was.level, was.basis)
        return _("%(effect)s: say why the level moved from %(before)s to %(level)s.") % words
    words["suggested"] = level_words(from_rows.level, from_rows.basis)
    return (
        _("%(effect)s: say why the level is “%(level)s”; the evidence suggests “%(suggested)s”.")
        % words
    )
