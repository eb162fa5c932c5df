"""The states of drafts: each begins at a medicine's page on the desk, as a pharmacist does."""

from collections.abc import Callable

from playwright.sync_api import Page

from medications.models import Card
from medications.stages import Stage
from tests.browser.state import State
from tests.integration.medications.drafting import submit

OLANZAPINE = ("olanzapine",)


def push(page: Page, words: str) -> None:
    """Press the first button whose name begins so: what it is about stands behind."""
    with page.expect_navigation():
        page.get_by_role("button", name=words).first.click()


def follow(page: Page, words: str) -> None:
    """Follow the first link with these words, said aloud only or not."""
    with page.expect_navigation():
        page.locator("main a", has_text=words).first.click()


def begin(page: Page) -> None:
    """Begin a draft."""
    push(page, "Correct this card")


def unfold(page: Page, heading: str) -> None:
    """Open a fold of the page."""
    page.locator("summary", has_text=heading).first.click()


def begun(*steps: Callable[[Page], None]) -> Callable[[Page], None]:
    """Begin a draft, and go on from there."""

    def walk(page: Page) -> None:
        for step in (begin, *steps):
            step(page)

    return walk


def weight_gain(page: Page) -> None:
    """Open one level."""
    unfold(page, "Weight, blood sugar")
    follow(page, "Weight gain")


def words_of_our_own(page: Page) -> None:
    """Open the words of one section."""
    unfold(page, "Each section of the card")
    follow(page, "Write: What it is")


def new_caution(page: Page) -> None:
    """Open the form of a caution."""
    follow(page, "Add a caution")


def caution(page: Page) -> None:
    """Open a caution that stands."""
    unfold(page, "All cautions")
    follow(page, "Change: ")


def new_preparation(page: Page) -> None:
    """Open the form of a preparation."""
    follow(page, "Add a form")


def preparation(page: Page) -> None:
    """Open a preparation that stands."""
    follow(page, "Change: Tablet")


def review_day(page: Page) -> None:
    """Open the day of review."""
    follow(page, "Choose another day")


def evidence(page: Page) -> None:
    """Open the list of rows."""
    follow(page, "Every figure that this draft rests on")


def figure(page: Page) -> None:
    """Open a row that the level of weight gain rests on."""
    weight_gain(page)
    unfold(page, "What the suggestion rests on")
    follow(page, "Correct or retire")


def new_figure(page: Page) -> None:
    """Open the form of a new row."""
    weight_gain(page)
    unfold(page, "Add a figure from a source")
    follow(page, "A frequency class")


def new_benefit(page: Page) -> None:
    """Open the form of a new row on what may get better."""
    evidence(page)
    unfold(page, "Add a figure: What it may help with")
    follow(page, "Response out of 100, on a medicine")


def new_unlisted_figure(page: Page) -> None:
    """Open the form of a new row on something else."""
    evidence(page)
    unfold(page, "Add a figure: Not one of the 36 lines")
    follow(page, "A mean difference")


def fact(page: Page) -> None:
    """Open a fact in words."""
    unfold(page, "Each section of the card")
    follow(page, "Write: Do not stop suddenly")
    follow(page, "Correct or retire")


def new_fact(page: Page) -> None:
    """Open the form of a new fact, of which there are several kinds."""
    evidence(page)
    unfold(page, "Add a fact in words")
    follow(page, "Pregnancy")


def save(page: Page) -> None:
    """Press the button that saves."""
    push(page, "Save")


def set_it_lower(page: Page) -> None:
    """Choose a level that nothing suggests, without a reason."""
    page.get_by_role("radio", name="+ uncommon or mild", exact=True).check()
    save(page)


def say_why(page: Page) -> None:
    """Choose it with a reason."""
    page.get_by_label("Why this level").fill("A newer table grades it lower.")
    set_it_lower(page)


def forget_why(page: Page) -> None:
    """Retire a row without a reason."""
    push(page, "Retire this row")


def retire(page: Page) -> None:
    """Retire a row."""
    page.get_by_label("Why it does not count any more").fill("Its table was withdrawn.")
    forget_why(page)


def put_back(page: Page) -> None:
    """Let it count again."""
    push(page, "Put it back")


def preview(page: Page) -> None:
    """Open the draft as the person sees its card."""
    follow(page, "See the card as the person sees it")


def on_a_phone(page: Page) -> None:
    """Open it as on a phone."""
    preview(page)
    follow(page, "See it as on a phone")
    page.frame_locator("iframe").get_by_text("A draft, not published.").wait_for()


def give_up(page: Page) -> None:
    """Give the draft up."""
    unfold(page, "Give this draft up")
    push(page, "Give this draft up")


def submit_it(page: Page) -> None:
    """Let the draft go to a second pharmacist, and look at it again."""
    draft = Card.objects.get(stage=Stage.DRAFT, medication__code="olanzapine")
    assert draft.author is not None
    submit(draft, draft.author)
    page.reload()


def take_back(page: Page) -> None:
    """Take it back to work on it."""
    push(page, "Take it back to work on it")


def _drafted(name: str, words: str, *steps: Callable[[Page], None]) -> State:
    """Return a state of a draft of olanzapine that Dev began."""
    return State(name, OLANZAPINE, words, "dev", at="stock", then=begun(*steps))


DRAFTS = [
    _drafted("draft", ""),
    State("draft", ("clozapine",), "with conditions", "dev", at="stock", then=begin),
    State("begin_draft", OLANZAPINE, "", "dev", at="stock", then=begin),
    _drafted("draft_preview", "", preview),
    _drafted("draft_on_a_phone", "", on_a_phone),
    _drafted("draft_level", "", weight_gain),
    _drafted("draft_level", "without its reason", weight_gain, set_it_lower),
    _drafted("draft_level", "with its reason", weight_gain, say_why),
    _drafted("draft_words", "", words_of_our_own),
    _drafted("draft_caution", "", caution),
    _drafted("draft_new_caution", "", new_caution),
    _drafted("draft_new_caution", "with errors", new_caution, save),
    _drafted("draft_preparation", "", preparation),
    _drafted("draft_new_preparation", "with errors", new_preparation, save),
    _drafted("draft_review_day", "", review_day),
    _drafted("draft_evidence", "", evidence),
    _drafted("draft_figure", "", figure),
    _drafted("draft_new_figure", "", new_figure),
    _drafted("draft_new_figure", "with errors", new_figure, save),
    _drafted("draft_new_figure", "on a benefit", new_benefit),
    _drafted("draft_new_figure", "on none of the lines, with errors", new_unlisted_figure, save),
    _drafted("retire_figure", "with errors", figure, forget_why),
    _drafted("retire_figure", "done", figure, retire),
    _drafted("put_back_figure", "", figure, retire, put_back),
    _drafted("draft_fact", "", fact),
    _drafted("draft_new_fact", "with errors", new_fact, save),
    _drafted("retire_fact", "with errors", fact, forget_why),
    _drafted("retire_fact", "done", fact, retire),
    _drafted("put_back_fact", "", fact, retire, put_back),
    _drafted("discard_draft", "", give_up),
    _drafted("draft", "submitted", submit_it),
    _drafted("take_back_draft", "", submit_it, take_back),
]
