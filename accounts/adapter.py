"""How sign-in differs from django-allauth's defaults."""

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts import selectors
from accounts.models import Role


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
        """Take everybody to where their work begins: a clinician comes to talk with somebody."""
        roles = selectors.roles_of(request.user, selectors.organisation_of(request.user))
        begins = {Role.CLINICIAN: "day", Role.PHARMACIST: "desk"}
        return reverse(next((begins[each] for each in begins if each in roles), "home"))

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        """Go back to where the change began; an empty form would look like a second one."""
        return reverse("my_roles")
