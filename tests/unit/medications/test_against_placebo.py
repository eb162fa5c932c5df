"""Ratios and differences against placebo: the published point first, a re-analysis named as one."""

from medications.models import Evidence
from medications.presenters.figures import PUBLISHED_POINT, RE_ANALYSIS, Figure, other_figures
from tests.unit.medications.rows import a_figure, a_source, effects, evidence

AGAIN = "in a re-analysis of published trial arms"


def published(value: str, measure: str = "relative_risk", **fields: object) -> Evidence:
    """Make a published point; it comes without an interval."""
    return a_figure(measure, value, source=a_source(PUBLISHED_POINT), **fields)


def again(
    value: str, low: str | None, high: str | None, measure: str = "relative_risk", **fields: object
) -> Evidence:
    """Make a row of the re-analysis."""
    source = a_source(RE_ANALYSIS)
    return a_figure(measure, value, low=low, high=high, source=source, **fields)


def told(*rows: Evidence) -> list[str]:
    """Return the sentences of figures that are told and not drawn."""
    return [figure.sentence for figure in other_figures(rows, "pimozide")]


def test_a_published_point_takes_the_interval_that_contains_it() -> None:
    assert told(published("1.56"), again("1.669", "0.922", "2.934")) == [
        f"1.56 times as many people as on placebo (0.92 to 2.93 {AGAIN})."
    ]


def test_a_published_point_outside_the_interval_stands_alone() -> None:
    for point in ("2.17", "3.13"):
        assert told(published(point), again("2.654", "2.242", "3.129")) == [
            f"{point} times as many people as on placebo."
        ]


def test_a_point_on_the_border_is_inside() -> None:
    for point in ("2", "3"):
        [sentence] = told(published(point), again("2.5", "2", "3"))
        assert sentence == f"{point} times as many people as on placebo (2 to 3 {AGAIN})."


def test_an_interval_without_ends_is_none() -> None:
    for low, high in ((None, None), ("2", None), (None, "3")):
        assert told(published("2.5"), again("2.6", low, high)) == [
            "2.5 times as many people as on placebo."
        ]


def test_a_re_analysis_without_a_published_point_is_named_as_one() -> None:
    assert told(again("2.654", "2.242", "3.129")) == [
        "Re-analysis of published trial arms: 2.65 times as many people as on placebo "
        f"(2.24 to 3.13 {AGAIN})."
    ]


def test_another_source_keeps_its_own_interval_beside_the_published_point() -> None:
    own = a_figure("relative_risk", "3", low="2", high="4")

    assert told(own, published("2.5"), again("2.6", "2", "3")) == [
        f"2.5 times as many people as on placebo (2 to 3 {AGAIN}).",
        "3 times as many people as on placebo (2 to 4).",
    ]


def test_a_point_of_another_measure_hides_nothing() -> None:
    difference = published("0.84", "mean_difference", effect=effects()["weight_gain"])
    ratio = again("2.921", "1.463", "5.531")

    assert len(told(difference, ratio)) == 2


def test_differences_stand_in_their_unit() -> None:
    units = {
        ("weight_gain", "kg"): "kg",
        ("heart_problems", "QTc, ms QTc"): "ms (QTc)",
        (None, "prolactin"): "ng/mL (prolactin)",
        (None, "prolactin, ng/mL prolactin"): "ng/mL (prolactin)",
        (None, "sodium, mmol/L"): "(sodium, mmol/L)",
        ("tremor", "points of a scale"): "(points of a scale)",
    }
    for (code, term), unit in units.items():
        effect = effects().get(code)
        row = published("-3.914", "mean_difference", effect=effect, reported_term=term)
        assert told(row) == [f"On average −3.91 {unit} against placebo."]


def test_a_difference_that_nobody_foresaw_stands_in_the_term_of_its_source() -> None:
    row = a_figure("mean_difference", "2", effect=effects()["tremor"], reported_term="% of a scale")

    assert told(row) == ["On average 2 (% of a scale) against placebo."]


def real_pairs() -> dict[tuple[str, str, str], list[Evidence]]:
    """Return the real ratios and differences by medicine, effect and measure."""
    pairs: dict[tuple[str, str, str], list[Evidence]] = {}
    for row in evidence():
        if row.measure in ("relative_risk", "mean_difference"):
            line = row.effect.code if row.effect else ""
            pairs.setdefault((row.medication.code, line, row.measure), []).append(row)
    return pairs


def test_exactly_three_real_points_lie_outside_their_re_analysis() -> None:
    both = {
        key: rows
        for key, rows in real_pairs().items()
        if {row.source.code for row in rows} == {PUBLISHED_POINT, RE_ANALYSIS}
    }
    alone = {key for key, rows in both.items() if not any(AGAIN in each for each in told(*rows))}

    assert len(both) == 65
    assert alone == {
        ("clozapine", "daytime_sleepiness", "relative_risk"),
        ("olanzapine", "daytime_sleepiness", "relative_risk"),
        ("pimozide", "", "mean_difference"),
    }


def test_every_real_re_analysis_is_named_as_one_wherever_it_is_shown() -> None:
    shown: list[Figure] = []
    for rows in real_pairs().values():
        shown += other_figures(rows, "the medicine")
    of_re_analysis = [each for each in shown if each.source.code == RE_ANALYSIS]

    assert len(of_re_analysis) == 154 - 65
    assert all(
        each.sentence.startswith("Re-analysis of published trial arms: ") for each in of_re_analysis
    )
