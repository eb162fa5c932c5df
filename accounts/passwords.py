"""A rule for new passwords that only this service can know: its own words are easy to guess.

OWASP ASVS 5.0, 6.1.2 and 6.2.11; the words are listed in docs/limits.md.
"""

import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from accounts.models import Account
from accounts.selectors import clinics, organisation_of

OF_THE_SERVICE = (
    "choosing",
    "medicine",
    "together",
    "antipsychotic",
    "clinic",
    "service",
    "password",
)
"""What everybody knows of it; names of the organisation and its clinics come to them."""

SHORTEST_WORD = 4
LEFT_AT_LEAST = 6
"""How much has to be left, without spaces, when those words are taken away."""


class OwnWordsValidator:
    """Turns away little more than the names of the service, its organisation and clinics."""

    def validate(self, password: str, user: Account | None = None) -> None:
        """Raise ValidationError when it is made of those words and too little else."""
        whole = password.casefold()
        left = whole
        for word in sorted(_words(user), key=len, reverse=True):
            left = left.replace(word, "")
        if left != whole and len("".join(left.split())) < LEFT_AT_LEAST:
            raise ValidationError(self.get_help_text(), code="own_words")

    def get_help_text(self) -> str:
        """Say what is asked."""
        return _("These are mostly words that everybody here knows. Add others.")


def _words(user: Account | None) -> set[str]:
    """Return the words that are no secret to anybody here."""
    names = [*OF_THE_SERVICE]
    organisation = organisation_of(user) if user is not None and user.pk else None
    if organisation:
        names += [organisation.name, *clinics(organisation).values_list("name", flat=True)]
    found = re.findall(r"\w+", " ".join(names).casefold())
    return {each for each in found if len(each) >= SHORTEST_WORD}
