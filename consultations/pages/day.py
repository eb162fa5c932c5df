"""The clinician's day, and a person's page: lists of conversations, a page at a time."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import partial
from typing import Any

from django.http import Http404

from accounts.models import Account, Clinic, Organisation
from consultations import selectors
from consultations.forms import SearchForm
from consultations.models import ServiceUser
from consultations.presenters.day import presented_list
from consultations.presenters.emergency import unread_words
from consultations.presenters.people import presented_past, presented_person
from consultations.presenters.questions import QUESTIONS, WaitingQuestions, presented_waiting
from consultations.presenters.review import PROMPTS, PresentedPrompts, presented_prompts
from consultations.selectors.bookmarks import Bookmark
from consultations.selectors.day import LISTS, of_the_day
from consultations.selectors.emergency import unread
from consultations.selectors.questions import waiting_questions
from consultations.selectors.standing import waiting_prompts
from consultations.selectors.summaries import newest_decisions
from medications import kept


def day(clinics: Sequence[Clinic], asked: Mapping[str, str]) -> dict[str, Any]:
    """Gather a clinician's day; `asked` may name one list and where its page begins."""
    name = asked.get("list", "")
    wanted = [each for each in LISTS if name in ("", each.name)]
    if not wanted and name not in (PROMPTS, QUESTIONS):
        raise Http404
    after = asked.get("after", "") if name else ""
    lists = []
    for each in wanted:
        bookmark = Bookmark.opened(after, each.kind)
        page = of_the_day(clinics, each, bookmark)
        lists.append(presented_list(each.name, page, len(clinics) > 1, bookmark is not None))
    return {"lists": lists, "form": SearchForm()} | {
        "prompts": _prompts(clinics, name, asked),
        "questions": _questions(clinics, name, asked),
        "emergencies": unread_words(unread(clinics)) if not name else "",
    }


def _prompts(
    clinics: Sequence[Clinic], name: str, asked: Mapping[str, str]
) -> PresentedPrompts | None:
    """Gather a page of the decisions to look at again since a card has changed."""
    if name not in ("", PROMPTS):
        return None
    bookmark = Bookmark.opened(asked.get("after", "") if name else "", datetime)
    rows, following = waiting_prompts(clinics, bookmark.key if bookmark else 0)
    return presented_prompts(rows, following, len(clinics) > 1, bookmark is not None)


def _questions(
    clinics: Sequence[Clinic], name: str, asked: Mapping[str, str]
) -> WaitingQuestions | None:
    """Gather a page of the questions that nobody has answered."""
    if name not in ("", QUESTIONS):
        return None
    bookmark = Bookmark.opened(asked.get("after", "") if name else "", datetime)
    rows, following = waiting_questions(clinics, bookmark.key if bookmark else 0)
    return presented_waiting(rows, following, len(clinics) > 1, bookmark is not None)


def person_page(
    account: Account, organisation: Organisation, person: ServiceUser, after: str
) -> dict[str, Any]:
    """Gather a person's page: what was decided and when, newest first."""
    bookmark = Bookmark.opened(after, datetime)
    page = selectors.of_person(account, organisation, person, bookmark)
    last = selectors.last_finished(account, organisation, person)
    # What was decided is told in somebody's words, which may name a medicine with conditions.
    newest = page.rows[0].release if page.rows else None
    named = {"gates_left_out": partial(kept.gates_left_out, newest)} if newest else {}
    return named | {
        "person": presented_person(person, last.code if last else None),
        "past": presented_past(page, newest_decisions(page.rows), person),
        "is_later_page": bookmark is not None,
    }
