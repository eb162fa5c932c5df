"""Writes of the room, split by the journey's words.

saving.py   the one door through which anything in a conversation is written
start.py    adding a person, opening a conversation
matters.py  what matters to the person
beginning.py  how it began, put right
stage.py    going on another day, and the end for now
checklist.py  what is to be avoided, in order, and what would help
"""

from consultations.services.checklist import Recorded, record_checklist, undo_checklist
from consultations.services.matters import record_matters
from consultations.services.saving import VersionConflict, Writing, Written, save
from consultations.services.start import (
    CurrentlyTaken,
    Guest,
    NumberIsTaken,
    PersonDetails,
    StartDetails,
    add_service_user,
    start_consultation,
)

__all__ = [
    "CurrentlyTaken",
    "Guest",
    "NumberIsTaken",
    "PersonDetails",
    "Recorded",
    "StartDetails",
    "VersionConflict",
    "Writing",
    "Written",
    "add_service_user",
    "record_checklist",
    "record_matters",
    "save",
    "start_consultation",
    "undo_checklist",
]
