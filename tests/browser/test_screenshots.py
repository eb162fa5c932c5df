"""The pictures of README and docs are made here: `make screenshots` writes them anew.

Without SCREENSHOTS they are taken all the same, so that a page that cannot be drawn is noticed,
and thrown away.
"""

import os
import re
from pathlib import Path

import pytest
from django.conf import settings

from tests.browser.conftest import Visit
from tests.browser.decision_states import decide_and_keep
from tests.browser.room_states import HERE, compare, pick_and_keep, pick_one, scripted
from tests.browser.states import State

FOLDER = settings.BASE_DIR / "docs" / "screenshots"
MADE_ELSEWHERE = {"symbols.png"}  # the contact sheet of the 37 symbols
SHOWN = {
    "checklist.png": (scripted("checklist", HERE, who="amara", then=pick_and_keep), 1280, 900),
    "checklist-phone.png": (scripted("checklist", HERE, who="amara", then=pick_one), 390, 844),
    "comparison.png": (
        scripted("comparison", HERE, who="amara", at="checklist", then=compare),
        820,
        1100,
    ),
    "summary.png": (
        scripted("summary", HERE, who="amara", at="checklist", then=decide_and_keep),
        820,
        1100,
    ),
    "grid.png": (State("card_grid"), 1280, 900),
    "card.png": (State("card", ("aripiprazole",)), 820, 1100),
    "phone.png": (State("card", ("clozapine",)), 390, 844),
    "side-by-side.png": (
        State("compare", query="?medicine=olanzapine&medicine=aripiprazole"),
        1280,
        900,
    ),
}


@pytest.mark.parametrize("name", SHOWN)
def test_the_page_of_a_picture_can_be_drawn(visit: Visit, name: str, tmp_path: Path) -> None:
    state, width, height = SHOWN[name]
    folder = FOLDER if os.environ.get("SCREENSHOTS") else tmp_path

    visit.page.set_viewport_size({"width": width, "height": height})
    visit.open(state).screenshot(path=folder / name)

    assert (folder / name).stat().st_size > 10_000


def test_every_picture_is_made_here_and_stands_in_a_document() -> None:
    documents = [settings.BASE_DIR / "README.md", *(settings.BASE_DIR / "docs").rglob("*.md")]
    words = "\n".join(each.read_text() for each in documents)
    shown = set(re.findall(r"screenshots/([\w-]+\.png)", words))

    assert {each.name for each in FOLDER.glob("*.png")} == set(SHOWN) | MADE_ELSEWHERE
    assert shown >= set(SHOWN)
