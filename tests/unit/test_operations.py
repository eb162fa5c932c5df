"""What operators read is what the settings do: the same variables here and there."""

import ast
import re

from tests.source import ROOT, tree

ROW = re.compile(r"^\| `([A-Z_]+)` \|", re.MULTILINE)


def described() -> list[str]:
    """Return the variables in the table of docs/operations.md."""
    return ROW.findall((ROOT / "docs/operations.md").read_text(encoding="utf-8"))


def asked_for(settings: ast.Module) -> set[str]:
    """Return the variables that settings read from the environment: `env.str("NAME", …)`."""
    return {
        node.args[0].value
        for node in ast.walk(settings)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and isinstance(node.func.value, ast.Name)
        and node.func.value.id == "env"
        and isinstance(node.args[0], ast.Constant)
    }


def test_every_variable_is_described_and_every_description_is_true() -> None:
    """Neither a setting nobody knows of nor a line that changes nothing."""
    assert set(described()) == asked_for(tree(ROOT / "sdmtool/settings.py"))


def test_each_is_described_once() -> None:
    """Two lines would be two truths."""
    assert len(described()) == len(set(described())) > 10


def test_a_variable_is_seen() -> None:
    """However it is read; other calls are none."""
    code = 'env = environ.Env()\nA = env.str("A", default="")\nB = {"b": env.list("B")}\nlist("C")'
    assert asked_for(ast.parse(code)) == {"A", "B"}
