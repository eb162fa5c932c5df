"""Links from one page of documentation lead to a file that is there, and to a heading in it."""

import re
from collections.abc import Iterator
from pathlib import Path

from tests.source import ROOT, name_of
from tests.unit.test_prose import documentation

LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")
CODE = re.compile(r"```.*?```|(?<!\[)`[^`\n]*`(?!\])", re.DOTALL)
NO_LETTER = re.compile(r"[^\w\- ]")


def broken(path: Path) -> Iterator[str]:
    """Return the links of a page that lead nowhere; what lies on the web is not asked for."""
    for target in LINK.findall(CODE.sub(" ", path.read_text(encoding="utf-8"))):
        place, _, part = target.partition("#")
        file = (path.parent / place) if place else path
        if "://" in target or target.startswith("mailto:"):
            continue
        if not file.exists() or (part and part not in headings(file)):
            yield f"{path.name}: {target}"


def headings(path: Path) -> set[str]:
    """Return the headings of a page as addresses, the way that GitHub makes them."""
    lines = path.read_text(encoding="utf-8").splitlines()
    found = (each.lstrip("#").strip().lower() for each in lines if each.startswith("#"))
    return {NO_LETTER.sub("", each).replace(" ", "-") for each in found}


def test_every_link_leads_somewhere() -> None:
    """Docs, READMEs, changelog."""
    assert [each for path in documentation() for each in broken(path)] == []


def test_drafts_say_that_they_are_drafts() -> None:
    """Nobody takes a page for signed that is not."""
    signed = [*(ROOT / "docs/clinical-safety").glob("*.md")]
    for path in [*signed, ROOT / "docs/data-protection.md", ROOT / "docs/dtac.md"]:
        third = path.read_text(encoding="utf-8").splitlines()[2]
        assert third.startswith("**Draft. Not yet signed by a "), name_of(path)


def test_a_broken_link_is_seen(tmp_path: Path) -> None:
    """A file that is not there, and a heading; code is no link."""
    page = tmp_path / "page.md"
    page.write_text("# The first one\n[a](#the-first-one) [b](gone.md) [c](#gone) `[d](e)` [f](.)")
    assert list(broken(page)) == ["page.md: gone.md", "page.md: #gone"]
