"""Words that are typed and not yet saved, when somebody goes on to something else."""

from playwright.sync_api import Dialog, Page, expect

from consultations.models import Goal
from tests.browser.conftest import Visit
from tests.browser.joining_states import HERE
from tests.browser.state import State

MATTERS = State("matters", HERE, who="amara")
DECISION = State("decision", HERE, who="amara")
GOOD_DAY = "What does a good day look like?"
DOG = "A walk with the dog"


def asked_on_leaving(page: Page) -> list[str]:
    """Reload, and stay; return what the browser asked before."""
    asked: list[str] = []

    def stay(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.dismiss()

    page.on("dialog", stay)
    page.evaluate("setTimeout(() => location.reload())")
    page.wait_for_timeout(500)
    page.remove_listener("dialog", stay)
    return asked


def address_of(visit: Visit, name: str) -> str:
    """Return where a step of the conversation is."""
    return visit.service.address + State(name, HERE).path(visit.service.cast)


def type_into(page: Page, label: str, words: str) -> None:
    """Type as a person does: a browser asks nothing for the sake of a script."""
    page.get_by_label(label).click()
    page.keyboard.type(words)


def test_a_step_that_is_pressed_saves_what_matters_first(visit: Visit) -> None:
    page = visit.open(MATTERS)
    type_into(page, GOOD_DAY, DOG)
    page.get_by_role("link", name="Medicines", exact=True).first.click()
    expect(page).to_have_url(address_of(visit, "comparison"))
    expect(page.get_by_role("status").filter(has_text="Saved.")).to_be_visible()
    assert Goal.objects.get(text=DOG)


def test_a_browser_asks_before_words_are_lost(visit: Visit) -> None:
    """Neither where nothing was typed, nor after it was saved."""
    page = visit.open(MATTERS)
    assert asked_on_leaving(page) == []
    type_into(page, GOOD_DAY, DOG)
    assert asked_on_leaving(page) == ["beforeunload"]
    assert page.get_by_label(GOOD_DAY).input_value() == DOG
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page).to_have_url(address_of(visit, "checklist"))
    assert asked_on_leaving(page) == []


def test_a_half_made_decision_is_not_left_without_a_word(visit: Visit) -> None:
    """The medicines are looked at beside it, in a tab of their own."""
    page = visit.open(DECISION)
    page.locator("input[type=radio]").first.check()
    assert asked_on_leaving(page) == ["beforeunload"]
    with page.context.expect_page() as opened:
        page.get_by_role("link", name="See how the medicines compare").click()
    expect(opened.value).to_have_url(address_of(visit, "comparison"))
    expect(page.locator("input[type=radio]").first).to_be_checked()
