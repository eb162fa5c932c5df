"""Words that stand nowhere else, and rows that hold one in each of their text fields."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count, product
from typing import Any

from django.db import models

from tests.canaries.fields import is_worked_out, name_of, text_fields

LETTERS = "bcdfghjklmnpqrstvwx"
WORD = re.compile(rb"zq[bcdfghjklmnpqrstvwx]{4}zq|999\D{0,6}000\D{0,6}\d{4}")
"""What a word looks like: short enough for every column, with nothing in it to be escaped, and
the same in capitals; or ten digits, also in groups, where only digits go."""

UNTOUCHED = {"code", "group"}
"""Keys of a frozen decision whose values are words of the program."""


@dataclass(frozen=True)
class Planted:
    """In which field a word stands, in which part of it, and in whose row.

    field   "consultations.Goal.text"
    path    the keys within a JSON field: "wishes/topics"
    whose   one of those of table.py: "shared", "private" …
    """

    field: str
    path: str
    whose: str

    def __str__(self) -> str:
        """Return it as a finding says it."""
        return f"{self.field}{'/' + self.path if self.path else ''} ({self.whose})"


class Words:
    """Hands out words, and remembers where each was planted."""

    def __init__(self) -> None:
        """Know no word yet. `sentences` are words of the program that say something of somebody."""
        self.planted: dict[str, Planted] = {}
        self.sentences: dict[str, Planted] = {}
        self._letters = product(LETTERS, repeat=4)
        self._digits = count(9990000001)

    def word(self, field: str, whose: str, path: str = "") -> str:
        """Return a new word that stands in a field from now on."""
        found = f"zq{''.join(next(self._letters))}zq"
        self.planted[found] = Planted(field, path, whose)
        return found

    def sentence(self, words: str, field: str, whose: str) -> None:
        """Let a sentence of the program count, where a column holds one of a few answers."""
        self.sentences[words] = Planted(field, "", whose)

    def row(self, model: type[models.Model], whose: str, **columns: Any) -> Any:
        """Add a row with a word in every text field that is not among the columns."""
        row = model(**(self._of(model, whose, columns) | columns))
        row.save(force_insert=True)
        return row

    def mark(self, row: models.Model, whose: str, *kept: str, **columns: Any) -> None:
        """Put words into a row that is there, except into the fields that are to be kept."""
        left_out = {*kept, *columns}
        for name, its in (self._of(type(row), whose, left_out) | columns).items():
            setattr(row, name, its)
        row.save()

    def leaves(self, model: type[models.Model], name: str, whose: str, its: Any) -> Any:
        """Return the value of a JSON field with a word in the place of each of its strings."""
        return self._leaves(f"{model._meta.label}.{name}", whose, its, ())

    def found_in(self, text: bytes) -> Iterator[Planted]:
        """Return what was planted of the words that stand in a text."""
        for each in set(WORD.findall(text.lower())):
            word = each.decode() if each.startswith(b"zq") else re.sub(rb"\D", b"", each).decode()
            planted = self.planted.get(word)
            if planted is not None:
                yield planted
        for sentence, planted in self.sentences.items():
            if sentence.encode() in text:
                yield planted

    def _of(self, model: type[models.Model], whose: str, left_out: Any) -> dict[str, Any]:
        fields = (each for each in text_fields(model) if not is_worked_out(each))
        return {each.name: self._for(each, whose) for each in fields if each.name not in left_out}

    def _for(self, field: models.Field, whose: str) -> Any:
        """Return a word as a field takes it."""
        name = name_of(field)
        if name.endswith("nhs_number"):
            digits = str(next(self._digits))
            self.planted[digits] = Planted(name, "", whose)
            return digits
        word = self.word(name, whose)
        if isinstance(field, models.EmailField):
            return f"{word}@example.org"
        return {"words": word} if isinstance(field, models.JSONField) else word

    def _leaves(self, field: str, whose: str, its: Any, path: tuple[str, ...]) -> Any:
        if isinstance(its, dict):
            return {
                key: self._leaves(field, whose, each, (*path, key)) for key, each in its.items()
            }
        if isinstance(its, list | tuple):
            return [self._leaves(field, whose, each, path) for each in its]
        if not isinstance(its, str) or not its or path[-1] in UNTOUCHED:
            return its
        return self.word(field, whose, "/".join(path))
