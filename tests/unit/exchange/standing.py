"""Two cards as they stand, small enough to read: what the files of these tests are held against."""

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType

from medications.content import CautionContent, Content, PreparationContent, RatingContent
from medications.exchange.checking import Checked, Standing, check_upload
from medications.exchange.reading import read_upload
from medications.exchange.rows import card_tables
from medications.exchange.writing import workbook
from medications.starter_rule import Basis, StarterLevel

NAMES = {"clozapine": "Clozapine", "olanzapine": "Olanzapine"}
LABELS = {"weight_gain": "Weight gain", "tremor": "Tremor (shaking)", "nausea": "Feeling sick"}
SUGGESTED = {
    "weight_gain": StarterLevel(3, Basis.COMPARATIVE, ("b", "a")),
    "tremor": StarterLevel(1, Basis.SECONDARY, ("c",)),
    "nausea": StarterLevel(None, Basis.NOTHING_FOUND),
}
OLANZAPINE = Content(
    "olanzapine",
    {
        "weight_gain": RatingContent(3, Basis.COMPARATIVE, evidence=("a", "b")),
        "tremor": RatingContent(0, Basis.PHARMACIST, note="=1+1", reason="- a newer table"),
        "nausea": RatingContent(None, Basis.NOTHING_FOUND),
    },
    {"dose": ("Usually 10 mg.", "Ask.\nTwice."), "what_it_is": ("+++ is a sign.",)},
    (
        CautionContent("dose", is_gating=False, text="Begin low.", facts=("f1",)),
        CautionContent("driving", is_gating=False, text="See how it affects you."),
    ),
    (PreparationContent("tablet", "2.5 mg; 5 mg", "once a day", "LEAFLET"),),
    frozenset({"a", "b", "c"}),
    frozenset({"f1"}),
    date(2027, 11, 23),
)
CLOZAPINE = Content(
    "clozapine",
    {effect: RatingContent(None, Basis.NOTHING_FOUND) for effect in LABELS},
    {},
    (CautionContent("restriction", is_gating=True, text="Only after two others.", facts=("f2",)),),
    (),
    frozenset(),
    frozenset({"f2"}),
    None,
)
CARDS = {"clozapine": CLOZAPINE, "olanzapine": OLANZAPINE}


def standing(
    *cards: Content,
    submitted: frozenset[str] = frozenset(),
    published: int | None = 3,
    in_use: Mapping[str, Content] = MappingProxyType({}),
) -> Standing:
    """Return these cards, or both, as what a file is held against."""
    held = {each.medication: each for each in cards} or CARDS
    return Standing(
        held,
        {code: dict.fromkeys(LABELS, published) for code in held},
        lambda _medicine: SUGGESTED,
        NAMES,
        LABELS,
        submitted,
        frozenset({"LEAFLET"}),
        in_use,
    )


def exported(*cards: Content) -> bytes:
    """Return these cards, or both, as the workbook that is handed out."""
    return workbook(card_tables(cards or CARDS.values(), NAMES, LABELS))


def read(data: bytes, name: str = "cards.xlsx", against: Standing | None = None) -> Checked:
    """Read a file and hold it against the cards."""
    return check_upload(read_upload(name, data), against or standing())
