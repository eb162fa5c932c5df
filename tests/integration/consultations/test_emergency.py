"""A clinician of another clinic opens a record in an emergency: to read, for a while, and told."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import NoReverseMatch, reverse

from accounts.models import AuditEntry
from consultations.models import Consultation, EmergencyOpening, EmergencySeen
from consultations.services.emergency import note_emergency_seen, open_in_emergency
from consultations.urls import urlpatterns
from tests import factories as made
from tests.cast import CODE, Cast
from tests.frozen import decide
from tests.integration.accounts.conftest import SignedIn
from tests.integration.consultations.idling import Clock
from tests.integration.consultations.reading import errors, main_words, page_of, row_counts

pytestmark = pytest.mark.django_db
ASK, TOLD, DAY = reverse("emergency"), reverse("emergencies"), reverse("day")
WHY = "They were found asleep at the station"
SENT = {"number": "R1001", "kind": "danger", "why": WHY}
TO_READ = "You opened this record in an emergency."


@pytest.fixture
def carla(clock: Clock, cast: Cast, conversation: Consultation) -> SignedIn:
    """Return the browser of a clinician of another clinic of the same organisation."""
    return SignedIn(cast.people["carla"])


@pytest.fixture
def opened(carla: SignedIn, cast: Cast) -> SignedIn:
    """Return the same once she has opened Sam's record."""
    assert carla.post(ASK, SENT).url == record(cast)
    return carla


def record(cast: Cast) -> str:
    """Return where Sam's record is read."""
    return reverse("emergency_record", args=[cast.service_user.pk])


def talk(cast: Cast) -> str:
    """Return where the conversation in it is read."""
    return reverse("emergency_conversation", args=[cast.service_user.pk, CODE])


def entries(action: str) -> list[dict]:
    """Return what the audit holds of an action, as it was written."""
    rows = AuditEntry.objects.filter(action=action).order_by("pk")
    return [each.detail for each in rows]


def test_it_opens_what_was_said_and_decided_and_says_so_on_every_page(
    opened: SignedIn, cast: Cast
) -> None:
    listed = page_of(opened.get(record(cast)))
    assert TO_READ in listed.get_text()
    assert listed.select_one(f"main a[href='{talk(cast)}']")
    shown = page_of(opened.get(talk(cast)))
    assert TO_READ in shown.get_text()
    assert "A conversation with Sam" in shown.main.get_text()
    assert shown.select_one(".band strong")
    assert "The person's clinic is told" in shown.get_text()


def test_what_was_decided_stands_in_it(
    opened: SignedIn, cast: Cast, conversation: Consultation
) -> None:
    """The sheet itself, as the person took it home."""
    assert "Nothing has been decided yet." in main_words(opened.get(talk(cast)))
    decide(conversation)
    words = main_words(opened.get(talk(cast)))
    assert "aripiprazole" in words.lower()
    assert "Nothing has been decided yet." not in words


def test_nothing_of_it_leads_to_where_something_is_changed(opened: SignedIn, cast: Cast) -> None:
    """No form, and no link into the conversation itself."""
    for where in (record(cast), talk(cast)):
        page = page_of(opened.get(where))
        assert page.select("main form, .band form") == []
        assert page.select("main a[href^='/conversations/'], .band a") == []


@pytest.mark.parametrize("method", ["get", "post"])
def test_the_pages_of_the_conversation_stay_shut(opened: SignedIn, cast: Cast, method: str) -> None:
    """Every address of it, by every way: what was opened is read there alone."""
    before = row_counts()
    for each in urlpatterns:
        if not str(each.pattern).startswith(("conversations/<uuid:code>", "live/")):
            continue
        try:
            where = reverse(each.name, args=[CODE])
        except NoReverseMatch:
            continue
        assert getattr(opened, method)(where).status_code in (403, 404, 405), where
    assert row_counts() == before


def test_reading_by_another_way_than_reading_is_refused(opened: SignedIn, cast: Cast) -> None:
    for where in (record(cast), talk(cast)):
        assert opened.post(where).status_code == 405


def test_it_ends_after_an_hour(opened: SignedIn, cast: Cast, clock: Clock) -> None:
    """However often it is looked at; it may be opened anew, with another reason."""
    for _turn in range(11):
        clock.go_on(300)
        assert opened.get(talk(cast)).status_code == 200
    clock.go_on(300)
    assert opened.get(talk(cast)).status_code == 404
    assert opened.get(record(cast)).status_code == 404
    opened.post(ASK, SENT)
    assert opened.get(talk(cast)).status_code == 200
    assert EmergencyOpening.objects.count() == 2


@pytest.mark.parametrize("who", ["amara", "ben", "hugo", "femi", "dev", "grace"])
def test_it_is_open_to_whoever_opened_it_alone(opened: SignedIn, cast: Cast, who: str) -> None:
    other = SignedIn(cast.people[who])
    for where in (record(cast), talk(cast)):
        assert other.get(where).status_code in (403, 404)


def test_one_record_opens_no_other(opened: SignedIn, cast: Cast) -> None:
    other = made.ConsultationFactory(organisation=cast.organisation, clinic=cast.clinic)
    person, sam = other.service_user.pk, cast.service_user.pk
    for key, code in ((person, other.code), (sam, other.code), (person, CODE)):
        where = reverse("emergency_conversation", args=[key, code])
        assert opened.get(where).status_code == 404


