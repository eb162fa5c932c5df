"""The records behind the cards hold together: every word and figure rests on a fact with a source.

These tests read the files in ``fixtures/`` as they are, without Django and without a database.
"""

import csv
import re
from collections.abc import Iterable
from pathlib import Path

import pytest

from medications.reading_age import (
    NAMES,
    OLDEST_FOR_CAUTIONS,
    OLDEST_FOR_WORDS,
    reading_age,
    reading_grade,
    syllables,
)

FIXTURES = Path(__file__).resolve().parents[2] / "fixtures"
Row = dict[str, str]
COUNTS = {"card_facts": 404, "sources": 294, "evidence": 2164, "benefits": 87, "medications": 19}


def words(text: str) -> set[str]:
    """Return the words of a text, in small letters."""
    return set(re.findall(r"\w+(?:\.\d+)?", text.lower()))


KINDS = words(
    "restriction licence not_licensed dose monitoring warning contraindication pregnancy "
    "breast_feeding driving interaction smoking stopping"
)
SECTIONS = words(
    "what_it_is how_it_works may_help side_effects numbers forms dose lower_dose checks "
    "other_medicines food_and_drink alcohol smoking driving pregnancy breast_feeding stopping "
    "sources"
)
# A form, and what the fact behind it must say for the form to be believed.
FORMS = {
    "tablet": r"\btablets?\b",
    "orodispersible_tablet": r"\borodispersible\b",
    "sublingual_tablet": r"\bsublingual\b",
    "prolonged_release_tablet": r"\bprolonged-release\b",
    "capsule": r"\bcapsules?\b",
    "liquid": r"\b(?:liquid|solutions?|syrup)\b",
    "long_acting_injection": r"\blong-acting injection\b",
    "short_acting_injection": r"\bshort-acting injection\b",
}
HOW_OFTEN_FACTS = {"doses per day", "long-acting injection", "start dose"}
# Facts that warn: each must be restated by at least one caution.
WARNING_FACTS = {
    *("activating effect", "alcohol", "blood pressure", "breast-feeding", "combination caution"),
    *("contraception", "do not use with", "dose in kidney disease", "driving", "how to take"),
    *("high dose caution", "key interactions", "long-acting injection monitoring", "missed doses"),
    *("monitoring", "pregnancy", "restricted use", "smoking interaction", "special warning"),
    *("stopping", "sun protection"),
}
# What clozapine may never be shown without, and a word that tells it.
CLOZAPINE_GATE = {
    "two others first": ("restriction", "at least two other antipsychotics"),
    "one of them newer": ("restriction", "newer one"),
    "registered": ("restriction", "registered"),
    "blood count": ("monitoring", "full blood count"),
    "missed doses": ("warning", "48 hours"),
    "constipation": ("warning", "constipation"),
    "heart muscle": ("warning", "heart muscle"),
    "smoking": ("smoking", "smoking"),
    "never suddenly": ("stopping", "never stop it suddenly"),
}
FORBIDDEN = re.compile(
    r"\b(?:best|recommend\w*|refus\w*|non-complian\w*|complian\w*|insight\w*|suffer\w*|drugs?"
    r"|failed|patients?|users?|clients?|doctors?|common\w*|1 in \w+|one in \w+)\b",
    re.IGNORECASE,
)
SMALL = ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
NUMBER_WORDS = {word: str(number) for number, word in enumerate(SMALL, 2)} | {"daily": "day"}
# A length of time: "6 to 12 months", "3- and 6-monthly", "48 hours"; or how often: "every week".
SPAN = re.compile(r"(?:(\d+)(?:\s*-?\s*(?:to|or|and|-)\s*(\d+))?)?[\s-]*(hour|day|week|month|year)")


def rows(name: str) -> list[Row]:
    """Return the rows of one fixture file."""
    with (FIXTURES / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, strict=True))


def in_figures(text: str) -> str:
    """Return a text in small letters, number words written as figures."""
    return re.sub(r"\w+", lambda m: NUMBER_WORDS.get(m[0], m[0]), text.lower())


def numbers(text: str) -> list[str]:
    """Return the numbers of a text in their order."""
    return re.findall(r"\d+(?:\.\d+)?|\b(?:twice|half|double)\b", in_figures(text))


def spans(text: str) -> set[tuple[str, str]]:
    """Return the lengths of time in a text, such as ("48", "hour"), and each unit alone."""
    found = SPAN.findall(in_figures(text))
    return {(number, unit) for *both, unit in found for number in ("", *both)}


