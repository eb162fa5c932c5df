"""Prompts to look again, and the news that cards have changed, in words."""

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from consultations.models import Consultation, ReviewPrompt
from consultations.presenters.card_changes import presented_release
from consultations.presenters.moments import day_words
from consultations.selectors.bookmarks import Bookmark

State = ReviewPrompt.State
PROMPTS = "prompts"
"""What the list of prompts is called in addresses of the day."""


@dataclass(frozen=True)
class PresentedPrompt:
    """A prompt as it stands in a list. `clinic` is '' where it goes without saying."""

    words: str
    url: str
    why: str
    state: str
    clinic: str = ""


@dataclass(frozen=True)
class PresentedPrompts:
    """A page of what waits; the two addresses are '' when they lead nowhere."""

    prompts: list[PresentedPrompt]
    next_url: str
    first_url: str


@dataclass(frozen=True)
class News:
    """That the cards of a conversation have changed; `must_read` when safety is the reason."""

    heading: str
    words: str
    url: str
    must_read: bool


def presented_prompt(prompt: ReviewPrompt, has_clinic: bool) -> PresentedPrompt:
    """Return a prompt in the list of a day: whose conversation, when decided, with whom."""
    its = prompt.consultation
    words = {
        "person": its.service_user.preferred_name,
        "date": day_words(prompt.decision.decided_at),
        "name": prompt.decision.decided_by.name,
    }
    return PresentedPrompt(
        _("%(person)s, decided on %(date)s with %(name)s") % words,
        _url(its, prompt),
        _why(prompt),
        "",
        prompt.clinic.name if has_clinic else "",
    )


def presented_prompts(
    rows: Iterable[ReviewPrompt], following: int, has_clinics: bool, is_later_page: bool
) -> PresentedPrompts:
    """Return a page of what waits; `following` is the key that the next one begins after, or 0."""
    after = Bookmark(None, following).sealed() if following else ""
    address = f"{reverse('day')}?{urlencode({'list': PROMPTS, 'after': after})}"
    return PresentedPrompts(
        [presented_prompt(each, has_clinics) for each in rows],
        address if following else "",
        reverse("day") if is_later_page else "",
    )


def prompts_here(consultation: Consultation, rows: Iterable[ReviewPrompt]) -> list[PresentedPrompt]:
    """Return the prompts of one conversation, each with what became of it."""
    return [
        PresentedPrompt(
            presented_release(each.release).heading,
            _url(consultation, each),
            _why(each),
            state_words(each),
        )
        for each in rows
    ]


def state_words(prompt: ReviewPrompt) -> str:
    """Say what became of a prompt, by whom and why."""
    if prompt.state == State.WAITING or prompt.answered_at is None:
        return _("Nobody has answered this yet.")
    words = {
        "name": prompt.answered_by.name if prompt.answered_by else "",
        "date": day_words(prompt.answered_at),
        "reason": prompt.reason,
    }
    if prompt.state == State.SET_ASIDE:
        return _("Set aside by %(name)s on %(date)s: %(reason)s") % words
    return _("Looked at again by %(name)s on %(date)s.") % words


def presented_news(consultation: Consultation, is_safety: bool | None) -> News | None:
    """Return the news of a conversation that goes on; None when its cards are the newest."""
    if is_safety is None:
        return None
    url = reverse("newest_cards", args=[consultation.code])
    if is_safety:
        return News(
            _("Cards have changed, and safety is the reason"),
            _("Read together what changed. Nothing can be decided before."),
            url,
            must_read=True,
        )
    return News(
        _("Cards have changed since this conversation began"),
        _("It still shows the cards as they were. Read what changed, and choose."),
        url,
        must_read=False,
    )


def _url(consultation: Consultation, prompt: ReviewPrompt) -> str:
    """Return where a prompt is read and answered."""
    return reverse("review_prompt", args=[consultation.code, prompt.pk])


def _why(prompt: ReviewPrompt) -> str:
    """Say why a release was made; first that it was for safety."""
    its = presented_release(prompt.release)
    return _("Safety: %(reason)s") % {"reason": its.reason} if its.is_safety_change else its.reason
