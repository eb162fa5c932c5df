"""One whole visit, as sentences: from finding a person to the summary that they take home."""

import re

import pytest
from playwright.sync_api import Page, expect

from consultations.models import Consultation, Decision, Goal
from tests import factories as made
from tests.browser.conftest import Visit
from tests.browser.room_states import say_it_signed_out, tick
from tests.browser.state import State, read_back
from tests.cast import CODE


def press(page: Page, name: str) -> None:
    """Press a button and wait for the page that it leads to."""
    with page.expect_navigation():
        page.get_by_role("button", name=name, exact=True).click()


def follow(page: Page, name: str) -> None:
    """Follow a link."""
    with page.expect_navigation():
        page.get_by_role("link", name=name, exact=True).first.click()


def find_sam(visit: Visit) -> Page:
    """Find Sam by the local number and open their page."""
    page = visit.open(State("people", who="amara"))
    page.get_by_label("Local number").fill("R1001")
    press(page, "Find")
    follow(page, "Sam")
    return page


def begin(page: Page) -> None:
    """Open a conversation about olanzapine, taken now."""
    follow(page, "Open a conversation")
    page.get_by_label("Medicine taken now").select_option("Olanzapine")
    page.get_by_label("How it is taken").fill("15 mg at night")
    press(page, "Begin")


def say_what_matters(page: Page) -> None:
    """Say what should get better: it is asked as soon as a conversation has begun."""
    page.get_by_label("What should get better?").fill("I want to paint again")
    press(page, "Save")


def decide(page: Page) -> None:
    """Decide together on aripiprazole, and read it back before it is kept."""
    follow(page, "Decide")
    page.locator("input[name=kind][value=medicine]").check(force=True)
    page.locator("select[name=medication]").select_option("aripiprazole")
    page.locator("input[name=dose]").fill("5 mg in the morning")
    page.locator("#id_who_decided").select_option("together")
    read_back(page)
    expect(page.get_by_role("main")).to_contain_text("aripiprazole", ignore_case=True)
    press(page, "Keep this decision")


def test_the_whole_visit_as_a_clinician(visit: Visit) -> None:
    """Beginning, what matters, checklist, decide, summary: five screens."""
    page = find_sam(visit)
    begin(page)
    say_what_matters(page)
    tick(page, "weight_gain", "restlessness", "tremor")
    page.get_by_role("button", name="Keep this order").click()
    expect(page.locator("#comparison .read-back")).to_contain_text("Most of all")
    expect(page.locator(".what-matters")).to_contain_text("I want to paint again")
    decide(page)

    expect(page.get_by_role("main")).to_contain_text("I want to paint again")
    expect(page.get_by_role("main")).to_contain_text("5 mg in the morning")
    decision = Decision.objects.latest("pk")
    assert decision.medication.code == "aripiprazole"
    assert decision.consultation.stage == "decided"
    assert decision.consultation != Consultation.objects.order_by("pk").first()


@pytest.mark.parametrize("scripts", [False], ids=["no scripts"])
def test_the_whole_visit_without_scripts(visit: Visit) -> None:
    page = find_sam(visit)
    begin(page)
    say_what_matters(page)
    expect(page).to_have_url(re.compile("checklist/form/$"))
    page.locator("#id_avoid-restlessness").select_option("1")
    page.locator("#id_avoid-weight_gain").select_option("2")
    press(page, "Save and see the medicines")
    expect(page.locator("#comparison .read-back")).to_contain_text("restlessness, then weight gain")
    decide(page)

    expect(page.get_by_role("main")).to_contain_text("5 mg in the morning")
    assert Decision.objects.latest("pk").frozen["wishes"]["avoid"][0]["code"] == "restlessness"


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_a_medicine_that_is_not_on_the_cards_is_decided_on_by_its_name(visit: Visit) -> None:
    """One that is on them is refused with the way on; nothing that was typed is lost."""
    page = visit.open(State("decision", ("{conversation}",), who="amara"))
    page.locator("input[name=kind][value=medicine]").check(force=True)
    page.get_by_text("Form, or another medicine").click()
    page.get_by_label("Another medicine: its name").fill("Zyprexa")
    page.locator("input[name=dose]").fill("25 mg at night")
    page.get_by_role("button", name="Read it back", exact=True).click()
    expect(page.get_by_role("alert")).to_contain_text("Olanzapine is on the cards.")
    expect(page.get_by_label("Another medicine: its name")).to_have_value("Zyprexa")
    page.get_by_label("Another medicine: its name").fill("Zotepine")
    read_back(page)
    expect(page.get_by_role("main")).to_contain_text("There is no card for Zotepine.")
    press(page, "Keep this decision")

    expect(page.get_by_role("main")).to_contain_text("has to be looked up and talked through")
    expect(page.get_by_role("main")).to_contain_text("25 mg at night")
    kept = Decision.objects.latest("pk")
    assert (kept.medication, kept.medication_name) == (None, "Zotepine")


