"""What matters to the person, kept in sight on every later page."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from consultations.models import Goal, Stance
from consultations.selectors import Matters

HEADINGS = {
    Goal.Kind.GET_BETTER: _("What should get better"),
    Goal.Kind.GOOD_LIFE: _("A good day"),
}


@dataclass(frozen=True)
class PresentedMatters:
    """The person's words under plain headings; empty lists when nothing was said."""

    goals: list[tuple[str, str]]
    topics: list[str]
    stances: list[str]
    typed_by: str

    @property
    def is_empty(self) -> bool:
        """Tell whether nothing was said yet."""
        return not (self.goals or self.topics or self.stances)


def presented_matters(
    matters: Matters, typed_by: Sequence[str], told: Sequence[str] = ()
) -> PresentedMatters:
    """Return what was said; topics to bring up come first on the page.

    `told` are sentences on what the person entered themselves.
    """
    return PresentedMatters(
        [
            (str(heading), matters.goals[kind])
            for kind, heading in HEADINGS.items()
            if matters.goals.get(kind)
        ],
        list(matters.topics),
        _stances(matters),
        " ".join(filter(None, [*told, _typed(typed_by)])),
    )


def _stances(matters: Matters) -> list[str]:
    """Return where they stand: what was ticked, then their own words."""
    ticked = [str(Stance.Kind(kind).label) for kind in matters.stances]
    return [*ticked, matters.stand] if matters.stand else ticked


def _typed(names: Sequence[str]) -> str:
    """Say who typed the person's words: whose they are and who entered them are two things."""
    if not names:
        return ""
    return str(_("Typed for the person by %(names)s.") % {"names": ", ".join(names)})
