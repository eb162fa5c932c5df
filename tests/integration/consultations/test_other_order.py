"""The comparison by the list of a carer or of the clinician: only to look at, and plainly so."""

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from accounts.models import Organisation
from consultations.models import Change, Consultation, Participant
from medications.models import Release
from tests.cast import CODE, Cast
from tests.integration.accounts.conftest import SignedIn
from tests.integration.consultations.caring import CARER, agree, carer_sits_down, jo, stop
from tests.integration.consultations.comparing import groups, row
from tests.integration.consultations.knocking import sit_down
from tests.integration.consultations.reading import main_words, page_of, queries, row_counts
from tests.integration.consultations.test_own_view import LIST, MY_VIEW, name
from tests.integration.consultations.ticking import Tab
from tests.integration.medications.reading import words

pytestmark = pytest.mark.django_db
COMPARISON = reverse("comparison", args=[CODE])
CARERS = reverse("carers_comparison", args=[CODE])
LABEL = "Ordered by what Jo (carer) would most want to avoid."
OPEN = "Open to choice now"


@pytest.fixture
def release(library: Release) -> Release:
    """Talk over the real cards."""
    return library


@pytest.fixture
def sam(amara: SignedIn, conversation: Consultation) -> Client:
    """Return a browser in which Sam sits, who most wants to avoid restlessness."""
    cache.clear()
    browser = sit_down(amara)
    Tab(browser, conversation).press("avoid:restlessness")
    return browser


@pytest.fixture
def carer(amara: SignedIn, sam: Client) -> Client:
    """Return a browser in which Jo sits, who has made a list: weight gain before tremor."""
    browser = carer_sits_down(amara)
    agree(sam, "adds_view")
    name(browser, LIST, "weight_gain", "tremor", why_1="zebra-why")
    return browser


def by(key: int) -> str:
    """Return where the comparison is looked at by the list of one who takes part."""
    return reverse("comparison_by", args=[CODE, key])


def test_it_goes_by_that_list_and_says_so_twice(
    amara: SignedIn, sam: Client, carer: Client
) -> None:
    """On top of the page and beside the order, on either screen; with a way back."""
    stop(sam)
    for browser, persons, back in (
        (sam, "This is not your list.", "Back to your own list"),
        (amara, "This is not the list of Sam.", "Back to the list of Sam"),
    ):
        page = page_of(browser.get(by(jo().pk)))
        labels = [each for each in page.main.select("p") if f"{LABEL} {persons}" in words(each)]
        assert [each.find_parent(class_="comparison") is not None for each in labels] == [
            False,
            True,
        ]
        assert not any(each.find_parent(class_="no-print") for each in labels)
        said = words(page.main)
        assert "Most of all, Jo (carer) would want to avoid weight gain, then shaking" in said
        assert [words(each) for each in page.select(f"main a[href='{COMPARISON}']")] == [back]
        heads = page.select(".compared-head .compared__levels > span")
        assert [words(each) for each in heads] == ["1 Weight gain", "2 Shaking or tremor"]
        first = page.select_one("li.compared")
        assert first["data-place"].endswith("1st")
        assert "Has the least of this list, in its order." in words(first)
        assert "your list" not in words(page.select_one("section.comparison")).replace(
            "This is not your list.", ""
        )


def test_the_order_is_that_of_a_person_with_that_list(
    amara: SignedIn, sam: Client, carer: Client, conversation: Consultation
) -> None:
    """The rule is the same, and only the list is another."""
    found = groups(page_of(amara.get(by(jo().pk))))
    tab = Tab(sam, conversation)
    for press in ("drop:restlessness", "avoid:weight_gain", "avoid:tremor", "keep:"):
        tab.press(press)
    assert groups(page_of(amara.get(COMPARISON))) == found


def test_a_filter_goes_with_it(amara: SignedIn, sam: Client, carer: Client) -> None:
    page = page_of(amara.get(by(jo().pk) + "?form=injection"))
    assert page.select_one("form.filter")["action"] == by(jo().pk)
    assert "No injection was found in what was read." in row(page, "quetiapine")


def decision_first(amara: Client) -> tuple[str, str]:
    """Return what the page of the decision reads back, and what stands first there."""
    page = page_of(amara.get(reverse("decision", args=[CODE])))
    return words(page.select_one(".read-back")), words(page.select_one(".decision-first"))


