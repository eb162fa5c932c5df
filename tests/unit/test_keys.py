"""What docs/keys.md says is noted in the audit is what the services note."""

import ast
import re

from accounts.services.retention import REMOVED
from consultations.models.keeping import RecordMove
from consultations.selectors.checklist import CHANGES
from medications.models.history import SourceMove
from medications.selectors.rows import FACTS, FIGURES
from medications.stages import Move
from medications.translation_stages import TranslationMove
from tests.source import ROOT, python_files, tree

PAGE = (ROOT / "docs/keys.md").read_text(encoding="utf-8")
NOTING = {
    "_audit",
    "_audit_restoration",
    "_save_carers",
    "_tell",
    "note",
    "note_factor",
    "note_writing",
    "record_audit",
    "record_card_audit",
    "save",
}
"""The functions by which something is noted; the word for it is their first argument, or named."""
BUILT = {
    "_card": Move.values,
    "_record": RecordMove.Kind.values,
    "_source": SourceMove.Move.values,
    f"_{FACTS.word}": SourceMove.Move.values,
    f"_{FIGURES.word}": SourceMove.Move.values,
    "_translation": TranslationMove.values,
}
"""Words that are made of a move and of what is moved."""
WORD = re.compile(r"[a-z]+(?:_[a-z]+)*")


def listed() -> set[str]:
    """Return the words that the page lists."""
    return set(re.findall(r"`([a-z_]+)`", PAGE.partition("### What is noted")[2]))


def written(calls: ast.AST) -> set[str]:
    """Return the words that stand in calls of those functions."""
    found = set()
    for node in ast.walk(calls):
        if not isinstance(node, ast.Call):
            continue
        name = getattr(node.func, "id", getattr(node.func, "attr", ""))
        words = [each.value for each in node.keywords if each.arg in ("action", "what")]
        if name in NOTING:
            found |= {
                each.value
                for part in (*node.args[:3], *words)
                for each in ast.walk(part)
                if isinstance(each, ast.Constant) and isinstance(each.value, str)
            }
    return {each for each in found if WORD.fullmatch(each)}


def test_every_word_that_is_noted_is_listed() -> None:
    """Whoever reads the audit finds there what it means."""
    files = python_files("accounts", "consultations", "medications")
    noted = set().union(*(written(tree(each)) for each in files))
    noted |= {f"{move}{what}" for what, moves in BUILT.items() for move in moves}
    noted |= {*CHANGES, REMOVED}
    assert noted == listed()


def test_a_word_is_seen() -> None:
    """As the first argument and by its name."""
    code = '_audit("knock", found)\nrecord_audit(action="look", by=x)\nother("none")'
    assert written(ast.parse(code)) == {"knock", "look"}
