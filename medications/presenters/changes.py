"""What a newer version of a card says differently, in words: for whoever approves or is told it.

One list serves the second pharmacist's page, the history, the comparison of two releases, an
import's dry run and the prompts to clinicians. Nothing that differs is left out.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from typing import Any

from django.utils import formats
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from medications.content import (
    CautionContent,
    Content,
    Difference,
    Part,
    PreparationContent,
    RatingContent,
    differences,
)
from medications.models import Caution, Preparation
from medications.presenters.change import Change, ended, text_change
from medications.presenters.evidence_words import (
    evidence_about,
    evidence_words,
    fact_words,
    source_words,
)
from medications.presenters.naming import NAME_WORDS
from medications.presenters.rating_changes import rating_change
from medications.sections import SECTIONS
from medications.selectors.changes import Rows


def changes_in_words(before: Content | None, after: Content, rows: Rows) -> list[Change]:
    """Return what `after` says differently, part by part; without `before` all of it is new.

    `rows` must come from `selectors.changes.rows` for this pair.
    """
    found = differences(before, after)
    silent = [each for each in found if _is_silent(each)]
    told = [each for each in found if each not in silent]
    return [
        *(_withdrawn(each) for each in _of(told, Part.WITHDRAWN)),
        *(_name(each) for each in _of(told, Part.NAME)),
        *(rating_change(each, rows) for each in _of(told, Part.RATING)),
        *_still_unknown(len(silent)),
        *(_caution(each, rows) for each in _paired(_of(told, Part.CAUTION), _kind)),
        *(_preparation(each, rows) for each in _paired(_of(told, Part.PREPARATION), _form)),
        *_orders(before, after),
        *(_section(each) for each in _of(told, Part.SECTION)),
        *(_evidence(each, rows) for each in _of(told, Part.EVIDENCE)),
        *(_fact(each, rows) for each in _of(told, Part.FACT)),
        *(_review(each) for each in _of(told, Part.REVIEW)),
    ]


def _of(found: Iterable[Difference], part: Part) -> list[Difference]:
    """Return the differences in one part."""
    return [each for each in found if each.part is part]


def _is_silent(each: Difference) -> bool:
    """Tell whether a new card says nothing of an effect, neither a level nor a word."""
    if each.part is not Part.RATING or each.before is not None or each.after is None:
        return False
    said: RatingContent = each.after
    return said.level is None and not (said.note or said.reason or said.evidence)


def _still_unknown(count: int) -> list[Change]:
    """Tell in one line of how many effects a new card says nothing."""
    if not count:
        return []
    words = ngettext(
        "not known for one side effect", "not known for %(count)d side effects", count
    ) % {"count": count}
    return [Change(Part.RATING, _("Level"), words)]


def _withdrawn(each: Difference) -> Change:
    """Tell that a card was withdrawn, or is in use once more."""
    words = _("it is withdrawn") if each.after else _("it is in use once more")
    return Change(Part.WITHDRAWN, _("The card"), words)


def _name(each: Difference) -> Change:
    """Tell what an organisation's own medicine is called otherwise."""
    return text_change(Part.NAME, str(NAME_WORDS[each.at]), each.before or "", each.after or "")


def _kind(caution: CautionContent) -> str:
    """Return what a caution is about."""
    return caution.kind


def _form(preparation: PreparationContent) -> str:
    """Return what a preparation is."""
    return preparation.form


def _paired(found: Sequence[Difference], alike: Callable[[Any], str]) -> Iterable[Difference]:
    """Tell a row that is gone and a new one of the same kind as one that was changed."""
    gone = [each for each in found if each.after is None]
    for each in found:
        if each.after is None:
            continue
        match = next(
            (old for old in gone if each.before is None and alike(old.before) == alike(each.after)),
            None,
        )
        if match:
            gone.remove(match)
            yield Difference(each.part, each.at, match.before, each.after)
        else:
            yield each
    yield from gone


