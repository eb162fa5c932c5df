"""The demo organisation: its clinics and its accounts. In the demo only."""

import csv
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.db import transaction

from accounts.models import Account, Organisation, Role
from accounts.services import (
    add_account,
    add_membership,
    ensure_clinic,
    ensure_organisation,
    rename_organisation,
)

DEMO_NAME = "Demo mental health service"


class NotTheDemoError(RuntimeError):
    """Demo accounts are asked for where DEMO is not set."""


@dataclass(frozen=True)
class DemoAccount:
    """One line of fixtures/demo.csv; an empty clinic means all of them.

    The password is printed at every start of the demo; outside it no password is ever known.
    """

    email: str
    name: str
    role: str
    clinic: str
    password: str


def demo_accounts(folder: Path) -> list[DemoAccount]:
    """Read who is in the demo."""
    with (folder / "demo.csv").open(encoding="utf-8", newline="") as lines:
        return [DemoAccount(**row) for row in csv.DictReader(lines)]


@transaction.atomic
def load_demo(folder: Path) -> list[DemoAccount]:
    """Make the first organisation the demo's, with its accounts; return them.

    Safe to run at every start: what is there stays. Raises NotTheDemoError outside the demo.
    """
    if not settings.DEMO:
        raise NotTheDemoError("Demo accounts exist in the demo only: set DEMO=true to open it.")
    organisation = ensure_organisation()
    if organisation.name != DEMO_NAME and not organisation.memberships.exists():
        rename_organisation(organisation=organisation, name=DEMO_NAME)
    accounts = demo_accounts(folder)
    known = set(Account.objects.values_list("email", flat=True))
    for each in accounts:
        if each.email not in known:
            _add(each, organisation)
    return accounts


def _add(each: DemoAccount, organisation: Organisation) -> None:
    """Add one account with its role."""
    clinic = ensure_clinic(organisation=organisation, name=each.clinic) if each.clinic else None
    account = add_account(
        email=each.email, name=each.name, organisation=organisation, password=each.password
    )
    add_membership(account=account, organisation=organisation, role=Role(each.role), clinic=clinic)
