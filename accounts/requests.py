"""What a request carries once the front door's middleware has seen it."""

from django.http import HttpRequest

from accounts.models import Account, Organisation


class OrganisationRequest(HttpRequest):
    """A request with the organisation whose pages are asked for (see middleware)."""

    organisation: Organisation


class MemberRequest(OrganisationRequest):
    """A request of somebody who has signed in: the rule of the view has made sure of it."""

    user: Account
