"""django-allauth's forms in our words: the same fields, checks and limits, plainer labels."""

from typing import Any

from allauth.account import forms as allauth
from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.hashing import TooBusyError

ADDRESS = _("Enter an e-mail address, such as name@example.org")
RULE = _(
    "At least 12 characters. Three or four words together are easy to keep in mind; not the names "
    "of your service or clinic."
)

BUSY = _("Too many people sign in at this moment. Wait ten seconds, then try again.")


def reword(form: forms.Form, **labels: Any) -> None:
    """Give fields other labels; a placeholder that repeats the label goes."""
    for name, label in labels.items():
        field = form.fields[name]
        field.label = label
        field.widget.attrs.pop("placeholder", None)
        if isinstance(field, forms.EmailField):
            field.error_messages["invalid"] = ADDRESS


class SignInForm(allauth.LoginForm):
    """E-mail address and password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Name the fields."""
        super().__init__(*args, **kwargs)
        reword(self, login=_("E-mail address"), password=_("Password"))

    def clean(self) -> dict[str, Any] | None:
        """Look at the password, unless too many are being looked at; the address is kept then."""
        try:
            return super().clean()
        except TooBusyError:
            self.request.is_too_busy = True
            raise forms.ValidationError(BUSY) from None


class AskForLinkForm(allauth.ResetPasswordForm):
    """Where the link for a new password is sent."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Name the field."""
        super().__init__(*args, **kwargs)
        reword(self, email=_("E-mail address"))


class NewPasswordForm(allauth.ResetPasswordKeyForm):
    """The new password, behind the link."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Name the fields, and say the rule once."""
        super().__init__(*args, **kwargs)
        words = (_("New password"), _("New password again"))
        if self.is_first:
            words = (_("Password"), _("Password again"))
        reword(self, password1=words[0], password2=words[1])
        self.fields["password1"].help_text = RULE

    @property
    def is_first(self) -> bool:
        """Tell whether the account has had no password so far: its owner was invited."""
        return self.user is not None and not self.user.has_usable_password()


class ChangePasswordForm(allauth.ChangePasswordForm):
    """The current password, and the new one twice."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Name the fields, and say the rule once."""
        super().__init__(*args, **kwargs)
        reword(
            self,
            oldpassword=_("Current password"),
            password1=_("New password"),
            password2=_("New password again"),
        )
        self.fields["password1"].help_text = RULE


class ConfirmForm(allauth.ReauthenticateForm):
    """The password once more, of somebody who is signed in."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Name the field."""
        super().__init__(*args, **kwargs)
        reword(self, password=_("Password"))
