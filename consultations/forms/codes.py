"""The signed code of a form that makes something new: sent twice, it makes one."""

from uuid import UUID, uuid4

from django import forms
from django.core import signing
from django.utils.translation import gettext as _


def new_code(salt: str, *whom: int) -> str:
    """Return a new signed code, for whom the form is drawn."""
    return signing.dumps([uuid4().hex, *whom], salt=salt)


def read_code(signed: str, salt: str) -> tuple[UUID, list[int]]:
    """Return a code and for whom its form was drawn. Raises ValidationError."""
    try:
        code, *whom = signing.loads(signed, salt=salt)
        return UUID(code), whom
    except (signing.BadSignature, ValueError, TypeError, AttributeError):
        raise forms.ValidationError(
            _("This form is damaged. Please open the page again.")
        ) from None
