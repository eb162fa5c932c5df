"""What is asked of every page, as questions to the browser that answer with what is wrong."""

from typing import Any

from django.conf import settings
from playwright.sync_api import Page

AXE = (settings.BASE_DIR / "node_modules/axe-core/axe.min.js").read_text()
# WCAG 2.2 at levels A and AA, and what axe itself advises (landmarks, order of headings).
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
LEAST_TARGET, MAIN_TARGET = 24, 44

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
TOO_WIDE = "document.documentElement.scrollWidth > document.documentElement.clientWidth"


def axe(page: Page) -> list[dict[str, Any]]:
    """Return what axe finds. It goes in by evaluation: our policy lets no script tag of ours in."""
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
