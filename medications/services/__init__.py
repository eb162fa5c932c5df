"""Writes of the library, apart from its loader. Each leaves an audit entry with it.

approving.py  standing behind a starter card, and taking that back
stocking.py   whether a medicine can be had here, and what is said of it locally
"""

from medications.services.approving import CardChangedError, approve_card, withdraw_approval
from medications.services.stocking import (
    StockConflict,
    add_local_note,
    record_availability,
    retire_local_note,
)

__all__ = [
    "CardChangedError",
    "StockConflict",
    "add_local_note",
    "approve_card",
    "record_availability",
    "retire_local_note",
    "withdraw_approval",
]
