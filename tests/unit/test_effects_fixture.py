"""The 37 lines of the checklist: the paper's words, our groups, plain explanations, symbols.

The 36 labels are written out as the paper prints them (Appendix 1), so that a label changed in
the fixture is noticed. The explanations are drafts; what is tested is that they are plain, that
each is really about its own line, and that none tells the reader to change a medicine alone.
The symbols stand beside the label, which says it all: they are hidden from screen readers, take
the colour of the text and carry no letter. All are shown in `docs/screenshots/symbols.png`.
"""

import csv
import re
from difflib import SequenceMatcher
from itertools import combinations, groupby
from pathlib import Path
from xml.parsers.expat import ParserCreate

import pytest

from medications.reading_age import reading_grade

ROOT = Path(__file__).resolve().parents[2]
SYMBOLS = ROOT / "templates" / "symbols"

LABELS = """\
Difficulty staying awake during the day
Sleeping late in the mornings
Sleepy in the evening or at night
Tiredness
Difficulty getting off to sleep
Increased dreaming
Weight gain
Weight loss
Feeling sick
Over-wet or drooling mouth
Dry mouth
Constipation
Risk of high blood sugar/diabetes
Risk of high cholesterol
Less sex drive
Difficulty getting an erection
Difficulty having an orgasm
Periods stopping
Periods irregular and not often
Increased sweating
Difficulty passing urine
Blurred vision
Difficulty remembering things
Tension
Slowing of movements
Stiff muscles
Muscle spasms
Restlessness
Parts of the body restless, seem to move by themselves (e.g. feet)
Small risk of abnormal movements
Shaking or tremor
Dizziness on standing up
Higher blood pressure
Sensitivity to sun
Noticing your heart beating fast (palpitations)
Small risk of heart problems
""".splitlines()
CLASS_OF = {
    "weight_gain": "metabolic",
    "high_blood_sugar": "metabolic",
    "restlessness": "movement",
    "muscle_spasms": "movement",
    "abnormal_movements": "movement",
    "heart_problems": "heart",
    "periods_stopping": "hormonal",
    "something_else": "other",
}
FORBIDDEN = re.compile(
    r"\b(best|recommended|refused|non-compliant|compliance|insight|suffer\w*|drugs?|failed"
    r"|patients?|users?|clients?)\b",
    re.IGNORECASE,
)
# Ways of telling someone to change a medicine without asking anyone.
ALONE = re.compile(
    r"\b(stop|skip|miss|halve|double|cut down on) (taking|your|the|a) ?(\w+ )?"
    r"(medicines?|tablets?|doses?)",
    re.IGNORECASE,
)
FREQUENCY = re.compile(
    r"\d|%|\b(per cent|common\w*|uncommon\w*|rare\w*|usual\w*|often|most people|many people"
    r"|some people|few people|one in|likely)\b",
    re.IGNORECASE,
)
TOO_ALIKE = 0.75
HIGHEST_GRADE = 6.0

FRAME = {
    "xmlns": "http://www.w3.org/2000/svg", "class": "symbol", "viewBox": "0 0 24 24",
    "width": "24", "height": "24", "fill": "none", "stroke": "currentColor",
    "stroke-width": "1.75", "stroke-linecap": "round", "stroke-linejoin": "round",
    "aria-hidden": "true",
}  # fmt: skip
GEOMETRY = {
    "path": {"d"},
    "circle": {"cx", "cy", "r"},
    "rect": {"x", "y", "width", "height", "rx"},
}
LOOK = {
    "fill": {"currentColor"},
    "stroke": {"none"},
    "stroke-width": {"2"},
    "stroke-linecap": {"butt"},
    "stroke-linejoin": {"miter"},
}
LARGEST_SYMBOL = 1200  # bytes
COMMAND_OR_NUMBER = re.compile(r"[a-zA-Z]|[-+]?(?:\d+\.?\d*|\.\d+)")

Element = tuple[str, dict[str, str]]


