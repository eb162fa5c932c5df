"""The story so far in words: who took part, what was saved and when."""

import datetime
from uuid import uuid4

from consultations.models import Consultation, Participant
from consultations.presenters.story import SHOWN, Story, presented_story
from consultations.selectors.story import Saved

NOON = datetime.datetime(2026, 11, 23, 12, tzinfo=datetime.UTC)


def story(*changes: Saved, here: tuple[Participant, ...] = ()) -> Story:
    """Return the story of a conversation with these changes, newest first."""
    return presented_story(Consultation(code=uuid4()), here, changes, None)


def test_who_took_part_and_who_typed_are_two_things() -> None:
    """Who was away did not take part."""
    here = (
        Participant(name="Sam"),
        Participant(name="Jo", is_present=False),
        Participant(name="Amara Okafor"),
    )
    told = story(Saved("record_matters", "Ben Hughes", NOON), here=here)

    assert told.took_part == "Took part: Sam and Amara Okafor."
    assert told.typed_by == "Typed in by Ben Hughes."


def test_what_was_saved_is_said_with_who_and_when() -> None:
    """With the zone of the moment."""
    assert story(Saved("record_matters", "Ben Hughes", NOON)).lines == [
        "23 November 2026, 12:00, UK time: What matters, saved by Ben Hughes."
    ]


def test_presses_in_a_row_make_one_line() -> None:
    """Of one person about one thing; the newest moment stands for them."""
    minute = datetime.timedelta(minutes=1)
    lines = story(
        Saved("record_checklist", "Ben Hughes", NOON),
        Saved("record_checklist", "Ben Hughes", NOON - minute),
        Saved("record_checklist", "Amara Okafor", NOON - 2 * minute),
    ).lines

    assert lines == [
        "23 November 2026, 12:00, UK time: The checklist, saved by Ben Hughes, 2 times.",
        "23 November 2026, 11:58, UK time: The checklist, saved by Amara Okafor.",
    ]


def test_a_verb_without_words_is_still_told() -> None:
    """Nothing is left out because it is new."""
    assert "Something, saved by Ben Hughes." in story(Saved("new", "Ben Hughes", NOON)).lines[0]


def test_the_story_has_an_end() -> None:
    """The newest lines stand there."""
    changes = [Saved("record_matters", f"Person {number}", NOON) for number in range(40)]

    assert len(story(*changes).lines) == SHOWN


def test_before_anything_is_saved_there_is_no_line() -> None:
    """And nobody typed."""
    told = story()

    assert (told.took_part, told.typed_by, told.lines) == ("", "", [])
