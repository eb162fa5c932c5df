"""Who asks: each in a browser of their own."""

from django.conf import settings
from django.test import Client

from accounts.models import Account
from consultations.seats import knock_of
from tests.canaries.story import Story
from tests.canaries.talks import SCOPES

VISITOR = "a visitor"
CLINICIAN = "a clinician of the team"
OTHER_CLINICIAN = "a clinician of another clinic"
ELSEWHERE = "a clinician of another service"
PHARMACIST, MANAGER, ADMINISTRATOR = "a pharmacist", "a manager", "an administrator"
PERSON = "the person"
ANOTHER = "another person"
BEFORE = "somebody before the visit"
WAITS = "somebody at the door"
HISTORY = "whoever reads the history of a browser"
"""Of titles and addresses, which stay when a page is gone (H13)."""

CARERS = {name: f"a carer with {name}" for name in SCOPES}
"""By what is agreed with them."""

STAFF = {
    CLINICIAN: "amara",
    OTHER_CLINICIAN: "carla",
    ELSEWHERE: "hugo",
    PHARMACIST: "dev",
    MANAGER: "femi",
    ADMINISTRATOR: "grace",
}
SEATS = {PERSON: "shared", ANOTHER: "another's", BEFORE: "before the visit"}
"""Of which conversation somebody is the person."""

IN_THE_ROOM_ONLY = frozenset(CARERS.values()) - {CARERS["nothing"], CARERS["everything"]}
"""Those who ask for the room's pages alone: the library's are the same for every carer."""

EVERYBODY = (VISITOR, *STAFF, *SEATS, WAITS, *CARERS.values())


def browser(story: Story, reader: str) -> Client:
    """Return the browser of a reader."""
    client = Client()
    if reader in STAFF:
        # As kept now: who was changed since, the password among it, is signed out otherwise.
        client.force_login(Account.objects.get(pk=story.cast.people[STAFF[reader]].pk))
    elif reader in SEATS:
        token = story.talks[SEATS[reader]].seats["the person"]
        client.cookies[settings.SEAT_COOKIE_NAME] = token
    elif reader in CARERS.values():
        client.cookies[settings.SEAT_COOKIE_NAME] = story.talks["shared"].seats[reader]
    elif reader == WAITS:
        client.cookies[settings.KNOCK_COOKIE_NAME] = knock_of(story.waits.pk)
    return client