def values(medication: str, fact: str, source: str) -> list[str]:
    """Return what the named fact says of a medication, or of all; empty when there is none."""
    return [
        row["value"]
        for row in FACTS
        if row["medication"] in (medication, "all")
        and (row["fact"], row["source"]) == (fact, source)
    ]


def resting_on(caution: Row) -> list[list[str]]:
    """Return the [fact, source] pairs that a caution names."""
    return [item.split("@") for item in caution["facts"].split(";")]


def basis(caution: Row) -> str:
    """Return all that the facts under a caution say."""
    pairs = resting_on(caution)
    return "; ".join(value for pair in pairs for value in values(caution["medication"], *pair))


def how_often_basis(preparation: Row) -> str:
    """Return all that the facts say of how often a medication is taken."""
    own = {preparation["fact"], *HOW_OFTEN_FACTS}
    found = [row for row in FACTS if row["medication"] == preparation["medication"]]
    return "; ".join(row["value"] for row in found if row["fact"] in own)


def invented(text: str, source_text: str) -> set[object]:
    """Return the numbers and lengths of time in a text that its source does not give."""
    figures = set(numbers(text)) - set(numbers(source_text))
    return figures | (spans(text) - spans(source_text))


def too_hard(texts: Iterable[str], oldest: int) -> list[tuple[int, str]]:
    """Return the texts above a reading age, with their ages."""
    aged = [(reading_age(reading_grade(text, names=NAMES | CODES)), text) for text in texts]
    return [(age, text) for age, text in aged if age > oldest]


FACTS = rows("card_facts")
SOURCES = {row["source"] for row in rows("sources")}
CODES = {row["code"] for row in rows("medications")}
CAUTIONS = rows("cautions")
PREPARATIONS = rows("preparations")
EXPLANATIONS = rows("explanations")


@pytest.mark.parametrize(("name", "count"), COUNTS.items())
def test_each_file_is_whole(name: str, count: int) -> None:
    """No row of the evidence was lost or added on the way here."""
    assert len(rows(name)) == count
    assert len({row["fact"] for row in FACTS}) == 37


@pytest.mark.parametrize("name", ["card_facts", "evidence", "benefits", "preparations"])
def test_each_row_has_a_known_source(name: str) -> None:
    """A figure without a source has no place on a card."""
    assert [row for row in rows(name) if row["source"] not in SOURCES] == []


@pytest.mark.parametrize(
    "name", ["card_facts", "evidence", "benefits", "preparations", "cautions", "explanations"]
)
def test_each_row_is_about_a_known_medication(name: str) -> None:
    """The 19 medications are named the same way in every file."""
    known = CODES if name in ("evidence", "preparations") else CODES | {"all"}
    assert [row for row in rows(name) if row["medication"] not in known] == []


def test_each_medication_has_evidence_a_name_and_a_form() -> None:
    """The medications are those of the evidence; one without a form could not be chosen."""
    named = {row["code"]: row["name"] for row in rows("medications")}
    assert named == {code: code.capitalize() for code in CODES}
    assert {row["medication"] for row in rows("evidence")} == CODES
    assert {row["medication"] for row in PREPARATIONS} == CODES


def test_no_row_is_there_twice() -> None:
    """The same preparation, caution or explanation is not given twice."""
    keys = [(row["section"], row["medication"]) for row in EXPLANATIONS]
    for told in ([*map(tuple, map(dict.values, PREPARATIONS + CAUTIONS))], keys):
        assert len(told) == len(set(told))


@pytest.mark.parametrize("row", PREPARATIONS, ids=lambda row: " ".join(list(row.values())[:3]))
def test_a_preparation_says_what_its_fact_says(row: Row) -> None:
    """The form, every word of the strengths and every figure of how often stand in a fact."""
    said = "; ".join(values(row["medication"], row["fact"], row["source"])).lower()
    assert said
    assert re.search(FORMS[row["form"]], f"{row['fact']}: {said}")
    assert words(row["strengths"]) <= words(said)
    assert invented(row["how_often"], how_often_basis(row)) == set()


def test_cautions_use_known_kinds() -> None:
    """A kind or a gating mark that no page knows would be shown nowhere."""
    assert {row["kind"] for row in CAUTIONS} <= KINDS
    assert {row["gating"] for row in CAUTIONS} == {"yes", "no"}


