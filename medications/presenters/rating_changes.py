"""What a newer version of a card says differently of one effect, in words."""

from collections.abc import Iterator

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from medications.content import Difference, Part, RatingContent
from medications.presenters.change import Change, ended
from medications.presenters.evidence_words import evidence_words, source_words
from medications.presenters.levels import BASIS_WORDS, presented_level
from medications.selectors.changes import Rows
from medications.suggesting import is_jump

FREQUENCIES: dict[str, Promise] = {
    "very_common": gettext_lazy("very common"),
    "common": gettext_lazy("common"),
    "uncommon": gettext_lazy("uncommon"),
    "rare": gettext_lazy("rare"),
    "very_rare": gettext_lazy("very rare"),
    "not_known": gettext_lazy("not known"),
}
"""Frequencies as a rating keeps them; any other value is shown as it was written."""


def level_words(level: int | None, basis: str) -> str:
    """Return a level as the desk names it: "+ uncommon or mild", "none known", "not known"."""
    its = presented_level(level, basis)
    return f"{its.sign} {its.words}" if its.bars else str(its.words)


def rating_change(each: Difference, rows: Rows) -> Change:
    """Tell what changed of one effect: the level, and everything beside it."""
    heading = rows.effects.get(each.at, each.at)
    before: RatingContent | None = each.before
    after: RatingContent | None = each.after
    if after is None:
        return Change(Part.RATING, heading, _("no longer rated"))
    now = level_words(after.level, after.basis)
    if before is None:
        words = _("set to %(level)s") % {"level": now}
    elif (was := level_words(before.level, before.basis)) != now:
        words = _("from %(before)s to %(after)s") % {"before": was, "after": now}
    else:
        words = _("still %(level)s") % {"level": now}
    held = [rows.evidence[key] for key in after.evidence if key in rows.evidence]
    return Change(
        Part.RATING,
        heading,
        words,
        details=tuple(_beside(before or RatingContent(None, ""), after)),
        evidence=tuple(evidence_words(row) for row in held),
        sources=tuple(dict.fromkeys(source_words(row.source) for row in held)),
    )


def _beside(before: RatingContent, after: RatingContent) -> Iterator[str]:
    """Tell that a level jumped, the reason for it, and what changed beside it."""
    if is_jump(after.level, before.level):
        yield _("This moves by two steps or more.")
    if before.reason and after.reason not in ("", before.reason):
        yield from _moved(_("Reason"), before.reason, after.reason)
    elif after.reason:
        yield ended(_("Reason: %(reason)s") % {"reason": after.reason})
    elif before.reason:
        yield _("No reason is given any more.")
    if before.basis != after.basis:
        words = str(BASIS_WORDS.get(after.basis, after.basis))
        yield ended(_("What it rests on: %(basis)s") % {"basis": words[:1].lower() + words[1:]})
    elif before.evidence != after.evidence:
        yield _("It rests on other rows of evidence.")
    yield from _moved(_("How often"), _frequency(before.frequency), _frequency(after.frequency))
    yield from _moved(_("How severe"), before.severity, after.severity)
    yield from _moved(_("Note"), before.note, after.note)


def _moved(name: str, before: str, after: str) -> Iterator[str]:
    """Tell how one small thing changed; nothing when it did not."""
    if before == after:
        return
    if before and after:
        said = _("%(name)s: from “%(before)s” to “%(after)s”")
    else:
        said = _("%(name)s: “%(after)s”") if after else _("%(name)s: “%(before)s” is taken out")
    yield ended(said % {"name": name, "before": before, "after": after})


def _frequency(code: str) -> str:
    """Return a frequency in words."""
    return str(FREQUENCIES.get(code, code))
