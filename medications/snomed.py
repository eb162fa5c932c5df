"""The check digit of a SNOMED CT identifier, by Verhoeff's scheme. Pure.

The rule is the one that SNOMED International publishes in its release file specification
(section "Check-digit": the last digit is Verhoeff's dihedral check over the whole identifier;
the two digits before it say what kind of component it names).
"""

_MULTIPLY = (
    (0, 1, 2, 3, 4, 5, 6, 7, 8, 9),
    (1, 2, 3, 4, 0, 6, 7, 8, 9, 5),
    (2, 3, 4, 0, 1, 7, 8, 9, 5, 6),
    (3, 4, 0, 1, 2, 8, 9, 5, 6, 7),
    (4, 0, 1, 2, 3, 9, 5, 6, 7, 8),
    (5, 9, 8, 7, 6, 0, 4, 3, 2, 1),
    (6, 5, 9, 8, 7, 1, 0, 4, 3, 2),
    (7, 6, 5, 9, 8, 2, 1, 0, 4, 3),
    (8, 7, 6, 5, 9, 3, 2, 1, 0, 4),
    (9, 8, 7, 6, 5, 4, 3, 2, 1, 0),
)
"""The group of turns and flips of a pentagon: what two digits make together."""

_TURN = (1, 5, 7, 6, 2, 8, 3, 0, 9, 4)
"""Where each digit goes from one place to the next, counted from the right."""

_CONCEPTS = ("00", "10")
"""The two digits before the check digit of a concept, core or of an extension."""


def is_concept_code(code: str) -> bool:
    """Tell whether a text is the code of a SNOMED CT concept, as far as its digits can tell."""
    return (
        code.isascii()
        and code.isdigit()
        and 6 <= len(code) <= 18
        and code[0] != "0"
        and code[-3:-1] in _CONCEPTS
        and has_check_digit(code)
    )


def has_check_digit(digits: str) -> bool:
    """Tell whether the last of some digits is the check digit of the others."""
    check = 0
    for place, digit in enumerate(reversed(digits)):
        turned = int(digit)
        for _step in range(place % 8):
            turned = _TURN[turned]
        check = _MULTIPLY[check][turned]
    return check == 0
