"""The checklist as two people use it: with a finger, and when the network goes."""

import re

import pytest
from django.conf import settings
from playwright.sync_api import Page, Route, expect

from consultations.models import Avoidance, Change
from tests.browser.conftest import Visit
from tests.browser.room_states import pick, pick_and_keep, tick
from tests.browser.state import SAID
from tests.browser.states import State
from tests.cast import CODE

CHECKLIST = State("checklist", ("{conversation}",), who="amara")
HERE = {"consultation__code": CODE}
SLOWLY = 30_000


def kept() -> list[str]:
    """Return what is kept to be avoided in the conversation that is open, in its order."""
    rows = Avoidance.objects.filter(**HERE).order_by("priority")
    return list(rows.values_list("effect__code", flat=True))


def said(page: Page) -> str:
    """Return the sentence on what just happened."""
    return page.locator(SAID).inner_text()


def picked(page: Page) -> list[str]:
    """Return the list as it stands on the page, without numbers."""
    return [re.sub(r"^\d\. ", "", each) for each in page.locator(".picks__words").all_inner_texts()]


def test_a_tick_redraws_the_comparison_and_keeps_focus_and_scroll(visit: Visit) -> None:
    page = visit.open(CHECKLIST)
    button = page.locator("#avoid-tremor")
    button.scroll_into_view_if_needed()
    before = button.bounding_box()

    button.click()

    expect(page.locator("#avoid-tremor")).to_have_attribute("aria-pressed", "true")
    expect(page.locator("#comparison .compared-head")).to_contain_text("Shaking or tremor")
    expect(page.locator("#avoid-tremor")).to_be_focused()
    after = page.locator("#avoid-tremor").bounding_box()
    assert before
    assert after
    assert abs(after["y"] - before["y"]) < 60, "what the finger was on has moved away"
    assert said(page) == "Saved. Shaking or tremor is on your list."
    assert kept() == ["tremor"]


def test_places_come_once_the_order_is_kept_and_it_is_read_back(visit: Visit) -> None:
    page = visit.open(CHECKLIST)
    pick(page)
    expect(page.get_by_text("stand by name until your list is in order").first).to_be_visible()
    assert page.locator("[data-place='1st']").count() == 0

    page.get_by_role("button", name="Keep this order").click()

    expect(page.locator("#comparison .read-back")).to_contain_text(
        "Most of all you want to avoid weight gain, then restlessness, then shaking or tremor."
    )
    expect(page.locator("[data-place='1st'], [data-place='joint 1st']").first).to_be_visible()
    expect(page.get_by_role("button", name="Keep this order")).to_have_count(0)


def test_a_sixth_is_answered_with_both_ways_out_and_nothing_is_lost(visit: Visit) -> None:
    page = visit.open(CHECKLIST)
    five = ["weight_gain", "restlessness", "tremor", "dry_mouth", "tiredness"]
    tick(page, *five)

    page.locator("#avoid-tension").click()

    expect(page.get_by_role("alert").first).to_contain_text("You have five. Take one out first")
    assert kept() == five
    page.get_by_role("button", name="Leave the five as they are").click()
    expect(page.locator(".your-list__notice")).to_have_count(0)
    assert kept() == five
    page.locator("#avoid-tension").click()
    page.get_by_role("button", name="Swap it for number 5").click()
    expect(page.locator("#avoid-tension")).to_have_attribute("aria-pressed", "true")
    assert kept() == [*five[:4], "tension"]
    page.locator("#avoid-tiredness").click()
    page.locator(".your-list__notice").get_by_role("button", name="Take out restlessness").click()
    expect(page.locator(".picks__words")).to_have_count(4)
    tick(page, "tiredness")
    assert kept() == ["weight_gain", "tremor", "dry_mouth", "tension", "tiredness"]


def test_undo_takes_back_one_thing_after_another(visit: Visit) -> None:
    page = visit.open(CHECKLIST)
    tick(page, "weight_gain", "tremor")

    for left in (["Weight gain"], []):
        page.get_by_role("button", name="Undo").click()
        expect(page.locator(".picks__words")).to_have_count(len(left))
        assert picked(page) == left
    assert kept() == []
    assert Change.objects.filter(**HERE).count() == 4


def test_when_the_network_goes_it_says_so_and_the_next_press_is_saved(visit: Visit) -> None:
    page = visit.open(CHECKLIST)
    tick(page, "weight_gain")
    page.route("**/checklist/", lambda route: route.abort())

    page.locator("#avoid-tremor").click()

    expect(page.locator("#not-saved")).to_be_visible()
    assert kept() == ["weight_gain"]
    page.unroute("**/checklist/")
    tick(page, "tremor")
    expect(page.locator("#not-saved")).to_be_hidden()
    assert kept() == ["weight_gain", "tremor"]


