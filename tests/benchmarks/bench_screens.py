"""How soon a press in one browser is drawn in another, against a bare echo between the same two.

The service runs as `make serve` has it, behind nginx; the echo is a server of its own.
"""

from statistics import quantiles

from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from accounts.models import Account
from consultations.models import Consultation
from consultations.services.joining import hand_over
from tests.benchmarks.bench_live import streams
from tests.benchmarks.bench_room import behind_nginx
from tests.benchmarks.bench_tick import CLINICIAN, CONVERSATIONS, opened_for
from tests.benchmarks.clients import Client
from tests.benchmarks.databases import LEFT_OUT, database, is_there
from tests.benchmarks.measure import Row, in_words
from tests.chromium import CHROMIUM

PRESSES = 60
BETWEEN_MS, PATIENCE = 150, 100
FIRST_PRESSES = ("weight_gain", "restlessness", "tremor")
AGAIN = "daytime_sleepiness"

DRAWN = """
    () => {
      window.drawnAt = []
      const drawn = () => {
        const painted = new MessageChannel()
        painted.port1.onmessage = () => {
          window.drawnAt.push(performance.timeOrigin + performance.now())
        }
        painted.port2.postMessage('')
      }
      new MutationObserver(() => requestAnimationFrame(drawn))
        .observe(document.getElementById('main'), { childList: true, subtree: true })
    }
"""
"""From now on, note when each frame is painted that shows another comparison."""

PRESS = """
    (selector) => {
      const at = performance.timeOrigin + performance.now()
      document.querySelector(selector).click()
      return at
    }
"""
LISTEN = """
    () => new Promise((open) => {
      window.echoedAt = []
      const stream = new EventSource('/live/bare/')
      stream.onopen = open
      stream.addEventListener('version', () => {
        window.echoedAt.push(performance.timeOrigin + performance.now())
      })
    })
"""
ECHO = """
    () => {
      const at = performance.timeOrigin + performance.now()
      fetch('/live/bare/', { method: 'POST' })
      return at
    }
"""
"""Of the page that presses: one event to each bare stream."""


_notes: list[str] = []


def notes() -> list[str]:
    """Tell how it stands beside an echo; or what is left out."""
    return _notes if _can_run() else [f"Left out, browser to browser: {LEFT_OUT}, or no Chromium."]


def _can_run() -> bool:
    return is_there() and bool(CHROMIUM)


def rows() -> list[Row]:
    """Let a clinician press, and look at the person's screen."""
    if not _can_run():
        return []
    with database(CONVERSATIONS) as its, behind_nginx(its) as port, streams(its) as (bare, _pid):
        its.use()
        account = Account.objects.get(email=CLINICIAN)
        consultation = opened_for(1)[0]
        seat = f"seat={hand_over(consultation=consultation, by=account)}"
        desk = Client(port, account).cookies.split(";")[0]
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(
                executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"]
            )
            pages = [_opened(browser, port, consultation, each) for each in (desk, seat)]
            seen, echoed = _pressed(*pages), _echoed(browser, bare)
            browser.close()
    _notes.append(
        f"A press in one browser is drawn in another {_said(seen)}; an echo that saves and draws "
        f"nothing goes from one to the other {_said(echoed)}."
    )
    work = "a press in one browser, drawn in another: half of them within"
    return [Row(work, quantiles(seen, n=2)[0], "50 ms", 0.05, 1)]


def _said(seconds: list[float]) -> str:
    """Say within how long half of them came, and nearly all."""
    half, most = quantiles(seconds, n=2)[0], quantiles(seconds, n=20)[-1]
    return f"within {in_words(half)} (half) and {in_words(most)} (95 of 100)"


def _opened(browser: Browser, port: int, consultation: Consultation, cookie: str) -> Page:
    """Open the checklist in a window of its own."""
    address = f"http://127.0.0.1:{port}"
    context: BrowserContext = browser.new_context(viewport={"width": 1280, "height": 900})
    name, _, value = cookie.partition("=")
    context.add_cookies([{"name": name, "value": value, "url": address}])
    page = context.new_page()
    page.goto(f"{address}/conversations/{consultation.code}/checklist/")
    page.get_by_text("Up to date", exact=True).wait_for()
    return page


def _pressed(desk: Page, tablet: Page) -> list[float]:
    """Press again and again; return after how many seconds the other browser drew."""
    for each in FIRST_PRESSES:
        desk.evaluate(PRESS, f"#avoid-{each}")
        desk.wait_for_timeout(BETWEEN_MS)
    tablet.evaluate(DRAWN)
    seen = []
    for _ in range(PRESSES):
        tablet.evaluate("window.drawnAt.length = 0")
        begun = desk.evaluate(PRESS, f"#avoid-{AGAIN}")
        seen.append(_first(tablet, "drawnAt") - begun)
    return [each / 1000 for each in seen]


def _echoed(browser: Browser, bare: int) -> list[float]:
    """Send an event from one window to another; return after how many seconds it was heard."""
    pages = [browser.new_context().new_page() for _ in range(2)]
    for each in pages:
        each.goto(f"http://127.0.0.1:{bare}/healthz")
    pages[1].evaluate(LISTEN)
    heard = []
    for _ in range(PRESSES):
        pages[1].evaluate("window.echoedAt.length = 0")
        begun = pages[0].evaluate(ECHO)
        heard.append(_first(pages[1], "echoedAt") - begun)
    return [each / 1000 for each in heard]


def _first(page: Page, moments: str) -> float:
    """Wait for the first moment of these; return it. Raises TimeoutError when there is none."""
    for _ in range(PATIENCE):
        page.wait_for_timeout(BETWEEN_MS)
        if found := page.evaluate(f"window.{moments}[0] ?? 0"):
            return float(found)
    raise TimeoutError(moments)
