"""One declared rule per page: a view without one is refused (see middleware).

A rule is written once, as a sentence that the refusing page can show and a test that answers
yes or no. A room adds its own rules with `Rule(...)` and puts them on a view with `open_to`.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol, TypeVar, cast

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from accounts.models import Role
from accounts.requests import OrganisationRequest


def to_sign_in(request: OrganisationRequest) -> HttpResponse:
    """Send a visitor to sign in, and back to the page that was asked for."""
    return redirect_to_login(request.get_full_path())


View = TypeVar("View", bound=Callable)


@dataclass(frozen=True)
class Rule:
    """Who may open a page: a name for the list of pages, a sentence, and the test itself.

    way_in  where a visitor who asks for a page is sent, instead of being refused
    """

    name: str
    sentence: str | Promise
    allows: Callable[[Any], bool]
    way_in: Callable[[Any], HttpResponse] = to_sign_in

    def check(self, request: OrganisationRequest) -> None:
        """Raise PermissionDenied with the sentence unless the request may pass."""
        if not self.allows(request):
            raise PermissionDenied(str(self.sentence))


class RuledView(Protocol):
    """A view that declares who may open it."""

    rule: Rule

    def __call__(
        self, request: OrganisationRequest, *args: object, **kwargs: object
    ) -> HttpResponse:
        """Answer the request."""


def open_to(rule: Rule) -> Callable[[View], View]:
    """Declare who may open a view: `@open_to(anyone)`."""

    def declare(view: View) -> View:
        cast(RuledView, view).rule = rule
        return view

    return declare


def role(*roles: Role) -> Rule:
    """Return the rule for members of the organisation with one of these roles."""
    labels = ", ".join(str(each.label) for each in roles)
    return Rule(
        " or ".join(roles),
        format_lazy(_("This page is for these roles of your organisation: {roles}."), roles=labels),
        lambda request: any(each in request.roles for each in roles),
    )


anyone = Rule("anyone", _("Anyone may open this page."), lambda request: True)
signed_in = Rule(
    "signed in", _("Sign in to open this page."), lambda request: request.user.is_authenticated
)
