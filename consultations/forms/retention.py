"""How long an organisation keeps records."""

from typing import Any

from crispy_forms.helper import FormHelper
from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation
from accounts.models.organisations import KEPT_DAYS, KEPT_YEARS
from accounts.services.retention import POLICY


def _number(label: Any, bounds: tuple[int, int], **more: Any) -> forms.IntegerField:
    """Return a field for a whole number within bounds, with a sentence for everything else."""
    words = _("Give a whole number from %(least)d to %(most)d.")
    said = words % {"least": bounds[0], "most": bounds[1]}
    errors = dict.fromkeys(("required", "invalid", "min_value", "max_value"), said)
    return forms.IntegerField(
        label=label, min_value=bounds[0], max_value=bounds[1], error_messages=errors, **more
    )


class RetentionForm(forms.Form):
    """The three numbers."""

    years_after_contact = _number(
        _("Years after the last contact"),
        KEPT_YEARS,
        help_text=_("The NHS keeps records of mental health for 20."),
    )
    years_after_death = _number(
        _("Years after death"), KEPT_YEARS, help_text=_("The NHS keeps them for 10.")
    )
    days_for_drafts = _number(
        _("Days for what was planned and never begun, and for codes never used"), KEPT_DAYS
    )

    def __init__(self, sent: QueryDict | None, *, organisation: Organisation) -> None:
        """Begin with what holds now."""
        super().__init__(sent, initial={each: getattr(organisation, each) for each in POLICY})
        self.helper = FormHelper()
        self.helper.form_tag = False
