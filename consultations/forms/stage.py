"""Going on now, and going on another day."""

import datetime

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from consultations.forms.ticket import TicketForm
from consultations.forms.words import box
from consultations.stages import Stage

PUT_OFF, END = "put_off", "end"


class MoveForm(forms.Form):
    """One press: go on now, or stop here for the moment."""

    ticket = forms.CharField()
    to = forms.ChoiceField(choices=[(stage, stage.label) for stage in (Stage.OPEN, Stage.PAUSED)])

    def stage(self) -> Stage:
        """Return the stage that was pressed."""
        return Stage(self.cleaned_data["to"])


class AnotherDayForm(TicketForm):
    """When to go on or to offer it again, and why, in the person's words."""

    way = forms.ChoiceField(
        label=_("What do you want to do?"),
        choices=[
            (PUT_OFF, _("Go on with this conversation another day")),
            (END, _("End it for now, and offer a new one")),
        ],
        initial=PUT_OFF,
        widget=forms.RadioSelect,
        help_text=_("Everything that was said is kept either way."),
    )
    look_again_on = forms.DateField(
        label=_("On which day?"),
        widget=forms.DateInput(attrs={"type": "date"}),
        error_messages={
            "required": _("Say on which day."),
            "invalid": _("Write the date as 31/12/2026."),
        },
    )
    reason = box(_("Why, in the person's words"), 500, help_text=_("You may leave this empty."))

    def clean_look_again_on(self) -> datetime.date:
        """Take a day to come."""
        day: datetime.date = self.cleaned_data["look_again_on"]
        if day < timezone.localdate():
            raise forms.ValidationError(_("This day is over. Choose a day to come."))
        return day

    def stage(self, now: Stage) -> Stage:
        """Return where this leads from a stage: what is only planned stays a plan."""
        if self.cleaned_data["way"] == END:
            return Stage.ENDED
        return Stage.PLANNED if now == Stage.PLANNED else Stage.PAUSED
