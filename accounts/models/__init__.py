"""Who may come in: organisations, clinics, accounts, memberships, and what they did."""

from accounts.models.audit import AuditEntry, AuditSeal, SealedHead
from accounts.models.organisations import Clinic, Organisation, Restoration, TextVersion
from accounts.models.people import Account, AccountManager, Membership, Role, SignIn
from accounts.models.sessions import Session
from accounts.models.tombstone import Tombstone

__all__ = [
    "Account",
    "AccountManager",
    "AuditEntry",
    "AuditSeal",
    "Clinic",
    "Membership",
    "Organisation",
    "Restoration",
    "Role",
    "SealedHead",
    "Session",
    "SignIn",
    "TextVersion",
    "Tombstone",
]
