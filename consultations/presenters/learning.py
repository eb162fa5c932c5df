"""A step of a walk as its page shows it, and the people of its examples, who are made up."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from consultations.checklist import Checklist
from consultations.models import Goal, Participant
from consultations.models.consent import Scope
from consultations.presenters.carer import PresentedCarer, presented_carer
from consultations.presenters.differing import PresentedDiffering, differing_for_carer
from consultations.presenters.matters import PresentedMatters, presented_matters
from consultations.presenters.walks import WALKS, Step
from consultations.selectors.for_carer import Seen
from consultations.selectors.matters import Matters

ALEX = "Alex"
"""Who is in every example, made up."""

ALEXS = Checklist(("weight_gain", "restlessness"), is_ordered=True)
CARERS = Checklist(("restlessness", "tremor"), is_ordered=True)
"""What they would most want to avoid."""


@dataclass(frozen=True)
class PresentedStep:
    """One step as its page shows it; an address is '' where the walk begins or ends."""

    title: str
    where: str
    heading: str
    words: list[str]
    example: str
    previous_url: str
    next_url: str


def walks() -> list[tuple[str, str]]:
    """Return the words and the first address of each walk."""
    return [
        (str(walk.title), reverse("learn_step", args=[role, 1])) for role, walk in WALKS.items()
    ]


def presented_step(role: str, number: int) -> PresentedStep:
    """Return a step, counted from 1. Raises LookupError for one that is not there."""
    walk = WALKS[role]
    steps = dict(enumerate(walk.steps, 1))
    its = steps[number]
    words = {"number": number, "count": len(steps)}
    return PresentedStep(
        str(walk.title),
        _("Step %(number)d of %(count)d") % words,
        str(its.heading),
        [str(each) for each in its.words],
        its.example,
        _address(role, number - 1, steps),
        _address(role, number + 1, steps),
    )


def _address(role: str, number: int, steps: Mapping[int, Step]) -> str:
    """Return where a step is; '' when there is none."""
    return reverse("learn_step", args=[role, number]) if number in steps else ""


def alexs_matters() -> PresentedMatters:
    """Return what Alex wrote."""
    goals = {Goal.Kind.GET_BETTER.value: _("I want to sleep and to see my friends again.")}
    return presented_matters(Matters(goals, (_("Can I still drive?"),), ()), [])


def carers_share(scope: Scope) -> PresentedCarer:
    """Return what a made-up carer sees with a scope."""
    person = ALEX if scope.names else ""
    return presented_carer(Participant(), Seen(scope, person, None, None, (), (), None, ()))


def two_lists(labels: Mapping[str, str]) -> PresentedDiffering:
    """Return where Alex's list and a made-up carer's differ."""
    return differing_for_carer(ALEX, ALEXS, CARERS, labels)
