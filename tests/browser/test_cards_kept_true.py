"""The desk as a whole, in the demo: a correction, a spreadsheet, a withdrawal, and what was before.

Each sentence is something that somebody does or sees; two pharmacists and a clinician share it.
"""

import re
from collections.abc import Iterator
from io import BytesIO, StringIO
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import formats, timezone
from openpyxl import load_workbook
from playwright.sync_api import Page, expect

from accounts.models import Account
from consultations.demo import CLINICIAN, DECIDED, GOING_ON
from medications import selectors
from medications.models import Release
from tests.browser.conftest import Visit
from tests.browser.state import SAID
from tests.browser.told_states import follow, press
from tests.integration.medications.conftest import forget_everything

RUTH, SAM = "pharmacist@demo.example", "second.pharmacist@demo.example"
CORRECTED = "Restlessness in a newer table."
IMPORTED = "Three levels from our yearly review."
RECALLED = "The maker has taken it back."
CELLS = {
    ("asenapine", "tremor"): "0",
    ("lurasidone", "dry_mouth"): "+",
    ("lurasidone", "drooling"): "+",
}
"""The three cells that are changed in the spreadsheet."""


@pytest.fixture
def demo(visit: Visit) -> Iterator[Visit]:
    """Let the service be the demo, as `make run` begins it; the cast comes back afterwards."""
    forget_everything()
    for command in ("flush", "load_library", "load_demo", "load_demo_conversations"):
        options = {"interactive": False} if command == "flush" else {}
        call_command(command, verbosity=0, stdout=StringIO(), **options)
    forget_everything()
    yield visit
    forget_everything()


def sign_in(demo: Visit, email: str, path: str) -> Page:
    """Let somebody of the demo come to the tablet, and open a page."""
    client = Client()
    client.force_login(Account.objects.get(email=email))
    name = settings.SESSION_COOKIE_NAME
    value = client.cookies[name].value
    cookie = {"name": name, "value": value, "url": demo.service.address}
    demo.page.context.add_cookies([cookie])
    demo.page.goto(demo.service.address + path)
    return demo.page


def ruth_corrects_one_level_with_a_source(demo: Visit) -> None:
    """From the card to its level, a source, a figure, and the level with a reason."""
    page = sign_in(demo, RUTH, reverse("stock", args=["amisulpride"]))
    page.get_by_role("button", name="Correct this card").click()
    page.locator("summary", has_text="Movement").first.click()
    follow(page, "Restlessness")
    page.locator("summary", has_text="Add a figure from a source").click()
    follow(page, "A grade of a table")
    follow(page, "Add it first")
    page.get_by_role("radio", name="table that compares medicines").check()
    page.get_by_label("Title").fill("Restlessness beside other medicines")
    page.get_by_label("Who publishes it").fill("Riverside pharmacy")
    press(page, "Save")
    page.locator("input[name=value][value='2']").check(force=True)
    press(page, "Save")
    page.locator("input[name=level][value='2']").check(force=True)
    page.get_by_label("Why this level").fill("Seen on two wards.")
    press(page, "Save")
    expect(page.locator(SAID)).to_contain_text("is saved.")


def she_submits(page: Page, why: str) -> None:
    """Hand on what is on the page of a draft, with one line on why."""
    page.get_by_label("Why this card is changed, in one line").fill(why)
    page.get_by_role("radio", name="No", exact=True).check()
    press(page, "Submit to a second pharmacist")
    expect(page.locator(SAID)).to_contain_text("Submitted.")


def ruth_submits_it(demo: Visit, medicine: str, why: str) -> None:
    """From the desk."""
    page = sign_in(demo, RUTH, reverse("desk"))
    page.get_by_role("link", name=re.compile(f"submit it.*{medicine}")).click()
    she_submits(page, why)


def sam_reads_and_publishes_it(demo: Visit, medicine: str, *changes: str) -> None:
    """Read in words what changes, publish it, and hear that it is in use."""
    page = sign_in(demo, SAM, reverse("desk"))
    page.get_by_role("link", name=re.compile(f"Read what it changes.*{medicine}")).click()
    for each in changes:
        expect(page.get_by_role("main")).to_contain_text(each)
    press(page, "Publish")
    expect(page.locator(SAID)).to_contain_text("is in use from now.")


def the_open_conversation_is_marked(demo: Visit, *words: str) -> None:
    """On the clinician's day, and on its own pages."""
    page = sign_in(demo, CLINICIAN, reverse("comparison", args=[GOING_ON]))
    for each in words:
        expect(page.get_by_role("main")).to_contain_text(each)


