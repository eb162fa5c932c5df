"""Writes of the library, apart from its loader. Each leaves an audit entry with it.

approving.py   standing behind a starter card, and taking that back
stocking.py    whether a medicine can be had here, and what is said of it locally
moving.py      the one door through which a card goes from stage to stage
versions.py    beginning a draft, and giving one up
publishing.py  from a draft to a release, and withdrawing a card
drafting.py    the sections of a draft, one at a time
evidencing.py  the rows that a draft rests on: figures, and facts in words
row_making.py  such a row, new or found by what it says
sourcing.py    an organisation's own sources
founding.py    a new medicine with its first draft
naming.py      what such a medicine is called
translating.py card text in other languages
importing.py   drafts from a spreadsheet, and a record of what was exported
"""

from medications.services.approving import approve_card, withdraw_approval
from medications.services.drafting import (
    PartChanged,
    PartFault,
    begin_card,
    set_review,
    write_caution,
    write_level,
    write_preparation,
    write_words,
)
from medications.services.evidencing import (
    add_fact,
    add_figure,
    correct_row,
    put_back_row,
    retire_row,
)
from medications.services.founding import NewMedication, add_medication
from medications.services.importing import import_cards, record_export
from medications.services.moving import CardChanged
from medications.services.naming import NameTaken, write_names
from medications.services.publishing import (
    NotReady,
    answer_submission,
    publish_card,
    submit_card,
    withdraw_card,
)
from medications.services.sourcing import (
    add_source,
    correct_source,
    put_back_source,
    retire_source,
)
from medications.services.stocking import (
    StockConflict,
    add_local_note,
    record_availability,
    retire_local_note,
)
from medications.services.translating import (
    answer_translation,
    submit_translations,
    write_translation,
)
from medications.services.versions import DraftExists, discard_draft, draft_card

__all__ = [
    "CardChanged",
    "DraftExists",
    "NameTaken",
    "NewMedication",
    "NotReady",
    "PartChanged",
    "PartFault",
    "StockConflict",
    "add_fact",
    "add_figure",
    "add_local_note",
    "add_medication",
    "add_source",
    "answer_submission",
    "answer_translation",
    "approve_card",
    "begin_card",
    "correct_row",
    "correct_source",
    "discard_draft",
    "draft_card",
    "import_cards",
    "publish_card",
    "put_back_row",
    "put_back_source",
    "record_availability",
    "record_export",
    "retire_local_note",
    "retire_row",
    "retire_source",
    "set_review",
    "submit_card",
    "submit_translations",
    "withdraw_approval",
    "withdraw_card",
    "write_caution",
    "write_level",
    "write_names",
    "write_preparation",
    "write_translation",
    "write_words",
]