def test_who_was_signed_out_is_told_and_loses_nothing(visit: Visit) -> None:
    """The page to sign in never takes the place of the comparison."""
    page = visit.open(CHECKLIST)
    tick(page, "weight_gain")
    page.context.clear_cookies(name=settings.SESSION_COOKIE_NAME)

    page.locator("#avoid-tremor").click()

    expect(page.locator("#not-saved")).to_be_visible()
    expect(page.locator("#comparison-heading")).to_have_text("How the medicines compare for you")
    page.context.clear_cookies()
    visit.sign_in("amara")
    tick(page, "tremor")
    expect(page.locator("#not-saved")).to_be_hidden()
    assert kept() == ["weight_gain", "tremor"]


def test_what_is_being_typed_when_an_answer_comes_goes_on(visit: Visit) -> None:
    """The word half written, the caret in it; and it is saved when the field is left."""
    page = visit.open(CHECKLIST)
    tick(page, "tremor")
    waiting: list[Route] = []

    def wait(route: Route) -> None:
        waiting.append(route)

    page.route("**/checklist/", wait, times=1)
    with page.expect_request("**/checklist/"):
        page.locator("#avoid-weight_gain").click()
    page.locator(".picks__why summary").first.click()
    field = page.locator("#why-tremor")
    field.press_sequentially("I pant")
    field.press("ArrowLeft")
    field.press("ArrowLeft")

    waiting[0].continue_()
    expect(page.locator(".picks__words")).to_have_count(2)
    expect(field).to_be_focused()
    page.keyboard.type("i")
    page.keyboard.press("Tab")

    expect(page.locator(SAID)).to_have_text("Saved.")
    assert Avoidance.objects.get(effect__code="tremor", **HERE).why == "I paint"


def test_quick_presses_are_all_kept(visit: Visit) -> None:
    """A finger is faster than the network: presses wait for one another, none is a conflict."""
    page = visit.open(CHECKLIST)
    for effect in ("weight_gain", "restlessness", "tremor", "dry_mouth"):
        page.locator(f"#avoid-{effect}").click(no_wait_after=True)

    expect(page.locator(".picks__words")).to_have_count(4, timeout=SLOWLY)
    assert kept() == ["weight_gain", "restlessness", "tremor", "dry_mouth"]


def test_a_second_tab_that_is_behind_is_told_and_shows_what_is_kept(visit: Visit) -> None:
    page = visit.open(CHECKLIST)
    behind = page.context.new_page()
    behind.goto(page.url)
    tick(page, "weight_gain")

    behind.locator("#avoid-tremor").click()

    expect(behind.get_by_role("alert").first).to_contain_text("saved something else")
    assert picked(behind) == ["Weight gain"]
    tick(behind, "tremor")
    assert kept() == ["weight_gain", "tremor"]


@pytest.mark.parametrize("scripts", [False], ids=["no scripts"])
def test_without_scripts_one_form_does_it_all(visit: Visit) -> None:
    """Numbers, ticks and words; the order is theirs; the medicines come next."""
    page = visit.open(CHECKLIST)
    expect(page).to_have_url(re.compile("checklist/form/$"))

    page.locator("#id_avoid-tremor").select_option("1")
    page.locator("#id_avoid-weight_gain").select_option("2")
    page.locator("label[for='id_help-evening_sleepiness']").click()
    page.get_by_role("button", name="Save and see the medicines").click()

    expect(page.locator("#comparison .read-back")).to_contain_text(
        "Most of all you want to avoid shaking or tremor, then weight gain."
    )
    assert kept() == ["tremor", "weight_gain"]


@pytest.mark.parametrize("scripts", [False], ids=["no scripts"])
def test_without_scripts_what_was_saved_is_taken_back_on_the_form(visit: Visit) -> None:
    """Put in another order, then undone step by step, and what happened is said."""
    page = visit.open(CHECKLIST)
    for first, second in (("tremor", "weight_gain"), ("weight_gain", "tremor")):
        page.locator(f"#id_avoid-{first}").select_option("1")
        page.locator(f"#id_avoid-{second}").select_option("2")
        page.get_by_role("button", name="Save and see the medicines").click()
        page.get_by_role("link", name="Checklist", exact=True).click()
        expect(page).to_have_url(re.compile("checklist/form/$"))

    for left in (["tremor", "weight_gain"], []):
        page.get_by_role("button", name="Undo").click()
        expect(page.get_by_text("Saved.").first).to_be_visible()
        expect(page).to_have_url(re.compile("checklist/form/$"))
        assert kept() == left


def test_on_a_phone_one_group_is_open_and_the_others_count(visit: Visit) -> None:
    visit.page.set_viewport_size({"width": 390, "height": 844})
    page = visit.open(CHECKLIST)
    assert page.locator(".group[open]").count() == 1

    tick(page, "tiredness")

    expect(page.locator("#count-sleep")).to_have_text("1 chosen")


def test_what_changed_place_is_marked_for_a_moment(visit: Visit) -> None:
    page = visit.open(CHECKLIST)
    pick_and_keep(page)

    page.locator("#up-tremor").click()

    expect(page.locator(".compared--moved").first).to_be_attached()
    expect(page.locator(".compared--moved")).to_have_count(0)
