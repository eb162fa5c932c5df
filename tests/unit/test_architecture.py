"""The doors of the house: who may import whom, who may write, and how large anything grows.

Each rule is a few lines over the syntax tree, without a list of exceptions. A file that breaks a
rule is named with its line; the way out is to move the code, not to name it here. Below each rule
a line or two of code that breaks it shows that the rule can see.
"""

import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.source import ROOMS, ROOT, files, imports, name_of, python_files, strings, tree

DOORS = {
    "sdmtool": (),
    "accounts": ("accounts",),
    "medications": ("accounts", "medications"),
    "consultations": ("accounts", "medications", "consultations"),
    "feedback": ("accounts", "medications", "consultations", "feedback"),
}
"""Which rooms a room may import. Nothing but the letter box imports the letter box."""

WRITES = {
    "create",
    "create_user",
    "save",
    "bulk_create",
    "bulk_update",
    "get_or_create",
    "update_or_create",
    "delete",
}
QUERIES = {"filter", "exclude", "all", "order_by", "select_related", "select_for_update"}
HTML_TAG = re.compile(
    r"</?(?:a|abbr|b|br|button|code|dd|div|dl|dt|em|form|h[1-6]|head|hr|html|i|img|input|label|li"
    r"|link|meta|ol|option|p|pre|script|section|select|small|span|strong|style|svg|table|tbody|td"
    r"|textarea|th|thead|title|tr|u|ul)(?:\s[^<>]*)?/?>",
    re.IGNORECASE,
)
# Put together from halves, so that this file does not find itself.
LEFT_OVER = re.compile(
    "|".join(
        first + second
        for first, second in [
            (r"\bTO", r"DO\b"),
            (r"\bFIX", r"ME\b"),
            (r"\bXX", r"X\b"),
            (r"\bHA", r"CK\b"),
            ("no", "qa"),
            ("type: ", "ignore"),
            ("pragma: ", "no cover"),
        ]
    )
)
LINES_IN_A_FILE = 300
LINES_IN_A_FUNCTION = 40

every_room = pytest.mark.parametrize("room", ROOMS)


def calls(module: ast.Module) -> Iterator[tuple[int, str, ast.expr]]:
    """Return every method call: its line, the method, what it is called on."""
    for node in ast.walk(module):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            yield node.lineno, node.func.attr, node.func.value


def is_queryset(called_on: ast.expr) -> bool:
    """Tell whether an expression reads like rows: a manager, or a query made of one."""
    attributes = {node.attr for node in ast.walk(called_on) if isinstance(node, ast.Attribute)}
    return bool(attributes & {"objects", "_default_manager", *QUERIES})


def writes(module: ast.Module) -> Iterator[int]:
    """Return the lines that write to the database."""
    for line, method, called_on in calls(module):
        if method in WRITES or (method == "update" and is_queryset(called_on)):
            yield line


def may_write(path: Path) -> bool:
    """Tell whether a file is a door for writing: services, models, and what loads records."""
    inside = path.relative_to(ROOT).parts[1:]
    return inside[0] in {"services.py", "services", "models.py", "models", "loader"} or (
        inside[:2] == ("management", "commands") and inside[-1].startswith("load_")
    )


@every_room
def test_a_room_imports_through_its_doors_only(room: str) -> None:
    """The shell none, the front door itself, the library the front door, and so on."""
    rooms = set(ROOMS) - set(DOORS[room]) - {room}
    found = {
        f"{name_of(path)} imports {module}"
        for path in python_files(room)
        for module in imports(path)
        if module.split(".")[0] in rooms
    }
    assert not found


def test_the_shell_names_rooms_in_settings_and_addresses_only() -> None:
    """Anything else that knows a room belongs into it."""
    rooms = re.compile(rf"\b({'|'.join(ROOMS[1:])})\b")
    named = {
        name_of(path)
        for path in python_files("sdmtool")
        if path.name not in {"settings.py", "urls.py"} and rooms.search(path.read_text())
    }
    assert not named


def test_the_shell_knows_no_clinical_word() -> None:
    """Neither the words of the visit nor the name of a medicine."""
    codes = (ROOT / "fixtures/medications.csv").read_text().splitlines()[1:]
    words = [code.split(",")[0] for code in codes]
    words += ["medicine", "medication", "antipsychotic", "dose", "tablet", "card", "checklist"]
    words += ["avoidance", "consultation", "clinician", "carer", "pharmacist", "side.effect"]
    clinical = re.compile(rf"(?<!\w)(?:{'|'.join(words)})s?(?!\w)", re.IGNORECASE)
    rooms = re.compile(r"\b(?:medications|consultations)\b")
    found = {
        f"{name_of(path)}:{number}: {line.strip()}"
        for path in python_files("sdmtool")
        for number, line in enumerate(path.read_text().splitlines(), 1)
        if clinical.search(rooms.sub("", line))
    }
    assert not found


