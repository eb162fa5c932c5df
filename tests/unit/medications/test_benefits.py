"""What a medicine may help with: the same form as harms, with the limits of each figure."""

from decimal import Decimal

from medications.models import Evidence
from medications.presenters.benefit_words import MEASURE_WORDS
from medications.presenters.benefits import all_benefits, class_benefits, own_benefits
from medications.presenters.figures import RE_ANALYSIS
from tests.unit.medications.rows import a_figure, a_source, evidence, medications

CLASS = [row for row in evidence("benefits.csv") if row.medication is None]
LIMITS = "Trials counted a response in different ways, so do not compare medicines by this."
WIDE = "The ranges of the medicines overlap widely, so this does not put one above another."


def a_benefit(measure: str, value: str, **fields: object) -> Evidence:
    """Make one benefit figure of one medicine."""
    defaults = {"is_benefit": True, "medication": medications()["pimozide"], "reported_term": ""}
    return a_figure(measure, value, **defaults | fields)


def test_the_figures_of_the_class_are_the_ones_to_draw() -> None:
    response, relapse = class_benefits(CLASS, "olanzapine")

    assert response.heading == "A good response (half the symptoms gone, or more)"
    assert response.figure.sentence == (
        "On an antipsychotic: 23 of 100 people have a good response, 77 do not. "
        "On placebo: 14 of 100 people have a good response, 86 do not."
    )
    assert relapse.heading == "Symptoms coming back within about a year (relapse)"
    assert relapse.figure.sentence == (
        "On an antipsychotic: 24 of 100 people have a relapse, 76 do not. "
        "On placebo: 61 of 100 people have a relapse, 39 do not."
    )


def test_each_drawn_benefit_has_two_arrays_who_and_a_source() -> None:
    drawn = [benefit.figure for benefit in class_benefits(CLASS, "olanzapine")]

    assert [[icons.affected for icons in figure.icons] for figure in drawn] == [[23, 14], [24, 61]]
    assert [icons.caption for icons in drawn[0].icons] == [
        "an antipsychotic: 23 of 100",
        "placebo: 14 of 100",
    ]
    assert all("schizophrenia" in figure.who for figure in drawn)
    assert [figure.source.code for figure in drawn] == ["CF02", "CF03"]


def test_a_class_figure_without_its_placebo_is_not_drawn() -> None:
    alone = [row for row in CLASS if "placebo" not in row.measure]

    assert class_benefits(alone, "olanzapine") == []


def test_a_medicine_of_its_own_is_never_drawn_as_the_class() -> None:
    own = [
        a_benefit(f"good_response_percent_on_{arm}", "50", medication_id=1)
        for arm in ("medicine", "placebo")
    ]

    assert class_benefits(own, "olanzapine") == []


def test_overall_symptoms_are_told_with_their_range_and_their_limit() -> None:
    row = a_benefit("overall_symptoms_smd", "-0.734", low="-0.885", high="-0.583")
    [figure] = own_benefits([row], "pimozide")

    assert figure.sentence == (
        "People had fewer symptoms on pimozide than on placebo. "
        "The size is −0.73 (from −0.89 to −0.58); 0 would be no difference. " + WIDE
    )


def test_a_range_that_touches_no_difference_is_not_certain() -> None:
    for high in ("0", "0.1"):
        row = a_benefit("overall_symptoms_smd", "-0.2", low="-0.4", high=high)
        [figure] = own_benefits([row], "pimozide")
        assert figure.sentence.startswith(
            "It is not certain that people had fewer symptoms on pimozide than on placebo."
        )


def test_without_a_range_nothing_is_claimed() -> None:
    [figure] = own_benefits([a_benefit("overall_symptoms_smd", "-0.2")], "pimozide")

    assert figure.sentence == f"Symptoms on pimozide against placebo: −0.2. {WIDE}"


def responses(code: str) -> list[Evidence]:
    """Make a response on the medicine and on placebo, from one source."""
    return [
        a_benefit(f"response_percent_on_{arm}", value, source=a_source(code))
        for arm, value in (("medicine", "37.5"), ("placebo", "24"))
    ]


def test_a_response_is_told_both_ways_round_and_never_for_comparing() -> None:
    [figure] = own_benefits(responses("TEST1"), "pimozide")

    assert figure.sentence == (
        "On pimozide: 38 of 100 people had a response, 62 do not. "
        "On placebo: 24 of 100 people had a response, 76 do not. " + LIMITS
    )
    assert figure.icons == ()


def test_a_response_of_the_re_analysis_is_named_as_one() -> None:
    [figure] = own_benefits(responses(RE_ANALYSIS), "pimozide")

    assert figure.sentence.startswith("Re-analysis of published trial arms. On pimozide: 38 of")


def test_each_source_stands_for_itself() -> None:
    rows = [*responses("TEST1"), *responses("TEST2")]
    figures = own_benefits(rows, "pimozide")

    assert [figure.source.code for figure in figures] == ["TEST1", "TEST2"]
    assert own_benefits([rows[0], rows[3]], "pimozide") == []


def test_halves_of_the_class_from_two_sources_are_not_drawn() -> None:
    rows = [
        a_benefit(f"good_response_percent_on_{arm}", "50", medication=None, source=a_source(code))
        for arm, code in (("medicine", "TEST1"), ("placebo", "TEST2"))
    ]

    assert class_benefits(rows, "olanzapine") == []


def test_a_response_without_its_placebo_is_only_in_the_fold() -> None:
    alone = responses("TEST1")[:1]

    assert own_benefits(alone, "pimozide") == []
    assert [figure.sentence for figure in all_benefits(alone)] == [
        "Response out of 100, on a medicine: 37.5"
    ]


def test_every_benefit_row_stands_in_the_fold_with_its_range_and_note() -> None:
    row = a_benefit("response_risk_ratio", "1.59", low="1.50", high="1.70", note="92 trials")

    assert (
        all_benefits([row])[0].sentence
        == "Response, times as many people as on placebo: 1.59 (1.5 – 1.7); 92 trials"
    )
    assert len(all_benefits(evidence("benefits.csv"))) == len(evidence("benefits.csv")) == 87


def test_a_range_that_ends_at_nothing_is_still_a_range() -> None:
    row = a_benefit("overall_symptoms_smd_direct", "-0.3", low="-0.6", high="0")

    assert row.high == Decimal(0)
    assert all_benefits([row])[0].sentence == (
        "All symptoms, size of the difference in trials against placebo only: −0.3 (−0.6 – 0)"
    )


def test_a_harm_is_no_benefit() -> None:
    harm = a_figure("incidence_percent", "12", medication=medications()["pimozide"])

    assert all_benefits([harm]) == own_benefits([harm], "pimozide") == []


def test_every_real_re_analysis_says_so_in_the_fold() -> None:
    told = [
        figure
        for figure in all_benefits(evidence("benefits.csv"))
        if figure.source.code == RE_ANALYSIS
    ]

    assert len(told) == 43
    assert all("re-analysis" in figure.sentence.lower() for figure in told)


def test_a_medicine_left_out_of_the_class_figures_is_told_so() -> None:
    """Clozapine's own card must not show everybody else's benefit as its own."""
    clozapine, _relapse = class_benefits(CLASS, "clozapine")
    olanzapine, _relapse = class_benefits(CLASS, "olanzapine")

    assert clozapine.whose == "Other antipsychotics together. Clozapine was not among them:"
    assert olanzapine.whose.startswith("All antipsychotics together")


def test_every_measure_of_the_files_has_plain_words() -> None:
    assert {row.measure for row in evidence("benefits.csv")} == set(MEASURE_WORDS)
