"""How often the pages of the desk ask the database: pinned, however much was written."""

import uuid

from medications import services
from medications.models import Medication, Release
from tests.cast import Cast
from tests.integration.medications.approving import signed_in
from tests.integration.medications.drafting import olanzapine, publish, submit
from tests.integration.medications.test_queries import queries

PINNED = {
    "/desk/": 11,
    "/desk/drafts/{draft}/submission/": 27,
    "/desk/drafts/{waiting}/review/": 20,
    "/desk/quetiapine/withdrawal/": 4,
    "/desk/olanzapine/history/": 10,
    "/desk/olanzapine/history/compare/?before={first}&after={second}": 22,
    "/desk/releases/": 5,
    "/desk/releases/2/": 22,
    "/desk/releases/compare/?before=1&after=2": 22,
    "/desk/releases/compare/?before=1&after=4": 22,
}


def test_the_desk_asks_a_pinned_number_of_times(cast: Cast, library: Release) -> None:
    """As often for a comparison of three medicines as for one, for many moves as for few."""
    first = olanzapine(cast)
    submit(first, cast.people["dev"])
    publish(first, cast.people["ewa"])
    for code in ("pimozide", "haloperidol"):
        services.withdraw_card(
            organisation=cast.organisation,
            medication=Medication.objects.get(code=code),
            reason="Recalled.",
            by=cast.people["dev"],
            key=uuid.uuid4(),
        )
    waiting = olanzapine(cast, level=1)
    submit(waiting, cast.people["dev"])
    draft = services.draft_card(
        release=library,
        medication=Medication.objects.get(code="quetiapine"),
        by=cast.people["dev"],
    )
    keys = {
        "draft": draft.pk,
        "waiting": waiting.pk,
        "first": first.based_on_id,
        "second": waiting.pk,
    }
    client = signed_in(cast.people["ewa"])
    client.get("/desk/")
    found = {address: queries(client, address.format(**keys)) for address in PINNED}
    assert found == PINNED
