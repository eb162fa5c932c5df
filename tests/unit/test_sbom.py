"""What the service is made of is written down whole, and locks that lack something are found."""

import json
import re
import shutil
from importlib import util
from pathlib import Path

from tests.source import ROOT

SPEC = util.spec_from_file_location("sbom", ROOT / "scripts/sbom.py")
assert SPEC
assert SPEC.loader
sbom = util.module_from_spec(SPEC)
SPEC.loader.exec_module(sbom)


def test_every_package_of_both_locks_is_there() -> None:
    its = sbom.document()
    names = {each["name"] for each in its["components"]}
    pinned = re.findall(r"(?m)^([\w.-]+)\S*==", (ROOT / "requirements.lock").read_text())
    assert set(pinned) | {"htmx.org", "nhsuk-frontend"} <= names
    assert all(each["hashes"] and each["version"] for each in its["components"])
    django = next(each for each in its["components"] if each["name"] == "django")
    assert "BSD" in str(django["licenses"])
    assert str(ROOT) not in json.dumps(its)


def test_what_is_installed_is_what_is_locked() -> None:
    assert list(sbom.faults()) == []


def test_a_lock_that_lacks_something_is_found(tmp_path: Path) -> None:
    """A hash, a package, and the version that is installed."""
    shutil.copy(ROOT / "package-lock.json", tmp_path)
    text = (ROOT / "requirements.lock").read_text()
    text = re.sub(r"(?m)^django==.*$", r"django==5.2 \\", text)
    text = re.sub(r"(?ms)^redis==.*?(?=^\w)", "", text)
    text = re.sub(r"(?ms)^(jinja2==\S+).*?(?=^\w)", r"\1\n", text)
    (tmp_path / "requirements.lock").write_text(text)
    found = list(sbom.faults(tmp_path))
    assert "jinja2 has no hash" in found
    assert "redis is installed and not locked" in found
    assert any(each.startswith("django is installed as 5.2.") for each in found)
