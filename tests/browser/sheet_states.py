"""The states of the pages of spreadsheets."""

from playwright.sync_api import Page

from tests.browser.state import State
from tests.browser.told_states import press

RATING = "medicine,effect,level,reason,mine"


def choose(page: Page, text: str, name: str = "ratings.csv") -> None:
    """Choose a CSV file, and ask what it would change."""
    file = {"name": name, "mimeType": "text/csv", "buffer": text.encode()}
    page.get_by_label("Your file").set_input_files(file)
    press(page, "Show what would change")


def choose_nothing(page: Page) -> None:
    """Press without a file."""
    press(page, "Show what would change")


def export_nothing(page: Page) -> None:
    """Ask for a kind of file that is not there."""
    page.locator("input[name=kind]").first.evaluate("each => { each.value = 'pdf' }")
    page.get_by_role("button", name="Export").click()
    page.get_by_text("There is a problem").wait_for()


def choose_faults(page: Page) -> None:
    """Choose a file with two faults and a column that is not read."""
    choose(page, f"{RATING}\nolanzapine,weight_gain,1,,a\naspirin,tremor,+,,b\n")


def choose_changes(page: Page) -> None:
    """Choose a file with three changes in two cards, one of them of a medicine with conditions."""
    choose(
        page,
        f"{RATING}\nolanzapine,weight_gain,+,A newer table.,a\n"
        "clozapine,tremor,+++,A newer table.,b\nclozapine,weight_loss,0,A newer table.,c\n",
    )
    page.get_by_role("heading", name="What the file would change").wait_for()


def choose_no_changes(page: Page) -> None:
    """Choose a file that says what the cards say."""
    choose(page, "medicine,review day\nolanzapine,\n", "cards.csv")
    page.get_by_text("Nothing would change.").wait_for()


def write_drafts(page: Page) -> None:
    """Write what was read into drafts."""
    choose(page, f"{RATING}\nolanzapine,weight_gain,+,A newer table.,a\n")
    press(page, "Write this into drafts")
    page.get_by_text("One draft was written.").wait_for()


SHEETS = [
    State("spreadsheets", who="dev"),
    State("spreadsheets", words="refused", who="amara", status=403),
    State("export_sheets", (), "with errors", "dev", at="spreadsheets", then=export_nothing),
    State("check_sheets", (), "without a file", "dev", at="spreadsheets", then=choose_nothing),
    State("check_sheets", (), "with faults", "dev", at="spreadsheets", then=choose_faults),
    State("check_sheets", (), "with changes", "dev", at="spreadsheets", then=choose_changes),
    State("check_sheets", (), "without changes", "dev", at="spreadsheets", then=choose_no_changes),
    State("import_sheets", (), "done", "dev", at="spreadsheets", then=write_drafts),
]
