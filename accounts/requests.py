"""What a request carries once the front door's middleware has seen it."""

from django.http import HttpRequest

from accounts.models import Account, Organisation
from accounts.sessions import SessionStore


class OrganisationRequest(HttpRequest):
    """A request with whose pages are asked for, and what the asker does there (see middleware)."""

    organisation: Organisation
    session: SessionStore
    is_too_busy: bool
    roles: frozenset[str]


class MemberRequest(OrganisationRequest):
    """A request of somebody who has signed in: the rule of the view has made sure of it."""

    user: Account
