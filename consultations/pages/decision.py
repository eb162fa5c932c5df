"""The decision: the form with what stands beside it, and all of it read back before it is kept."""

from dataclasses import dataclass
from typing import Any

from consultations.forms import decision_groups
from consultations.forms.decision import DecisionForm
from consultations.models import Consultation
from consultations.pages.comparison import compared
from consultations.pages.freezing import freeze
from consultations.pages.room import room
from consultations.presenters import decision as words
from consultations.presenters.compared import Comparison
from consultations.presenters.differing import voice_name
from consultations.presenters.other_voice import said_by
from consultations.presenters.texts import own_words
from consultations.presenters.wishes import names
from consultations.selectors.decision import latest_decision
from consultations.selectors.participants import clinicians
from consultations.selectors.voices import other_lists
from medications.selectors import cards, lines


@dataclass(frozen=True)
class Deciding:
    """A conversation and how the medicines compare in it: what a decision is drawn from."""

    consultation: Consultation
    comparison: Comparison

    def offers(self) -> dict[str, Any]:
        """Return what the form offers."""
        gated = {each.code for each in words.gated(self.comparison)}
        return {
            "medicines": words.offered(self.comparison),
            "cards": cards(self.consultation.release),
            "gated": gated,
            "taken": self.comparison.taken_now,
            "clinicians": [(str(each.pk), each.name) for each in clinicians(self.consultation)],
        }


def deciding(consultation: Consultation) -> Deciding:
    """Gather what every page of the decision needs."""
    return Deciding(consultation, compared(consultation))


def decision(shown: Deciding, form: DecisionForm) -> dict[str, Any]:
    """Gather the page with the form."""
    consultation = shown.consultation
    return room(consultation, "decision") | {
        "form": form,
        "always": decision_groups.always(form),
        "groups": decision_groups.groups(form),
        "read_back": shown.comparison.read_back,
        "others": _others(consultation),
        "taken_said": shown.comparison.taken_said,
        "first": words.first_places(shown.comparison),
        "notes": words.notes(shown.comparison),
        "gated": words.gated(shown.comparison),
        "script": words.SCRIPT,
        "other_support": own_words("other_support", consultation.organisation.texts),
        "before": words.decided_before(latest_decision(consultation), shown.comparison),
    }


def _others(consultation: Consultation) -> list[str]:
    """Read aloud the lists of everybody else, each as its voice's own."""
    said = names(lines(consultation.release))
    return [said_by(voice_name(who), its, said) for who, its in other_lists(consultation)]


def check(shown: Deciding, form: DecisionForm, changed: str = "") -> dict[str, Any]:
    """Gather the page that reads everything back; what was typed goes with it, hidden.

    `changed` says that it has been read back before, when it rested on something else.
    """
    details = form.details()
    clinician = form.clinicians[str(details.decided_by)]
    return room(shown.consultation, "decision") | {
        "said": words.read_back(
            shown.consultation, shown.comparison, details, clinician, form.left_over
        ),
        "changed": changed,
        "shown": freeze(shown.consultation).digest(),
        "typed": [(field.html_name, field.value()) for field in form if field.value()],
    }