@pytest.mark.parametrize("row", CAUTIONS, ids=lambda row: f"{row['medication']} {row['text'][:40]}")
def test_a_caution_rests_on_its_facts(row: Row) -> None:
    """Every fact named is there; no figure, length of time or medicine is added to them."""
    named, known = (words(text) & (NAMES | CODES) for text in (row["text"], basis(row)))
    assert all(values(row["medication"], *pair) for pair in resting_on(row))
    assert invented(row["text"], basis(row)) == set()
    assert named <= known | {row["medication"], "antipsychotic", "antipsychotics"}
    assert row["kind"] != "interaction" or known <= named


def test_every_warning_fact_is_told() -> None:
    """No fact that warns is left without a caution in plain words."""
    told = {(row["medication"], *pair) for row in CAUTIONS for pair in resting_on(row)}
    warns = [row for row in FACTS if row["fact"] in WARNING_FACTS]
    left_out = [row for row in warns if (row["medication"], row["fact"], row["source"]) not in told]
    assert left_out == []


def test_only_clozapine_has_gating_cautions() -> None:
    """A gate holds a medicine back until its conditions are shown; only clozapine has them."""
    assert {row["medication"] for row in CAUTIONS if row["gating"] == "yes"} == {"clozapine"}


@pytest.mark.parametrize(("kind", "words"), CLOZAPINE_GATE.values(), ids=CLOZAPINE_GATE)
def test_the_gate_of_clozapine_is_whole(kind: str, words: str) -> None:
    """None of clozapine's conditions may be missing from the gate."""
    gate = [row for row in CAUTIONS if row["gating"] == "yes" and row["kind"] == kind]
    assert any(words in row["text"].lower() for row in gate)


def test_the_blood_count_schedule_is_in_order() -> None:
    """The figures of the schedule stand in the order of the fact, so that none changed places."""
    schedule = next(row for row in CAUTIONS if "full blood count. " in row["text"])
    assert numbers(schedule["text"]) == numbers(basis(schedule)) == ["18", "2", "1", "4"]


def test_asenapine_says_that_it_is_not_licensed_for_schizophrenia() -> None:
    """A medicine not licensed for psychosis in the UK says so."""
    told = [(row["medication"], row["text"]) for row in CAUTIONS if row["kind"] == "not_licensed"]
    assert told == [("asenapine", "Not licensed for schizophrenia in the UK.")]


def test_each_section_is_explained_once_for_all() -> None:
    """Every section of a card has its plain words, and no section is unknown."""
    assert {row["section"] for row in EXPLANATIONS if row["medication"] == "all"} == SECTIONS
    assert {row["section"] for row in EXPLANATIONS} == SECTIONS


def test_how_each_medicine_works_is_explained() -> None:
    """Facts on receptors are hard, so each medication has a plain sentence of its own."""
    own = {row["medication"] for row in EXPLANATIONS if row["section"] == "how_it_works"}
    assert own == CODES | {"all"}


def test_explanations_give_no_figures() -> None:
    """Our own words bring in no number but the 100 people of every picture."""
    assert {figure for row in EXPLANATIONS for figure in re.findall(r"\d+", row["text"])} == {"100"}


@pytest.mark.parametrize("table", [CAUTIONS, EXPLANATIONS], ids=["cautions", "explanations"])
def test_words_that_our_text_may_not_carry(table: list[Row]) -> None:
    """No word that blames, labels or steers."""
    assert [row["text"] for row in table if FORBIDDEN.search(row["text"])] == []


def test_cautions_and_explanations_are_easy_to_read() -> None:
    """As easy as a draft is told to be: cautions by age 12, explanations by age 11."""
    assert too_hard([row["text"] for row in CAUTIONS], OLDEST_FOR_CAUTIONS) == []
    assert too_hard([row["text"] for row in EXPLANATIONS], OLDEST_FOR_WORDS) == []


def test_the_names_left_out_of_the_grade_are_all_needed() -> None:
    """A name that no caution uses must not make the test softer."""
    assert words(" ".join(row["text"] for row in CAUTIONS)) >= NAMES


@pytest.mark.parametrize(
    ("word", "count"),
    [("the", 1), ("used", 1), ("tables", 2), ("people", 2), ("medicine", 3), ("anxiety", 4)],
)
def test_syllables_are_counted(word: str, count: int) -> None:
    """The counter knows a silent ending from a spoken one."""
    assert syllables(word) == count


def test_a_long_sentence_has_a_higher_grade() -> None:
    """The grade grows with the length of sentences and words; a text without words has none."""
    assert reading_grade("Tell us. We will help.") < 1
    assert reading_grade("Administration necessitates continuous haematological monitoring.") > 12
    assert reading_grade("") == 0.0
