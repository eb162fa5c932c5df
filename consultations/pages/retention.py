"""How long records are kept here, and what the command would remove today."""

from typing import Any

from accounts.models import Organisation, Tombstone
from consultations.forms.retention import RetentionForm
from consultations.presenters.retention import presented_retention
from consultations.selectors.retention import (
    drafts_due,
    invitations_due,
    kept_back,
    not_free,
    people_due,
)


def retention_page(organisation: Organisation, form: RetentionForm) -> dict[str, Any]:
    """Gather the policy and a dry run of it; it names nobody."""
    due = {rule: rows.count() for rule, rows in people_due(organisation).items()}
    due[Tombstone.Rule.DRAFT] = drafts_due(organisation).count()
    invitations, back = invitations_due(organisation).count(), kept_back(organisation)
    return {
        "form": form,
        "retention": presented_retention(due, invitations, back, not_free(organisation)),
    }
