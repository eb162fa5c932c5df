"""Reads of the room, scoped to organisation and clinic, split by the journey's words.

library.py        the library's levels as profiles
people.py         the people conversations are with, found by number or name
participants.py   who takes part, what is taken now
checklist.py      what the person has chosen on the checklist
matters.py        what the person has said matters to them
questions.py      what was asked between two visits
voices.py         the lists of those who are not the person
effects_now.py    side effects the person has now
for_carer.py      everything that a carer sees, built from what is agreed at that moment
conversations.py  conversations of one's clinics, and of a person in them
bookmarks.py      where a page of a list ended
day.py            the clinician's day
newer.py          whether the cards have changed since a conversation began
standing.py       which decisions still stand, and who is to look at one again
kept_wishes.py    what people wished in all conversations kept, in pieces, as numbers
sides.py          the cards of a release as many people's orders need them
touched.py        whose order a change of cards moves
last_time.py      what was said and decided in the conversation before
story.py          what was saved in a conversation, when and by whom
"""

from consultations.selectors.checklist import SaidChecklist, said_checklist
from consultations.selectors.conversations import (
    clinics_of,
    conversation,
    conversations,
    finished,
    going_on,
    is_begun,
    last_finished,
    of_person,
)
from consultations.selectors.day import of_the_day
from consultations.selectors.library import forget, profiles
from consultations.selectors.matters import Matters, entered, said_so_far, typed_by
from consultations.selectors.participants import participants, taken_now
from consultations.selectors.people import MOST_FOUND, find_people, person

__all__ = [
    "MOST_FOUND",
    "Matters",
    "SaidChecklist",
    "clinics_of",
    "conversation",
    "conversations",
    "entered",
    "find_people",
    "finished",
    "forget",
    "going_on",
    "is_begun",
    "last_finished",
    "of_person",
    "of_the_day",
    "participants",
    "person",
    "profiles",
    "said_checklist",
    "said_so_far",
    "taken_now",
    "typed_by",
]