def the_past_one_is_listed_to_be_looked_at_again(demo: Visit) -> None:
    """Robin's decision stands on the clinician's day, with why, before and after."""
    page = sign_in(demo, CLINICIAN, reverse("day"))
    follow(page, "Robin, decided on")
    expect(page.get_by_role("main")).to_contain_text(CORRECTED)
    expect(page.get_by_role("main")).to_contain_text("Amisulpride")


def ruth_exports_changes_three_cells_and_imports(demo: Visit, folder: Path) -> None:
    """As a workbook; the file is read in words before anything is written."""
    page = sign_in(demo, RUTH, reverse("spreadsheets"))
    with page.expect_download() as coming:
        page.get_by_role("button", name="Export").click()
    file = folder / "cards.xlsx"
    file.write_bytes(with_cells_changed(Path(coming.value.path()).read_bytes()))
    page.get_by_label("Your file").set_input_files(file)
    press(page, "Show what would change")
    expect(page.locator("main li.panel", has_text="moves by two steps or more")).to_have_count(1)
    press(page, "Write this into drafts")
    expect(page.locator(SAID)).to_contain_text("2 drafts were written.")


def with_cells_changed(workbook: bytes) -> bytes:
    """Change three levels, each with a reason, as somebody would in a spreadsheet."""
    book = load_workbook(BytesIO(workbook))
    sheet = book["ratings"]
    columns = {cell.value: cell.column for cell in sheet[1]}
    changed = 0
    for row in range(2, sheet.max_row + 1):
        at = tuple(sheet.cell(row, columns[name]).value for name in ("medicine", "effect"))
        if at in CELLS:
            sheet.cell(row, columns["level"]).value = CELLS[at]
            sheet.cell(row, columns["reason"]).value = "Our yearly review."
            changed += 1
    assert changed == len(CELLS)
    saved = BytesIO()
    book.save(saved)
    return saved.getvalue()


def ruth_withdraws(demo: Visit, medicine: str) -> None:
    """At once and alone, with the reason."""
    page = sign_in(demo, RUTH, reverse("withdraw_card", args=[medicine]))
    page.get_by_label("Why it is withdrawn").fill(RECALLED)
    press(page, "Withdraw this card now")
    expect(page.get_by_role("main")).to_contain_text(f"Withdrawn here: {RECALLED}")


def what_was_decided_is_read_as_it_was(demo: Visit, summary: str) -> None:
    """Word for word, and beside it how it would be now."""
    page = sign_in(demo, CLINICIAN, reverse("summary", args=[DECIDED]))
    assert page.get_by_role("main").inner_text() == summary
    page.goto(demo.service.address + reverse("then_and_now", args=[DECIDED]))
    row = page.get_by_role("row", name="Aripiprazole")
    expect(row).to_contain_text(f"Withdrawn here: {RECALLED}")
    expect(page.get_by_role("main")).to_contain_text("release 1")


def summary_of_robin(demo: Visit) -> str:
    """Return what the clinician reads of it now."""
    page = sign_in(demo, CLINICIAN, reverse("summary", args=[DECIDED]))
    return page.get_by_role("main").inner_text()


def test_the_desk_as_a_whole(demo: Visit, tmp_path: Path) -> None:
    before = summary_of_robin(demo)

    ruth_corrects_one_level_with_a_source(demo)
    ruth_submits_it(demo, "Amisulpride", CORRECTED)
    sam_reads_and_publishes_it(
        demo, "Amisulpride", "from + uncommon or mild to ++", "Restlessness beside other medicines"
    )
    the_open_conversation_is_marked(demo, "Cards have changed since this conversation began")
    the_past_one_is_listed_to_be_looked_at_again(demo)

    ruth_exports_changes_three_cells_and_imports(demo, tmp_path)
    ruth_submits_it(demo, "Asenapine", IMPORTED)
    sam_reads_and_publishes_it(demo, "Asenapine", "Shaking or tremor:")
    ruth_submits_it(demo, "Lurasidone", IMPORTED)
    sam_reads_and_publishes_it(demo, "Lurasidone", "Dry mouth:", "drooling mouth:")
    release = Release.objects.order_by("number").last()
    assert release.number == 4
    for (medicine, effect), level in CELLS.items():
        assert selectors.levels(release)[medicine][effect] == level.count("+")

    ruth_withdraws(demo, "aripiprazole")
    today = formats.date_format(timezone.localdate(), "j F Y")
    the_open_conversation_is_marked(
        demo,
        "Cards have changed, and safety is the reason",
        f"Withdrawn on {today}: {RECALLED}",
    )
    what_was_decided_is_read_as_it_was(demo, before)