def test_the_persons_page_only_leads_to_it(
    amara: SignedIn, sam: Client, carer: Client, conversation: Consultation
) -> None:
    """Nothing of its order is on it, nothing is kept, and the decision rests on nothing of it."""
    places = decision_first(amara)
    name(amara, MY_VIEW, "dry_mouth")
    amara.get(MY_VIEW)
    counts, version = row_counts(), Consultation.objects.get().version
    page = page_of(amara.get(COMPARISON))
    ways = [words(each) for each in page.select("main a[href*='/comparison/by/']")]
    assert sorted(ways) == [
        "Look at it by the list of Amara Okafor (your clinician)",
        "Look at it by the list of Jo (carer)",
    ]
    assert words(page.select_one(".read-back")) == "Most of all you want to avoid restlessness."
    for each in Participant.objects.filter(kind__in=["carer", "clinician"]):
        assert amara.get(by(each.pk)).status_code == 200
    assert not page_of(amara.get(by(jo().pk))).select("main a[href$='/decision/']")
    assert decision_first(amara) == places
    assert (row_counts(), Consultation.objects.get().version) == (counts, version)


def test_more_lists_cost_no_more_queries(
    amara: SignedIn, sam: Client, carer: Client, conversation: Consultation
) -> None:
    asked = [
        lambda: amara.get(COMPARISON),
        lambda: amara.get(by(jo().pk)),
    ]
    [ask() for ask in asked]
    few = [queries(ask) for ask in asked]
    name(amara, MY_VIEW, "dry_mouth", "weight_gain", "tremor")
    amara.get(MY_VIEW)
    assert [queries(ask) for ask in asked] == few


def test_only_a_list_of_another_here_has_a_page(
    amara: SignedIn, sam: Client, conversation: Consultation, cast: Cast
) -> None:
    """The person's own key, one without a list and an unknown one answer alike."""
    for each in (*Participant.objects.values_list("pk", flat=True), 0, 10**12):
        assert amara.get(by(each)).status_code == 404
        assert sam.get(by(each)).status_code == 404
    for who in ("carla", "hugo"):
        assert SignedIn(cast.people[who]).get(by(jo().pk)).status_code == 404


def test_a_service_that_lists_by_name_says_nothing_of_an_order(
    amara: SignedIn, carer: Client, cast: Cast
) -> None:
    cast.organisation.comparison_order = Organisation.ComparisonOrder.ALPHABETICAL
    cast.organisation.save()
    said = main_words(amara.get(by(jo().pk)))
    assert "Compared with what Jo (carer) would most want to avoid. This is not" in said
    assert "This service lists the medicines by name." in said
    assert "Ordered by" not in said


def test_lines_about_one_thing_are_told(amara: SignedIn, conversation: Consultation) -> None:
    name(amara, MY_VIEW, "tremor", "restlessness")
    clinician = Participant.objects.get(kind="clinician")
    assert "restlessness are about one thing, movement: it counts more than once." in main_words(
        amara.get(by(clinician.pk))
    )


def test_a_carer_looks_by_their_own_list_while_the_comparison_is_shared(
    sam: Client, carer: Client
) -> None:
    """And by nobody else's; what is not shared is not there."""
    assert carer.get(CARERS).status_code == 404
    assert CARERS not in carer.get(CARER).content.decode()
    agree(sam, "sees_comparison")
    assert CARERS in carer.get(CARER).content.decode()
    said = main_words(carer.get(CARERS))
    label = "Ordered by what you would most want to avoid, as a carer. This is not the list of Sam."
    assert said.count(label) == 2
    assert "Most of all, you would want to avoid weight gain, then shaking or tremor." in said
    assert "Restlessness" not in page_of(carer.get(CARERS)).select_one(".compared-head").text
    assert carer.get(by(jo().pk)).url == CARER

    changes = Change.objects.count()
    stop(sam)
    assert carer.get(CARERS).status_code == 404
    assert Change.objects.count() == changes + 1


@pytest.mark.parametrize(
    "scope", ["sees_cards", "sees_words", "sees_pregnancy", "adds_view"], ids=str
)
def test_nothing_else_that_is_agreed_opens_it(sam: Client, carer: Client, scope: str) -> None:
    agree(sam, scope)
    assert carer.get(CARERS).status_code == 404


def test_without_a_list_of_their_own_there_is_nothing_to_look_by(
    amara: SignedIn, sam: Client
) -> None:
    browser = carer_sits_down(amara)
    agree(sam, "sees_comparison", "adds_view")
    assert browser.get(CARERS).status_code == 404
    assert CARERS not in browser.get(CARER).content.decode()


def test_a_carer_sees_nothing_more_of_the_person_by_it(
    sam: Client, carer: Client, conversation: Consultation
) -> None:
    """What is taken now stands there with the person's words alone; the person opens it never."""
    person = Participant.objects.get(kind="service_user")
    person.avoidance_rows.update(why="zebra-why")
    agree(sam, "sees_comparison")
    page = page_of(carer.get(CARERS))
    assert not page.select(".compared__taken, .compared--taken")
    assert "zebra" not in page.main.get_text()
    for each in page.select("main a[href], nav.back a[href]"):
        inside = each["href"].startswith(f"/conversations/{CODE}/")
        assert not inside or each["href"].startswith(CARER)
    assert sam.get(CARERS).status_code == 302
