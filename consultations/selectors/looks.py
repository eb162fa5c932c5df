"""Who looked at, or wrote in, what is kept of one person: read from the audit."""

from collections.abc import Iterable

from django.db.models import Q, QuerySet

from accounts.models import AuditEntry, Membership, Organisation
from consultations.models import Consultation, ServiceUser
from consultations.selectors.bookmarks import PAGE, Bookmark, Page


def looks(
    organisation: Organisation, service_user: ServiceUser, after: Bookmark | None = None
) -> Page:
    """Return a page of entries about a person and all their conversations, newest first.

    In whichever clinic: the person may know of each. Of a conversation it tells nothing but that.
    """
    rows = entries_about(organisation, service_user)
    if after is not None:
        rows = rows.filter(Q(at__lt=after.place) | Q(pk__lt=after.key), at__lte=after.place)
    return Page.of(list(rows.order_by("-at", "-pk")[: PAGE + 1]), "at")


def entries_about(organisation: Organisation, service_user: ServiceUser) -> QuerySet[AuditEntry]:
    """Return every entry about a person and all their conversations, with who it was."""
    rows = AuditEntry.objects.filter(organisation=organisation, record__in=records(service_user))
    return rows.select_related("by").order_by("at", "pk")


def records(service_user: ServiceUser) -> list[str]:
    """Return what the audit calls a person, and each conversation with them."""
    codes = Consultation.objects.filter(service_user=service_user).values_list("code", flat=True)
    return [f"service_user:{service_user.pk}", *(f"consultation:{code}" for code in codes)]


def roles_held(organisation: Organisation, accounts: Iterable[int]) -> dict[int, list[str]]:
    """Return the roles that accounts hold in an organisation now, as they are called."""
    found: dict[int, list[str]] = {}
    held = Membership.objects.filter(organisation=organisation, account__in=list(accounts))
    for each in held.order_by("role"):
        names = found.setdefault(each.account_id, [])
        if each.get_role_display() not in names:
            names.append(each.get_role_display())
    return found
