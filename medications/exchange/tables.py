"""Which sheets and columns a spreadsheet of cards has: one table for export, import and page.

A header is matched whatever its case and blanks; where a column stands does not matter. Headers
and codes are the same in every language, because a file may be made in one and read in another.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from medications.models import Caution, Preparation
from medications.presenters.levels import GRADED, NOT_KNOWN
from medications.sections import SECTIONS
from medications.starter_rule import CLASS_LEVELS

MOST_ROWS = 5_000
LONGEST = 30_000
"""A cell of a workbook holds 32,767 letters, and would lose the rest without a word."""

SIGNS: dict[int | None, str] = {each.bars: each.sign for each in (*GRADED, NOT_KNOWN)}
LEVELS: dict[str, int | None] = {sign: level for level, sign in SIGNS.items()}
FREQUENCIES = ("", *CLASS_LEVELS)
SEVERITIES = ("", "mild", "moderate", "severe")
YES, NO = "yes", "no"


class Use(StrEnum):
    """What an import does with a column.

    MATCHES   finds what the row is about; every row has it
    CHECKED   must fit what the row is about, so that a shifted column is noticed; may be left out
    CHANGES   what the card will say; may be left out, then it stays as it is
    ACTS      asks for something to be done; may be left out
    READS     is there for reading and is never imported
    """

    MATCHES = "matches"
    CHECKED = "checked"
    CHANGES = "changes"
    ACTS = "acts"
    READS = "reads"


@dataclass(frozen=True)
class Column:
    """One column: its header, what it holds, and what an import does with it."""

    header: str
    meaning: str | Promise
    use: Use = Use.CHANGES
    longest: int = LONGEST
    allowed: tuple[str, ...] = ()
    is_day: bool = False


@dataclass(frozen=True)
class Sheet:
    """One sheet: its name, what a row of it is, its columns in the order of the export."""

    name: str
    meaning: str | Promise
    columns: tuple[Column, ...]

    @property
    def is_imported(self) -> bool:
        """Tell whether an import reads it."""
        return any(each.use is not Use.READS for each in self.columns)

    @property
    def needed(self) -> tuple[str, ...]:
        """Return the headers without which a row cannot be matched."""
        return tuple(each.header for each in self.columns if each.use is Use.MATCHES)

    def column(self, header: str) -> Column | None:
        """Return the column with a header, whatever its case and blanks."""
        wanted = plain_header(header)
        return next((each for each in self.columns if each.header == wanted), None)


def plain_header(header: str) -> str:
    """Return a header as the table writes it: "Review_Day " is "review day"."""
    return " ".join(header.replace("_", " ").lower().split())


def section_header(section: str) -> str:
    """Return the header of a text section."""
    return plain_header(section)


def _reads(*columns: tuple[str, str | Promise]) -> tuple[Column, ...]:
    """Return columns that are there for reading."""
    return tuple(Column(header, meaning, Use.READS) for header, meaning in columns)


MEDICINE = Column("medicine", _("the code of the medicine"), Use.MATCHES)
LINE = Column(
    "line",
    _("finds this line again; leave it empty for a new line"),
    Use.MATCHES,
)
REMOVE = Column(
    "remove",
    _("“yes” takes this line away; a line that is not in the file stays"),
    Use.ACTS,
    allowed=(YES, NO, ""),
)

CARDS = Sheet(
    "cards",
    _("One row for each medicine: the day of review and the text sections."),
    (
        MEDICINE,
        Column("name", _("the medicine's name; it must fit the code"), Use.CHECKED),
        Column(
            "review day",
            _("when the card is to be reviewed, such as 2027-11-23; an empty one changes nothing"),
            is_day=True,
        ),
        *(
            Column(section_header(code), _("text; an empty line begins a new paragraph"))
            for code in SECTIONS
        ),
    ),
)
RATINGS = Sheet(
    "ratings",
    _("One row for each medicine and side effect."),
    (
        MEDICINE,
        Column("effect", _("the code of the side effect"), Use.MATCHES),
        Column("label", _("the side effect in words; it must fit the code"), Use.CHECKED),
        Column("level", _("one of 0, +, ++, +++ or ?"), allowed=tuple(LEVELS)),
        Column(
            "frequency",
            _("how often, where a source says so apart from how bad it is"),
            allowed=FREQUENCIES,
        ),
        Column(
            "severity",
            _("how bad it is, where a source says so apart from how often"),
            allowed=SEVERITIES,
        ),
        Column("note", _("stands beside the level")),
        Column(
            "reason",
            _("why the level is not the suggested one, or moves by two steps or more"),
        ),
    ),
)
CAUTIONS = Sheet(
    "cautions",
    _("One row for each safety line of a card."),
    (
        MEDICINE,
        LINE,
        Column("kind", _("what it is about"), allowed=tuple(Caution.Kind.values)),
        Column(
            "gating",
            _("“yes” when it stands wherever the medicine is named"),
            allowed=(YES, NO),
        ),
        Column("text", _("the line itself")),
        REMOVE,
    ),
)
PREPARATIONS = Sheet(
    "preparations",
    _("One row for each form of a medicine."),
    (
        MEDICINE,
        LINE,
        Column("form", _("what one takes or is given"), allowed=tuple(Preparation.Form.values)),
        Column("strengths", _("which strengths there are"), longest=300),
        Column("how often", _("how often it is taken or given"), longest=300),
        Column("source", _("the code of the source that says so"), longest=40),
        REMOVE,
    ),
)
CONDITIONS = Sheet(
    "conditions",
    _("What must be known wherever a medicine is named. For reading only."),
    _reads(("medicine", _("the code of the medicine")), ("text", _("the condition"))),
)
EVIDENCE = Sheet(
    "evidence",
    _("One row for each figure that the cards rest on. For reading only."),
    _reads(
        ("key", _("the row's own mark")),
        ("medicine", _("the code of the medicine; empty when it holds for all")),
        ("effect", _("the code of the side effect; empty for a benefit")),
        ("measure", _("what kind of figure it is")),
        ("reported term", _("what the source calls it")),
        ("value", _("the figure or the class of frequency")),
        ("low", _("the lower end of its interval")),
        ("high", _("the upper end of its interval")),
        ("comparator", _("what it was compared with")),
        ("comparator value", _("the figure for that")),
        ("population", _("who was studied")),
        ("note", _("what else the source says")),
        ("source", _("the code of the source")),
    ),
)
FACTS = Sheet(
    "facts",
    _("One row for each fact in words that the cards rest on. For reading only."),
    _reads(
        ("key", _("the row's own mark")),
        ("medicine", _("the code of the medicine; empty when it holds for all")),
        ("kind", _("what it says something of")),
        ("fact", _("what it says")),
        ("source", _("the code of the source")),
    ),
)
SOURCES = Sheet(
    "sources",
    _("One row for each source. For reading only."),
    _reads(
        ("code", _("the code of the source")),
        ("kind", _("how far it can be trusted to speak for a medicine")),
        ("title", _("its title")),
        ("publisher", _("who published it")),
        ("revision", _("which revision was read")),
        ("read on", _("the day on which it was read")),
        ("address", _("where it stands")),
        ("licence note", _("what it may be used for")),
    ),
)

CARD_SHEETS = (CARDS, RATINGS, CAUTIONS, PREPARATIONS)
EVIDENCE_SHEETS = (EVIDENCE, FACTS, SOURCES, CONDITIONS)
SHEETS = {each.name: each for each in (*CARD_SHEETS, *EVIDENCE_SHEETS)}
"""Every sheet by its name."""


def named_sheet(name: str) -> Sheet | None:
    """Return the sheet that a name speaks of, whatever its case and blanks."""
    return SHEETS.get(plain_header(name))


def imported() -> Iterator[Sheet]:
    """Return the sheets that an import reads."""
    return (each for each in SHEETS.values() if each.is_imported)
