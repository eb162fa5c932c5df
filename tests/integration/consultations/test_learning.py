"""The walk for each role: short, easy, about nobody, and with an order that the rule makes."""

import pytest
from bs4 import BeautifulSoup
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from accounts.models import Organisation
from consultations.models import Consultation
from consultations.presenters.walks import WALKS
from medications.models import Availability, Medication, Release
from medications.reading_age import reading_grade
from tests.cast import CODE, Cast
from tests.integration.accounts.conftest import SignedIn
from tests.integration.consultations.caring import CARER, carer_sits_down
from tests.integration.consultations.comparing import groups
from tests.integration.consultations.knocking import knock, opened
from tests.integration.consultations.reading import page_of, queries, row_counts
from tests.integration.consultations.ticking import Tab
from tests.integration.medications.reading import words

pytestmark = pytest.mark.django_db
WORDS_AT_MOST, EASY = 350, 7.5
each_role = pytest.mark.parametrize("role", WALKS)


@pytest.fixture
def release(library: Release) -> Release:
    """Learn on the real cards."""
    return library


def at(role: str, step: int) -> str:
    """Return where a step is."""
    return reverse("learn_step", args=[role, step])


def walked(role: str) -> list[BeautifulSoup]:
    """Begin where one begins and press Next until there is none; return the pages."""
    browser = Client()
    begin = page_of(browser.get(reverse("learn"))).select_one(f"main a[href='{at(role, 1)}']")
    pages, address = [], begin["href"]
    while address.startswith(reverse("learn")):
        pages.append(page_of(browser.get(address)))
        address = pages[-1].select("main nav a")[-1]["href"]
    return pages


@pytest.mark.usefixtures("release", "conversation")
def test_its_end_leads_back_to_where_one_was(amara: SignedIn, sam: Client) -> None:
    """To the conversation, to the door, to one's work, or to where a code is typed."""
    waits, last = Client(), at("person", len(WALKS["person"].steps))
    knock(waits, opened(amara))
    for browser, where in (
        (sam, "locked"),
        (waits, "waiting"),
        (amara, "home"),
        (Client(), "join"),
    ):
        page = page_of(browser.get(last))
        assert page.select_one("main nav .nhsuk-button[href^='/']:not(.nhsuk-button--secondary)")[
            "href"
        ] == reverse(where)


@pytest.mark.usefixtures("release", "cast")
@each_role
def test_it_is_read_in_two_minutes(role: str) -> None:
    """Every word of every step, its example included; only the buttons are left out."""
    pages = walked(role)
    assert 5 <= len(pages) <= 7
    assert [words(page.select_one("main .who")) for page in pages] == [
        f"Step {number} of {len(pages)}" for number in range(1, len(pages) + 1)
    ]
    count = 0
    for page in pages:
        for each in page.select("main nav, main [aria-hidden=true]"):
            each.extract()
        count += len(words(page.main).split())
    assert count <= WORDS_AT_MOST


@pytest.mark.usefixtures("release", "cast")
@each_role
def test_it_is_easy_to_read(role: str) -> None:
    """As easy as what the person reads elsewhere."""
    names = {each.lower() for each in Medication.objects.values_list("name", flat=True)}
    texts = [words(each) for page in walked(role) for each in page.select("main p, main li")]
    sentences = " ".join(dict.fromkeys(each for each in texts if each.endswith((".", "?"))))
    assert reading_grade(sentences, names) < EASY


@pytest.mark.usefixtures("release", "cast")
@each_role
def test_one_can_go_back_step_by_step(role: str) -> None:
    pages = walked(role)
    backs = [page.select("main nav a")[0]["href"] for page in pages[1:]]
    assert backs == [at(role, number) for number in range(1, len(pages))]
    assert len(pages[0].select("main nav a")) == 1


@pytest.mark.usefixtures("release", "cast")
@each_role
def test_every_example_is_marked_as_one(role: str) -> None:
    """Nobody could take Alex for somebody who is here."""
    examples = [each for page in walked(role) for each in page.select("main section.panel")]
    assert examples
    for each in examples:
        if not each.find_parent("section", class_="panel"):
            assert "An example: Alex is made up." in words(each)


