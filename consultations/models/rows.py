"""What every row of this room has, and the rows that are written once and kept."""

from collections.abc import Iterable
from typing import NoReturn

from django.db import models
from django.db.models.base import ModelBase
from django.utils.translation import gettext as _

from accounts.models import Account, Organisation


class OrganisationRow(models.Model):
    """A row of one organisation: no selector reads it without naming which.

    The organisation stands on every row, and not only at the top, so that tenants can be told
    apart in one query, moved or put on machines of their own.
    """

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")

    class Meta:
        """No table of its own."""

        abstract = True


class ConversationRow(OrganisationRow):
    """A row of one conversation, of the same organisation (services see to that).

    PROTECT: no part of a record goes because another part went; retention removes whole ones.
    """

    consultation = models.ForeignKey(
        "consultations.Consultation", models.PROTECT, related_name="%(class)s_rows"
    )

    class Meta:
        """No table of its own."""

        abstract = True


class Entry(ConversationRow):
    """Something that somebody said in a conversation.

    voice                 whose it is: the person's, a carer's own, or a clinician's own view
    entered_by            who put it there; not the voice means "entered for … by …"
    copied_from_paper_by  who typed it in from a paper sheet later
    is_private            no carer gets it, whatever was agreed for the rest

    Voices are told apart by participant, never merged: there is one for the person in each
    conversation, and two carers have one each. That a voice takes part in this conversation
    spans two tables, so services check it. Entries change; `Change` keeps how.
    """

    voice = models.ForeignKey(
        "consultations.Participant", models.PROTECT, related_name="%(class)s_rows"
    )
    entered_by = models.ForeignKey("consultations.Participant", models.PROTECT, related_name="+")
    copied_from_paper_by = models.ForeignKey(
        Account, models.PROTECT, null=True, blank=True, related_name="+"
    )
    is_private = models.BooleanField(default=False)
    entered_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        """No table of its own."""

        abstract = True


class RowIsKept(Exception):
    """Somebody tried to change or remove a row that is written once."""


class KeptRows(models.QuerySet):
    """Rows that can be added and read, and nothing else."""

    def update(self, **values: object) -> NoReturn:
        """Refuse; bulk_update ends here too."""
        raise RowIsKept(_("These rows are kept as they were written."))

    def delete(self) -> NoReturn:
        """Refuse."""
        raise RowIsKept(_("These rows are kept as they were written."))


class KeptRow(models.Model):
    """A row that is written once: saving it again or deleting it raises RowIsKept.

    A copy under the same primary key is refused as well: every save is an INSERT. This keeps
    honest code honest; against anybody with the database at hand stand its own rights.
    """

    objects = KeptRows.as_manager()

    class Meta:
        """No table of its own."""

        abstract = True

    def save(
        self,
        force_insert: bool | tuple[ModelBase, ...] = True,
        force_update: bool = False,
        using: str | None = None,
        update_fields: Iterable[str] | None = None,
    ) -> None:
        """Insert, or raise RowIsKept when the row is there already."""
        if not self._state.adding:
            raise RowIsKept(_("This row is kept as it was written."))
        super().save(force_insert=True, using=using)

    def delete(self, using: str | None = None, keep_parents: bool = False) -> NoReturn:
        """Refuse."""
        raise RowIsKept(_("This row is kept as it was written."))
