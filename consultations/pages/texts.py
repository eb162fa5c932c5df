"""The pages on which managers word what the service says."""

from typing import Any

from accounts.models import Organisation, TextVersion
from consultations.forms.texts import TextForm
from consultations.presenters.texts import TEXTS, caution, presented_text, presented_versions


def words(organisation: Organisation) -> dict[str, Any]:
    """Gather every text, with whose words it is in."""
    return {"texts": [presented_text(key, organisation) for key in TEXTS]}


def word(
    organisation: Organisation, key: str, form: TextForm, versions: list[TextVersion]
) -> dict[str, Any]:
    """Gather one text: as it stands, as it would be read, and as it was worded before."""
    typed = form.cleaned_data.get("text", "") if form.is_bound and form.is_valid() else ""
    return {
        "text": presented_text(key, organisation),
        "form": form,
        "preview": typed,
        "caution": caution(typed or organisation.texts.get(key, "")),
        "versions": presented_versions(versions),
    }


def to_begin_with(
    organisation: Organisation, key: str, versions: list[TextVersion], wanted: str | None
) -> str:
    """Return what stands in the box: an earlier wording when asked for, else today's words."""
    for each in versions:
        if str(each.number) == wanted:
            return each.text or str(TEXTS[key].default)
    return presented_text(key, organisation).words
