"""How a name is searched for."""

import pytest

from consultations.names import search_key


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("Sam", "sam"),
        ("  Zoë   Ó Briain ", "zoe o briain"),
        ("STRAßE", "strasse"),
        ("Nguyễn", "nguyen"),
        ("Łukasz", "łukasz"),
        ("Ｓａｍ", "sam"),
        ("Иван", "иван"),
        ("李雷", "李雷"),
        ("", ""),
    ],
)
def test_a_name_is_found_however_it_is_typed(typed: str, key: str) -> None:
    """Case, accents, width and spaces do not count; other scripts stay themselves."""
    assert search_key(typed) == key


def test_a_key_is_its_own_key() -> None:
    """What is typed from a list of keys finds the same people."""
    assert search_key(search_key("Zoë Ó Briain")) == search_key("Zoë Ó Briain")
