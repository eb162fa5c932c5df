"""Two versions of one section side by side: what you wrote, and what somebody else wrote."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils import formats
from django.utils.translation import gettext as _


@dataclass(frozen=True)
class Differing:
    """One field that two people filled in differently."""

    label: str
    yours: str
    theirs: str


def differing(form: forms.Form, theirs: Mapping[str, Any]) -> list[Differing]:
    """Return the fields of a form that was sent whose words are not those that stand now."""
    found = [
        Differing(
            str(field.label), shown(field, field.value()), shown(field, theirs.get(field.name))
        )
        for field in form.visible_fields()
        if field.name in theirs
    ]
    return [each for each in found if each.yours != each.theirs]


def shown(field: BoundField, value: Any) -> str:
    """Return the value of a field as one reads it."""
    if isinstance(field.field, forms.BooleanField):
        return _("yes") if value else _("no")
    if isinstance(value, date):
        value = formats.date_format(value, "Y-m-d")
    if isinstance(field.field, forms.ChoiceField):
        words = {str(each.data["value"]): str(each.data["label"]) for each in field.subwidgets}
        value = words.get("" if value is None else str(value), value)
    said = "" if value is None else str(value).replace("\r\n", "\n").strip()
    return said or _("nothing")
