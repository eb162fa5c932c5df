"""A line of the checklist as it is named on a page."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from itertools import groupby

from django.urls import reverse

from medications.models import Effect


@dataclass(frozen=True)
class PresentedEffect:
    """Code, the paper's words, which symbol, and where its own page is."""

    code: str
    label: str
    symbol: str
    url: str


def presented_effect(effect: Effect) -> PresentedEffect:
    """Return a line of the checklist with its page."""
    return PresentedEffect(effect.code, effect.label, effect.symbol, _address(effect.code))


@cache
def _address(code: str) -> str:
    """Return where a line's page is; worked out once, because a tick asks some hundred times."""
    return reverse("effect", args=[code])


@dataclass(frozen=True)
class ExplainedEffect:
    """A line with its plain explanation, a draft until it has a source."""

    effect: PresentedEffect
    number: int
    explanation: str
    nice_class: str


def presented_groups(effects: Iterable[Effect]) -> list[tuple[str, list[ExplainedEffect]]]:
    """Return the lines by group, in the checklist's order."""
    return [
        (
            label,
            [
                ExplainedEffect(
                    presented_effect(each),
                    each.number,
                    each.explanation,
                    str(each.get_nice_class_display()),
                )
                for each in members
            ],
        )
        for label, members in groupby(effects, key=lambda each: each.group.label)
    ]
