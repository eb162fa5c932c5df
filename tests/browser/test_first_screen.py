"""What stands on the first screen: a question with its first choices, and a line to tap."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Visit
from tests.browser.decision_states import compare_and_decide
from tests.browser.room_states import begin, tick
from tests.browser.state import State, read_back

PHONE, DESK = (390, 844), (1280, 900)
HERE = ("{conversation}",)
FIRST_INPUT, WHOLE_PAGE, FIELDS_AT_MOST = 700, 2500, 8


def opened(visit: Visit, name: str, size: tuple[int, int]) -> Page:
    """Open a page of the conversation in a window of this size."""
    visit.page.set_viewport_size({"width": size[0], "height": size[1]})
    return visit.open(State(name, HERE, who="amara"))


def in_sight(page: Page, css: str) -> bool:
    """Tell whether the first of these lies wholly within the window."""
    box = page.locator(css).first.bounding_box()
    height = (page.viewport_size or {})["height"]
    return box is not None and box["y"] >= 0 and box["y"] + box["height"] <= height


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
def test_a_line_of_the_checklist_can_be_tapped_at_once(visit: Visit, size: tuple[int, int]) -> None:
    assert in_sight(opened(visit, "checklist", size), ".toggle")


def test_all_five_are_seen_on_a_phone(visit: Visit) -> None:
    """None of them has to be found by scrolling within the list."""
    page = opened(visit, "checklist", DESK)
    tick(page, "weight_gain", "restlessness", "tremor", "daytime_sleepiness", "dry_mouth")
    page.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
    page.reload()

    bottom = page.locator(".your-list").evaluate(
        "(list) => list.getBoundingClientRect().bottom"
        " - list.querySelector('.picks li:last-child').getBoundingClientRect().bottom"
    )
    assert bottom >= 0


def test_saying_why_has_a_button(visit: Visit) -> None:
    """Without scripts the checklist is one form, with a button of its own."""
    page = opened(visit, "checklist", DESK)
    tick(page, "weight_gain")
    page.get_by_text("+ say why").click()
    page.locator("#why-weight_gain").fill("I was bullied")
    page.locator("#save-weight_gain").click()

    expect(page.locator(".your-list__said")).to_have_text("Saved.")
    expect(page.locator(".picks__why summary")).to_contain_text("I was bullied")


def test_a_phone_begins_with_the_question_of_the_decision(visit: Visit) -> None:
    page = opened(visit, "checklist", DESK)
    compare_and_decide(page)
    page.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
    top = page.locator(".decision-form .nhsuk-radios__item").first.bounding_box()
    shown = [
        each for each in page.locator(".decision-form .nhsuk-form-group").all() if each.is_visible()
    ]

    assert top is not None
    assert top["y"] <= FIRST_INPUT
    assert page.evaluate("document.documentElement.scrollHeight") <= WHOLE_PAGE
    assert len(shown) <= FIELDS_AT_MOST


def test_a_choice_unfolds_what_it_makes_needed(visit: Visit) -> None:
    page = opened(visit, "decision", PHONE)
    expect(page.locator("#id_gate_is_confirmed")).to_be_hidden()
    page.locator("#id_medication").select_option("clozapine")
    expect(page.locator("#id_gate_is_confirmed")).to_be_visible()
    page.locator("#id_medication").select_option("other")
    expect(page.get_by_label("Another medicine: its name")).to_be_visible()


def test_another_medicine_unfolds_what_becomes_of_the_one_that_is_taken(visit: Visit) -> None:
    page = visit.open(State("start", ("{person}",), who="amara"))
    begin(page)
    page.get_by_role("link", name="Decide", exact=True).first.click()
    page.locator("#id_medication").select_option("olanzapine")
    expect(page.locator("#id_until_now")).to_be_hidden()
    page.locator("#id_medication").select_option("aripiprazole")
    expect(page.locator("#id_until_now")).to_be_visible()


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_an_error_unfolds_its_group_and_keeps_what_was_typed(visit: Visit) -> None:
    page = opened(visit, "decision", PHONE)
    page.locator("input[name=kind][value=medicine]").check(force=True)
    page.locator("#id_medication").select_option("clozapine")
    page.locator("#id_named_kind").select_option("no_change")
    read_back(page)

    expect(page.locator("#id_gate_is_confirmed")).to_be_visible()
    expect(page.locator("#conditions .nhsuk-error-message")).to_be_visible()
    expect(page.locator("#id_difference_reason")).to_be_visible()
    expect(page.locator("#id_medication")).to_have_value("clozapine")


def test_what_is_finished_says_why_nobody_can_join(visit: Visit) -> None:
    page = visit.open(State("summary", ("{decided}",), who="amara"))
    expect(page.locator(".band")).to_contain_text("nobody can join now")