@pytest.mark.parametrize(
    ("sent", "field"),
    [
        ({"number": ""}, "number"),
        ({"number": "R100"}, "number"),
        ({"number": "Rivers"}, "number"),
        ({"number": "Sam"}, "number"),
        ({"kind": ""}, "kind"),
        ({"kind": "curious"}, "kind"),
        ({"why": " "}, "why"),
        ({"why": "x" * 501}, "why"),
    ],
)
def test_number_and_reason_are_required(carla: SignedIn, sent: dict[str, str], field: str) -> None:
    """The whole number: no name and no part of it finds anybody."""
    page = page_of(carla.post(ASK, SENT | sent), status=422)
    assert any(each.startswith(field) for each in errors(page))
    assert "Sam" not in page.main.select_one("form").get_text()
    assert not EmergencyOpening.objects.exists()


def test_no_other_organisation_is_reached(cast: Cast, conversation: Consultation) -> None:
    """Neither by number nor, past the page, by the service itself."""
    hugo = SignedIn(cast.people["hugo"])
    page = page_of(hugo.post(ASK, SENT), status=422)
    assert "Nobody here has this number" in page.get_text()
    with pytest.raises(PermissionDenied):
        open_in_emergency(
            service_user=cast.service_user, kind="danger", why=WHY, by=cast.people["hugo"]
        )
    assert not EmergencyOpening.objects.exists()


@pytest.mark.parametrize("who", ["femi", "dev", "grace"])
def test_nobody_but_a_clinician_opens_anything(
    cast: Cast, conversation: Consultation, who: str
) -> None:
    assert SignedIn(cast.people[who]).post(ASK, SENT).status_code == 403
    with pytest.raises(PermissionDenied):
        open_in_emergency(
            service_user=cast.service_user, kind="danger", why=WHY, by=cast.people[who]
        )


def test_in_ones_own_clinic_there_is_nothing_to_open(amara: SignedIn, cast: Cast) -> None:
    page = page_of(amara.post(ASK, SENT), status=422)
    assert "in your own clinics" in page.get_text()


def test_a_second_press_opens_it_once(opened: SignedIn, cast: Cast) -> None:
    assert opened.post(ASK, SENT).url == record(cast)
    assert EmergencyOpening.objects.count() == len(entries("open_in_emergency")) == 1


def test_the_audit_says_that_it_was_opened_and_every_look(opened: SignedIn, cast: Cast) -> None:
    """As what it was, and no word that was typed."""
    for where in (record(cast), talk(cast), talk(cast)):
        opened.get(where)
    opening = EmergencyOpening.objects.get()
    assert entries("open_in_emergency") == [{"opening": opening.pk, "kind": "danger"}]
    pages = ["emergency_record", "emergency_conversation", "emergency_conversation"]
    assert entries("look") == [{"page": each, "emergency": True} for each in pages]
    assert opening.why == WHY
    assert not any(WHY in str(each) for each in AuditEntry.objects.values_list())


def test_the_person_may_read_of_it(opened: SignedIn, amara: SignedIn, cast: Cast) -> None:
    opened.get(talk(cast))
    words = main_words(amara.get(reverse("looks", args=[cast.service_user.pk])))
    assert "Opened the record in an emergency, from another clinic" in words
    assert "Looked in an emergency, from another clinic" in words


def test_the_clinic_is_told_until_somebody_has_read_it(
    opened: SignedIn, amara: SignedIn, cast: Cast
) -> None:
    """With whom and why; afterwards the list says who has read it."""
    assert "was opened in an emergency" in main_words(amara.get(DAY))
    words = main_words(amara.get(TOLD))
    assert "Carla Rossi" in words
    assert "Sam" in words
    assert WHY in words
    assert amara.post(TOLD, {"key": EmergencyOpening.objects.get().pk}).url == TOLD
    assert "was opened in an emergency" not in main_words(amara.get(DAY))
    assert "Read by Amara Okafor" in main_words(amara.get(TOLD))
    assert len(entries("see_emergency")) == 1
    amara.post(TOLD, {"key": EmergencyOpening.objects.get().pk})
    assert len(entries("see_emergency")) == 1


def test_managers_are_told_without_whom_and_without_a_word(opened: SignedIn, cast: Cast) -> None:
    femi = SignedIn(cast.people["femi"])
    words = main_words(femi.get(TOLD))
    assert "Carla Rossi" in words
    assert "Somebody may come to harm" in words
    assert not any(each in words for each in ("Sam", WHY, "R1001"))
    femi.post(TOLD, {"key": EmergencyOpening.objects.get().pk})
    assert EmergencySeen.objects.get().by == cast.people["femi"]


@pytest.mark.parametrize("who", ["carla", "hugo"])
def test_nobody_else_is_told_or_says_that_they_have_read_it(
    opened: SignedIn, cast: Cast, who: str
) -> None:
    """Above all not whoever opened it."""
    other = SignedIn(cast.people[who])
    assert "None was opened yet." in main_words(other.get(TOLD))
    assert "was opened in an emergency" not in main_words(other.get(DAY))
    answer = other.post(TOLD, {"key": EmergencyOpening.objects.get().pk})
    assert answer.status_code == (404 if who == "hugo" else 302)
    with pytest.raises(PermissionDenied):
        note_emergency_seen(opening=EmergencyOpening.objects.get(), by=cast.people[who])
    assert not EmergencySeen.objects.exists()


def test_a_manager_does_not_tell_themselves(opened: SignedIn, cast: Cast) -> None:
    made.MembershipFactory(
        account=cast.people["carla"], organisation=cast.organisation, manager=True
    )
    page = page_of(opened.get(TOLD))
    assert "Carla Rossi" in page.main.get_text()
    assert page.select("main form") == []


def test_questions_do_not_grow_with_what_was_opened(
    opened: SignedIn, amara: SignedIn, cast: Cast
) -> None:
    def asked() -> int:
        with CaptureQueriesContext(connection) as found:
            amara.get(TOLD)
        return len(found)

    few = asked()
    for _each in range(5):
        made.EmergencyOpeningFactory(service_user=cast.service_user)
    assert asked() == few
