"""How a conversation began, put right: where, under which rules, who is here."""

import pytest
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone

from accounts.models import AuditEntry
from consultations.models import Change, Consultation
from consultations.presenters.opening import OPEN_TO_CHOICE
from consultations.stages import Stage
from tests.cast import CODE, Cast
from tests.integration.accounts.conftest import SignedIn
from tests.integration.consultations.reading import (
    errors,
    main_words,
    page_of,
    queries,
    row_counts,
    sent,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("conversation")]
FIRST = reverse("conversation", args=[CODE])
FORM = reverse("beginning", args=[CODE])
PINNED = 24


def here() -> Consultation:
    """Return the conversation as it stands."""
    return Consultation.objects.get(code=CODE)


def drawn(client: SignedIn) -> dict[str, str | list[str]]:
    """Return what a browser sends of the form when nothing is changed."""
    page = page_of(client.get(FORM))
    ticked = [each["value"] for each in page.select("input[name=here][checked]")]
    return sent(page) | {"here": ticked}


def put_right(client: SignedIn, **typed: object) -> HttpResponse:
    """Send the form with something changed."""
    return client.post(FORM, drawn(client) | typed)


def test_as_it_is_drawn_it_changes_nothing(amara: SignedIn) -> None:
    """Every field shows what stands, so that a press keeps it; a line of the story says it."""
    before = Consultation.objects.filter(code=CODE).values("setting", "legal_setting").get()
    people = list(here().participant_rows.values("name", "is_present"))

    assert put_right(amara).url == FIRST
    assert Consultation.objects.filter(code=CODE).values(*before).get() == before
    assert list(here().participant_rows.values("name", "is_present")) == people
    assert here().open_to_choice == "All of it is open."
    assert "How it began, saved by Amara Okafor" in main_words(amara.get(FIRST))


def test_where_and_the_legal_setting_are_put_right(cast: Cast, amara: SignedIn) -> None:
    """With the legal setting goes what is open to choice; the history keeps both."""
    page = page_of(amara.get(FIRST))
    assert page.select_one(f"main a[href='{FORM}']")
    put_right(amara, setting="phone", legal_setting="detained")
    found = here()

    assert (found.setting, found.legal_setting) == ("phone", "detained")
    assert found.open_to_choice == str(OPEN_TO_CHOICE["detained"])
    assert found.version == 2
    change = Change.objects.get()
    assert (change.what, change.before["setting"]) == ("change_beginning", "clinic")
    assert change.after["open_to_choice"] == found.open_to_choice
    entry = AuditEntry.objects.get(action="change_beginning")
    assert (entry.by, entry.detail) == (cast.people["amara"], {"version": 2})


def test_who_is_here_is_put_right(amara: SignedIn) -> None:
    """Those who left, and somebody who came; nobody who took part is taken away."""
    clinician = here().participant_rows.get(kind="clinician")
    put_right(amara, here=[str(clinician.pk)], other="Ola", other_role="interpreter")
    words = main_words(amara.get(FIRST))

    assert "Who is here Amara Okafor (clinician), Ola (interpreter). Sam is not here." in words
    assert set(here().participant_rows.values_list("name", flat=True)) == {
        "Sam",
        "Jo",
        "Amara Okafor",
        "Ola",
    }
    sam = here().participant_rows.get(kind="service_user")
    put_right(amara, here=[*drawn(amara)["here"], str(sam.pk)])
    assert "Who is here Sam, Amara Okafor" in main_words(amara.get(FIRST))


def test_a_colleague_who_puts_it_right_is_here(cast: Cast) -> None:
    """Whoever writes for the first time was not among those that could be unticked."""
    put_right(SignedIn(cast.people["ben"]), setting="ward")

    assert here().participant_rows.get(name="Ben Hughes").is_present


@pytest.mark.parametrize(
    ("typed", "field", "sentence"),
    [
        ({"other_role": "advocate"}, "other", "Write the name as well."),
        ({"here": ["0"]}, "here", "Choose among those who take part."),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_lost(
    amara: SignedIn, typed: dict[str, object], field: str, sentence: str
) -> None:
    """One sentence at its field, and every word still there."""
    page = page_of(put_right(amara, carer="Lu", **typed), status=422)

    assert errors(page) == {field: sentence}
    assert sent(page)["carer"] == "Lu"
    assert here().version == 1


def test_sent_twice_it_counts_once(amara: SignedIn) -> None:
    """Nobody comes twice."""
    form = drawn(amara) | {"other": "Ola"}

    assert [amara.post(FORM, form).status_code for _ in range(2)] == [302, 302]
    assert here().participant_rows.filter(name="Ola").count() == 1


def test_an_older_form_meets_what_was_saved_since(cast: Cast, amara: SignedIn) -> None:
    """And changes nothing over somebody else's words."""
    form = drawn(amara) | {"setting": "ward"}
    put_right(SignedIn(cast.people["ben"]), setting="phone")
    page = page_of(amara.post(FORM, form), status=422)

    assert "Somebody saved something else in the meantime." in page.get_text()
    assert here().setting == "phone"


def test_what_has_ended_stays_as_it_is(amara: SignedIn) -> None:
    """No way there, no form, and one that was drawn earlier changes nothing."""
    form = drawn(amara)
    ended = {"stage": Stage.DECIDED, "ended_at": timezone.now()}
    Consultation.objects.filter(code=CODE).update(**ended, look_again_on=timezone.localdate())
    before = row_counts()

    assert page_of(amara.get(FIRST)).select_one(f"main a[href='{FORM}']") is None
    assert page_of(amara.get(FORM)).select_one("main form") is None
    assert amara.post(FORM, form).status_code == 403
    assert row_counts() == before


@pytest.mark.parametrize("who", ["carla", "hugo"])
def test_somebody_elses_conversation_is_not_there(cast: Cast, who: str) -> None:
    """As any other address that leads nowhere."""
    assert SignedIn(cast.people[who]).get(FORM).status_code == 404


def test_the_first_page_asks_a_pinned_number_of_times(amara: SignedIn) -> None:
    """However much was saved."""
    amara.get(FIRST)
    few = queries(lambda: amara.get(FIRST))
    for setting in ("ward", "phone", "home"):
        put_right(amara, setting=setting, other=f"Kim {setting}")

    amara.get(FIRST)
    assert queries(lambda: amara.get(FIRST)) == few == PINNED
