"""What each page of the room needs: selectors in, presented things out; split by its words.

room.py      the frame around every page of a conversation: whose it is, the way, what matters
day.py       the clinician's day, and a person's page
checklist.py the checklist, and what a press changes on it
one_line.py  the checklist one line at a time
comparison.py how the medicines compare, and cards within a conversation
effects_now.py side effects felt now
opening.py   how a conversation opens
touched.py   conversations that a change of cards touches
review.py    cards have changed: what is different, and what to do
then_and_now.py what was decided on, as the newest cards would show it
questions.py what was asked between two visits
learning.py  the walk for each role, about nobody who is real
story.py     its first page: last time beside it, the story so far
"""

from consultations.pages.checklist import (
    blank,
    checklist,
    followed,
    not_ticked,
    ticked,
    what_happened,
    whole_form,
)
from consultations.pages.comparison import (
    compared,
    comparison,
    comparison_by,
    how_this_works,
    our_card,
    our_compare,
)
from consultations.pages.day import day, person_page
from consultations.pages.one_line import not_pressed, one_line
from consultations.pages.opening import (
    as_before,
    beginning,
    beginning_form,
    opening,
    start_details,
    start_page,
)
from consultations.pages.room import room
from consultations.pages.story import first_page

__all__ = [
    "as_before",
    "beginning",
    "beginning_form",
    "blank",
    "checklist",
    "compared",
    "comparison",
    "comparison_by",
    "day",
    "first_page",
    "followed",
    "how_this_works",
    "not_pressed",
    "not_ticked",
    "one_line",
    "opening",
    "our_card",
    "our_compare",
    "person_page",
    "room",
    "start_details",
    "start_page",
    "ticked",
    "what_happened",
    "whole_form",
]
