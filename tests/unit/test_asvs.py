"""docs/asvs.toml links to tests that are there, or says why there is none."""

import tomllib

from tests.source import ROOT


def test_each_link_is_to_a_test_that_is_there() -> None:
    chapters = tomllib.loads((ROOT / "docs/asvs.toml").read_text(encoding="utf-8"))
    every = {name: its for each in chapters.values() for name, its in each.items()}
    assert len(every) > 100
    missing = [
        (name, path)
        for name, its in every.items()
        for path in its.get("tests", ())
        if not (path.startswith("tests/") and (ROOT / path).is_file())
    ]
    assert missing == []
    assert [name for name, its in every.items() if not (its.get("tests") or its.get("why"))] == []
