"""Who looked at, or wrote in, what is kept of one person: read from the audit."""

from collections.abc import Iterable

from django.db.models import Q

from accounts.models import AuditEntry, Membership, Organisation
from consultations.models import Consultation, ServiceUser
from consultations.selectors.bookmarks import PAGE, Bookmark, Page


def looks(
    organisation: Organisation, service_user: ServiceUser, after: Bookmark | None = None
) -> Page:
    """Return a page of entries about a person and all their conversations, newest first.

    In whichever clinic: the person may know of each. Of a conversation it tells nothing but that.
    """
    codes = Consultation.objects.filter(service_user=service_user).values_list("code", flat=True)
    records = [f"service_user:{service_user.pk}", *(f"consultation:{code}" for code in codes)]
    rows = AuditEntry.objects.filter(organisation=organisation, record__in=records)
    if after is not None:
        rows = rows.filter(Q(at__lt=after.place) | Q(pk__lt=after.key), at__lte=after.place)
    newest = rows.select_related("by").order_by("-at", "-pk")
    return Page.of(list(newest[: PAGE + 1]), "at")


def roles_held(organisation: Organisation, accounts: Iterable[int]) -> dict[int, list[str]]:
    """Return the roles that accounts hold in an organisation now, as they are called."""
    found: dict[int, list[str]] = {}
    held = Membership.objects.filter(organisation=organisation, account__in=list(accounts))
    for each in held.order_by("role"):
        names = found.setdefault(each.account_id, [])
        if each.get_role_display() not in names:
            names.append(each.get_role_display())
    return found
