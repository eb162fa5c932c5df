"""The network lost in three ways while somebody presses, and three broken services found by it.

`make attack PART=offline` presses three thousand times.
"""

from playwright.sync_api import Browser

from tests.attack import offline
from tests.browser.live_service import streaming
from tests.canaries.story import Story

PRESSES = 24
FOUND_WITH = {
    "keys not looked at": (36, 12),
    "nothing kept on the tablet": (60, 8),
    "said to be saved too early": (48, 1),
}
"""From which press on, and with how many, a broken service is found."""


def test_what_is_pressed_without_a_network_is_kept_once(story: Story, browser: Browser) -> None:
    """In its order, through a killed tab, a lock of ten minutes and answers that are lost."""
    with streaming() as address:
        done = offline.attack(story, 0, PRESSES, (browser, address))
        for name, broken in offline.SABOTEURS.items():
            with broken():
                found = offline.attack(story, *FOUND_WITH[name], (browser, address)).findings
            assert found, name

    assert (done.counts["tries"], done.findings) == (PRESSES, {})
    assert done.counts["answers lost"]
