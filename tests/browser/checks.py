"""What is asked of every page, as questions to the browser that answer with what is wrong."""

from typing import Any

from django.conf import settings
from playwright.sync_api import Page

AXE = (settings.BASE_DIR / "node_modules/axe-core/axe.min.js").read_text()
# WCAG 2.2 at levels A and AA, and what axe itself advises (landmarks, order of headings).
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
LEAST_TARGET, MAIN_TARGET = 24, 44
DESK, PHONE, NARROWEST = 1280, 390, 320

# A link within a sentence may be as high as its line; every other target is measured itself.
TARGETS = """
([least, main]) => [...document.querySelectorAll(
  'a[href], button, input:not([type=hidden]), select, textarea, summary'
)].filter((each) => each.checkVisibility() && !each.closest('.nhsuk-skip-link')
  && !(each.tabIndex < 0 && each.matches('.nhsuk-u-visually-hidden'))).map((each) => {
  const style = getComputedStyle(each), box = each.getBoundingClientRect()
  const line = style.display === 'inline' ? parseFloat(style.lineHeight) : 0
  const asked = each.matches('.nhsuk-button, summary, .site-header a') ? main : least
  return { asked, high: Math.max(box.height, line), wide: box.width, html: each.outerHTML }
}).filter(({ asked, high, wide }) => Math.min(high, wide) < asked - 0.5)
"""
DOUBLE_IDS = """
() => [...document.querySelectorAll('[id]')].map((each) => each.id)
  .filter((id, place, all) => all.indexOf(id) !== place)
"""
OPEN_FOLDS = "for (const fold of document.querySelectorAll('details')) fold.open = true"
TOO_WIDE = "document.documentElement.scrollWidth > document.documentElement.clientWidth"


def faults(page: Page) -> dict[str, Any]:
    """Return what is wrong with a page, by question; empty when nothing is.

    The page is asked as it stands, on a desk and on a phone, and then with every fold open: is
    all that can be pressed large enough for a finger, and does nothing scroll sideways, neither
    at 320 pixels nor with text twice as large?
    """
    answers: dict[str, Any] = {
        "ids that stand twice": double_ids(page),
        "axe on a desk": axe(page, DESK),
        "axe on a phone": axe(page, PHONE),
    }
    page.evaluate(OPEN_FOLDS)
    answers["targets on a phone"] = small_targets(page)
    answers["scrolls sideways when narrow"] = scrolls_sideways(page, NARROWEST)
    answers["scrolls sideways with large text"] = scrolls_sideways(page, DESK, text_size="200%")
    return {question: answer for question, answer in answers.items() if answer}


def axe(page: Page, width: int) -> list[dict[str, Any]]:
    """Return what axe finds in a window of that width."""
    page.set_viewport_size({"width": width, "height": 900})
    # By evaluation: our policy lets no script tag of ours in.
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE)
    options = {"runOnly": {"type": "tag", "values": RULES}, "resultTypes": ["violations"]}
    found = page.evaluate("(options) => axe.run(document, options)", options)
    return [
        {"rule": each["id"], "help": each["help"], "at": [node["target"] for node in each["nodes"]]}
        for each in found["violations"]
    ]


def double_ids(page: Page) -> list[str]:
    """Return every id that stands twice: a label or link finds only the first."""
    return page.evaluate(DOUBLE_IDS)


def small_targets(page: Page) -> list[dict[str, Any]]:
    """Return what is too small to hit: under 24 pixels, or under 44 for what is main."""
    return page.evaluate(TARGETS, [LEAST_TARGET, MAIN_TARGET])


def scrolls_sideways(page: Page, width: int, text_size: str = "100%") -> bool:
    """Tell whether the page is wider than a window of that width, at that size of text."""
    page.set_viewport_size({"width": width, "height": 800})
    page.evaluate("(size) => { document.documentElement.style.fontSize = size }", text_size)
    return page.evaluate(TOO_WIDE)