def test_a_decision_is_read_back_where_it_was_typed(visit: Visit) -> None:
    """The focus goes to what is to be read, and Back from the summary never asks to send again."""
    page = visit.open(State("decision", ("{conversation}",), who="amara"))
    page.get_by_role("button", name="Read it back", exact=True).click()
    expect(page.locator(".nhsuk-error-summary")).to_be_focused()
    page.locator("input[name=kind][value=no_change]").check(force=True)
    read_back(page)
    expect(page.get_by_role("heading", level=1)).to_be_focused()
    expect(page).to_have_title(re.compile("Is this right"))
    press(page, "Keep this decision")
    page.go_back()

    expect(page.get_by_role("heading", level=1)).to_contain_text("Decide together")
    assert Decision.objects.filter(consultation__code=CODE).count() == 1


def test_a_decision_that_cannot_be_put_in_place_is_sent_as_any_form_is(visit: Visit) -> None:
    """Signed out in another tab: the page says so, and keeps what was typed."""
    page = visit.open(State("decision", ("{conversation}",), who="amara"))
    page.locator("input[name=kind][value=no_change]").check(force=True)
    page.context.clear_cookies()
    press(page, "Read it back")

    expect(page.get_by_role("button", name="Send it once more")).to_be_visible()


@pytest.mark.parametrize("size", [(390, 844), (320, 640)], ids=["phone", "narrow"])
def test_the_whole_visit_on_a_phone(visit: Visit, size: tuple[int, int]) -> None:
    visit.page.set_viewport_size({"width": size[0], "height": size[1]})
    page = find_sam(visit)
    begin(page)
    say_what_matters(page)
    tick(page, "tiredness")
    page.get_by_role("link", name="See how the medicines compare").click()
    expect(page.get_by_role("heading", name="How the medicines compare for you")).to_be_visible()
    decide(page)

    expect(page.get_by_role("main")).to_contain_text("5 mg in the morning")


def test_two_people_in_two_tabs_are_never_mixed(visit: Visit) -> None:
    """Each page says whose it is, and a press in one tab writes to that one."""
    page = find_sam(visit)
    begin(page)
    newer = Consultation.objects.latest("pk")
    older = Consultation.objects.order_by("pk").first()
    assert older is not None
    first, second = page, page.context.new_page()
    first.goto(f"{visit.service.address}/conversations/{older.code}/checklist/")
    second.goto(f"{visit.service.address}/conversations/{newer.code}/checklist/")
    bands = [each.locator(".band").inner_text() for each in (first, second)]

    tick(first, "tremor")
    tick(second, "weight_gain")
    tick(first, "dry_mouth")

    assert bands[0] != bands[1]
    for consultation, codes in ((older, ["tremor", "dry_mouth"]), (newer, ["weight_gain"])):
        rows = consultation.avoidance_rows.order_by("priority")
        assert [row.effect.code for row in rows] == codes


def test_back_shows_what_is_kept_and_sent_again_changes_nothing(visit: Visit) -> None:
    page = find_sam(visit)
    begin(page)
    page.get_by_label("What should get better?").fill("Sleep")
    press(page, "Save")
    page.go_back()
    expect(page.get_by_label("What should get better?")).to_have_value("Sleep")
    press(page, "Save")

    assert [goal.text for goal in Goal.objects.all()] == ["Sleep"]


def test_pressed_twice_counts_once(visit: Visit) -> None:
    page = find_sam(visit)
    begin(page)
    page.get_by_label("What should get better?").fill("Sleep")
    page.get_by_role("button", name="Save", exact=True).dblclick()

    # Asked until it holds: the second press breaks off the first one's way there.
    expect(page).to_have_url(re.compile("checklist"))
    assert Consultation.objects.latest("pk").change_rows.count() == 1


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_who_was_signed_out_sends_the_same_words_once_more(visit: Visit) -> None:
    """Signing in again, in another tab, makes the page's token too old: the words stay."""
    page = visit.open(State("matters", ("{conversation}",), who="amara"))
    with page.expect_navigation():
        say_it_signed_out(page)
    with page.expect_popup() as opened:
        page.get_by_role("link", name="Sign in again, in a new tab").click()
    other = opened.value
    other.locator("input[name=login]").fill("amara@example.org")
    other.locator("input[name=password]").fill(made.PASSWORD)
    press(other, "Sign in")

    press(page, "Send it once more")
    expect(page.get_by_role("heading", level=1)).to_contain_text("older than your last sign-in")
    press(page, "Send it once more")

    expect(page).to_have_url(re.compile("checklist"))
    assert Goal.objects.get().text == "Sleeping through the night"
