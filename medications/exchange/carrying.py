"""What was read of a file, carried by the page that asks whether to go on.

It goes to the browser and back, signed, so that nothing waits on the server and any of its
processes can go on. It is good for half an hour, for the pharmacist who sent the file.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from django.core import signing
from django.utils.translation import gettext as _

from accounts.models import Account, Organisation
from medications.content import CautionContent, Content, PreparationContent, RatingContent
from medications.exchange.guarding import NotReadable

SALT = "cards from a spreadsheet"
GOOD_FOR = 30 * 60
LARGEST = 2_000_000
"""Less than what a form may send (DATA_UPLOAD_MAX_MEMORY_SIZE)."""


class NotCarried(ValueError):
    """What came back is too old, or not what was sent; the sentence says what to do."""


@dataclass(frozen=True)
class ReadCard:
    """What a file makes of one card; `read` is the digest of what it was compared with."""

    read: str
    content: Content


def packed(cards: Mapping[str, ReadCard], organisation: Organisation, by: Account) -> str:
    """Return what was read as a signed text. Raises NotReadable when it is too much for a form."""
    plain = {
        code: {"read": card.read, "says": _plain(card.content)} for code, card in cards.items()
    }
    text = signing.dumps([organisation.pk, by.pk, plain], salt=SALT, compress=True)
    if len(text) > LARGEST:
        raise NotReadable(_("This changes more than fits at once. Import it in two parts."))
    return text


def unpacked(text: str, organisation: Organisation, by: Account) -> dict[str, ReadCard]:
    """Return what was carried. Raises NotCarried."""
    try:
        organisation_key, by_key, plain = signing.loads(text, salt=SALT, max_age=GOOD_FOR)
    except signing.BadSignature:
        raise NotCarried(
            _("What was read of your file is no longer there. Choose the file once more.")
        ) from None
    if (organisation_key, by_key) != (organisation.pk, by.pk):
        raise NotCarried(_("Somebody else sent this file. Choose it once more."))
    return {code: ReadCard(each["read"], _content(each["says"])) for code, each in plain.items()}


def _plain(content: Content) -> dict[str, Any]:
    """Return a content as what JSON can hold."""
    return asdict(content) | {
        "evidence": sorted(content.evidence),
        "facts": sorted(content.facts),
        "review_on": content.review_on.isoformat() if content.review_on else None,
    }


def _content(plain: dict[str, Any]) -> Content:
    """Return the content that `_plain` was made of."""
    review_on = plain["review_on"]
    return Content(
        plain["medication"],
        {code: _tuples(RatingContent, each) for code, each in plain["ratings"].items()},
        {code: tuple(each) for code, each in plain["sections"].items()},
        tuple(_tuples(CautionContent, each) for each in plain["cautions"]),
        tuple(_tuples(PreparationContent, each) for each in plain["preparations"]),
        frozenset(plain["evidence"]),
        frozenset(plain["facts"]),
        date.fromisoformat(review_on) if review_on else None,
        plain["is_withdrawn"],
        plain["names"],
    )


def _tuples(kind: type, plain: dict[str, Any]) -> Any:
    """Return one part of a content, its lists as the tuples that they were."""
    return kind(**{key: tuple(v) if isinstance(v, list) else v for key, v in plain.items()})
