"""The states of the decision: the form, its errors, and everything read back."""

from playwright.sync_api import Page

from tests.browser.room_states import begin, compare
from tests.browser.state import State, read_back

HERE, PERSON = ("{conversation}",), ("{person}",)
LONG_NAME = "Zotepine" * 15
"""As long as fits, in one word."""


def unfold(page: Page, *groups: str) -> None:
    """Open groups of fields that no script has opened for an answer."""
    for group in groups:
        folded = page.locator(f"#{group}:not([open]) > summary")
        if folded.count():
            folded.click()


def decide(page: Page) -> None:
    """Decide on a medicine with conditions that were gone through, and read it back."""
    page.get_by_role("radio", name="a medicine", exact=True).check()
    page.locator("#id_medication").select_option("clozapine")
    unfold(page, "conditions")
    page.get_by_role("checkbox", name="We went through these conditions").check()
    read_back(page)


def decide_by_name(page: Page) -> None:
    """Decide on a medicine that is not on the cards, which the person named, and read it back."""
    page.locator("#id_named_kind").select_option("medicine")
    unfold(page, "named", "another")
    page.locator("#id_named_medication").select_option("other")
    page.locator("#id_named_medication_name").fill(LONG_NAME)
    page.get_by_role("radio", name="a medicine", exact=True).check()
    page.locator("#id_medication").select_option("other")
    page.locator("#id_medication_name").fill(LONG_NAME)
    page.locator("#id_dose").fill("25 mg at night")
    read_back(page)


def decide_by_name_and_keep(page: Page) -> None:
    """Keep it: the summary comes next."""
    decide_by_name(page)
    with page.expect_navigation():
        page.get_by_role("button", name="Keep this decision").click()


def take_and_decide(page: Page) -> None:
    """Begin with somebody who takes olanzapine, and choose another medicine."""
    begin(page)
    with page.expect_navigation():
        page.get_by_role("link", name="Decide", exact=True).first.click()
    page.get_by_role("radio", name="a medicine", exact=True).check()
    page.locator("#id_medication").select_option("aripiprazole")
    unfold(page, "until_now")


def cross_over(page: Page) -> None:
    """Say how the one is stopped while the other begins, and read it back."""
    take_and_decide(page)
    page.locator("#id_until_now").select_option("stepwise")
    page.locator("#id_until_now_how").fill("10 mg for a week, then 5 mg for a week")
    read_back(page)


def say_how_alone(page: Page) -> None:
    """Say how, and not what."""
    take_and_decide(page)
    page.locator("#id_until_now_how").fill("10 mg for a week")
    read_back(page)


def compare_and_decide(page: Page) -> None:
    """Come from an order that was kept."""
    compare(page)
    with page.expect_navigation():
        page.get_by_role("link", name="Decide", exact=True).first.click()


def decide_and_keep(page: Page) -> None:
    """Decide together on a medicine of the list, and keep it: the summary comes next."""
    compare_and_decide(page)
    page.get_by_role("radio", name="a medicine", exact=True).check()
    page.locator("#id_medication").select_option("aripiprazole")
    page.locator("#id_dose").fill("5 mg in the morning")
    read_back(page)
    with page.expect_navigation():
        page.get_by_role("button", name="Keep this decision").click()


def keep_something_else(page: Page) -> None:
    """Keep it when what it rests on is not what was read back."""
    decide(page)
    page.locator("input[name=shown]").evaluate("(each) => { each.value = '' }")
    with page.expect_navigation():
        page.get_by_role("button", name="Keep this decision").click()


DECISION = [
    State("decision", HERE, "empty", "amara"),
    State("decision", ("{decided}",), "decided already", "amara"),
    State("decision", HERE, "with errors", "amara", then=read_back),
    State("decision", HERE, "read back", "amara", then=decide),
    State("decision", HERE, "read back, not on the cards", "amara", then=decide_by_name),
    State("decision", HERE, "kept, not on the cards", "amara", then=decide_by_name_and_keep),
    State("decision", HERE, "read back again", "amara", then=keep_something_else),
    State("decision", PERSON, "beside another one", "amara", at="start", then=cross_over),
    State("decision", PERSON, "how without what", "amara", at="start", then=say_how_alone),
    State(
        "decision",
        HERE,
        "with places",
        "amara",
        at="checklist",
        then=compare_and_decide,
        needs_scripts=True,
    ),
]
