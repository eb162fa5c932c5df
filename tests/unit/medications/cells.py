"""The starter rule once more, written apart from the first, for comparing cell by cell.

It reads the plain text of the files, counts in fractions and walks the clauses as the words of
the rule give them; it shares nothing with medications.starter_rule.
"""

from collections import defaultdict
from fractions import Fraction

from tests.unit.medications.rows import raw

Cell = tuple[int | None, str]
WORDS = {"very_common": 3, "common": 2, "uncommon": 1, "rare": 1, "very_rare": 1}
PUBLISHED = {"difficulty_getting_to_sleep": 2, "restlessness": 2, "feeling_sick": 1}


def middle(numbers: list[Fraction]) -> int:
    """Return the median, halves rounded up."""
    ordered = sorted(numbers)
    count = len(ordered)
    twice = ordered[(count - 1) // 2] + ordered[count // 2]
    return int((twice + 1) // 2)


def points(row: dict[str, str]) -> Fraction:
    """Grade a trial by how many more of 100 people had it than on placebo."""
    more = Fraction(row["value"]) - Fraction(row["comparator_value"])
    if more >= 10:
        return Fraction(3)
    return Fraction(2) if more >= 1 else Fraction(1)


def cell(medication: str, effect: str, rows: list[dict[str, str]], kinds: dict[str, str]) -> Cell:
    """Walk clauses 1 to 7 for one cell."""
    if medication == "aripiprazole" and effect in PUBLISHED:
        return PUBLISHED[effect], "published_card"
    adults = [row for row in rows if "adolescent" not in row["population"].casefold()]
    grades = [Fraction(row["value"]) for row in adults if row["measure"] == "comparative_grade"]
    classes = [row for row in adults if row["value"] in WORDS]
    official = [row for row in classes if kinds[row["source"]] == "product_information"]
    trials = [
        row
        for row in adults
        if row["measure"] == "incidence_percent"
        and row["comparator_value"]
        and "[composite" not in row["reported_term"]
    ]
    if grades and middle(grades) == 0 and official:
        return 1, "comparative_raised"
    if grades:
        return middle(grades), "comparative"
    if official:
        return middle([Fraction(WORDS[row["value"]]) for row in official]), "product_information"
    if trials:
        return middle([points(row) for row in trials]), "trial_incidence"
    if classes:
        return middle([Fraction(WORDS[row["value"]]) for row in classes]), "secondary"
    listed = any(row["measure"] == "frequency_class" for row in rows)
    return None, "listed_frequency_unknown" if listed else "nothing_found"


def all_cells() -> dict[tuple[str, str], Cell]:
    """Return every cell of the real files, borrowing done last."""
    kinds = {row["source"]: row["kind"] for row in raw("sources")}
    rows = defaultdict(list)
    for row in raw("evidence"):
        rows[row["medication"], row["effect"]].append(row)
    lines = [row["code"] for row in raw("effects") if row["number"] != "37"]
    cells = {
        (medicine["code"], line): cell(medicine["code"], line, rows[medicine["code"], line], kinds)
        for medicine in raw("medications")
        for line in lines
    }
    return {key: borrowed(key, own, cells) for key, own in cells.items()}


def borrowed(key: tuple[str, str], own: Cell, cells: dict[tuple[str, str], Cell]) -> Cell:
    """Lend the daytime level where no source splits sleepiness by time of day."""
    if key[1] not in ("sleeping_late", "evening_sleepiness"):
        return own
    daytime, _ = cells[key[0], "daytime_sleepiness"]
    is_lower = own[1] == "comparative" and daytime is not None and own[0] < daytime
    if daytime is not None and (own[0] is None or is_lower):
        return daytime, "borrowed"
    return own
