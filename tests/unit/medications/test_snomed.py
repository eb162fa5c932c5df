"""The check digit of SNOMED CT codes: it finds one wrong digit, and two that changed places."""

import pytest

from medications.snomed import has_check_digit, is_concept_code

KNOWN = [
    pytest.param("138875005", id="the root of all concepts"),
    pytest.param("386849001", id="olanzapine"),
    pytest.param("73211009", id="diabetes mellitus"),
    pytest.param("22298006", id="myocardial infarction"),
    pytest.param("999000041000000102", id="an extension of the United Kingdom"),
]


@pytest.mark.parametrize("code", KNOWN)
def test_a_published_code_is_one(code: str) -> None:
    assert is_concept_code(code)


@pytest.mark.parametrize("code", KNOWN)
def test_one_wrong_digit_is_found(code: str) -> None:
    for place, digit in enumerate(code):
        for other in set("0123456789") - {digit}:
            assert not has_check_digit(code[:place] + other + code[place + 1 :])


@pytest.mark.parametrize("code", KNOWN)
def test_two_neighbours_that_changed_places_are_found(code: str) -> None:
    for place in range(len(code) - 1):
        one, two = code[place : place + 2]
        if one != two:
            assert not has_check_digit(code[:place] + two + one + code[place + 2 :])


@pytest.mark.parametrize(
    "code",
    [
        "",
        "12345",
        "olanzapine",
        "138875006",
        "0138875005",
        "13887 5005",
        "१३८८७५००५",
        "1388750051388750053",
        pytest.param("754786011", id="a description, not a concept"),
    ],
)
def test_anything_else_is_not(code: str) -> None:
    assert not is_concept_code(code)
