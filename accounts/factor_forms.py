"""django-allauth's forms of the second step in our words: the same checks and limits."""

import struct
from collections.abc import Iterator
from contextlib import contextmanager
from textwrap import wrap
from typing import Any

from allauth.core import context
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base import forms as base
from allauth.mfa.models import Authenticator
from allauth.mfa.totp import forms as totp
from allauth.mfa.webauthn import forms as webauthn
from cryptography.exceptions import InvalidSignature
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from accounts.factors import key_at_hand
from accounts.services.factors import spend_code
from accounts.services.sign_ins import note
from accounts.sign_in import reword
from accounts.squares import Square, drawn
from accounts.words import seen

LONGEST_NAME = 60
NO_PASSKEY = _("Your browser sent no passkey. Try again, or take another way.")

NONSENSE = (AttributeError, IndexError, InvalidSignature, KeyError, TypeError, ValueError)


@contextmanager
def nonsense_refused() -> Iterator[None]:
    """Say that it did not work where a credential cannot be read, or was signed by another key.

    fido2 raises whatever happens to it then, of which django-allauth knows two kinds only.
    """
    try:
        yield
    except (*NONSENSE, struct.error) as reason:
        raise get_adapter().validation_error("incorrect_code") from reason


@contextmanager
def clock_named() -> Iterator[None]:
    """Where a code is wrong, say also what makes every code of an app wrong."""
    try:
        yield
    except ValidationError as reason:
        if reason.code != "incorrect_code":
            raise
        raise get_adapter().validation_error("wrong_code") from reason


class _CodeForm(base.BaseAuthenticateForm):
    """A code of the app, or a spare one; each once only."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Name the field."""
        super().__init__(*args, **kwargs)
        reword(self, code=_("Code"))

    def clean_code(self) -> str:
        """Check it, and that it was not used before, in whichever process."""
        with clock_named():
            code = super().clean_code()
        is_app = self.authenticator.type == Authenticator.Type.TOTP
        if is_app and not spend_code(authenticator=self.authenticator, code=code):
            raise get_adapter().validation_error("incorrect_code")
        return code


class SecondStepForm(_CodeForm, base.AuthenticateForm):
    """A code after the password."""


class ConfirmCodeForm(_CodeForm, base.ReauthenticateForm):
    """A code once more, of somebody who is signed in."""


class SetUpAppForm(totp.ActivateTOTPForm):
    """The first code of an app."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Find the key that waits in the session, and name the field."""
        with key_at_hand(context.request.session):
            super().__init__(*args, **kwargs)
        reword(self, code=_("The six digits that it shows"))
        self.fields["code"].widget.attrs["inputmode"] = "numeric"

    def clean_code(self) -> str:
        """Check it."""
        with clock_named():
            return super().clean_code()

    @property
    def key_in_fours(self) -> str:
        """Return the key as it is typed: four letters, a space, and so on."""
        return " ".join(wrap(self.secret, 4))

    @property
    def square(self) -> Square:
        """Return the square that the app reads."""
        return drawn(get_adapter().build_totp_url(self.user, self.secret))


class AddPasskeyForm(webauthn.AddWebAuthnForm):
    """What the browser says of a new passkey, and a name to know it by.

    Whether it also signs in by itself is not asked: it does, where it can ask for finger or PIN.
    """

    passwordless = None
    button = _("Add this passkey")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Name the fields."""
        super().__init__(*args, **kwargs)
        reword(self, name=_("A name to know it by"))
        self.fields["credential"].error_messages["required"] = NO_PASSKEY

    def clean_name(self) -> str:
        """Keep the beginning of a name that is too long: the passkey is made by now."""
        return seen(super().clean_name())[:LONGEST_NAME]

    def clean(self) -> dict[str, Any]:
        """Check what the browser says."""
        with nonsense_refused():
            return super().clean()


class _PasskeyForm(webauthn.AuthenticateWebAuthnForm):
    """What the browser says of a passkey that is used."""

    button = _("Use a passkey")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Say what is wrong when the browser said nothing."""
        super().__init__(*args, **kwargs)
        self.fields["credential"].error_messages["required"] = NO_PASSKEY

    def clean_credential(self) -> Authenticator:
        """Check what the browser says."""
        try:
            with nonsense_refused():
                return super().clean_credential()
        except ValidationError:
            note(action="sign_in_failed", account=self.user, step="passkey")
            raise


class PasskeyForm(_PasskeyForm):
    """A passkey after the password."""


class ConfirmPasskeyForm(_PasskeyForm, webauthn.ReauthenticateWebAuthnForm):
    """A passkey once more, of somebody who is signed in."""


class SignInWithPasskeyForm(_PasskeyForm, webauthn.LoginWebAuthnForm):
    """A passkey alone, which has asked for finger, face or PIN itself."""
