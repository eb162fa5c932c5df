"""The sections of a draft as plain values: what a pharmacist writes and saves in one go. Pure.

Every form carries the key of its section as it was drawn. What is saved is compared with that key
under the organisation's lock, so that nobody overwrites what they have not read.

NamesPart         what the organisation's own medicine is called
WordsPart         paragraphs of our own in one section of the card
LevelPart         what is said of one effect
CautionPart       one safety line
PreparationPart   one form of the medicine
ReviewPart        the day on which the card has to be looked at again
FigurePart        one row of evidence
FactPart          one fact in words
SourcePart        one source of the organisation
TranslationPart   one section of a card in another language
"""

import hashlib
import json
from dataclasses import asdict, dataclass
from datetime import date
from decimal import Decimal
from enum import IntEnum

NOTHING = "nothing"
"""The key of a section that is not there: a form that adds one is drawn from it."""


class Shelf(IntEnum):
    """Where a source stands in the list of those that may be cited, from its top."""

    WRITTEN_HERE = 0
    ON_THIS_CARD = 1
    OTHER = 2


@dataclass(frozen=True)
class NamesPart:
    """What a medicine is called, how that is said, brands, kind, and its code if known."""

    name: str
    say_it: str = ""
    brands: str = ""
    family: str = ""
    snomed_code: str = ""


@dataclass(frozen=True)
class WordsPart:
    """Paragraphs of our own."""

    paragraphs: tuple[str, ...] = ()


@dataclass(frozen=True)
class LevelPart:
    """A level 0 to 3, or None for not known, with all that a pharmacist says of it."""

    level: int | None
    frequency: str = ""
    severity: str = ""
    note: str = ""
    reason: str = ""


@dataclass(frozen=True)
class CautionPart:
    """A safety line; a gating one stands wherever the medicine is named."""

    kind: str
    is_gating: bool
    text: str


@dataclass(frozen=True)
class PreparationPart:
    """A form of the medicine; `source` is a source's key, None when it has none."""

    form: str
    strengths: str = ""
    how_often: str = ""
    source: int | None = None


@dataclass(frozen=True)
class ReviewPart:
    """The day of review; None when none is set."""

    review_on: date | None


@dataclass(frozen=True)
class FigurePart:
    """One row of evidence as its source gives it (the measures stand at models.Evidence)."""

    measure: str
    value: str
    source: int
    low: Decimal | None = None
    high: Decimal | None = None
    comparator_value: Decimal | None = None
    reported_term: str = ""
    population: str = ""
    note: str = ""


@dataclass(frozen=True)
class FactPart:
    """One fact in words: of which kind (sections.FACT_KINDS), what it says, and its source."""

    kind: str
    value: str
    source: int


@dataclass(frozen=True)
class SourcePart:
    """One source of the organisation."""

    kind: str
    title: str
    publisher: str
    revision: str
    read_on: date
    address: str = ""
    licence_note: str = ""


@dataclass(frozen=True)
class TranslationPart:
    """One section in another language; `english` is the digest of the words it was made of."""

    heading: str
    paragraphs: tuple[str, ...]
    english: str


RowPart = FigurePart | FactPart
Part = (
    NamesPart
    | WordsPart
    | LevelPart
    | CautionPart
    | PreparationPart
    | ReviewPart
    | RowPart
    | SourcePart
    | TranslationPart
)


def part_key(part: Part | None) -> str:
    """Return a key that differs whenever a section says something else."""
    if part is None:
        return NOTHING
    plain = {name: _plain(value) for name, value in asdict(part).items()}
    said = json.dumps([type(part).__name__, plain], sort_keys=True, default=str)
    return hashlib.sha256(said.encode()).hexdigest()


def _plain(value: object) -> object:
    """Write 0.50 and 0.5 alike: the database adds noughts that nobody typed."""
    return f"{value.normalize():f}" if isinstance(value, Decimal) else value
