"""Reading an organisation's audit: which entries, a page of them, and a file of all of them."""

import csv
import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from django.db.models import QuerySet

from accounts.models import AuditEntry, Organisation

PAGE, PIECE = 50, 2000
UK = ZoneInfo("Europe/London")
COLUMNS = ("at", "by__name", "by__email", "action", "record", "sequence", "digest")
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\0")
"""How a cell begins that a spreadsheet would work out."""


@dataclass(frozen=True)
class Asked:
    """Which entries somebody looks for; what is left out narrows nothing. Days are days here."""

    by: int | None = None
    action: str = ""
    record: str = ""
    since: datetime.date | None = None
    until: datetime.date | None = None

    @property
    def narrowed(self) -> list[str]:
        """The names of what narrows the search: an entry of the audit holds no typed words."""
        return [name for name, its in vars(self).items() if its]


def entries(organisation: Organisation, asked: Asked) -> QuerySet[AuditEntry]:
    """Return the entries of one organisation that are asked for, newest first."""
    found = AuditEntry.objects.filter(organisation=organisation)
    if asked.by:
        found = found.filter(by=asked.by)
    if asked.action:
        found = found.filter(action=asked.action)
    if asked.record:
        found = found.filter(record=asked.record)
    if asked.since:
        found = found.filter(at__gte=_begins(asked.since))
    if asked.until:
        found = found.filter(at__lt=_begins(asked.until + datetime.timedelta(days=1)))
    return found.order_by("-pk")


def _begins(day: datetime.date) -> datetime.datetime:
    """Return the moment at which a day begins in the UK."""
    return datetime.datetime.combine(day, datetime.time(), UK)


def page_of(found: QuerySet[AuditEntry], after: int | None) -> tuple[list[AuditEntry], int | None]:
    """Return a page of entries after the one with this key, and the key that leads on."""
    rows = list((found.filter(pk__lt=after) if after else found).select_related("by")[: PAGE + 1])
    for each in rows:
        each.at = each.at.astimezone(UK)
    return rows[:PAGE], rows[PAGE - 1].pk if len(rows) > PAGE else None


class _Line:
    """Hands back each line that the csv module would write to a file."""

    def write(self, line: str) -> str:
        """Return it."""
        return line


def lines(found: QuerySet[AuditEntry]) -> Iterator[str]:
    """Return entries as lines of a CSV file, in pieces; no cell is worked out as a formula."""
    writer = csv.writer(_Line())
    yield writer.writerow(["when", "name", "e-mail", "action", "record", "number", "digest"])
    for row in found.values_list(*COLUMNS).iterator(PIECE):
        yield writer.writerow([_guarded(each) for each in row])


def _guarded(value: object) -> str:
    """Return a cell; one that begins like a formula has an apostrophe before it."""
    if isinstance(value, datetime.datetime):
        return value.astimezone(datetime.UTC).isoformat(timespec="seconds")
    text = "" if value is None else str(value)
    return f"'{text}" if text.startswith(FORMULA) else text
