"""How sign-in differs from django-allauth's defaults."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts import factors, selectors
from accounts.models import Account, Role

BEGINS = {
    Role.CLINICIAN: "day",
    Role.PHARMACIST: "desk",
    Role.ADMINISTRATOR: "accounts",
    Role.MANAGER: "team",
}
"""The page on which the work of a role begins; of somebody's roles the first one counts."""


class ClosedSignupAdapter(DefaultAccountAdapter):
    """Nobody makes an account for themselves: an administrator does."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "account_inactive": _("This account is switched off."),
        "email_password_mismatch": _("The e-mail address or the password is not correct."),
        "enter_current_password": _("This is not your current password."),
        "incorrect_password": _("This is not your password."),
        "invalid_password_reset": _("This link no longer works."),
        "too_many_login_attempts": _("Too many tries. Wait five minutes, then try again."),
        "rate_limited": _("Too many tries. Wait a minute, then try again."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Keep the sign-up page closed."""
        return False

    def get_login_stages(self) -> list[str]:
        """Ask for the second step in our own way."""
        own = {"allauth.mfa.stages.AuthenticateStage": "accounts.factors.SecondStepStage"}
        return [own.get(each, each) for each in super().get_login_stages()]

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """Take everybody to what they asked for, or to where their work begins.

        The page of signing in leads there, too, whoever has signed in: "Go on to your work".
        """
        if factors.WANTED in request.session:
            return request.session[factors.WANTED]
        roles = selectors.roles_of(request.user, selectors.organisation_of(request.user))
        return reverse(next((BEGINS[each] for each in BEGINS if each in roles), "home"))

    def post_login(self, request: HttpRequest, user: Account, **how: Any) -> HttpResponse:
        """Lead whoever has no second step yet to where it is set up, whatever they asked for.

        A page that is open to anyone would not lead them there.
        """
        response = super().post_login(request, user, **how)
        way = factors.way_to_it(request, "") if factors.is_missing(request) else None
        return factors.lead_to_it(request, way, response.url) if way else response

    def add_message(
        self,
        request: HttpRequest,
        level: int,
        message_template: str = "",
        *more: Any,
        **others: Any,
    ) -> None:
        """Say of a password chosen at a link that it is saved: there may be no older one."""
        name = request.resolver_match.view_name if request.resolver_match else ""
        if name == "account_reset_password_from_key":
            message_template = message_template.replace("password_changed", "password_chosen")
        super().add_message(request, level, message_template, *more, **others)

    def is_reauthentication_required(self, *, app: str, **more: Any) -> bool:
        """Ask once more who it is, but for the first second step just after signing in."""
        if app == "allauth.mfa" and factors.is_first_just_now(self.request):
            return False
        return super().is_reauthentication_required(app=app, **more)

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        """Go back to where the change began; an empty form would look like a second one."""
        return reverse("my_roles")
