"""Reads about who is here, already scoped to one organisation."""

from collections.abc import Iterable, Iterator

from allauth.mfa.models import Authenticator
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.db.models import Exists, OuterRef, Prefetch, QuerySet
from django.utils import timezone

from accounts.models import (
    Account,
    AuditEntry,
    Clinic,
    Membership,
    Organisation,
    Restoration,
    SealedHead,
    Session,
    SignIn,
    TextVersion,
)
from accounts.reading import read

# Written out, because everybody who has signed in waits for it: to put this together takes Django
# longer than it takes the database to answer it.
ROLES = """
SELECT its.*, held.id AS held_id, held.clinic_id AS held_clinic, held.role AS held_role
  FROM accounts_membership held
  JOIN accounts_organisation its ON its.id = held.organisation_id
 WHERE held.account_id = %s
 ORDER BY held.id
"""


def organisation_of(account: Account | AnonymousUser) -> Organisation | None:
    """Return the organisation somebody works in; for anybody else the first one of the service.

    Cards need no person, so they open without signing in and for an account without a role;
    they are then the first organisation's. None only before `manage.py load_library` has run.
    """
    roles = _read(account) if account.is_authenticated else []
    first = min(roles, key=lambda each: each.organisation_id, default=None)
    return first.organisation if first else Organisation.objects.order_by("pk").first()


def held(account: Account) -> Iterable[Membership]:
    """Return an account's own roles: those at hand, or else as they are kept now."""
    return account.memberships.all() if account.held is None else account.held


def _read(account: Account) -> list[Membership]:
    """Read an account's roles, with organisations, once for each account at hand."""
    if account.held is None:
        rows = read(Organisation, ROLES, [account.pk])
        account.held = [_role(account, each) for each in rows]
    return account.held


def _role(account: Account, organisation: Organisation) -> Membership:
    """Return the role that was read beside its organisation."""
    beside = vars(organisation)
    return Membership(
        pk=beside["held_id"],
        account=account,
        organisation=organisation,
        clinic_id=beside["held_clinic"],
        role=beside["held_role"],
    )


def organisations(name: str = "") -> QuerySet[Organisation]:
    """Return every organisation of this installation, or those of one name; for commands only."""
    every = Organisation.objects.order_by("pk")
    return every.filter(name=name) if name else every


def has_tables() -> bool:
    """Tell whether the database has its tables; for commands, which may be the first to ask it."""
    return Account._meta.db_table in connection.introspection.table_names()


def account_at(email: str) -> Account | None:
    """Return the account with this address, in whichever case it is typed."""
    return Account.objects.filter(email__iexact=email).first()


def are_there(addresses: Iterable[str]) -> bool:
    """Tell whether anybody may sign in with one of these addresses."""
    return Account.objects.filter(email__in=list(addresses), is_active=True).exists()


def has_role(
    account: Account | AnonymousUser, organisation: Organisation | None, roles: Iterable[str]
) -> bool:
    """Tell whether the account holds one of the roles in the organisation, in any clinic.

    A request's organisation is read when first asked for, so "none" is an empty wrapper there:
    it is false, but it is not `None`.
    """
    if not account.is_authenticated or not organisation:
        return False
    return Membership.objects.filter(
        account=account, organisation=organisation, role__in=list(roles)
    ).exists()


def roles_of(account: Account | AnonymousUser, organisation: Organisation | None) -> frozenset[str]:
    """Return the roles an account holds in the organisation, in whichever clinic."""
    if not account.is_authenticated or not organisation:
        return frozenset()
    here = (each for each in _read(account) if each.organisation_id == organisation.pk)
    return frozenset(each.role for each in here)


def memberships_of(account: Account) -> QuerySet[Membership]:
    """Return an account's own roles, with organisation and clinic."""
    return account.memberships.select_related("organisation", "clinic").order_by("role", "clinic")


def sign_ins_of(account: Account) -> QuerySet[SignIn]:
    """Return where an account is signed in now, newest first."""
    alive = Session.objects.filter(expire_date__gt=timezone.now())
    return SignIn.objects.filter(account=account, key__in=alive.values("pk"))


def clinics(organisation: Organisation) -> QuerySet[Clinic]:
    """Return the clinics of one organisation, by name."""
    return Clinic.objects.filter(organisation=organisation)


def team(organisation: Organisation, clinic: Clinic | None = None) -> QuerySet[Membership]:
    """Return who works here: in the whole organisation, or in one clinic (or in all clinics)."""
    members = Membership.objects.filter(organisation=organisation, account__is_active=True)
    if clinic is not None:
        members = members.filter(clinic=clinic) | members.filter(clinic=None)
    return members.select_related("account", "clinic").order_by("account__name", "role")


def accounts_of(organisation: Organisation) -> QuerySet[Account]:
    """Return the accounts with a role in the organisation, those that are switched off too.

    Each has its roles there (`roles_here`), and whether it `has_second_step`.
    """
    here = Membership.objects.filter(organisation=organisation)
    roles = here.select_related("clinic").order_by("role", "clinic")
    step = Authenticator.objects.filter(user=OuterRef("pk")).exclude(type="recovery_codes")
    found = Account.objects.filter(pk__in=here.values("account")).order_by("name", "pk")
    found = found.annotate(has_second_step=Exists(step))
    return found.prefetch_related(Prefetch("memberships", roles, "roles_here"))


def kept_secrets() -> QuerySet[Authenticator]:
    """Return every second step of which something secret is kept; a passkey has nothing such."""
    return Authenticator.objects.exclude(type=Authenticator.Type.WEBAUTHN).order_by("pk")


def text_versions(organisation: Organisation, key: str) -> QuerySet[TextVersion]:
    """Return every wording of one text of the organisation, newest first, with its author."""
    versions = TextVersion.objects.filter(organisation=organisation, key=key)
    return versions.select_related("by").order_by("-number")


def restorations(organisation: Organisation) -> QuerySet[Restoration]:
    """Return when the organisation's rows were brought back from a copy, newest first."""
    return Restoration.objects.filter(organisation=organisation).select_related("confirmed_by")


def heads_not_sealed() -> Iterator[tuple[str, int, str]]:
    """Return record, number and digest of each last entry of a chain that no seal holds yet."""
    same = {"record": OuterRef("record")}
    next_one = AuditEntry.objects.filter(**same, sequence=OuterRef("sequence") + 1)
    sealed = SealedHead.objects.filter(**same, sequence=OuterRef("sequence"))
    heads = AuditEntry.objects.filter(~Exists(next_one), ~Exists(sealed))
    return (
        heads.order_by("record", "sequence").values_list("record", "sequence", "digest").iterator()
    )
