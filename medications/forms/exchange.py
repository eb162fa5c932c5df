"""What to export and as what kind of file, and a file to import."""

from collections.abc import Iterable
from typing import Any, cast

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from medications.forms.desk import DeskForm
from medications.models import Release

CARDS, EVIDENCE = "cards", "evidence"
WORKBOOK, CSV = "xlsx", "csv"
DRAFTS = "drafts"


class ExportForm(DeskForm):
    """Which cards or figures, of which release, as what kind of file."""

    what = forms.ChoiceField(
        label=_("What to export"),
        choices=[(CARDS, _("The cards")), (EVIDENCE, _("The evidence and its sources"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what to export.")},
    )
    release = forms.ChoiceField(
        label=_("Of which release"),
        error_messages={"invalid_choice": _("Choose a release from the list.")},
    )
    kind = forms.ChoiceField(
        label=_("As what kind of file"),
        choices=[
            (WORKBOOK, _("A workbook (.xlsx): the easiest to edit")),
            (CSV, _("CSV files, in one zip file")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose the kind of file.")},
    )

    def __init__(self, *args: Any, releases: Iterable[Release], **kwargs: Any) -> None:
        """Offer the organisation's releases, newest first."""
        super().__init__(*args, **kwargs)
        numbers = [str(each.number) for each in releases]
        field = cast(forms.ChoiceField, self.fields["release"])
        field.choices = [
            (number, _release_words(number, is_current=not place))
            for place, number in enumerate(numbers)
        ]
        field.choices.insert(
            1, (DRAFTS, _now("The current release, with the drafts in hand in their place"))
        )

    def clean(self) -> dict[str, Any]:
        """Drafts are cards: figures are exported of a release."""
        cleaned = super().clean() or self.cleaned_data
        if (cleaned.get("what"), cleaned.get("release")) == (EVIDENCE, DRAFTS):
            self.add_error("release", _now("For the evidence, choose a release."))
        return cleaned


class UploadForm(DeskForm):
    """A file to import. Its size is checked where its content is (medications.exchange)."""

    file = forms.FileField(
        label=_("Your file"),
        help_text=_(
            "A workbook (.xlsx), a CSV file, or CSV files in a zip file; at most 5 MB, and 5,000 "
            "rows in a sheet."
        ),
        allow_empty_file=True,
        error_messages={
            "required": _("Choose a file first."),
            "missing": _("Choose a file first."),
            "invalid": _("Choose a file first."),
            "max_length": _("The name of this file is too long."),
        },
    )


class ImportForm(forms.Form):
    """What was read of a file, as the page carried it."""

    read = forms.CharField(
        strip=False,
        error_messages={"required": _("Choose the file once more.")},
    )


def _release_words(number: str, *, is_current: bool) -> str:
    """Name a release."""
    if is_current:
        return _now("The current release (%(number)s)") % {"number": number}
    return _now("Release %(number)s") % {"number": number}
