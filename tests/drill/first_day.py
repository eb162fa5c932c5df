"""A new administrator's first day, by docs/operations.md alone: `python -m tests.drill.first_day`.

The service is served as in production behind nginx with a certificate, people are let in and set up
their second steps in a browser, a copy is made, the database is destroyed and brought back, and the
audit is checked against the seal that was kept elsewhere.
"""

import base64
import hmac
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from tests.chaos.cluster import answers, kill, wait_until
from tests.chromium import CHROMIUM
from tests.drill.drill import Drill, public_key, taking
from tests.drill.page import COPY, DUE, FIELD_KEYS, KEYS, POSTGRESQL_BACK, run, told
from tests.ports import free_port
from tests.source import ROOT

WRITTEN_WITHIN_SECONDS = 15
"""What is written after a copy is taken along every ten seconds."""

PASSWORD = "four walls and a roof"
HALF_A_MINUTE = 30
PEOPLE = {
    "amara@example.org": ("Amara Okafor", "clinician"),
    "dev@example.org": ("Dev Patel", "pharmacist"),
    "ines@example.org": ("Ines Moreau", "pharmacist"),
}
ROSA = "rosa@example.org"


def two_ports() -> int:
    """Return a free port before a free one: pages and streams."""
    while True:
        port = free_port()
        with socket.socket() as next_one:
            if next_one.connect_ex(("127.0.0.1", port + 1)):
                return port


def code_of(secret: str, later: int = 0) -> str:
    """Return the six digits that an app shows now, or so many half minutes later."""
    moment = int(time.time()) // HALF_A_MINUTE + later
    drawn = hmac.digest(base64.b32decode(secret), moment.to_bytes(8, "big"), "sha1")
    at = drawn[-1] & 15  # RFC 6238, as apps do it
    return f"{(int.from_bytes(drawn[at : at + 4]) & 0x7FFFFFFF) % 10**6:06}"


