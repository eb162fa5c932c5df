"""Everything a card says as one plain value: to compare two versions, and to sign one.

Pure: no database, no clock. `medications.selectors.contents` reads it from the rows. One value
serves the words of a change, the digest that a second pharmacist signs, and the spreadsheets.
"""

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any


@dataclass(frozen=True)
class RatingContent:
    """What a card says of one effect. `level` is 0 to 3, or None for not known."""

    level: int | None
    basis: str
    frequency: str = ""
    severity: str = ""
    note: str = ""
    reason: str = ""
    evidence: tuple[str, ...] = ()


@dataclass(frozen=True)
class CautionContent:
    """A safety line; `facts` are the keys of the card facts that it rests on, in order."""

    kind: str
    is_gating: bool
    text: str
    facts: tuple[str, ...] = ()


@dataclass(frozen=True)
class PreparationContent:
    """A form; `source` is a source's code, empty when it has none."""

    form: str
    strengths: str = ""
    how_often: str = ""
    source: str = ""


@dataclass(frozen=True)
class Content:
    """All that one version of a card says.

    ratings       by effect code
    sections      paragraphs of our own by section code
    names         what an organisation's own medicine is called; nothing for one that all have
    evidence, facts   the keys of the rows that it rests on
    """

    medication: str
    ratings: Mapping[str, RatingContent]
    sections: Mapping[str, tuple[str, ...]]
    cautions: tuple[CautionContent, ...]
    preparations: tuple[PreparationContent, ...]
    evidence: frozenset[str]
    facts: frozenset[str]
    review_on: date | None
    is_withdrawn: bool = False
    names: Mapping[str, str] = field(default_factory=dict)


class Part(StrEnum):
    """Which part of a card a difference is in, in the order in which it is told."""

    WITHDRAWN = "withdrawn"
    NAME = "name"
    RATING = "rating"
    CAUTION = "caution"
    PREPARATION = "preparation"
    SECTION = "section"
    EVIDENCE = "evidence"
    FACT = "fact"
    REVIEW = "review"


@dataclass(frozen=True)
class Difference:
    """One thing that two versions say differently.

    at              the effect code, section code, row key, …; empty where a part is but one
    before, after   the values (RatingContent, CautionContent, paragraphs, key, date …); None
                    where one version has nothing there
    """

    part: Part
    at: str
    before: Any
    after: Any


def digest(content: Content) -> str:
    """Return 64 hex digits that differ whenever two contents do."""
    plain = asdict(content) | {
        "evidence": sorted(content.evidence),
        "facts": sorted(content.facts),
    }
    if not content.names:
        del plain["names"]  # what was signed before versions kept names stays signed
    return hashlib.sha256(json.dumps(plain, sort_keys=True, default=str).encode()).hexdigest()


def differences(before: Content | None, after: Content) -> list[Difference]:
    """Return what two versions of a medicine's card say differently, part by part.

    Without `before` everything that `after` says is new.
    """
    old = before or _nothing(after.medication)
    return [
        *_single(Part.WITHDRAWN, old.is_withdrawn, after.is_withdrawn),
        *_by_key(Part.NAME, old.names, after.names),
        *_by_key(Part.RATING, old.ratings, after.ratings),
        *_by_key(Part.CAUTION, _keyed(old.cautions, _caution), _keyed(after.cautions, _caution)),
        *_by_key(
            Part.PREPARATION,
            _keyed(old.preparations, _form),
            _keyed(after.preparations, _form),
        ),
        *_by_key(Part.SECTION, old.sections, after.sections),
        *_by_key(Part.EVIDENCE, _same(old.evidence), _same(after.evidence)),
        *_by_key(Part.FACT, _same(old.facts), _same(after.facts)),
        *_single(Part.REVIEW, old.review_on, after.review_on),
    ]


def _nothing(medication: str) -> Content:
    """Return a card that says nothing yet."""
    return Content(medication, {}, {}, (), (), frozenset(), frozenset(), None)


def _single(part: Part, before: object, after: object) -> list[Difference]:
    """Return the difference of a part that is one value."""
    return [] if before == after else [Difference(part, "", before, after)]


def _by_key(
    part: Part, before: Mapping[str, Any], after: Mapping[str, Any]
) -> Iterable[Difference]:
    """Return the differences of a part by key, in the order of the later version."""
    for key in dict.fromkeys([*after, *before]):
        if before.get(key) != after.get(key):
            yield Difference(part, key, before.get(key), after.get(key))


def _caution(caution: CautionContent) -> str:
    """Tell cautions apart by what they say: a changed sentence is one gone and one new."""
    return f"{caution.kind}: {caution.text}"


def _form(preparation: PreparationContent) -> str:
    """Tell forms apart by what they are and how strong."""
    return f"{preparation.form}: {preparation.strengths}"


def _keyed(rows: Iterable[Any], key: Callable[[Any], str]) -> dict[str, Any]:
    """Return rows by their key; two that read alike are told apart by their order."""
    keyed: dict[str, Any] = {}
    for row in rows:
        name = key(row)
        while name in keyed:
            name += " "
        keyed[name] = row
    return keyed


def _same(keys: frozenset[str]) -> dict[str, str]:
    """Return each key under itself, in a fixed order."""
    return {key: key for key in sorted(keys)}
