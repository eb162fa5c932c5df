"""Scripts kept in every text, and the pages that show them opened in a browser: none of them runs.

`make attack PART=running` keeps all of them, and opens every page as everybody.
"""

from playwright.sync_api import Browser

from tests.attack import running
from tests.canaries.readers import CLINICIAN
from tests.canaries.story import Story

PAGES = ("checklist", "summary", "person")
PAYLOADS = 40


def test_nothing_that_is_typed_runs_and_a_service_that_trusts_words_is_found(
    story: Story, browser: Browser
) -> None:
    """Where every word is trusted some run without a policy; with that of the page they do not."""
    with running.served(browser) as there:
        done = running.attack(story, 0, PAYLOADS, there, PAGES, [CLINICIAN])
        with running.broken():
            found = running.attack(story, 0, PAYLOADS, there, PAGES[:1], [CLINICIAN]).findings

    assert (done.counts["tries"], done.findings) == (PAYLOADS, {})
    assert done.counts["pages without a policy"] == len(PAGES)
    ran = [each for each in found if ": ran: " in each]
    assert [each for each in ran if "without a policy" in each]
    assert not [each for each in ran if "with its policy" in each]
    assert [each for each in found if ": refused: " in each]