def _caution(each: Difference, rows: Rows) -> Change:
    """Tell what changed of a safety line."""
    before: CautionContent | None = each.before
    after: CautionContent | None = each.after
    either: CautionContent = each.after or each.before
    kind = str(Caution.Kind(either.kind).label)
    details = []
    if bool(before and before.is_gating) != bool(after and after.is_gating):
        details.append(
            _("It is a condition now: it stands wherever the medicine is named.")
            if after and after.is_gating
            else _("It is no longer a condition that stands wherever the medicine is named.")
        )
    facts = after.facts if after else ()
    if (before.facts if before else ()) != facts and after:
        details.append(_("It rests on other facts.") if facts else _("It rests on no fact."))
    held = [rows.facts[key] for key in facts if key in rows.facts]
    return text_change(
        Part.CAUTION,
        _("Caution (%(kind)s)") % {"kind": kind},
        before.text if before else "",
        after.text if after else "",
        details,
        [fact_words(row) for row in held],
    )


def _preparation(each: Difference, rows: Rows) -> Change:
    """Tell what changed of a form."""
    before, after = _form_words(each.before, rows), _form_words(each.after, rows)
    return text_change(Part.PREPARATION, _("Form"), before, after)


def _form_words(preparation: PreparationContent | None, rows: Rows) -> str:
    """Return a form in one line; empty when there is none."""
    if preparation is None:
        return ""
    source = rows.sources.get(preparation.source)
    return "; ".join(
        filter(
            None,
            [
                str(Preparation.Form(preparation.form).label),
                preparation.strengths,
                preparation.how_often,
                source_words(source) if source else preparation.source,
            ],
        )
    )


def _orders(before: Content | None, after: Content) -> Iterator[Change]:
    """Tell that the same cautions, or the same forms, stand in another order."""
    if before is None:
        return
    words = _("the same ones in another order")
    if _is_reordered(before.cautions, after.cautions):
        yield Change(Part.CAUTION, _("Cautions"), words)
    if _is_reordered(before.preparations, after.preparations):
        yield Change(Part.PREPARATION, _("Forms"), words)


def _is_reordered(before: Sequence[object], after: Sequence[object]) -> bool:
    """Tell whether what stayed stands in another order than before."""
    stayed = [each for each in before if each in after]
    return stayed != [each for each in after if each in before]


def _section(each: Difference) -> Change:
    """Tell how our own words in a section changed."""
    heading = str(SECTIONS[each.at][0]) if each.at in SECTIONS else each.at
    return text_change(
        Part.SECTION, heading, "\n\n".join(each.before or ()), "\n\n".join(each.after or ())
    )


def _evidence(each: Difference, rows: Rows) -> Change:
    """Tell which row of evidence came or went; one that went says why."""
    row, is_new = rows.evidence.get(each.at), each.after is not None
    if row is None:
        return Change(Part.EVIDENCE, _("Evidence"), _("new") if is_new else _("taken out"))
    heading = _("Evidence on %(what)s") % {"what": evidence_about(row)}
    said = evidence_words(row)
    if is_new:
        return text_change(Part.EVIDENCE, heading, "", said)
    return text_change(Part.EVIDENCE, heading, said, "", _why_retired(each.at, rows))


def _why_retired(key: str, rows: Rows) -> list[str]:
    """Return why a row was taken out, where somebody said so."""
    retired = rows.retired.get(key)
    return [ended(_("Reason: %(reason)s") % {"reason": retired.reason})] if retired else []


def _fact(each: Difference, rows: Rows) -> Change:
    """Tell which fact of the card came or went, with its source; one that went says why."""
    fact = rows.facts.get(each.at)
    said = fact_words(fact) if fact else each.at
    if each.after is not None:
        return text_change(Part.FACT, _("Fact"), "", said)
    return text_change(Part.FACT, _("Fact"), said, "", _why_retired(each.at, rows))


def _review(each: Difference) -> Change:
    """Tell how the day of review moved."""
    words = _("from %(before)s to %(after)s") % {
        "before": _day(each.before),
        "after": _day(each.after),
    }
    return Change(Part.REVIEW, _("Day of review"), words)


def _day(day: date | None) -> str:
    """Return a day as "3 November 2026"."""
    return formats.date_format(day, "j F Y") if day else _("no date")
