"""What each page of the room needs: selectors in, presented things out; split by its words.

room.py      the frame around every page of a conversation: whose it is, the way, what matters
day.py       the clinician's day
opening.py   how a conversation opens
"""

from consultations.pages.day import day
from consultations.pages.opening import opening, start_details
from consultations.pages.room import room

__all__ = ["day", "opening", "room", "start_details"]
