"""The walk for each role: its steps, with examples of a person who is made up.

Nothing of anybody is read. The order in the example is worked out by the rule, from the cards that
are in use, for two of the medicines that are open to choice: those that stand first and last.
"""

from collections.abc import Callable, Mapping
from typing import Any

from accounts.models import Organisation
from consultations import selectors
from consultations.comparing import Apart, Wanted, standing
from consultations.models.consent import Scope
from consultations.presenters import learning as words
from consultations.presenters.checklist import PresentedChecklist, presented_checklist
from consultations.presenters.compared import Comparison
from consultations.presenters.comparison import Known, presented_comparison
from consultations.selectors.checklist import SaidChecklist
from medications import selectors as library
from medications.models import Availability, Card, Release
from medications.pages import approval_sentence


def step(organisation: Organisation | None, role: str, number: int) -> dict[str, Any]:
    """Gather one step. Raises LookupError for one that is not there, Http404 without cards."""
    found = words.presented_step(role, number)
    gather = EXAMPLES.get(found.example)
    return {
        "step": found,
        "alex": words.ALEX,
        "shown": gather(organisation) if gather else None,
        "starter_sentence": _approval(organisation) if found.example == "order" else "",
    }


def _approval(organisation: Organisation | None) -> str:
    """Say whether somebody here has approved the cards of the example."""
    release = library.current_release(organisation)
    return approval_sentence(release, _few(release))


def _list(organisation: Organisation | None) -> PresentedChecklist:
    """Return Alex's list as the checklist shows it."""
    lines = library.lines(library.current_release(organisation))
    return presented_checklist(SaidChecklist(words.ALEXS, {}), lines)


def _differ(organisation: Organisation | None) -> Any:
    """Return where two lists differ."""
    lines = library.lines(library.current_release(organisation))
    return words.two_lists({each.code: each.label for each in lines})


def _few(release: Release) -> tuple[Card, ...]:
    """Return the cards that stand first and last for Alex, of all that are open to choice here."""
    states = library.availability(release.organisation)
    every = library.cards(release)
    found = standing(selectors.profiles(release), every, words.ALEXS, states, Wanted(), False)
    open_now = found.groups[Apart.OPEN]
    return tuple(dict.fromkeys([*open_now[:1], *open_now[-1:]]))


def _order(organisation: Organisation | None) -> Comparison:
    """Return how these two compare for Alex, by the rule and from the cards in use."""
    release = library.current_release(organisation)
    states: Mapping[int, Availability] = {}
    profiles = selectors.profiles(release)
    return presented_comparison(
        Known(
            standing(profiles, _few(release), words.ALEXS, states, Wanted(), is_whole=False),
            profiles,
            words.ALEXS,
            library.lines(release),
            library.cells(release),
            states,
            (),
            release.organisation.comparison_order == Organisation.ComparisonOrder.PLACE,
            False,
            None,
            {},
            False,
            (),
        )
    )


EXAMPLES: Mapping[str, Callable[[Organisation | None], Any]] = {
    "matters": lambda _organisation: words.alexs_matters(),
    "list": _list,
    "order": _order,
    "differ": _differ,
    "nothing_shared": lambda _organisation: words.carers_share(Scope()),
    "shared": lambda _organisation: words.carers_share(
        Scope(sees_cards=True, sees_comparison=True, adds_view=True)
    ),
}
"""What an example is drawn from, where it needs more than its template."""
