"""Which fields of the decision always stand on its page, and which unfold when they are needed."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from django.forms import BoundField
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from consultations.forms.decision import NOT_ON_CARDS, DecisionForm
from consultations.models import Decision
from consultations.until_now import left_over

ALWAYS = ("kind", "medication", "dose", "named_kind", "who_decided", "decided_by", "review_on")
CONDITIONS, UNTIL_NOW = "conditions", "until_now"
Kind = Decision.Kind
GROUPS: tuple[tuple[str, Promise, Sequence[str], Sequence[tuple[str, str]]], ...] = (
    (
        "another",
        _("Form, or another medicine"),
        ("medication_name", "preparation"),
        [("medication", NOT_ON_CARDS)],
    ),
    (UNTIL_NOW, _("What is taken now"), ("until_now", "until_now_how"), ()),
    (CONDITIONS, _("Conditions to go through"), ("gate_is_confirmed",), ()),
    (
        "named",
        _("What they named, and why it differs"),
        ("named_medication", "named_medication_name", "named_words", "difference_reason"),
        [("named_kind", kind) for kind in Kind.values],
    ),
    (
        "view",
        _("What the clinician thinks"),
        ("clinician_view", "clinician_reason"),
        [
            ("kind", Kind.CLINICIAN_DECIDES.value),
            ("who_decided", Decision.WhoDecided.CLINICIAN.value),
        ],
    ),
    ("open", _("Still to talk about"), ("open_questions",), [("kind", Kind.NOT_TODAY.value)]),
)
"""Name, words, fields, and the answers that make a group needed. No field here is required."""


@dataclass(frozen=True)
class FieldGroup:
    """Fields below a heading that unfolds.

    opened_by   the answers that unfold it, as "name:value", one after another
    """

    name: str
    words: str
    fields: tuple[BoundField, ...]
    opened_by: str
    is_open: bool


def always(form: DecisionForm) -> list[BoundField]:
    """Return the fields that nobody has to look for."""
    return [form[name] for name in ALWAYS]


def groups(form: DecisionForm) -> list[FieldGroup]:
    """Return the rest. A group with a word in it, an error or an answer that needs it is open.

    What is taken now is asked about where something is.
    """
    needed = {
        CONDITIONS: [("medication", code) for code in sorted(form.gated)],
        UNTIL_NOW: list(_leaving_over(form)) if form.taken else [],
    }
    found = [
        _group(form, name, str(words), fields, needed.get(name, answers))
        for name, words, fields, answers in GROUPS
    ]
    return [each for each in found if each.name != UNTIL_NOW or form.taken or each.is_open]


def _leaving_over(form: DecisionForm) -> Iterator[tuple[str, str]]:
    """Return the answers that leave open what becomes of something that is taken now."""
    for kind in (Kind.NONE, Kind.LOWER_DOSE, Kind.CLINICIAN_DECIDES):
        yield "kind", kind.value
    yield "medication", NOT_ON_CARDS
    for code in (each.medication.code for each in form.cards):
        if left_over(Kind.MEDICINE, form.name_of(code), form.taken):
            yield "medication", code


def _group(
    form: DecisionForm,
    name: str,
    words: str,
    names: Sequence[str],
    answers: Iterable[tuple[str, str]],
) -> FieldGroup:
    """Return one group as the page draws it."""
    fields = tuple(form[each] for each in names)
    is_needed = any(form[asked].value() == value for asked, value in answers)
    is_open = is_needed or any(each.errors or each.value() for each in fields)
    opened_by = " ".join(f"{asked}:{value}" for asked, value in answers)
    return FieldGroup(name, words, fields, opened_by, is_open)
