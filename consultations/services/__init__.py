"""Writes of the room, split by the journey's words.

saving.py   the one door through which anything in a conversation is written
start.py    adding a person, opening a conversation
matters.py  what matters to the person
effects_now.py  side effects felt now
beforehand.py  a link to fill in one's own entries before the visit
beginning.py  how it began, put right
cards.py    going on with the newest cards
impact.py   whom a change of cards would touch, a piece at a time
rounds.py   after a release: who is to look again, and what becomes of it
restoring.py  after a copy was brought back
stage.py    going on another day, and the end for now
checklist.py  what is to be avoided, in order, and what would help
"""

from consultations.services.checklist import (
    Late,
    Recorded,
    record_checklist,
    record_late,
    undo_checklist,
)
from consultations.services.matters import record_matters
from consultations.services.people import (
    NumberIsTaken,
    PersonChanged,
    PersonDetails,
    add_service_user,
    change_service_user,
)
from consultations.services.saving import VersionConflict, Writing, Written, save
from consultations.services.start import (
    CurrentlyTaken,
    Guest,
    StartDetails,
    start_consultation,
)

__all__ = [
    "CurrentlyTaken",
    "Guest",
    "Late",
    "NumberIsTaken",
    "PersonChanged",
    "PersonDetails",
    "Recorded",
    "StartDetails",
    "VersionConflict",
    "Writing",
    "Written",
    "add_service_user",
    "change_service_user",
    "record_checklist",
    "record_late",
    "record_matters",
    "save",
    "start_consultation",
    "undo_checklist",
]