def test_the_order_is_the_rules(
    amara: SignedIn, conversation: Consultation, client: Client
) -> None:
    """They are the first and the last of somebody who really picked what Alex picked."""
    tab = Tab(amara, conversation)
    for press in ("avoid:weight_gain", "avoid:restlessness", "keep:"):
        tab.press(press)
    real = groups(page_of(amara.get(reverse("comparison", args=[CODE]))))["Open to choice now"]
    shown = groups(page_of(client.get(at("person", 4))))["Open to choice now"]
    assert shown == [real[0], real[-1]]


def test_what_cannot_be_had_here_is_no_example(
    client: Client, release: Release, cast: Cast
) -> None:
    before = groups(page_of(client.get(at("person", 4))))["Open to choice now"]
    Availability.objects.create(
        organisation=cast.organisation,
        medication=Medication.objects.get(code=before[0]),
        state=Availability.State.NOT_STOCKED,
        reason="Ask Ewa.",
        by=cast.people["ewa"],
    )
    after = groups(page_of(client.get(at("person", 4))))["Open to choice now"]
    assert before[0] not in after
    assert after[-1] == before[-1]


def test_where_medicines_stand_by_name_they_do_so_here_too(
    client: Client, release: Release, cast: Cast
) -> None:
    cast.organisation.comparison_order = Organisation.ComparisonOrder.ALPHABETICAL
    cast.organisation.save()
    page = page_of(client.get(at("person", 4)))
    shown = groups(page)["Open to choice now"]
    assert shown == sorted(shown)
    assert {each["data-place"] for each in page.select("li.compared")} == {""}


def test_it_is_open_to_anyone_and_keeps_nothing(
    amara: SignedIn, conversation: Consultation
) -> None:
    counts = row_counts()
    for browser in (Client(), amara):
        for role, walk in WALKS.items():
            for number in range(1, len(walk.steps) + 1):
                page = page_of(browser.get(at(role, number)))
                assert not page.select("main form")
                assert "Sam" not in words(page.main)
    assert row_counts() == counts


@pytest.mark.usefixtures("release", "cast")
def test_an_example_costs_few_queries(client: Client) -> None:
    """And words alone no more than a page does."""
    for number in (1, 4):
        client.get(at("person", number))
    assert queries(lambda: client.get(at("person", 1))) <= 1
    assert queries(lambda: client.get(at("person", 4))) <= 6


@pytest.mark.parametrize(
    ("role", "number"), [("person", 0), ("person", 99), ("manager", 1), ("constructor", 1)]
)
@pytest.mark.usefixtures("release", "cast")
def test_a_step_that_is_not_there_is_not_found(client: Client, role: str, number: int) -> None:
    assert client.get(at(role, number)).status_code == 404


def test_one_is_led_to_it(amara: SignedIn, release: Release, cast: Cast) -> None:
    """From every footer, and where somebody begins: an empty day, joining, a carer's page."""
    cache.clear()
    begins = {
        reverse("day"): at("clinician", 1),
        reverse("join"): at("person", 1),
        reverse("invited"): at("person", 1),
        reverse("not_here"): at("carer", 1),
    }
    for address, walk in begins.items():
        page = page_of(amara.get(address))
        assert page.select(f"main a[href='{walk}']"), address
        assert page.select(f"footer a[href='{reverse('learn')}']"), address


def test_a_day_that_is_not_empty_does_not_lead_to_it(
    amara: SignedIn, conversation: Consultation
) -> None:
    assert not page_of(amara.get(reverse("day"))).select("main a[href^='/learn/']")


def test_a_carer_is_led_to_it_with_nothing_shared(
    amara: SignedIn, conversation: Consultation
) -> None:
    cache.clear()
    carer = carer_sits_down(amara)
    assert page_of(carer.get(CARER)).select(f"main a[href='{at('carer', 1)}']")
