"""Which pages somebody reads: of each address one that opens; one template draws the others."""

import re
from uuid import UUID

from tests.canaries.addresses import every_address
from tests.canaries.readers import SEATS, browser
from tests.canaries.story import Story
from tests.integration.medications.conftest import forget_everything

WORD = re.compile(r"zq[bcdfghjklmnpqrstvwx]{4}zq")
"""What a story keeps in each text."""

Pages = dict[str, str]
"""Where pages are, by the names of their addresses."""

KNOWN: dict[tuple[UUID, str], tuple[Pages, Pages]] = {}
"""What a reader of a story opens, and what of it shows words, by Sam's conversation in it."""


def opened(story: Story, reader: str) -> Pages:
    """Return what somebody opens. Asked for the first time before any text is changed."""
    return _known(story, reader)[0]


def that_show_words(story: Story, reader: str) -> Pages:
    """Return the pages for browsers among them that show a text of somebody."""
    return _known(story, reader)[1]


def _known(story: Story, reader: str) -> tuple[Pages, Pages]:
    """Ask for all of them, once."""
    key = story.consultation("shared").code, reader
    if key not in KNOWN:
        KNOWN[key] = _ask(story, reader)
        forget_everything()
    return KNOWN[key]


def _ask(story: Story, reader: str) -> tuple[Pages, Pages]:
    """Return what opens, and what of it shows words."""
    client = browser(story, reader)
    client.raise_request_exception = False
    opens: Pages = {}
    shows: Pages = {}
    for name, where in _addresses(story, reader):
        if name in opens:
            continue
        response = client.get(where)
        if response.status_code != 200:
            continue
        opens[name] = where
        is_page = response.headers.get("Content-Type", "").startswith("text/html")
        if is_page and WORD.search(response.content.decode()):
            shows[name] = where
    return opens, shows


def _addresses(story: Story, reader: str) -> list[tuple[str, str]]:
    """Return of each address the first of the reader's conversation, then the first of any."""
    code = str(story.consultation(SEATS.get(reader, "shared")).code)
    # A PDF is drawn of the same page as the summary.
    every = [each for each in every_address(story) if not each[1].endswith(".pdf")]
    theirs = {name: where for name, where in reversed(every) if code in where}
    return [*theirs.items(), *dict(reversed(every)).items()]
