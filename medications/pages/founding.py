"""What the pages on a new medicine and on the organisation's own sources need."""

from typing import Any

from django.urls import reverse
from django.utils import timezone

from medications.draft_parts import part_key
from medications.forms.founding import (
    FindSourceForm,
    NewMedicationForm,
    RetireSourceForm,
    SourceForm,
)
from medications.models import Medication, Release, Source
from medications.pages.drafting import named_too
from medications.presenters.conflicts import differing
from medications.presenters.own_sources import own_source, own_sources
from medications.presenters.sources import sources_by_letter
from medications.selectors import drafting as reads

Context = dict[str, Any]


def new(release: Release, form: NewMedicationForm, found: Medication | None) -> Context:
    """Gather the form of a new medicine; `found` is the one that bears the name already."""
    return {
        "form": form,
        "found": found,
        "ways": _ways(release, found) if found else {},
        "named_too": named_too(release),
    }


def _ways(release: Release, found: Medication) -> dict[str, str]:
    """Return how one goes on with a medicine that is here: its draft, its desk page, or a draft."""
    draft = reads.draft_of(release.organisation, found)
    is_in_use = release.cards.filter(medication=found).exists()
    return {
        "draft": reverse("draft", args=[draft.pk]) if draft else "",
        "stock": reverse("stock", args=[found.code]) if is_in_use else "",
        "begin": "" if draft else reverse("begin_draft", args=[found.code]),
    }


def sources(release: Release, form: FindSourceForm) -> Context:
    """Gather every source that was written here, and the shared ones by letter or as found."""
    words = form.words()
    shared = sources_by_letter(reads.shared_sources(words))
    shown = own_sources(reads.own_sources(release.organisation))
    return {
        "sources": [each for each in shown if not each.is_retired],
        "retired": [each for each in shown if each.is_retired],
        "form": form,
        "is_search": bool(words),
        "shared": shared,
        "count": sum(len(members) for _letter, members in shared),
        "named_too": named_too(release),
    }


def source_form(source: Source | None, back: str = "") -> SourceForm:
    """Return the form of a source as it stands, or of one that is read today."""
    now = reads.source_part(source)
    filled = SourceForm.filled(now) or {"read_on": timezone.localdate()}
    return SourceForm(initial={**filled, "back": back, "seen": part_key(now)})


def source(
    release: Release, found: Source | None, form: SourceForm, retire: RetireSourceForm | None = None
) -> Context:
    """Gather a source, its history and its form.

    What somebody else wrote stands beside what was sent.
    """
    now = reads.source_part(found)
    differs = []
    if form.is_bound and form.data.get("seen") != part_key(now):
        differs = differing(form, SourceForm.filled(now))
        form.data = {**dict(form.data.items()), "seen": part_key(now)}
    return {
        "form": form,
        "source": own_source(found) if found else None,
        "retire": retire or RetireSourceForm(),
        "differs": differs,
        "named_too": named_too(release),
    }
