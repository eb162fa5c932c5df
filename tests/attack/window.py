"""A window of a browser that tells whatever runs in it that is not ours.

A payload sets `window.ran` to its number, which is told from every frame at once. What a payload
would put into a page without running is looked for in the page as the browser made it, scripts
ours and all, after everything in it was hovered over, brought into focus and unfolded.
"""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from playwright.sync_api import Browser, ConsoleMessage, Error, Frame, Page, Request

TOLD = """
Object.defineProperty(window, 'ran', { set: (number) => window.payloadRan(String(number)) })
for (const each of ['alert', 'confirm', 'prompt']) {
  window[each] = (words) => { window.payloadRan(`${each} ${words}`) }
}
"""
"""Comes before every script of every frame."""

TRY_EVERYTHING = """
async () => {
  const rest = () => new Promise((done) => setTimeout(done, 0))
  for (const each of document.querySelectorAll('details')) each.open = true
  for (const each of document.querySelectorAll('body, body *')) {
    for (const kind of ['pointerenter', 'mouseenter', 'pointerover', 'mouseover', 'mousemove']) {
      each.dispatchEvent(new MouseEvent(kind, { bubbles: kind.endsWith('over') }))
    }
  }
  const taken = 'a[href], button, input, select, textarea, summary, [tabindex], [autofocus]'
  for (const each of document.querySelectorAll(taken)) each.focus({ preventScroll: true })
  // Only what is not ours is clicked: our own buttons would send forms.
  for (const each of document.querySelectorAll('#zqx, zqx-element, [zqx]')) each.click()
  await rest()
  await rest()
}
"""

FAULTS = """
() => {
  const found = []
  const never = ['base', 'object', 'embed', 'math', 'video', 'audio', 'applet']
  const addresses = [
    'href', 'src', 'action', 'formaction', 'data', 'hx-get', 'hx-post', 'xlink:href'
  ]
  const allowed = ['http:', 'https:', 'mailto:', 'tel:']
  for (const each of document.querySelectorAll('*')) {
    const name = each.localName
    const isOurs = name === 'base' && each.outerHTML === '<base target="_top">'
    if ((never.includes(name) && !isOurs) || name.includes('zqx')) {
      found.push(`a new element: ${name}`)
    }
    if (name === 'style' && each.textContent.includes('data:')) found.push('a new style')
    if (name === 'script' && !/json/.test(each.type) && (
      each.textContent || !each.getAttribute('src')?.startsWith('/static/')
    )) found.push(`a script: ${each.outerHTML.slice(0, 60)}`)
    for (const { name: attribute, value } of each.attributes) {
      if (/^(on|hx-on|zqx|srcdoc$)/.test(attribute)) {
        found.push(`an attribute: ${attribute} of ${name}`)
      }
      if (!addresses.includes(attribute) || !value) continue
      const plain = value.replace(/[\\s\\x00-\\x1f]/g, '')
      const scheme = URL.parse(value, location.href)?.protocol
      if (!allowed.includes(scheme) || /^(\\/\\/|\\\\)/.test(plain)) {
        found.push(`an address that leads away: ${attribute} of ${name}, ${value.slice(0, 60)}`)
      }
    }
  }
  return found
}
"""


@dataclass
class Told:
    """What a window told since it was last asked.

    ran      what ran: a payload by its number, or what it called
    refused  what the page's policy kept from running
    faults   what else is not ours: elements, addresses, requests to others, errors
    """

    ran: Counter[str] = field(default_factory=Counter)
    refused: Counter[str] = field(default_factory=Counter)
    faults: Counter[str] = field(default_factory=Counter)


class Window:
    """One window of somebody, with scripts; the policy of its pages may be left out of account."""

    def __init__(self, page: Page, address: str) -> None:
        """Watch it."""
        self.page, self.address, self.told = page, address, Told()
        page.on("console", self._console)
        page.on("pageerror", lambda error: self._fault(f"an error: {error}"))
        page.on("request", self._request)
        page.on("dialog", lambda dialog: (self._ran(dialog.message), dialog.dismiss()))
        page.on("popup", lambda other: self._fault(f"another window: {other.url}"))

    def _ran(self, what: str) -> None:
        """Note that something ran."""
        self.told.ran[what] += 1

    def _fault(self, what: str) -> None:
        """Note something else that is not ours."""
        self.told.faults[what[:200]] += 1

    def _console(self, message: ConsoleMessage) -> None:
        """Note what the policy refused."""
        if "Content Security Policy" in message.text:
            self.told.refused[message.text[:200]] += 1

    def _request(self, request: Request) -> None:
        """Note whoever else is asked for something."""
        its = urlsplit(request.url)
        if its.scheme not in ("data", "blob", "about") and not request.url.startswith(self.address):
            self._fault(f"asks another host: {request.url}")

    def open(self, where: str) -> tuple[int, str]:
        """Open a page and do what a payload may wait for; return the status, and of which page.

        Looked at is where the answer came from: a script of ours takes secrets out of an address.
        """
        try:
            answer = self.page.goto(self.address + where)
        except Error as error:
            self._fault(f"cannot be opened: {error.message.splitlines()[0]}")
            return 0, where
        if answer is None:
            return 0, where
        if "content-security-policy" not in answer.headers:
            self._fault("comes without a policy")
        self.look()
        return answer.status, answer.url.removeprefix(self.address)

    def wait_for(self, what: str) -> None:
        """Wait until a script of ours has put something into the page."""
        try:
            self.page.wait_for_selector(what, state="attached", timeout=10_000)
        except Error:
            self._fault(f"{what} does not come")

    def look(self) -> None:
        """Try everything in the page as it stands, and look through it.

        The desk shows a page of ours in a frame; a frame that is not ours is a fault by itself.
        """
        for frame in self.page.frames:
            if frame.url.startswith(self.address):
                self._look(frame)

    def _look(self, frame: Frame) -> None:
        """Look through one frame; one that a payload made may be gone meanwhile."""
        try:
            frame.evaluate(TRY_EVERYTHING)
            for fault in frame.evaluate(FAULTS):
                self._fault(fault)
        except Error as error:
            self._fault(f"cannot be looked through: {error.message.splitlines()[0]}")

    def tell(self) -> Told:
        """Return what was told, and begin anew."""
        told, self.told = self.told, Told()
        return told


@contextmanager
def window(
    browser: Browser, address: str, cookies: dict[str, str], is_policy_kept: bool
) -> Iterator[Window]:
    """Open a window in a browser of somebody's own."""
    context = browser.new_context(bypass_csp=not is_policy_kept)
    context.set_default_timeout(30_000)
    context.add_cookies(
        [{"name": name, "value": value, "url": address} for name, value in cookies.items()]
    )
    context.add_init_script(TOLD)
    opened: list[Window] = []
    context.expose_binding("payloadRan", lambda _source, what: opened[0]._ran(what))
    opened.append(Window(context.new_page(), address))
    try:
        yield opened[0]
    finally:
        context.close()
