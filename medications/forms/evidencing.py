"""Figures that a draft rests on, each in the form of its measure."""

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from medications.draft_parts import FigurePart
from medications.forms.drafting import line, text
from medications.forms.rows import RowForm
from medications.presenters.figures import FREQUENCY_WORDS, GRADE_WORDS

NUMBER_FAULTS = {
    "required": _("Write the number as the source gives it."),
    "invalid": _("Write a number, such as 12 or 0.5."),
    "max_digits": _("This number has more digits than fit."),
    "max_decimal_places": _("At most four places after the point."),
    "max_whole_digits": _("This number has more digits than fit."),
    "min_value": _("This number lies outside of what it can be."),
    "max_value": _("This number lies outside of what it can be."),
}


def number(label: Any, **options: Any) -> forms.DecimalField:
    """Return a field for a number as the database keeps it."""
    widget = forms.TextInput(attrs={"inputmode": "decimal"})
    return forms.DecimalField(
        label=label,
        max_digits=10,
        decimal_places=4,
        widget=widget,
        error_messages=NUMBER_FAULTS,
        **options,
    )


class FigureForm(RowForm):
    """A figure; the number itself stands first, in the form of its measure."""

    reported_term = line(
        _("The word that the source uses"),
        200,
        required=False,
        help_text=_("For example “somnolence”. Add [composite] when it counts several as one."),
        error_messages={"required": _("Write what the source measured, and in which unit.")},
    )
    population = text(
        _("Who was studied"),
        rows=2,
        required=False,
        help_text=_("As the source says, for example “adults with schizophrenia”."),
    )
    note = text(_("Anything to know about this figure"), rows=2, required=False)

    def __init__(self, *args: Any, measure: str, needs_term: bool = False, **kwargs: Any) -> None:
        """Keep the measure; some rows nothing but the source's own word tells apart."""
        super().__init__(*args, **kwargs)
        self.measure = measure
        if needs_term:
            self.fields["reported_term"].required = True
        if "reason" in self.fields:
            self.order_fields([each for each in self.fields if each != "reason"])

    @classmethod
    def filled(cls, now: FigurePart | None) -> dict[str, Any]:
        """Show numbers without the noughts that the database adds."""
        return {name: _written(value) for name, value in super().filled(now).items()}

    def part(self) -> FigurePart:
        """Return the row."""
        said = {
            name: self.cleaned_data[name]
            for name in FigurePart.__dataclass_fields__
            if name in self.cleaned_data
        }
        written = {"source": said["source"].pk, "value": _written(said["value"])}
        return FigurePart(**{"measure": self.measure, **said, **written})


class ClassForm(FigureForm):
    """A frequency class, as product information gives it."""

    field_order = ("seen", "value")
    value = forms.ChoiceField(
        label=_("How often"),
        choices=list(FREQUENCY_WORDS.items()),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose how often.")},
    )


class GradeForm(FigureForm):
    """A grade of a table that compares medicines."""

    field_order = ("seen", "value")
    value = forms.ChoiceField(
        label=_("Grade in the table"),
        choices=list(GRADE_WORDS.items()),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose the grade.")},
    )


class ShareForm(FigureForm):
    """How many of 100 people had it in a trial, beside placebo where there was one."""

    field_order = ("seen", "value", "comparator_value")
    value = number(_("Out of 100 people on the medicine"), min_value=0, max_value=100)
    comparator_value = number(
        _("Out of 100 people on placebo, if the trial had it"),
        min_value=0,
        max_value=100,
        required=False,
    )


class IntervalForm(FigureForm):
    """A difference against placebo, with its 95 % interval where given."""

    field_order = ("seen", "value", "low", "high")
    value = number(_("The figure"))
    low = number(_("Interval from, if given"), required=False)
    high = number(_("Interval to, if given"), required=False)

    def clean(self) -> dict[str, Any]:
        """See that the interval has both ends, and holds the figure."""
        cleaned = super().clean()
        ends = [cleaned.get("low"), cleaned.get("high")]
        if not self.errors and ends.count(None) == 1:
            missing = ("low", "high")[ends.index(None)]
            self.add_error(missing, _("Give both ends, or neither."))
        given = [
            cleaned[name] for name in ("low", "value", "high") if cleaned.get(name) is not None
        ]
        if not self.errors and given != sorted(given):
            self.add_error("value", _("The figure does not lie in its interval."))
        return cleaned


class RatioForm(IntervalForm):
    """A ratio, or a number of people: nothing below nought."""

    value = number(_("The figure"), min_value=0)
    low = number(_("Interval from, if given"), min_value=0, required=False)
    high = number(_("Interval to, if given"), min_value=0, required=False)


class BenefitForm(FigureForm):
    """A figure on what a medicine may help with: its measure says what was counted."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Ask for no word of the source: the measure has a name of its own."""
        super().__init__(*args, **kwargs)
        del self.fields["reported_term"]


class BenefitShareForm(BenefitForm):
    """How many of 100 people, on a medicine or on placebo, each a row of its own."""

    field_order = ("seen", "value")
    value = number(_("Out of 100 people"), min_value=0, max_value=100)


class BenefitIntervalForm(BenefitForm, IntervalForm):
    """The size of a difference from placebo; below nought means fewer symptoms."""

    value = number(
        _("The figure"), help_text=_("Below nought where it went better than on placebo.")
    )


class BenefitRatioForm(BenefitForm, RatioForm):
    """A ratio of people who get better or worse, or a number needed to treat or to harm."""


MEASURES: dict[str, type[FigureForm]] = {
    "frequency_class": ClassForm,
    "comparative_grade": GradeForm,
    "incidence_percent": ShareForm,
    "relative_risk": RatioForm,
    "mean_difference": IntervalForm,
}
"""The form of each measure of a side effect."""


def figure_form(measure: str) -> type[FigureForm]:
    """Return the form in which a row of a measure is written; a benefit's measure tells by name."""
    if measure in MEASURES:
        return MEASURES[measure]
    if "_smd" in measure:
        return BenefitIntervalForm
    if "risk_ratio" in measure or "number_needed" in measure:
        return BenefitRatioForm
    return BenefitShareForm


def _written(value: Any) -> Any:
    """Write a number as the files of the library do, without noughts at its end."""
    return f"{value.normalize():f}" if isinstance(value, Decimal) else value
