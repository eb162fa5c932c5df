"""What all rows of a draft are asked for, facts in words, and why a row is retired."""

from collections.abc import Sequence
from typing import Any, cast

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from medications.draft_parts import FactPart
from medications.forms.desk import DeskForm
from medications.forms.drafting import PartForm, SourceField, text
from medications.models import Source
from medications.presenters.card import fact_kind_words


class RowForm(PartForm):
    """What every row has: where it was read, and why it is corrected."""

    source = SourceField(
        Source.objects.none(),
        label=_("Source"),
        empty_label=_("choose one"),
        error_messages={
            "required": _("Choose where this was read."),
            "invalid_choice": _("Choose a source from the list."),
        },
    )
    reason = text(
        _("Why it is corrected"),
        rows=2,
        help_text=_("It stands beside the row that is retired."),
        error_messages={"required": _("Say why it is corrected.")},
    )

    def __init__(self, *args: Any, sources: QuerySet[Source], is_new: bool, **kwargs: Any) -> None:
        """Offer the sources that may be cited; a new row needs no reason."""
        super().__init__(*args, **kwargs)
        cast(SourceField, self.fields["source"]).queryset = sources
        if is_new:
            del self.fields["reason"]


class FactForm(RowForm):
    """A fact in words; `kinds` are those of its section, of which one has to be chosen."""

    field_order = ("seen", "kind", "value", "source", "reason")
    kind = forms.ChoiceField(
        label=_("What it says something of"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what it says something of.")},
    )
    value = text(
        _("The fact"),
        rows=3,
        help_text=_("In plain words, as the source gives it: the person reads it."),
        error_messages={"required": _("Write the fact.")},
    )

    def __init__(self, *args: Any, kinds: Sequence[str], **kwargs: Any) -> None:
        """Ask for the kind only where there are several."""
        super().__init__(*args, **kwargs)
        self.only_kind = kinds[0] if len(kinds) == 1 else ""
        if self.only_kind:
            del self.fields["kind"]
        else:
            field = cast(forms.ChoiceField, self.fields["kind"])
            field.choices = [(each, fact_kind_words(each)) for each in kinds]

    def part(self) -> FactPart:
        """Return the fact."""
        said = self.cleaned_data
        return FactPart(self.only_kind or said["kind"], said["value"], said["source"].pk)


class RetireForm(DeskForm):
    """Taking a row out of a draft."""

    prefix = "retire"
    reason = text(
        _("Why it does not count any more"),
        rows=2,
        help_text=_("The row stays in sight with this reason, and can be put back."),
        error_messages={"required": _("Say why it does not count any more.")},
    )