def rows_of(name: str) -> list[dict[str, str]]:
    """Return the rows of one fixture in their order."""
    with (ROOT / "fixtures" / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


EFFECTS = rows_of("effects.csv")
GROUPS = rows_of("effect_groups.csv")
CODES = [effect["code"] for effect in EFFECTS]

each_effect = pytest.mark.parametrize("effect", EFFECTS, ids=CODES)
each_symbol = pytest.mark.parametrize("code", CODES)


def without_label(effect: dict[str, str]) -> str:
    """Return the explanation in lower case, with the words of its own label taken out."""
    label_words = set(re.findall(r"[a-z]+", effect["label"].lower()))
    words = re.findall(r"[a-z]+", effect["explanation"].lower())
    return " ".join(word for word in words if word not in label_words)


def svg(code: str) -> str:
    """Return the source of one symbol."""
    return (SYMBOLS / f"{code}.svg").read_text(encoding="utf-8")


def parsed(source: str) -> tuple[list[Element], str]:
    """Return the elements of an SVG in their order, and all text between them."""
    elements: list[Element] = []
    text: list[str] = []
    parser = ParserCreate()
    parser.StartElementHandler = lambda name, attributes: elements.append((name, attributes))
    parser.CharacterDataHandler = text.append
    parser.Parse(source, True)
    return elements, "".join(text).strip()


def tokens(value: str) -> list[str]:
    """Return a value as commands and numbers, so that `1.50,2` equals `1.5 2`."""
    found = COMMAND_OR_NUMBER.findall(value)
    return [token if token.isalpha() else str(float(token)) for token in found]


def geometry(source: str) -> list[tuple[str, list[tuple[str, list[str]]]]]:
    """Return what is drawn: shapes and their attributes, both sorted; looks are left out."""
    elements, _ = parsed(source)
    return sorted(
        (name, sorted((key, tokens(values[key])) for key in GEOMETRY[name] & values.keys()))
        for name, values in elements[1:]
    )


def test_there_are_37_numbered_lines() -> None:
    """The 36 of the paper and one in the person's own words."""
    assert [effect["number"] for effect in EFFECTS] == [str(number) for number in range(1, 38)]


def test_the_36_labels_are_the_papers_words() -> None:
    """Verbatim and in the paper's order."""
    assert [effect["label"] for effect in EFFECTS[:36]] == LABELS


def test_line_37_says_that_no_card_rates_it() -> None:
    """So nobody reads the empty cell as good news."""
    last = EFFECTS[36]
    assert (last["code"], last["label"]) == ("something_else", "Something else, in my own words")
    assert "No card rates it" in last["explanation"]


def test_codes_are_unique_and_name_the_symbol() -> None:
    """One code, one line, one file."""
    assert len(set(CODES)) == len(CODES)
    assert [effect["symbol"] for effect in EFFECTS] == CODES


def test_the_evidence_speaks_of_these_lines_only() -> None:
    """A code misspelt on either side would lose its evidence in silence."""
    assert {row["effect"] for row in rows_of("evidence.csv")} - {""} <= set(CODES[:36])


def test_groups_are_numbered_in_page_order_with_short_labels() -> None:
    """Positions count from 1 without a gap; a label fits one line of a phone."""
    assert [group["position"] for group in GROUPS] == [str(n) for n in range(1, len(GROUPS) + 1)]
    assert 6 <= len(GROUPS) <= 8
    assert all(0 < len(group["label"]) <= 32 for group in GROUPS)


def test_the_groups_keep_the_numbers_running_down_the_page() -> None:
    """A sheet filled in on paper is copied line by line, so the page keeps the paper's order."""
    runs = [code for code, _ in groupby(effect["group"] for effect in EFFECTS)]
    assert runs == [group["code"] for group in GROUPS]


def test_classes_follow_nice_cg178() -> None:
    """All five classes are used, and no other; lines that NICE names itself are in theirs."""
    found = {effect["code"]: effect["nice_class"] for effect in EFFECTS}
    assert set(found.values()) == {"metabolic", "movement", "heart", "hormonal", "other"}
    assert {code: found[code] for code in CLASS_OF} == CLASS_OF


@each_effect
def test_an_explanation_is_two_whole_sentences(effect: dict[str, str]) -> None:
    """The first says what it is like, the second what can be done."""
    assert re.fullmatch(r"[A-Z][^.!?]+\. [A-Z][^.!?]+\.", effect["explanation"])
    assert "  " not in effect["explanation"]


@each_effect
def test_an_explanation_reads_easily_and_speaks_to_you(effect: dict[str, str]) -> None:
    """School grade 6 is a reading age of about 11 (R19)."""
    assert reading_grade(effect["explanation"]) <= HIGHEST_GRADE
    assert re.search(r"\byour?\b", effect["explanation"], re.IGNORECASE)


@each_effect
@pytest.mark.parametrize(
    "unwanted", [FORBIDDEN, FREQUENCY, ALONE], ids=["words", "figures", "alone"]
)
def test_an_explanation_keeps_off(unwanted: re.Pattern[str], effect: dict[str, str]) -> None:
    """No blaming word (R57), no figure (they come from the evidence), no change made alone."""
    assert not unwanted.search(effect["explanation"])


def test_no_two_explanations_are_alike_once_the_label_is_out() -> None:
    """A template with the label filled in would say nothing."""
    alike = [
        (a["code"], b["code"])
        for a, b in combinations(EFFECTS, 2)
        if SequenceMatcher(None, without_label(a), without_label(b)).ratio() >= TOO_ALIKE
    ]
    assert alike == []


def test_every_line_has_its_symbol_and_no_file_is_left_over() -> None:
    """The folder holds these 37 files and nothing else."""
    assert {path.name for path in SYMBOLS.iterdir()} == {f"{code}.svg" for code in CODES}


@each_symbol
def test_a_symbol_holds_only_shapes_in_the_common_frame(code: str) -> None:
    """Known shapes with known attributes: no text, id, style or script; and small."""
    elements, text = parsed(svg(code))
    assert (elements[0], text) == (("svg", FRAME), "")
    for name, values in elements[1:]:
        assert values.keys() <= GEOMETRY[name] | LOOK.keys()
        assert all(values[key] in LOOK[key] for key in LOOK.keys() & values.keys())
    assert len(svg(code).encode()) < LARGEST_SYMBOL


def test_no_two_symbols_draw_the_same() -> None:
    """Compared by what they draw, not by how it is written."""
    drawings = [geometry(svg(code)) for code in CODES]
    assert [a for a, b in combinations(range(37), 2) if drawings[a] == drawings[b]] == []


def test_geometry_looks_past_how_a_drawing_is_written() -> None:
    """Order of attributes and shapes, separators, trailing noughts and looks do not count."""
    one = '<svg><circle cx="1.50" cy="2" r="3"/><path d="M1,2 3 4"/></svg>'
    other = '<svg><path d="M 1 2 3.0 4"/><circle r="3" cy="2" cx="1.5" fill="none"/></svg>'
    assert geometry(one) == geometry(other)
