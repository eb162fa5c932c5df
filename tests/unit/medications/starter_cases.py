"""Named cells for the starter rule: each case is one clause or one border of it."""

from decimal import Decimal

from medications.starter_rule import Row

GRADE, CLASS, TRIAL = "comparative_grade", "frequency_class", "incidence_percent"
OFFICIAL, OTHER, TABLE = "product_information", "secondary", "comparative_review"


def grade(value: str, **marks: bool) -> Row:
    """Make a grade of a table that compares medicines."""
    return Row(f"grade {value}", GRADE, value, TABLE, **marks)


def listed(value: str, kind: str = OFFICIAL, **marks: bool) -> Row:
    """Make a frequency class."""
    return Row(f"{kind} {value}", CLASS, value, kind, **marks)


def trial(medicine: str, placebo: str | None, **marks: bool) -> Row:
    """Make a trial: per cent on the medicine and on placebo."""
    known = None if placebo is None else Decimal(placebo)
    return Row(f"trial {medicine}", TRIAL, medicine, "trial_table", known, **marks)


CASES = {
    "nothing at all is not known": ([], None, "nothing_found"),
    # Clause 2: tables that compare medicines.
    "one grade stands": ([grade("2")], 2, "comparative"),
    "none in a table is none known": ([grade("0")], 0, "comparative"),
    "a half is rounded up to one": ([grade("0.5")], 1, "comparative"),
    "one and a half is two": ([grade("1.5")], 2, "comparative"),
    "two and a half is three": ([grade("2.5")], 3, "comparative"),
    "the middle of two is rounded up": ([grade("1"), grade("2")], 2, "comparative"),
    "a quarter is rounded down": ([grade("0"), grade("0.5")], 0, "comparative"),
    "three quarters are rounded up": ([grade("0.5"), grade("1")], 1, "comparative"),
    "one odd table does not decide": ([grade("1"), grade("1"), grade("3")], 1, "comparative"),
    "a table comes before product information": (
        [grade("1"), listed("very_common")],
        1,
        "comparative",
    ),
    "none in tables is raised by a class": ([grade("0"), listed("rare")], 1, "comparative_raised"),
    "raised is one, however common": (
        [grade("0"), listed("very_common")],
        1,
        "comparative_raised",
    ),
    "a quarter is raised too": (
        [grade("0"), grade("0.5"), listed("common")],
        1,
        "comparative_raised",
    ),
    "listed without a class raises nothing": (
        [grade("0"), listed("not_known")],
        0,
        "comparative",
    ),
    "another source raises nothing": ([grade("0"), listed("common", OTHER)], 0, "comparative"),
    "young people raise nothing": (
        [grade("0"), listed("common", is_adolescent=True)],
        0,
        "comparative",
    ),
    # Clause 3: product information.
    "very common is three": ([listed("very_common")], 3, "product_information"),
    "common is two": ([listed("common")], 2, "product_information"),
    "uncommon is one": ([listed("uncommon")], 1, "product_information"),
    "rare is one": ([listed("rare")], 1, "product_information"),
    "very rare is one": ([listed("very_rare")], 1, "product_information"),
    "the middle of two classes is rounded up": (
        [listed("common"), listed("very_common")],
        3,
        "product_information",
    ),
    "a row without a class is left out of the middle": (
        [listed("common"), listed("not_known"), listed("not_known")],
        2,
        "product_information",
    ),
    "product information comes before trials": (
        [listed("uncommon"), trial("30", "5")],
        1,
        "product_information",
    ),
    "product information comes before other sources": (
        [listed("uncommon"), listed("very_common", OTHER)],
        1,
        "product_information",
    ),
    # Clause 4: medicine minus placebo.
    "ten points more is three": ([trial("15", "5")], 3, "trial_incidence"),
    "just below ten is two": ([trial("14.9", "5")], 2, "trial_incidence"),
    "one point more is two": ([trial("6", "5")], 2, "trial_incidence"),
    "just below one is one": ([trial("5.9", "5")], 1, "trial_incidence"),
    "no more than on placebo is one": ([trial("5", "5")], 1, "trial_incidence"),
    "fewer than on placebo is one": ([trial("3", "8")], 1, "trial_incidence"),
    "nobody on placebo is a figure too": ([trial("10", "0")], 3, "trial_incidence"),
    "tenths are counted exactly": ([trial("10.3", "9.3")], 2, "trial_incidence"),
    "the middle of two trials is rounded up": (
        [trial("15", "5"), trial("6", "5")],
        3,
        "trial_incidence",
    ),
    "a trial without placebo is no trial": ([trial("40", None)], None, "nothing_found"),
    "a composite term is left out": (
        [trial("40", "5", is_composite=True)],
        None,
        "nothing_found",
    ),
    "a composite term does not move the middle": (
        [trial("6", "5"), trial("40", "5", is_composite=True)],
        2,
        "trial_incidence",
    ),
    "a trial comes before other sources": (
        [trial("6", "5"), listed("very_common", OTHER)],
        2,
        "trial_incidence",
    ),
    # Clause 5: other sources.
    "another source is the last with a class": ([listed("common", OTHER)], 2, "secondary"),
    "a leaflet is another source": (
        [listed("very_common", "patient_information")],
        3,
        "secondary",
    ),
    "other sources have a middle too": (
        [listed("uncommon", OTHER), listed("common", OTHER)],
        2,
        "secondary",
    ),
    # Clauses 6 and 7: not known.
    "listed without a class is not known": (
        [listed("not_known")],
        None,
        "listed_frequency_unknown",
    ),
    "listed by another source is not known": (
        [listed("not_known", OTHER)],
        None,
        "listed_frequency_unknown",
    ),
    "young people count as listed": (
        [listed("very_common", is_adolescent=True)],
        None,
        "listed_frequency_unknown",
    ),
    "young people in a table count for nothing": (
        [grade("3", is_adolescent=True)],
        None,
        "nothing_found",
    ),
    "young people in a trial count for nothing": (
        [trial("40", "5", is_adolescent=True)],
        None,
        "nothing_found",
    ),
    "young people do not move the middle": (
        [listed("uncommon"), listed("very_common", is_adolescent=True)],
        1,
        "product_information",
    ),
    "a ratio is no level": (
        [Row("ratio", "relative_risk", "3", TABLE)],
        None,
        "nothing_found",
    ),
}

BORROWING = {
    "not known borrows": ([], [grade("2")], 2, "borrowed"),
    "listed without a class borrows": ([listed("not_known")], [grade("2")], 2, "borrowed"),
    "a lower table borrows": ([grade("1")], [grade("2")], 2, "borrowed"),
    "none in a table borrows": ([grade("0")], [listed("common")], 2, "borrowed"),
    "an equal table stands": ([grade("2")], [grade("2")], 2, "comparative"),
    "a higher table stands": ([grade("3")], [grade("2")], 3, "comparative"),
    "a lower class stands": ([listed("rare")], [grade("3")], 1, "product_information"),
    "a raised level stands": (
        [grade("0"), listed("rare")],
        [grade("3")],
        1,
        "comparative_raised",
    ),
    "nothing is borrowed from nothing": ([], [], None, "nothing_found"),
    "what is listed stays listed": ([listed("not_known")], [], None, "listed_frequency_unknown"),
    "a table stands beside an unknown day": ([grade("0")], [], 0, "comparative"),
    "none by day is borrowed as none": ([], [grade("0")], 0, "borrowed"),
}