class FirstDay:
    """The three places of a drill, with a proxy before the service and a mailbox beside it."""

    def __init__(self, folder: Path, browser: Browser) -> None:
        """Choose ports; nothing runs yet."""
        self.folder, self.browser = folder, browser
        self.drill = Drill(folder, 0)
        self.port, self.pages = free_port(), two_ports()
        self.address = f"https://localhost:{self.port}"
        self.mail = folder / "elsewhere/mail"
        self.keys: dict[str, str] = {}
        self.field_keys = ""

    def environment(self, place: str) -> dict[str, str]:
        """Return what is set for the service on one of the machines."""
        postgres = self.drill.postgres if place == "machine" else self.drill.restored
        return self.drill.on(place, postgres) | {
            "REDIS_URL": "redis://localhost:6379/8",
            "FIELD_KEYS": self.field_keys,
            "CSRF_TRUSTED_ORIGINS": self.address,
            "BEHIND_PROXY": "true",
            "EMAIL_URL": f"filemail:///{self.mail}",
        }

    def go_through(self) -> str:
        """Go through the day; return what the check of the audit says at its end."""
        for each in ("machine/var", "another/var", "elsewhere/mail"):
            (self.folder / each).mkdir(parents=True)
        (self.folder / "another").chmod(0o755)
        self.drill.postgres.make()
        # Kept elsewhere, as the page says: no copy brings it back.
        alone = self.environment("machine")
        self.field_keys = run(FIELD_KEYS, then="echo $FIELD_KEYS", environment=alone).split()[-1]
        here, there = self.environment("machine"), self.environment("another")
        with self._behind_tls():
            with self._served(here):
                self._let_everybody_in(here)
                self._talk()
                seal = self._copied(here)
            shutil.rmtree(self.folder / "machine")
            run(POSTGRESQL_BACK, environment=there)
            with self._served(there):
                self._confirm()
        return told(there, "verify_audit", "--seal", seal)

    @contextmanager
    def _served(self, environment: Mapping[str, str]) -> Iterator[None]:
        """Serve as in production, until that is over."""
        log = (self.folder / "elsewhere/log").open("a")
        serving = subprocess.Popen(
            ["make", "serve", f"PORT={self.pages}"],
            env=dict(environment),
            cwd=ROOT,
            stdout=log,
            stderr=log,
            start_new_session=True,
        )
        try:
            for port in (self.pages, self.pages + 1):
                wait_until(lambda port=port: answers(port), "make serve", seconds=120)
            yield
        finally:
            kill(serving)

    @contextmanager
    def _behind_tls(self) -> Iterator[None]:
        """Put nginx before the service, with the page's own block and a certificate of our own."""
        key, certificate = self.folder / "tls.key", self.folder / "tls.crt"
        made = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "1"]
        made += ["-subj", "/CN=localhost", "-keyout", str(key), "-out", str(certificate)]
        subprocess.run(made, check=True, stderr=subprocess.DEVNULL)
        page = (ROOT / "docs/operations.md").read_text(encoding="utf-8")
        (block,) = re.findall(r"```nginx\n(.*?)```", page, re.DOTALL)
        listen = f"listen {self.port} ssl; ssl_certificate {certificate}; "
        block = block.replace("listen 443 ssl;", f"{listen} ssl_certificate_key {key};")
        for written, ours in ((8000, self.pages), (8001, self.pages + 1)):
            block = block.replace(f"127.0.0.1:{written} ", f"127.0.0.1:{ours} ")
        settings = self.folder / "nginx.conf"
        settings.write_text(
            f"pid {self.folder}/nginx.pid;\nerror_log /dev/null crit;\n"
            f"events {{ worker_connections 8192; }}\nhttp {{ access_log off; {block} }}\n"
        )
        command = ["nginx", "-c", str(settings), "-g", "daemon off;"]
        proxy = subprocess.Popen(command, start_new_session=True)
        try:
            wait_until(lambda: answers(self.port), "nginx")
            yield
        finally:
            kill(proxy)

    def _let_everybody_in(self, here: Mapping[str, str]) -> None:
        """Make the first account by a command; it lets the others in by mail."""
        told(here, "rename_organisation", "Harbour mental health service")
        rosa = [ROSA, "--name", "Rosa Lund", "--role", "administrator", "--clinic", "River clinic"]
        page = self._begin(ROSA, told(here, "add_account", *rosa))
        page.goto(f"{self.address}/account/reauthenticate/?next=/team/accounts/")
        page.get_by_label("Password", exact=True).fill(PASSWORD)
        _press(page, "Go on")
        for address, (name, role) in PEOPLE.items():
            page.goto(f"{self.address}/team/accounts/new/")
            page.get_by_label("E-mail address").fill(address)
            page.get_by_label("Name", exact=True).fill(name)
            page.get_by_label("Role").select_option(role)
            _press(page, "Let them in")
            letter = next(each for each in self._letters() if f"To: {address}" in each)
            self._begin(address, letter).close()
        page.goto(f"{self.address}/team/accounts/")
        assert page.get_by_role("cell", name="yes", exact=True).count() == len(PEOPLE) + 1
        page.close()

    def _letters(self) -> list[str]:
        """Return the letters that have come."""
        return [each.read_text() for each in self.mail.iterdir()]

    def _begin(self, address: str, letter: str) -> Page:
        """Choose a password at the link, sign in, and set an app up; return the browser's page."""
        found = re.search(r"https://\S+", letter)
        assert found, letter
        page = self._browser(found[0])
        for each in page.locator("main input[type=password]").all():
            each.fill(PASSWORD)
        _press(page, "Save the password")
        self._sign_in(page, address)
        page.goto(f"{self.address}/account/second-step/totp/activate/")
        self.keys[address] = page.locator("main code").inner_text().replace(" ", "")
        page.get_by_label("The six digits").fill(code_of(self.keys[address]))
        _press(page, "Use this app")
        return page

    def _browser(self, address: str) -> Page:
        """Open an address in a browser of somebody's own, which takes our certificate."""
        page = self.browser.new_context(ignore_https_errors=True).new_page()
        page.goto(address)
        return page

    def _sign_in(self, page: Page, address: str) -> None:
        """Sign in with the password."""
        page.goto(f"{self.address}/account/login/")
        page.get_by_label("E-mail address").fill(address)
        page.get_by_label("Password", exact=True).fill(PASSWORD)
        _press(page, "Sign in")

    def _signed_in(self, address: str) -> Page:
        """Return a browser in which somebody signed in with both steps."""
        page = self._browser(self.address)
        self._sign_in(page, address)
        # The next half minute's digits: an app's code is taken once.
        page.get_by_label("Code").fill(code_of(self.keys[address], later=1))
        _press(page, "Sign in")
        return page

    def _talk(self) -> None:
        """Let the clinician open a conversation."""
        page = self._signed_in("amara@example.org")
        page.goto(f"{self.address}/people/new/")
        page.get_by_label("Local number").fill("H1001")
        page.get_by_label("Preferred name").fill("Sam")
        _press(page, "Add a person")
        assert "Sam" in page.locator("main").inner_text()
        page.close()

    def _copied(self, here: dict[str, str]) -> str:
        """Make a copy by the page, seal the audit, and lose the cluster; return the seal."""
        run(KEYS, environment=here)
        here |= {"BACKUP_RECIPIENT": public_key(Path(here["KEY"]))}
        with taking(here):
            run(COPY, DUE, environment=here)
            seal = told(here, "seal_audit").split()[-1]
            time.sleep(WRITTEN_WITHIN_SECONDS)
        self.drill.postgres.kill()
        return seal

    def _confirm(self) -> None:
        """Let a pharmacist sign in, read that this is a copy, and confirm."""
        page = self._signed_in("dev@example.org")
        assert "brought back from a copy" in page.locator("body").inner_text()
        page.goto(f"{self.address}/desk/restored/")
        _press(page, "I have looked: these cards are the newest")
        page.goto(self.address)
        assert "brought back from a copy" not in page.locator("body").inner_text()
        page.close()


def _press(page: Page, words: str) -> None:
    """Press a button that leads to another page."""
    with page.expect_navigation():
        page.get_by_role("button", name=words, exact=True).click()


def main() -> int:
    """Go through one day, and print what the check of the audit says."""
    with (
        tempfile.TemporaryDirectory(dir="/dev/shm", ignore_cleanup_errors=True) as folder,
        sync_playwright() as playwright,
    ):
        Path(folder).chmod(0o755)
        options = {"executable_path": CHROMIUM, "args": ["--no-sandbox", "--disable-gpu"]}
        day = FirstDay(Path(folder), playwright.chromium.launch(**options))
        try:
            print(day.go_through())
        except BaseException:
            print((Path(folder) / "elsewhere/log").read_text()[-3000:])
            raise
        finally:
            day.drill.stop()
    return 0


if __name__ == "__main__":
    sys.exit(main())
