"""The lists of a clinician's day in words."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from consultations.presenters.people import PresentedConversation, presented_conversation
from consultations.selectors.bookmarks import Page
from consultations.selectors.day import TO_REVIEW, TODAY

HEADINGS = {
    "open": _("Open now"),
    "paused": _("Paused, to go on another day"),
    "planned": _("Planned, to be offered again"),
    TO_REVIEW: _("To look at again"),
    TODAY: _("Decided or ended today"),
}
NOTHING = {
    "open": _("No conversation is open. Find a person to begin one."),
    "paused": _("No conversation waits to go on."),
    "planned": _("Nobody waits to be asked again."),
    TO_REVIEW: _("Nothing is to be looked at again in the next 14 days."),
    TODAY: _("Nothing was decided or ended today."),
}
THE_END = _("There are no more.")


@dataclass(frozen=True)
class PresentedList:
    """One list of the day; the two addresses are '' when they lead nowhere."""

    name: str
    heading: str
    nothing: str
    conversations: list[PresentedConversation]
    next_url: str
    first_url: str


def presented_list(name: str, page: Page, has_clinics: bool, is_later_page: bool) -> PresentedList:
    """Return a page of one list. `has_clinics` names the clinic on each line."""
    following = {"list": name, "after": page.next}
    return PresentedList(
        name,
        str(HEADINGS[name]),
        str(THE_END if is_later_page else NOTHING[name]),
        [presented_conversation(each, has_clinics, name == TO_REVIEW) for each in page.rows],
        f"{reverse('day')}?{urlencode(following)}" if page.next else "",
        reverse("day") if is_later_page else "",
    )