def test_the_rule_imports_nothing_of_ours_and_no_framework() -> None:
    """matching/ runs without Django, database, clock or settings; numpy where it says so."""
    here = "consultations.matching"
    found = set()
    for path in python_files("consultations/matching"):
        allowed = {"numpy"} if path.name in {"batch.py", "shares.py"} else set()
        for module in imports(path):
            outside = module.split(".")[0] not in sys.stdlib_module_names | allowed
            if outside and module != here and not module.startswith(f"{here}."):
                found.add(f"{name_of(path)} imports {module}")
    assert not found


@every_room
def test_views_do_not_reach_for_rows(room: str) -> None:
    """Reads come through selectors, which know whose rows they are."""
    found = {
        f"{name_of(path)}:{node.lineno}"
        for path in python_files(room)
        if path.name == "views.py" or "views" in path.parts
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Attribute) and node.attr in {"objects", "_default_manager"}
    }
    assert not found


@every_room
def test_rows_are_written_through_one_door(room: str) -> None:
    """Services check, change and audit in one transaction; nobody writes past them."""
    found = {
        f"{name_of(path)}:{line}"
        for path in python_files(room)
        if not may_write(path)
        for line in writes(tree(path))
    }
    assert not found


@pytest.mark.parametrize(
    ("code", "is_write"),
    [
        ("Clinic.objects.create(name='x')", True),
        ("clinic.save()", True),
        ("Clinic.objects.filter(pk=1).update(name='x')", True),
        ("organisation.clinics.all().delete()", True),
        ("context.update(name='x')", False),
        ("digest.update(b'x')", False),
    ],
)
def test_a_write_is_seen(code: str, is_write: bool) -> None:
    """A dictionary has an `update` of its own."""
    assert bool(list(writes(ast.parse(code)))) == is_write


@every_room
def test_no_string_is_trusted_as_html(room: str) -> None:
    """Neither by the name that marks it nor by a tag in it: templates own the markup."""
    marked = {"mark_safe", "format_html", "Markup", "SafeString", "SafeText"}
    found = {
        f"{name_of(path)}:{node.lineno}"
        for path in python_files(room)
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Call) and ast.unparse(node.func).split(".")[-1] in marked
    }
    found |= {
        f"{name_of(path)}:{line}: {text}"
        for path in python_files(room)
        for line, text in strings(path)
        if HTML_TAG.search(text)
    }
    assert not found


def test_no_template_trusts_a_string() -> None:
    """What somebody typed is escaped everywhere."""
    trusted = re.compile(r"\|\s*safe\b|autoescape\s+(?:false|off)|\bMarkup\b|\bsafeseq\b")
    found = {
        name_of(path) for path in files("templates", ".html") if trusted.search(path.read_text())
    }
    assert not found


def test_no_template_lets_a_browser_cut_what_is_pasted() -> None:
    """A form says in a sentence that it is too long; a browser would cut it and say nothing."""
    found = {
        name_of(path) for path in files("templates", ".html") if "maxlength" in path.read_text()
    }
    assert not found


def test_an_html_tag_is_seen() -> None:
    """And a part of an address, or of a sum, is none."""
    assert HTML_TAG.search("a <b>word</b>")
    assert HTML_TAG.search('<a href="/">')
    assert HTML_TAG.search("<br/>")
    assert not HTML_TAG.search("cards/<slug:medication>/")
    assert not HTML_TAG.search("a < b > c, (?P<key>.+)")


EVERY_PYTHON_FILE = python_files(*ROOMS, "tests")


def test_every_file_can_be_read_at_one_sitting() -> None:
    """At most 300 lines; then a folder of the same name."""
    lengths = {name_of(path): len(path.read_text().splitlines()) for path in EVERY_PYTHON_FILE}
    assert not {name: lines for name, lines in lengths.items() if lines > LINES_IN_A_FILE}


def test_every_function_can_be_seen_at_once() -> None:
    """At most 40 lines."""
    kinds = (ast.FunctionDef, ast.AsyncFunctionDef)
    found = {
        f"{name_of(path)}: {node.name}"
        for path in EVERY_PYTHON_FILE
        for node in ast.walk(tree(path))
        if isinstance(node, kinds) and node.end_lineno - node.lineno >= LINES_IN_A_FUNCTION
    }
    assert not found


def test_nothing_is_left_for_later_and_no_tool_is_silenced() -> None:
    """What is not done yet is an issue, not a comment."""
    scripts = files("assets", ".mjs", ".js", ".scss") + files("templates", ".html")
    texts = files("docs", ".md") + sorted(ROOT.glob("*.md")) + [ROOT / "pyproject.toml"]
    found = {
        f"{name_of(path)}:{number}: {line.strip()}"
        for path in [*EVERY_PYTHON_FILE, *scripts, *texts]
        for number, line in enumerate(path.read_text().splitlines(), 1)
        if LEFT_OVER.search(line)
    }
    assert not found


@pytest.mark.parametrize("line", ["# TO" + "DO: later", "x = 1  # no" + "qa: E501"])
def test_a_left_over_is_seen(line: str) -> None:
    """In any comment."""
    assert LEFT_OVER.search(line)
