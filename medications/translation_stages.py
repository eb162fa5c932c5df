"""The stages of a translated section, and every move between them, as one table.

DRAFT        being written; nobody but the desk sees it
SUBMITTED    waits for a second pharmacist; nobody edits it
APPROVED     shown to readers wherever the English says what it translates; never changed
WITHDRAWN    was approved, and is shown no longer
DISCARDED    given up before it was approved

A correction of an approved text is a row of its own, with the next version number. A new move is
a row in `MOVES` and one in tests/unit/medications/test_translation_stages.py.
"""

from collections.abc import Mapping
from types import MappingProxyType

from django.db.models import TextChoices
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from medications.stages import MoveNotAllowed, Who


class TranslationStage(TextChoices):
    """Where a version of a translated section stands."""

    DRAFT = "draft", gettext_lazy("being written")
    SUBMITTED = "submitted", gettext_lazy("waiting for a second pharmacist")
    APPROVED = "approved", gettext_lazy("approved")
    WITHDRAWN = "withdrawn", gettext_lazy("taken away")
    DISCARDED = "discarded", gettext_lazy("given up")


class TranslationMove(TextChoices):
    """What a pharmacist does to a translated section."""

    SUBMIT = "submit", gettext_lazy("handed over")
    DISCARD = "discard", gettext_lazy("given up")
    COMMENT = "comment", gettext_lazy("commented on")
    SEND_BACK = "send_back", gettext_lazy("sent back")
    TAKE_BACK = "take_back", gettext_lazy("taken back to work on")
    APPROVE = "approve", gettext_lazy("approved")
    WITHDRAW = "withdraw", gettext_lazy("taken away")


_Stage, _Move = TranslationStage, TranslationMove

MOVES: Mapping[tuple[TranslationStage, TranslationMove], tuple[TranslationStage, Who]] = (
    MappingProxyType(
        {
            (_Stage.DRAFT, _Move.SUBMIT): (_Stage.SUBMITTED, Who.ANY),
            (_Stage.DRAFT, _Move.DISCARD): (_Stage.DISCARDED, Who.ANY),
            (_Stage.SUBMITTED, _Move.COMMENT): (_Stage.SUBMITTED, Who.ANY),
            (_Stage.SUBMITTED, _Move.SEND_BACK): (_Stage.DRAFT, Who.SECOND),
            (_Stage.SUBMITTED, _Move.TAKE_BACK): (_Stage.DRAFT, Who.ANY),
            (_Stage.SUBMITTED, _Move.APPROVE): (_Stage.APPROVED, Who.SECOND),
            (_Stage.APPROVED, _Move.WITHDRAW): (_Stage.WITHDRAWN, Who.ANY),
        }
    )
)
"""Where each move leads from each stage, and who makes it; what is not here is refused.

One pharmacist takes an approved text away alone, because waiting could harm somebody.
"""

IN_HAND = (TranslationStage.DRAFT, TranslationStage.SUBMITTED)
"""Somebody is working on it; one at a time for each section and language."""

SETTLED = (TranslationStage.APPROVED, TranslationStage.WITHDRAWN)
"""Two people have read it; the newest of these says what readers see."""


def check_move(now: TranslationStage, move: TranslationMove) -> tuple[TranslationStage, Who]:
    """Return where a move leads and who makes it. Raises MoveNotAllowed, with a sentence."""
    found = MOVES.get((now, move))
    if found is None:
        raise MoveNotAllowed(
            _("This translation is {now}. It cannot be {move}.").format(
                now=now.label, move=move.label
            )
        )
    return found
