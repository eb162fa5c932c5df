"""What the service is made of, as CycloneDX JSON: `python scripts/sbom.py > sbom.json`.

Names, versions and hashes come from the two locks; licences from what is installed. With `--check`
the locks are looked over instead: every package with a hash, nothing installed that is not locked.
Whether a version has a known fault, only the network knows: docs/operations.md has the commands.
"""

import json
import re
import sys
from base64 import b64decode
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
PINNED = re.compile(r"^([\w.-]+)(?:\[[\w,-]+\])?==([^\s;]+)")
HASH = re.compile(r"--hash=sha256:([0-9a-f]{64})")
OF_PYTHON = {"pip", "setuptools", "wheel"}
"""Come with every environment of Python, and are no part of the service."""


def of_python(text: str) -> Iterator[dict[str, Any]]:
    """Return the packages of requirements.lock."""
    for block in re.split(r"\n(?=[\w])", text):
        found = PINNED.match(block)
        if found:
            name, version = found.groups()
            its = component(
                "pypi", name, version, [("SHA-256", each) for each in HASH.findall(block)]
            )
            yield its | licensed(_licence(name))


def of_node(lock: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Return the packages of package-lock.json: they build what browsers are sent."""
    for path, each in lock["packages"].items():
        if path:
            name = path.rpartition("node_modules/")[2]
            kind, _, digest = each.get("integrity", "").partition("-")
            hashes = [("SHA-512", _in_hex(digest))] if kind == "sha512" else []
            yield component("npm", name, each["version"], hashes) | licensed(
                each.get("license", "")
            )


def component(kind: str, name: str, version: str, hashes: list[tuple[str, str]]) -> dict[str, Any]:
    """Return one package."""
    address = f"pkg:{kind}/{name.lower().replace('@', '%40')}@{version}"
    return {
        "type": "library",
        "bom-ref": address,
        "name": name,
        "version": version,
        "purl": address,
        "hashes": [{"alg": each, "content": its} for each, its in hashes],
    }


def licensed(words: str) -> dict[str, Any]:
    """Return the licence of a package as far as it says one."""
    return {"licenses": [{"license": {"name": words}}]} if words else {}


def _in_hex(digest: str) -> str:
    return b64decode(digest).hex()


def _licence(name: str) -> str:
    """Return what an installed package says of its licence; "" when it is not installed."""
    try:
        its = metadata.metadata(name)
    except metadata.PackageNotFoundError:
        return ""
    said = its.get("License-Expression") or ""
    kinds = [each for each in its.get_all("Classifier") or [] if each.startswith("License ::")]
    short = (its.get("License") or "").strip()
    return said or ", ".join(each.rpartition(":: ")[2] for each in kinds) or short.split("\n")[0]


def components(root: Path = ROOT) -> list[dict[str, Any]]:
    """Return all packages of both locks."""
    python = of_python((root / "requirements.lock").read_text())
    return [*python, *of_node(json.loads((root / "package-lock.json").read_text()))]


def document(root: Path = ROOT) -> dict[str, Any]:
    """Return the whole list. Nothing in it says when or where it was made."""
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.5",
        "version": 1,
        "metadata": {"component": {"type": "application", "name": "sdmtool", "bom-ref": "sdmtool"}},
        "components": components(root),
    }


def faults(root: Path = ROOT) -> Iterator[str]:
    """Return what is wrong with the locks, or with what is installed."""
    locked: dict[str, set[str]] = {}
    for each in components(root):
        if not each["hashes"]:
            yield f"{each['name']} has no hash"
        if each["purl"].startswith("pkg:pypi/"):
            # A package may be locked once for each of some versions of Python.
            locked.setdefault(_plain(each["name"]), set()).add(each["version"])
    for its in metadata.distributions():
        name = _plain(its.metadata["Name"])
        if name not in {*locked, *OF_PYTHON, "sdmtool"}:
            yield f"{name} is installed and not locked"
        elif its.version not in locked.get(name, {its.version}):
            yield f"{name} is installed as {its.version} and locked as {min(locked[name])}"


def _plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def main() -> int:
    """Print the list, or what is wrong with it."""
    if "--check" not in sys.argv[1:]:
        print(json.dumps(document(), indent=2))
        return 0
    found = list(faults())
    print(*found, sep="\n", end="\n" if found else "")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
