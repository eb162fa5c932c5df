"""The project's own files, as the tests of the house read them."""

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
ROOMS = ("sdmtool", "accounts", "medications", "consultations", "feedback")


def name_of(path: Path) -> str:
    """Return a path as the project says it: "accounts/views.py"."""
    return path.relative_to(ROOT).as_posix()


def python_files(*places: str) -> list[Path]:
    """Return the Python files of some rooms or folders; migrations are made by Django."""
    found = (path for place in places for path in (ROOT / place).rglob("*.py"))
    return sorted(path for path in found if "migrations" not in path.parts)


def files(place: str, *endings: str) -> list[Path]:
    """Return the files of a folder that end in one of these."""
    return sorted(path for path in (ROOT / place).rglob("*") if path.suffix in endings)


def tree(path: Path) -> ast.Module:
    """Return a file's syntax tree."""
    return ast.parse(path.read_text(encoding="utf-8"), name_of(path))


def imports(path: Path) -> Iterator[str]:
    """Return every module a file imports, anywhere in it, by its absolute name."""
    package = path.relative_to(ROOT).with_suffix("").parts[:-1]
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            start = package[: len(package) + 1 - node.level] if node.level else ()
            module = ".".join((*start, *filter(None, [node.module])))
            yield module
            yield from (f"{module}.{alias.name}" for alias in node.names)


def docstrings(module: ast.Module) -> set[int]:
    """Return the ids of the strings that stand alone: they explain, and nobody is shown them."""
    return {
        id(node.value)
        for node in ast.walk(module)
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }


def strings(path: Path) -> Iterator[tuple[int, str]]:
    """Return every string a file holds with its line, except docstrings."""
    module = tree(path)
    alone = docstrings(module)
    for node in ast.walk(module):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in alone:
            yield node.lineno, node.value


def tests_in(path: str) -> set[str]:
    """Return the names of the tests in a file, those in classes too."""
    kinds = (ast.FunctionDef, ast.AsyncFunctionDef)
    nodes = ast.walk(tree(ROOT / path))
    return {each.name for each in nodes if isinstance(each, kinds) and each.name[:5] == "test_"}


def lost(link: str) -> str:
    """Return what is not there of a link "tests/test_a.py::test_b[c]"; "" for nothing.

    Classes are left out of a link. Of a parameter it is seen that the file says it at all.
    """
    path, _, name = link.partition("::")
    test, _, parameter = name.removesuffix("]").partition("[")
    if not path.startswith("tests/") or not (ROOT / path).is_file():
        return f"there is no {path}"
    if test not in tests_in(path):
        return f"there is no {test} in {path}"
    is_said = parameter in (ROOT / path).read_text(encoding="utf-8")
    return "" if is_said else f"there is no {parameter} in {path}"
