"""Writes of the front door. Every one leaves an audit entry in its own transaction.

audit.py          those entries, and the seals on their chains
organisations.py  organisations, clinics, accounts, roles, texts; coming back from a copy
retention.py      how long records are kept, and what is left of those that are gone
factors.py        second steps of signing in
sign_ins.py       who signed in where, and the end of it
team.py           what an administrator does with accounts
"""

from accounts.services.audit import note_export, record_audit, seal_audit
from accounts.services.organisations import (
    TextConflict,
    add_account,
    add_membership,
    confirm_restoration,
    ensure_clinic,
    ensure_organisation,
    record_restoration,
    rename_organisation,
    word_text,
)
from accounts.services.retention import remove_chains, set_retention

__all__ = [
    "TextConflict",
    "add_account",
    "add_membership",
    "confirm_restoration",
    "ensure_clinic",
    "ensure_organisation",
    "note_export",
    "record_audit",
    "record_restoration",
    "remove_chains",
    "rename_organisation",
    "seal_audit",
    "set_retention",
    "word_text",
]
