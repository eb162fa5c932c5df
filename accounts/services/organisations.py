"""Organisations, clinics, accounts, roles and texts; and coming back from a copy."""

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import (
    Account,
    Clinic,
    Membership,
    Organisation,
    Restoration,
    Role,
    Session,
    TextVersion,
)
from accounts.selectors import has_role, text_versions
from accounts.services.audit import record_audit


class TextConflict(Exception):
    """Somebody else kept other words after the form was drawn; nothing was written."""


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


@transaction.atomic
def record_restoration(*, copy_of: datetime) -> list[Organisation]:
    """Sign everybody out, and have every page say so until it is confirmed.

    Who was signed in at the moment of the copy may have been shut out since.
    """
    Session.objects.all().delete()
    organisations = list(Organisation.objects.order_by("pk"))
    for each in organisations:
        Restoration.objects.create(organisation=each, copy_of=copy_of)
        each.unconfirmed_copy_of = copy_of
        each.save(update_fields=["unconfirmed_copy_of"])
        _audit_restoration("restore", each, None, copy_of)
    return organisations


@transaction.atomic
def confirm_restoration(*, organisation: Organisation, by: Account) -> None:
    """Say that the cards are the newest; a second time changes nothing. Raises PermissionDenied."""
    if not has_role(by, organisation, [Role.PHARMACIST]):
        raise PermissionDenied(_("Only a pharmacist of this organisation confirms its cards."))
    locked = Organisation.objects.select_for_update(no_key=True).get(pk=organisation.pk)
    copy_of = locked.unconfirmed_copy_of
    if copy_of is None:
        return
    waiting = Restoration.objects.filter(organisation=locked, confirmed_at=None)
    waiting.update(confirmed_by=by, confirmed_at=timezone.now())
    locked.unconfirmed_copy_of = None
    locked.save(update_fields=["unconfirmed_copy_of"])
    _audit_restoration("confirm_restored", locked, by, copy_of)


def _audit_restoration(
    action: str, organisation: Organisation, by: Account | None, copy_of: datetime
) -> None:
    """Leave an entry that says of which moment the copy was."""
    record_audit(
        action=action,
        record=f"organisation:{organisation.pk}",
        organisation=organisation,
        by=by,
        detail={"copy_of": copy_of.isoformat()},
    )
