"""Who has looked at a person's record."""

from datetime import datetime
from typing import Any

from accounts.models import Organisation
from consultations.models import ServiceUser
from consultations.presenters.looks import presented_looks
from consultations.presenters.people import presented_person
from consultations.selectors.bookmarks import Bookmark
from consultations.selectors.looks import looks, roles_held


def looks_page(organisation: Organisation, person: ServiceUser, after: str) -> dict[str, Any]:
    """Gather one page of who looked and when, newest first."""
    bookmark = Bookmark.opened(after, datetime)
    page = looks(organisation, person, bookmark)
    roles = roles_held(organisation, {each.by_id for each in page.rows if each.by_id})
    return {
        "person": presented_person(person),
        "looks": presented_looks(page, roles, person),
        "is_later_page": bookmark is not None,
    }
