"""A sign within a sentence, such as "++"."""

import pytest

from tests.unit.test_components import drawn


@pytest.mark.parametrize(
    ("words", "signs"),
    [
        ("May cause thirst (++); also: +++ tremor.", ["(++);", "+++"]),
        ("May cause thirst (+). Is 1+1 two?", []),
        ("<b>+++</b>", ["+++"]),
    ],
)
def test_a_sign_within_a_sentence_stays_in_one_line(words: str, signs: list[str]) -> None:
    page = drawn(
        '{% from "components/levels.html" import with_signs %}{{ with_signs(words) }}', words=words
    )

    assert page.get_text().strip() == words
    assert [each.get_text() for each in page.select(".sign")] == signs
