"""Writes of the front door. Every one leaves an audit entry in its own transaction.

audit.py          those entries, and the seals on their chains
organisations.py  organisations, clinics, accounts, roles, texts; coming back from a copy
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
    "rename_organisation",
    "seal_audit",
    "word_text",
]
