"""A list of one's own: a carer's, a clinician's; and nothing of it in the person's list."""

import pytest
from django.core.cache import cache
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from consultations import tickets
from consultations.checklist import Checklist
from consultations.models import Avoidance, Change, Consultation, Participant
from consultations.selectors.kept_wishes import kept_wishes_of
from consultations.services.own_view import record_own_view
from medications.models import Release
from tests.cast import CODE
from tests.integration.accounts.conftest import SignedIn
from tests.integration.consultations.caring import CARER, agree, carer_sits_down, jo, stop
from tests.integration.consultations.reading import main_words, page_of, sent
from tests.integration.consultations.ticking import Tab, kept
from tests.integration.medications.reading import words

pytestmark = pytest.mark.django_db
LIST = reverse("carers_list", args=[CODE])
MY_VIEW = reverse("my_view", args=[CODE])
PICKED, OTHER, THIRD = "restlessness", "weight_gain", "tremor"


@pytest.fixture
def release(library: Release) -> Release:
    """Talk over the real cards."""
    return library


@pytest.fixture(autouse=True)
def _here(conversation: Consultation) -> None:
    """Let Amara and Sam have begun to talk, with Jo."""
    cache.clear()


@pytest.fixture
def carer(amara: SignedIn) -> Client:
    """Return a browser in which Jo sits."""
    return carer_sits_down(amara)


def name(browser: Client, address: str, *codes: str, **whys: str) -> HttpResponse:
    """Name side effects in order, on a form as it stands, and save."""
    places = {f"place-{place}": code for place, code in enumerate(codes, 1)}
    whys = {key.replace("_", "-"): words for key, words in whys.items()}
    return browser.post(address, sent(page_of(browser.get(address))) | places | whys)


def named(kind: str) -> list[str]:
    """Return the list of a voice as kept."""
    rows = Avoidance.objects.filter(voice__kind=kind).order_by("priority")
    return list(rows.values_list("effect__code", flat=True))


def compared(answer: HttpResponse) -> str:
    """Return all that a page says of how the medicines compare."""
    return words(page_of(answer).select_one("#comparison"))


def test_a_carer_names_their_own(sam: Client, carer: Client) -> None:
    """In their order, as their own voice; a change of mind takes the place of the list."""
    agree(sam, "adds_view")
    assert LIST in carer.get(CARER).content.decode()
    assert name(carer, LIST, OTHER, PICKED, why_1="I saw it").url == CARER
    assert named("carer") == [OTHER, PICKED]
    row = Avoidance.objects.get(priority=1)
    assert (row.why, row.voice, row.entered_by) == ("I saw it", jo(), jo())

    name(carer, LIST, PICKED, "", THIRD)
    assert named("carer") == [PICKED, THIRD]
    change = Change.objects.filter(what="record_own_view").latest("sequence")
    assert change.before == {"avoid": [OTHER, PICKED], "why": {OTHER: "I saw it"}}
    assert change.after["avoid"] == [PICKED, THIRD]
    assert change.participant == jo()


def test_a_clinician_names_their_own(amara: SignedIn) -> None:
    assert name(amara, MY_VIEW, OTHER).url == MY_VIEW
    assert named("clinician") == [OTHER]
    assert sent(page_of(amara.get(MY_VIEW)))["place-1"] == OTHER
    assert "A list of their own, saved by Amara Okafor" in main_words(
        amara.get(reverse("conversation", args=[CODE]))
    )


def test_nothing_of_it_is_in_the_persons_list(
    amara: SignedIn, sam: Client, carer: Client, conversation: Consultation
) -> None:
    """Nor does the order of the medicines or the history of all wishes know of it."""
    agree(sam, "adds_view")
    Tab(sam, conversation).press(f"avoid:{PICKED}")
    comparison = reverse("comparison", args=[CODE])
    before = kept(conversation), compared(amara.get(comparison))
    name(carer, LIST, OTHER, PICKED, why_1="I saw it")
    name(amara, MY_VIEW, THIRD)
    amara.get(MY_VIEW)  # which says "Saved."

    assert (kept(conversation), compared(amara.get(comparison))) == before
    effects = (PICKED, OTHER, THIRD)
    assert kept_wishes_of([conversation.pk], effects).table.avoid[0].tolist() == [0] + [-1] * 4

    Tab(sam, conversation).press(f"avoid:{OTHER}")
    Tab(sam, conversation).press("undo")
    assert kept(conversation).avoid == (PICKED,)
    assert (named("carer"), named("clinician")) == ([OTHER, PICKED], [THIRD])


def test_without_consent_a_carer_names_nothing(
    sam: Client, carer: Client, conversation: Consultation
) -> None:
    """All else that can be agreed opens no list; what is taken back stops the next save."""
    agree(sam, "sees_cards", "sees_comparison", "sees_words", "sees_pregnancy")
    assert carer.get(LIST).url == CARER
    bare = {"ticket": tickets.issue(conversation), "place-1": OTHER}
    assert carer.post(LIST, bare).url == CARER
    assert not named("carer")

    agree(sam, "adds_view")
    form = sent(page_of(carer.get(LIST)))
    stop(sam)
    assert carer.post(LIST, form | {"place-1": OTHER}).url == CARER
    assert not named("carer")


def test_the_service_asks_again(sam: Client, carer: Client, conversation: Consultation) -> None:
    """Whatever a view has let through; and the person has the checklist for theirs."""
    key, view = (
        tickets.read(tickets.issue(conversation), conversation.code).key,
        Checklist((OTHER,)),
    )
    person = Participant.objects.get(kind="service_user")
    for by in (jo(), person):
        with pytest.raises(PermissionDenied):
            record_own_view(consultation=conversation, by=by, view=view, key=key)
    assert not Avoidance.objects.exists()


def test_the_same_form_counts_once(amara: SignedIn) -> None:
    form = sent(page_of(amara.get(MY_VIEW))) | {"place-1": OTHER}
    for _time in range(2):
        assert amara.post(MY_VIEW, form).status_code == 302
    assert Change.objects.filter(what="record_own_view").count() == 1


def test_a_list_that_means_nothing_is_said_at_the_place(amara: SignedIn) -> None:
    form = sent(page_of(amara.get(MY_VIEW)))
    twice = {"place-1": OTHER, "place-3": OTHER, "why-4": "because"}
    page = page_of(amara.post(MY_VIEW, form | twice), 422).main.get_text()
    assert "This is number 1 already. Choose another." in page
    assert "Choose a side effect here, or take out the words." in page
    assert page_of(amara.post(MY_VIEW, form | {"place-1": "something_else"}), 422)
    assert not Avoidance.objects.exists()


def test_the_person_opens_no_list_of_another(sam: Client) -> None:
    assert sam.get(MY_VIEW).status_code == 302
    assert sam.post(MY_VIEW, {"place-1": OTHER}).status_code == 403
    assert sam.get(LIST).status_code == 302
