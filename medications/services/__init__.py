"""Writes of the library, apart from its loader. Each leaves an audit entry with it.

approving.py   standing behind a starter card, and taking that back
stocking.py    whether a medicine can be had here, and what is said of it locally
moving.py      the one door through which a card goes from stage to stage
versions.py    beginning a draft, and giving one up
publishing.py  from a draft to a release, and withdrawing a card
importing.py   drafts from a spreadsheet, and a record of what was exported
"""

from medications.services.approving import approve_card, withdraw_approval
from medications.services.importing import import_cards, record_export
from medications.services.moving import CardChanged
from medications.services.publishing import (
    NotReady,
    answer_submission,
    publish_card,
    submit_card,
    withdraw_card,
)
from medications.services.stocking import (
    StockConflict,
    add_local_note,
    record_availability,
    retire_local_note,
)
from medications.services.versions import DraftExists, discard_draft, draft_card

__all__ = [
    "CardChanged",
    "DraftExists",
    "NotReady",
    "StockConflict",
    "add_local_note",
    "answer_submission",
    "approve_card",
    "discard_draft",
    "draft_card",
    "import_cards",
    "publish_card",
    "record_availability",
    "record_export",
    "retire_local_note",
    "submit_card",
    "withdraw_approval",
    "withdraw_card",
]
