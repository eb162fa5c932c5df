"""Writes of the front door. Every one leaves an audit entry in its own transaction."""

import json
from collections.abc import Mapping

from django.core.exceptions import PermissionDenied
from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import (
    Account,
    Clinic,
    Membership,
    Organisation,
    Role,
    TextVersion,
)
from accounts.selectors import has_role, text_versions

# Written out, because everything that is saved waits for it: the number of an entry is found while
# it is added, in one question and not in two.
ADD_ENTRY = """
INSERT INTO accounts_auditentry
       (organisation_id, by_id, action, record, at, detail, previous_digest, digest, sequence)
VALUES (%s, %s, %s, %s, %s, %s, '', '',
        (SELECT COALESCE(MAX(sequence), 0) + 1 FROM accounts_auditentry WHERE record = %s))
"""


class TextConflict(Exception):
    """Somebody else kept other words after the form was drawn; nothing was written."""


def record_audit(
    *,
    action: str,
    record: str,
    organisation: Organisation | None = None,
    by: Account | None = None,
    detail: Mapping[str, object] | None = None,
) -> None:
    """Add one audit entry to the chain of `record` ("card:aripiprazole:1").

    Call it inside the transaction of the write that it tells of. `by` is None for commands.
    Two writers on one record collide on the unique sequence, so none is lost silently.
    """
    columns = [
        organisation.pk if organisation else None,
        by.pk if by else None,
        action,
        record,
        connection.ops.adapt_datetimefield_value(timezone.now()),
        json.dumps(dict(detail or {})),
        record,
    ]
    with connection.cursor() as cursor:
        cursor.execute(ADD_ENTRY, columns)


@transaction.atomic
def ensure_organisation() -> Organisation:
    """Return the service's first organisation, made under a neutral name when there is none."""
    first = Organisation.objects.order_by("pk").first()
    if first is not None:
        return first
    organisation = Organisation.objects.create(name=_("Our service"))
    record_audit(
        action="open_organisation",
        record=f"organisation:{organisation.pk}",
        organisation=organisation,
    )
    return organisation


@transaction.atomic
def rename_organisation(
    *, organisation: Organisation, name: str, by: Account | None = None
) -> None:
    """Give an organisation another name."""
    organisation.name = name
    organisation.save(update_fields=["name"])
    record_audit(
        action="rename_organisation",
        record=f"organisation:{organisation.pk}",
        organisation=organisation,
        by=by,
    )


@transaction.atomic
def ensure_clinic(*, organisation: Organisation, name: str, by: Account | None = None) -> Clinic:
    """Return the organisation's clinic of this name, opened when there is none."""
    clinic, is_new = Clinic.objects.get_or_create(organisation=organisation, name=name)
    if is_new:
        record_audit(
            action="open_clinic", record=f"clinic:{clinic.pk}", organisation=organisation, by=by
        )
    return clinic


@transaction.atomic
def add_account(
    *,
    email: str,
    name: str,
    organisation: Organisation,
    password: str | None = None,
    by: Account | None = None,
) -> Account:
    """Make an account, which may do nothing yet; without a password nobody can sign in to it.

    The organisation is the one on whose behalf it is made. Raises IntegrityError for an address
    that is taken.
    """
    account = Account.objects.create_user(email, password, name=name)
    record_audit(
        action="add_account", record=f"account:{account.pk}", organisation=organisation, by=by
    )
    return account


@transaction.atomic
def add_membership(
    *,
    account: Account,
    organisation: Organisation,
    role: Role,
    clinic: Clinic | None = None,
    by: Account | None = None,
) -> Membership:
    """Give an account a role in one clinic, or in all when `clinic` is None; once is enough.

    Raises ValueError when the clinic belongs to another organisation.
    """
    if clinic is not None and clinic.organisation_id != organisation.pk:
        raise ValueError(_("This clinic belongs to another organisation."))
    membership, is_new = Membership.objects.get_or_create(
        account=account, organisation=organisation, clinic=clinic, role=role
    )
    if is_new:
        record_audit(
            action="add_membership",
            record=f"account:{account.pk}",
            organisation=organisation,
            by=by,
            detail={"role": role, "clinic": clinic.pk if clinic else None},
        )
    return membership


@transaction.atomic
def word_text(
    *, organisation: Organisation, key: str, text: str, by: Account, version: int
) -> Organisation:
    """Keep a manager's words for one text; empty ones bring the tool's own back.

    `version` is how many wordings there were when the form was drawn. The words that stand
    already change nothing. Raises PermissionDenied, or TextConflict when somebody was quicker.
    """
    if not has_role(by, organisation, [Role.MANAGER]):
        raise PermissionDenied(_("Only a manager of this organisation words its texts."))
    locked = Organisation.objects.select_for_update(no_key=True).get(pk=organisation.pk)
    if locked.texts.get(key, "") == text:
        return locked
    number = text_versions(locked, key).count()
    if number != version:
        raise TextConflict(_("Somebody kept other words in the meantime."))
    TextVersion.objects.create(organisation=locked, key=key, number=number + 1, text=text, by=by)
    others = {each: words for each, words in locked.texts.items() if each != key}
    locked.texts = others | ({key: text} if text else {})
    locked.save(update_fields=["texts"])
    record_audit(
        action="word_text",
        record=f"text:{locked.pk}:{key}",
        organisation=locked,
        by=by,
        detail={"number": number + 1},
    )
    return locked
