"""The person's wishes read back to them, and the note on lines that are about one thing."""

import pytest

from consultations.checklist import Checklist
from consultations.matching import Overlap
from consultations.presenters.wishes import listed, names, overlap_note, read_back
from medications.models import Effect
from medications.reading_age import reading_grade

LABELS = {
    "weight_gain": "Weight gain",
    "restlessness": "Restlessness",
    "tremor": "Tremor",
    "drooling": "Drooling",
    "thirst": "Thirst",
    "evening_sleepiness": "Sleepy in the evening or at night",
    "something_else": "Something else, in my own words",
}
LINES = [Effect(code=code, label=label) for code, label in LABELS.items()]
FIVE = ("weight_gain", "restlessness", "tremor", "drooling", "thirst")
EASY = 8.5


def said(*avoid: str, helpful: tuple[str, ...] = (), own: str = "", ordered: bool = True) -> str:
    """Return a checklist read back."""
    checklist = Checklist(avoid, helpful, own_words=own, is_ordered=ordered)
    return read_back(checklist, names(LINES, own))


def test_nothing_chosen_is_nothing_said() -> None:
    assert said() == ""


def test_one_is_in_order_by_itself() -> None:
    assert said("tremor", ordered=False) == "Most of all you want to avoid tremor."


def test_five_are_read_in_their_order() -> None:
    assert said(*FIVE) == (
        "Most of all you want to avoid weight gain, "
        "then restlessness, then tremor, then drooling, then thirst."
    )


def test_before_they_are_in_order_no_one_comes_first() -> None:
    words = said("tremor", "thirst", "drooling", ordered=False)

    assert words == "You want to avoid tremor, thirst and drooling. They are not in order yet."
    assert "most" not in words.lower()


def test_what_would_help_is_said_after_it() -> None:
    assert said("tremor", helpful=("evening_sleepiness", "thirst")) == (
        "Most of all you want to avoid tremor. "
        "This would help you: sleepiness in the evening or at night and thirst."
    )
    assert said(helpful=("thirst",)) == "This would help you: thirst."


@pytest.mark.parametrize("own", ["a buzzing in my head", "100% %s %(wish)s", "<b>x</b>"])
def test_line_37_is_said_in_the_persons_own_words(own: str) -> None:
    """As they stand, percent signs and all."""
    words = said("something_else", "tremor", own=own)

    assert words == f"Most of all you want to avoid “{own}”, then tremor."


def test_a_line_stands_within_a_sentence_in_small_letters() -> None:
    assert names(LINES)["weight_gain"] == "weight gain"
    assert names(LINES)["something_else"] == "something else, in my own words"


@pytest.mark.parametrize(
    ("words", "sentence"),
    [([], ""), (["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c")],
)
def test_a_list_reads_like_a_sentence(words: list[str], sentence: str) -> None:
    assert listed(words) == sentence


@pytest.mark.parametrize(
    ("group", "about"),
    [
        ("sleepiness", "being sleepy or tired"),
        ("sex", "sex"),
        ("periods", "periods"),
        ("movement", "movement"),
    ],
)
def test_lines_about_one_thing_are_named(group: str, about: str) -> None:
    """It is said, and nobody is told to change it."""
    words = overlap_note(Overlap(group, ("restlessness", "tremor")), names(LINES))

    assert words == (
        f"Restlessness and tremor are about one thing, {about}: it counts more than once. "
        "That is fine if it is what you mean."
    )
    assert reading_grade(words) < EASY


def test_reading_back_is_easy_to_read() -> None:
    """The lines themselves are the paper's words and not ours: they count as one syllable."""
    words = said(*FIVE[:3], helpful=("thirst",))
    lines = {word for label in LABELS.values() for word in label.lower().split()}

    assert reading_grade(words, lines) < EASY


def test_every_line_is_the_name_of_a_thing_within_a_sentence() -> None:
    """What may be brought is named, not described; the checklist keeps the words of the paper."""
    labels = {
        "evening_sleepiness": "Sleepy in the evening or at night",
        "irregular_periods": "Periods irregular and not often",
        "restless_body_parts": "Parts of the body restless, seem to move by themselves (e.g. feet)",
        "tremor": "Shaking or tremor",
    }
    said = names([Effect(code=code, label=label) for code, label in labels.items()])

    assert dict(said) == {
        "evening_sleepiness": "sleepiness in the evening or at night",
        "irregular_periods": "irregular periods that come less often",
        "restless_body_parts": (
            "parts of the body that are restless or seem to move by themselves (e.g. feet)"
        ),
        "tremor": "shaking or tremor",
    }
