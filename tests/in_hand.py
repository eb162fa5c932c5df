"""Two cards that Dev is working on: a draft of quetiapine, and risperidone, which is submitted."""

from medications import selectors, services
from medications.models import Card, Medication
from medications.stages import IN_HAND
from tests.cast import Cast
from tests.integration.medications.drafting import olanzapine, submit


def take_in_hand(cast: Cast) -> None:
    """Begin a draft that changes nothing yet, and submit another that does."""
    services.draft_card(
        release=selectors.current_release(cast.organisation),
        medication=Medication.objects.get(code="quetiapine"),
        by=cast.people["dev"],
    )
    submit(olanzapine(cast, level=1, code="risperidone"), cast.people["dev"])


def keys() -> dict[str, int]:
    """Return the keys of the cards in hand by stage: "draft" and "submitted"."""
    found = Card.objects.filter(stage__in=IN_HAND).order_by("pk")
    return {str(stage): key for stage, key in found.values_list("stage", "pk")}
