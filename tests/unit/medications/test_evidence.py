"""Who was studied and which terms count several effects: every real wording, written out."""

import pytest

from medications.evidence import StudiedGroup, is_adolescent, is_composite, studied_group
from tests.unit.medications.rows import raw

ADULTS_WITH_SCHIZOPHRENIA = """
6-week placebo-controlled adult schizophrenia
6-week schizophrenia trial n=121, 160 mg, vs placebo n=121
6-week schizophrenia trial n=125, 80 mg, vs placebo n=121
6-week schizophrenia trial, XR 600 mg n=119, vs placebo n=121
EU leaflet, adults, schizophrenia
Japanese patients with schizophrenia n=582, uncontrolled
US label 6-week schizophrenia, 1.5-3 mg N=539 vs placebo N=584
US label 6-week schizophrenia, 4.5-6 mg N=575 vs placebo N=584
US label XR 300-800 mg n=951, 6-week schizophrenia (placebo n=319; placebo % not shown, \
at most half of drug rate)
US label XR, 12-month schizophrenia maintenance n=94 (placebo value not given)
US label adult schizophrenia 2-8 mg N=366 vs placebo N=225
US label, schizophrenia trials only
adults with schizophrenia, short-term trials
pooled schizophrenia trials 1.5-6 mg N=2048 vs placebo N=683
schizophrenia RCTs, chlorpromazine 10/529 vs placebo 9/381
schizophrenia RCTs, chlorpromazine 11/459 vs placebo 5/253
schizophrenia RCTs, chlorpromazine 113/708 vs placebo 38/524
schizophrenia RCTs, chlorpromazine 123/723 vs placebo 40/542
schizophrenia RCTs, chlorpromazine 224/725 vs placebo 68/517
schizophrenia RCTs, chlorpromazine 28/472 vs placebo 5/306
schizophrenia RCTs, chlorpromazine 31/75 vs placebo 7/90
schizophrenia RCTs, chlorpromazine 32/473 vs placebo 4/283
schizophrenia RCTs, chlorpromazine 40/590 vs placebo 16/365
schizophrenia RCTs, chlorpromazine 53/602 vs placebo 40/400
schizophrenia RCTs, chlorpromazine 81/496 vs placebo 9/303
""".strip().splitlines()
SCHIZOPHRENIA_AND_MORE = [
    "US label pooled schizophrenia and mania trials n=1843 vs placebo n=1166",
    "adults, 3 double-blind placebo-controlled trials (schizophrenia x2, bipolar x1), "
    "haloperidol 2-20 mg/day n=284, placebo n=282",
]
ADOLESCENTS = ["EU leaflet, ADOLESCENTS only"]
COMPOSITE = {
    "all EPS together [composite]",
    "EPS [composite]",
    "extrapyramidal disorder [composite]",
    "extrapyramidal symptoms [composite]",
}


def populations() -> set[str]:
    """Return who was studied, in every wording of the files."""
    return {row["population"] for file in ("evidence", "benefits") for row in raw(file)}


def test_exactly_these_wordings_are_adults_with_schizophrenia() -> None:
    of_figures = {row["population"] for row in raw("evidence")}
    found = {each for each in of_figures if studied_group(each) is StudiedGroup.ADULT_SCHIZOPHRENIA}

    assert found == set(ADULTS_WITH_SCHIZOPHRENIA)


def test_exactly_this_wording_is_of_young_people() -> None:
    found = {each for each in populations() if studied_group(each) is StudiedGroup.ADOLESCENTS}

    assert found == {each for each in populations() if is_adolescent(each)} == set(ADOLESCENTS)


def test_figures_of_schizophrenia_with_other_conditions_are_kept_apart() -> None:
    named = {row["population"] for row in raw("evidence") if "schizo" in row["population"].lower()}

    assert named - set(ADULTS_WITH_SCHIZOPHRENIA) == set(SCHIZOPHRENIA_AND_MORE)
    assert all(studied_group(each) is StudiedGroup.OTHER for each in SCHIZOPHRENIA_AND_MORE)


@pytest.mark.parametrize(
    "words",
    [
        "",
        "EU leaflet, adults",
        "placebo-controlled trials, pooled table, 6 mg n=235 vs placebo n=355",
        "3-4 week placebo-controlled adult bipolar mania",
        "US label XR 150 mg n=315 added to antidepressant for depression, vs placebo n=309",
        "schizophrenia or depression",
        "indication not shown on page; perhaps schizophrenia",
    ],
)
def test_what_is_not_said_or_is_mixed_is_never_called_adults_with_schizophrenia(words: str) -> None:
    assert studied_group(words) is StudiedGroup.OTHER


def test_young_people_with_schizophrenia_are_young_people() -> None:
    assert studied_group("Adolescents with schizophrenia") is StudiedGroup.ADOLESCENTS


def test_exactly_these_terms_are_composite() -> None:
    terms = {row["reported_term"] for row in raw("evidence")}

    assert {term for term in terms if is_composite(term)} == COMPOSITE


@pytest.mark.parametrize("term", ["", "tremor", "drowsiness [guide: up to 10% group heading]"])
def test_other_terms_are_single(term: str) -> None:
    assert not is_composite(term)


def test_the_mark_counts_in_any_case() -> None:
    assert is_composite("EPS [Composite of four]")
