"""Whom a change touches, in words and in a table."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from medications.impact import Impact, Touched


@dataclass(frozen=True)
class PresentedImpact:
    """What one room answers.

    sentence   "Of 1,204 conversations, 17 would look different: …"
    rows       by clinic, as (name, how many, the three counts)
    list_url   '' for whoever may not see them; `who_may` then says who may
    """

    heading: str
    sentence: str
    rows: list[tuple[str, ...]]
    list_url: str
    who_may: str


def presented_impact(impact: Impact, may_list: bool) -> PresentedImpact:
    """Return it in words; the list is offered to those who may see it."""
    touched = _any(impact.all)
    return PresentedImpact(
        _("Which %(what)s would look different") % {"what": impact.what},
        _sentence(impact),
        [_row(each) for each in impact.by_clinic],
        impact.list_url if may_list and touched else "",
        "" if may_list or not touched else str(impact.list_rule.sentence),
    )


def _any(touched: Touched) -> bool:
    """Tell whether anything changes for anybody."""
    return bool(touched.first or touched.first_three or touched.chosen)


def _sentence(impact: Impact) -> str:
    """Say it all together."""
    its = impact.all
    if not its.of:
        return _("There are no %(what)s yet with wishes to compare by.") % {"what": impact.what}
    words = {
        "of": f"{its.of:,}",
        "what": impact.what,
        "first": f"{its.first:,}",
        "three": f"{its.first_three:,}",
        "chosen": f"{its.chosen:,}",
    }
    if not _any(its):
        return _("Of %(of)s %(what)s with wishes to compare by, none would look different.") % words
    return (
        _(
            "Of %(of)s %(what)s with wishes to compare by: another medicine comes first in "
            "%(first)s, the first three are others or in another order in %(three)s, and the "
            "medicine that was decided on stands at another place in %(chosen)s."
        )
        % words
    )


def _row(its: Touched) -> tuple[str, ...]:
    """Return one clinic."""
    counts = (its.of, its.first, its.first_three, its.chosen)
    return (its.clinic, *(f"{count:,}" for count in counts))
