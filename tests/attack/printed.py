"""Sheets that go home against the record: each fact in its place, none beside, and so ever after.

One try is a conversation by chance that is decided (talks.py, deciding.py). What has to stand on
its sheets is read from the rows (sheets.py), and looked for in the PDF, the one in large print and
the plain text. Afterwards names, cards, texts and availability change, and each file has to come
as it came before, byte for byte.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction
from django.test import Client
from django.urls import reverse

from consultations.presenters import summary_sections
from consultations.presenters.summary import Line
from medications.models import Availability, Effect, LocalNote, Medication, Release
from tests.attack.clozapine import all_cards, spellings, words_of
from tests.attack.deciding import decide
from tests.attack.sheets import differences, facts_of
from tests.attack.talks import Talk, held
from tests.attack.world import swapped
from tests.canaries.story import Story
from tests.chaos.kept import Result
from tests.integration.medications.conftest import forget_everything

SHEETS = ("summary_pdf", "large_summary_pdf", "summary_text")


def attack(story: Story, start: int, number: int) -> Result:
    """Hold so many conversations, and read what goes home of each."""
    done = Result()
    forget_everything()
    with transaction.atomic():
        release = all_cards(story)
        for each in range(start, start + number):
            with transaction.atomic():
                _try(story, release, each, done)
                transaction.set_rollback(True)
            forget_everything()
        transaction.set_rollback(True)
    done.counts["tries"] = number
    return done


def _try(story: Story, release: Release, number: int, done: Result) -> None:
    """Hold one conversation, read its sheets, change everything else, and read them again."""
    talk = held(story.cast, release, f"sheet {number}", spellings())
    decision = decide(talk)
    facts = facts_of(talk.consultation, decision)
    done.counts["facts"] += sum(map(len, facts.by_section.values()))
    before = {}
    for name in SHEETS:
        text, before[name] = read(talk, name)
        done.counts["sheets"] += 1
        for what in differences(text, facts, f"{talk.consultation.code},decision1,"):
            done.findings[f"{name}: {what}"] += 1
    change_everything(talk)
    for name in SHEETS:
        if read(talk, name)[1] != before[name]:
            done.findings[f"{name}: not the same any more"] += 1


def read(talk: Talk, name: str) -> tuple[str, bytes]:
    """Ask for a sheet; return its words and what came."""
    browser = Client()
    browser.force_login(talk.amara)
    args = () if name == "summary_pdf" else (1,)
    answer = browser.get(reverse(name, args=[talk.consultation.code, *args]))
    assert answer.status_code == 200, f"{name} answers {answer.status_code}"
    return words_of(answer), answer.getvalue()


def change_everything(talk: Talk) -> None:
    """Let later events happen: renamed, reworded, not to be had, and somebody called otherwise."""
    here = {"organisation": talk.cast.organisation, "by": talk.cast.people["dev"]}
    for medication in Medication.objects.all():
        LocalNote.objects.create(text="Another note.", medication=medication, **here)
        state = {"state": "not_stocked", "reason": "Gone.", "medication": medication}
        Availability.objects.create(**state, **here)
    Medication.objects.update(name="Renamed", brands="Rebranded")
    Effect.objects.update(label="Relabelled")
    type(talk.cast.organisation).objects.update(name="Another", texts={"contact": "Another."})
    type(talk.cast.clinic).objects.filter(pk=talk.cast.clinic.pk).update(name="Another clinic")
    type(talk.consultation.service_user).objects.update(preferred_name="Another")
    type(talk.amara).objects.update(name="Another")
    forget_everything()


@contextmanager
def without_whys() -> Iterator[None]:
    """Print wishes without why they matter."""
    with swapped(summary_sections, "_wish", lambda wish: Line(wish.label)):
        yield


@contextmanager
def out_of_order() -> Iterator[None]:
    """Print wishes from the last to the first."""
    right = summary_sections.to_avoid

    def wrong(frozen: summary_sections.Frozen) -> summary_sections.Section:
        its = right(frozen)
        return summary_sections.Section(its.key, its.heading, its.lines[::-1], its.said)

    with swapped(summary_sections, "to_avoid", wrong):
        yield


@contextmanager
def read_anew() -> Iterator[None]:
    """Name medicines as the library calls them now."""
    with swapped(summary_sections, "name_of", lambda _frozen, _code, name: name):
        yield


SABOTEURS = {
    "no reasons": without_whys,
    "another order": out_of_order,
    "names of now": read_anew,
}
