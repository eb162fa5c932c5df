"""What every page says after a restore, until a pharmacist of the organisation has looked.

The moment stands in the row of the organisation, which pages have read already.
"""

from datetime import datetime
from typing import Any

from django.http import HttpRequest
from django.utils import formats, timezone
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _


def brought_back(request: HttpRequest) -> dict[str, Any]:
    """Give every page the sentence, or an empty one; a context processor (see settings)."""
    return {"brought_back": SimpleLazyObject(lambda: _sentence(request))}


def _sentence(request: HttpRequest) -> str:
    """Return the sentence for whoever asks, read when a page has a place for it."""
    organisation = getattr(request, "organisation", None)
    copy_of = organisation.unconfirmed_copy_of if organisation else None
    if copy_of is None:
        return ""
    return _(
        "This service was brought back from a copy of %(moment)s. "
        "A pharmacist has not yet confirmed that the cards are the newest."
    ) % {"moment": in_words(copy_of)}


def in_words(moment: datetime) -> str:
    """Return a moment as "29 November 2026, 13:24", in the service's time zone."""
    return formats.date_format(timezone.localtime(moment), "j F Y, H:i")
