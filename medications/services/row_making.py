"""The rows of an organisation: new, or found by what they say, so that none is written twice."""

import hashlib
import json
from dataclasses import asdict
from typing import Any

from django.db.models import Max

from medications.draft_parts import FactPart, FigurePart, RowPart, part_key
from medications.models import Card, CardFact, Evidence
from medications.selectors.rows import Row
from medications.selectors.subjects import Subject


def new_figure(card: Card, about: Subject, said: FigurePart) -> Evidence:
    """Return the organisation's figure that says this of a card's medicine."""
    about_it = (about.is_benefit,) if about.is_benefit else ()
    key = _key(card, about.effect and about.effect.code, *about_it, said=said)
    own = {
        "medication": card.medication,
        "effect": about.effect,
        "is_benefit": about.is_benefit,
        "comparator": about.comparator(said.measure),
    }
    return _found_or_made(Evidence, card, key, said, own)


def new_fact(card: Card, said: FactPart) -> CardFact:
    """Return the organisation's fact that says this of a card's medicine."""
    own = {"medication": card.medication}
    return _found_or_made(CardFact, card, _key(card, said=said), said, own)


def corrected_row(card: Card, said: RowPart, *, instead: Row) -> Row:
    """Return the organisation's row that says this in the place of another one.

    What a form does not ask for (the medicine, the effect, what it was compared with, where it
    stands among the others) stays as it was.
    """
    own: dict[str, Any] = {"medication": instead.medication, "position": instead.position}
    if isinstance(instead, CardFact):
        key = _key(card, instead.medication_id, said=said)
        return _found_or_made(CardFact, card, key, said, own)
    own |= {name: getattr(instead, name) for name in ("effect", "is_benefit", "comparator")}
    about = (instead.is_benefit, instead.comparator, instead.medication_id)
    key = _key(card, instead.effect and instead.effect.code, *about, said=said)
    return _found_or_made(Evidence, card, key, said, own)


def _key(card: Card, *about: object, said: RowPart) -> str:
    """Return the digest of an organisation's row: the same written again is the same row."""
    whose = (card.organisation_id, card.medication_id, *about, part_key(said))
    return hashlib.sha256(json.dumps(whose).encode()).hexdigest()


def _found_or_made(model: Any, card: Card, key: str, said: RowPart, own: dict[str, Any]) -> Any:
    """Return the row under a key, after all others when it is new."""
    plain = asdict(said)
    source = plain.pop("source")
    last = model._default_manager.aggregate(last=Max("position"))["last"] or 0
    defaults = plain | {"organisation": card.organisation, "source_id": source}
    row, _is_new = model._default_manager.get_or_create(
        key=key, defaults=defaults | {"position": last + 1} | own
    )
    return row
