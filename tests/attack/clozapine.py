"""Random wishes: wherever an answer names clozapine, all of its conditions stand in that answer.

One try is one set of wishes, in a conversation by chance on the real cards (talks.py). The
comparison is read each time; every other page, print, file and form in turn, and more of them once
something is decided. The name counts wherever it stands, in words or in an address, and so does
each of its brands; in one of six things said somebody names it.
"""

import html
import io
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from functools import partial
from itertools import cycle, islice

from django.db import transaction
from django.db.models import Q
from django.http import HttpResponse
from pypdf import PdfReader

from consultations.checklist import Checklist
from consultations.models import Mark
from consultations.presenters import carers_sheet, record_text, summary_sections
from consultations.presenters.summary import Section
from consultations.services import record_checklist
from medications.models import Card, Caution, Medication, Release
from medications.selectors import reading
from tests.attack.deciding import decide
from tests.attack.naming import CLOZAPINE, Ask, Room
from tests.attack.talks import Talk, carer_comes, held
from tests.attack.world import swapped
from tests.canaries.story import Story
from tests.chaos.kept import Result
from tests.factories import ReleaseFactory
from tests.integration.medications.conftest import forget_everything
from tests.integration.medications.reading import gate_of

TOGETHER, AFTER = 10, 10
"""How many wishes one conversation has, and how many pages of it are read once it is decided."""
Read = Callable[[str, Ask], None]
MUST_OPEN = ("comparison", "comparison of the person", "carer")
"""Pages that are never refused: with them the conversation is one, and everybody sits in it."""


def attack(story: Story, start: int, number: int) -> Result:
    """Let so many people have wishes, and read what they and the others are shown."""
    done = Result()
    forget_everything()
    with transaction.atomic():
        release = all_cards(story)
        read = partial(_read, done, gate_of(CLOZAPINE), spellings())
        for first in range(start, start + number, TOGETHER):
            with transaction.atomic():
                _talk(story, release, range(first, min(first + TOGETHER, start + number)), read)
                transaction.set_rollback(True)
        transaction.set_rollback(True)
    forget_everything()
    done.counts["tries"] = number
    return done


def all_cards(story: Story) -> Release:
    """Return a release of all cards as they were loaded, the newest of the organisation."""
    found = ReleaseFactory(organisation=story.cast.organisation, number=1000)
    found.cards.set(Card.objects.filter(version=1, organisation=None, stage="published"))
    return found


def spellings() -> tuple[str, ...]:
    """Return every name that the library has for it: its own, and its brands."""
    its = Medication.objects.get(code=CLOZAPINE)
    return (its.name, *(each.strip() for each in its.brands.replace(";", ",").split(",") if each))


def _talk(story: Story, release: Release, wishes: range, read: Read) -> None:
    """Hold one conversation in which wishes change, decide, and read it all along."""
    names = spellings()
    talk = held(story.cast, release, f"wish {wishes.start}", names)
    carer_comes(talk)
    room = Room(talk)
    for number in wishes:
        wish(talk)
        for name, ask in (*room.always(number), *_in_turn(room.before(), number, 1)):
            read(name, ask)
    decide(talk, on=CLOZAPINE if talk.chance.random() < 0.3 else "")
    for name, ask in _in_turn(room.after(), wishes.start // TOGETHER, AFTER):
        read(f"{name}, decided", ask)


def wish(talk: Talk) -> None:
    """Let the person wish for something else altogether."""
    chance, lines = talk.chance, reading.rated_effects(talk.consultation.release)
    codes = [each.code for each in lines]
    chosen = chance.sample(codes, 12)
    avoid = tuple(chosen[: chance.randint(0, 5)])
    after = Checklist(
        avoid,
        tuple(chosen[5 : 5 + chance.randint(0, 4)]),
        {each: chance.choice(Mark.Kind.values) for each in chosen[9 : 9 + chance.randint(0, 3)]},
        {each: talk.said(5) for each in avoid if chance.random() < 0.2},
        is_ordered=chance.random() < 0.7,
    )
    record_checklist(ticket=talk.ticket(), by=talk.by(), change=lambda _before: after)


def _in_turn(
    every: Iterable[tuple[str, Ask]], number: int, count: int
) -> Iterator[tuple[str, Ask]]:
    """Return the next few, begun again after the last."""
    found = list(every)
    first = number * count % len(found)
    return islice(cycle(found), first, first + count)


def _read(done: Result, gate: list[str], names: tuple[str, ...], name: str, ask: Ask) -> None:
    """Read one answer."""
    answer = ask()
    text = answer if isinstance(answer, str) else words_of(answer)
    status = 200 if isinstance(answer, str) else answer.status_code
    if status >= 500 or (status != 200 and name in MUST_OPEN):
        done.findings[f"{name} answers {status}"] += 1
    done.counts["answers" if status in (200, 422) else "other answers"] += 1
    low = text.casefold()
    if not any(each.casefold() in low for each in names):
        return
    done.counts["answers that name it"] += 1
    if any(_squeezed(each) not in _squeezed(text) for each in gate):
        done.findings[f"{name} names it without its conditions"] += 1


def words_of(response: HttpResponse) -> str:
    """Return all that an answer says, of a PDF the words on its pages."""
    content = response.getvalue()
    if response.headers.get("Content-Type", "") == "application/pdf":
        return "\n".join(each.extract_text() for each in PdfReader(io.BytesIO(content)).pages)
    return html.unescape(content.decode())


def _squeezed(text: str) -> str:
    """Return a text without white space, where a PDF breaks its lines."""
    return "".join(text.split())


@contextmanager
def broken() -> Iterator[None]:
    """Leave the conditions out of what is always shown with a name."""
    without = Q(kind=Caution.Kind.NOT_LICENSED)
    forget_everything()
    with swapped(reading, "ALWAYS_SHOWN", without):
        yield
    forget_everything()


@contextmanager
def forgetful_sheets() -> Iterator[None]:
    """Leave them out of what goes home alone."""
    with ExitStack() as stack:
        for each in (summary_sections, carers_sheet, record_text):
            none = Section("conditions", "")
            stack.enter_context(swapped(each, "conditions", lambda *_args, its=none: its))
        yield


SABOTEURS = {"no conditions beside a name": broken, "none on what goes home": forgetful_sheets}
