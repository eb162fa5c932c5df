"""What a draft says when it is begun: a day of review to come, and every line. Pure."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta

from medications.content import Content, RatingContent
from medications.starter_rule import Basis

USUAL_REVIEW = timedelta(days=365)
"""A card is looked at again after a year, unless a pharmacist chooses another day."""


def day_of_review(day: date | None, today: date) -> date:
    """Return the day of review that a draft begins with: that of the card, unless it is over."""
    return day if day is not None and day > today else today + USUAL_REVIEW


def as_begun(content: Content, effects: Iterable[str], today: date) -> Content:
    """Return what a draft says once it is begun; lines that the card lacks are not known."""
    missing = {code: RatingContent(None, Basis.NOTHING_FOUND) for code in effects}
    return replace(
        content,
        ratings=missing | dict(content.ratings),
        review_on=day_of_review(content.review_on, today),
    )
