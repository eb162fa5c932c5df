"""Deciding in words: what stands beside the choice, and everything read back before it is kept."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from consultations.models import Consultation, Decision
from consultations.presenters.compared import ComparedMedicine, Comparison
from consultations.presenters.no_card import marked, no_card
from consultations.presenters.room import presented_band
from consultations.presenters.summary import british, moment
from consultations.presenters.until_now import for_the_person, in_short
from consultations.services.decision import DecisionDetails
from medications.presenters.medicines import PresentedMedicine

FIRST = 3
"""How many of the first places stand beside the decision."""

SCRIPT = (
    gettext_lazy("There is more than one reasonable choice here. That is why we choose together."),
    gettext_lazy("I will tell you what I think and why. You tell me what matters to you."),
    gettext_lazy("If you would rather I decide this time, that is fine. We ask again next time."),
)
"""Words a clinician may use (R24)."""

MARKS = {
    "gated": gettext_lazy("%(name)s (has conditions, shown on this page)"),
    "withdrawn": gettext_lazy("%(name)s (withdrawn here, the reason is on this page)"),
    "since": gettext_lazy("%(name)s (read first what changed on its card)"),
    "unavailable": gettext_lazy("%(name)s (not simply to be had here)"),
    "not_placed": gettext_lazy("%(name)s (not enough is known to place it)"),
}
WITH_MEDICINE: Mapping[str, Promise] = {
    Decision.Kind.MEDICINE: gettext_lazy("%(medicine)s"),
    Decision.Kind.NO_CHANGE: gettext_lazy("no change: %(medicine)s goes on"),
    Decision.Kind.LOWER_DOSE: gettext_lazy("a lower dose of %(medicine)s"),
    Decision.Kind.CLINICIAN_DECIDES: gettext_lazy("my clinician decides this time: %(medicine)s"),
}


@dataclass(frozen=True)
class ReadBack:
    """Everything that is about to be kept, for the person to hear once more.

    lines       pairs (label, words)
    gated       medicines meant that have conditions to go through
    conditional medicines meant with something that always stands beside the name
    """

    whose: str
    lines: list[tuple[str, str]]
    gated: list[PresentedMedicine]
    conditional: list[PresentedMedicine]


def offered(comparison: Comparison) -> list[tuple[str, str]]:
    """Return the medicines to choose from, in the order of the comparison, marked when apart."""
    return [
        (each.medicine.code, _marked(group.key, each.medicine))
        for group in comparison.groups
        for each in group.medicines
    ]


def _marked(group: str, medicine: PresentedMedicine) -> str:
    """Return a name for a list, with its conditions or why it stands apart."""
    if group != "withdrawn" and medicine.withdrawn:
        group = "since"
    elif group != "withdrawn" and medicine.gate:
        group = "gated"
    way = MARKS.get(group)
    said = str(way) % {"name": medicine.name} if way else medicine.name
    return said if medicine.gate else ". ".join([said, *medicine.conditions])


def gated(comparison: Comparison) -> list[PresentedMedicine]:
    """Return the medicines with conditions that have to be gone through."""
    return [each for each in _medicines(comparison) if each.gate]


def _medicines(comparison: Comparison) -> list[PresentedMedicine]:
    """Return every medicine, in the order of the comparison."""
    return [each.medicine for group in comparison.groups for each in group.medicines]


def first_places(comparison: Comparison) -> list[ComparedMedicine]:
    """Return the first places open to choice, with all that share the last of them (R49)."""
    placed = [
        each
        for group in comparison.groups
        if group.key == "open"
        for each in group.medicines
        if each.place
    ]
    last = placed[FIRST - 1].place if len(placed) >= FIRST else ""
    return [each for at, each in enumerate(placed) if at < FIRST or each.place == last]


def notes(comparison: Comparison) -> tuple[str, ...]:
    """Return what the comparison says before it is read; also when it could place nothing."""
    if comparison.is_by_place and not first_places(comparison):
        nothing = _("No medicine open to choice has a place. The comparison says why.")
        return (nothing, *comparison.notes)
    return comparison.notes


def decided_before(decision: Decision | None, comparison: Comparison) -> str:
    """Say what stands now in a conversation that has decided; '' before the first decision."""
    if decision is None:
        return ""
    code = decision.medication.code if decision.medication else ""
    meant = [each for each in _medicines(comparison) if each.code == code]
    name = meant[0].name if meant else marked(decision.medication_name)
    words = {
        "decided": _choice(decision.kind, name),
        "moment": moment(decision.decided_at),
    }
    conditions = [sentence for each in meant for sentence in each.conditions]
    said = [_("Decided on %(moment)s: %(decided)s.") % words, in_short(decision), *conditions]
    return " ".join(filter(None, said))


def read_back(
    consultation: Consultation,
    comparison: Comparison,
    details: DecisionDetails,
    clinician: str,
    left_over: Sequence[str] = (),
) -> ReadBack:
    """Return what was typed, in words, before it is kept (H01); `clinician` stands for it.

    `left_over` names what is taken now and is not what was decided (until_now.py).
    """
    person = consultation.service_user
    band = presented_band(person, consultation.code)
    parts = [person.preferred_name, band.initials, band.born, band.said]
    meant = {details.medication, details.named_medication, *_taken(comparison)}
    return ReadBack(
        _("This decision is for %(whose)s.") % {"whose": ", ".join(filter(None, parts))},
        [
            (label, said)
            for label, said in _lines(comparison, details, clinician, left_over)
            if said
        ],
        [each for each in gated(comparison) if each.code in meant],
        [
            each
            for each in _medicines(comparison)
            if each.code in meant and each.conditions and not each.gate
        ],
    )


def _taken(comparison: Comparison) -> set[str]:
    """Return the codes of the medicines taken now."""
    return {
        each.medicine.code
        for group in comparison.groups
        for each in group.medicines
        if each.taken_now
    }


def _lines(
    comparison: Comparison, details: DecisionDetails, clinician: str, left_over: Sequence[str]
) -> Iterator[tuple[str, str]]:
    """Return each line with its label, empty ones as well."""
    names = {each.code: each.name for each in _medicines(comparison)}
    until_now = for_the_person(details.until_now, details.until_now_how, left_over)
    yield _("Taken now"), _taken_now(comparison, alone=not until_now)
    decided, typed = names.get(details.medication, ""), details.medication_name
    yield _("We decide"), _choice(details.kind, decided or marked(typed))
    first = [_apart(comparison, details.medication), no_card(typed, details.named_medication_name)]
    yield _("To know first"), " ".join(filter(None, first))
    yield _("How it is taken"), ", ".join(filter(None, [details.preparation, details.dose]))
    yield _("What happens to what is taken now"), until_now
    yield _("Who decided"), str(Decision.WhoDecided(details.who_decided).label)
    yield _("Which clinician"), clinician
    if details.named_kind:
        named = names.get(details.named_medication, "") or marked(details.named_medication_name)
        yield _("You named, after reading"), _choice(details.named_kind, named)
    yield _("In your words"), details.named_words
    if details.differs:
        yield _("Why it is not what you named"), details.difference_reason
    yield _("What your clinician thinks"), details.clinician_view
    yield _("Why your clinician thinks so"), details.clinician_reason
    yield _("We look at this again on"), british(details.review_on)
    yield _("Still to talk about"), details.open_questions


def _taken_now(comparison: Comparison, alone: bool) -> str:
    """Return what is taken now, and that no step is taken alone where no other line says so."""
    if not comparison.taken_now or not alone:
        return comparison.taken_said
    words = {"taken": "; ".join(comparison.taken_now)}
    return _("%(taken)s. Do not stop or change it by yourself: plan each step together.") % words


def _apart(comparison: Comparison, code: str) -> str:
    """Say why a medicine stands apart, such as not being stocked here; '' for nothing."""
    rows = (each for group in comparison.groups for each in group.medicines)
    said = ([each.medicine.withdrawn, each.apart] for each in rows if each.medicine.code == code)
    return " ".join(filter(None, next(said, [])))


def _choice(kind: str, medicine: str) -> str:
    """Return a choice in words; without a medicine the kind's own words say it."""
    way = WITH_MEDICINE.get(kind) if medicine else None
    return str(way) % {"medicine": medicine} if way else str(Decision.Kind(kind).label)
