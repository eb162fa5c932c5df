"""After a release: who is asked to look again at what was decided, and what becomes of it."""

import datetime

import pytest
from django.core.management import call_command
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from consultations import listening, tickets
from consultations.models import Change, Consultation, ReviewPrompt, ReviewRound
from consultations.services import rounds
from medications.models import Medication, Release
from tests.cast import Cast
from tests.factories import ConsultationFactory, DecisionFactory
from tests.integration.accounts.conftest import SignedIn
from tests.integration.consultations.changing import (
    OnCommit,
    decided,
    prompted,
    published,
    said,
    withdrawn,
)
from tests.integration.consultations.reading import main_words, page_of, queries, sent
from tests.integration.medications import drafting
from tests.integration.medications.reading import words

pytestmark = pytest.mark.django_db
TOLD = "Cards changed since you decided"


@pytest.fixture
def on_commit(django_capture_on_commit_callbacks: OnCommit) -> OnCommit:
    """Let what waits for the commit be done."""
    return django_capture_on_commit_callbacks


def prompt_of(consultation: Consultation) -> str:
    """Return where the only prompt of a conversation is answered."""
    prompt = ReviewPrompt.objects.get(consultation=consultation)
    return reverse("review_prompt", args=[consultation.code, prompt.pk])


def test_decisions_that_a_release_touches_are_to_be_looked_at_again(
    cast: Cast, library: Release, on_commit: OnCommit
) -> None:
    """Not those whose order stays, and not what was not decided."""
    decided(cast, "Ola", "weight_gain")
    decided(cast, "Pat", "tremor")
    said(cast, "Noor", "weight_gain", open=True)
    release = published(cast, on_commit)

    assert prompted() == ["Ola"]
    prompt = ReviewPrompt.objects.get()
    assert (prompt.release, prompt.clinic) == (release, cast.clinic)
    assert prompt.decision.medication.code == "olanzapine"


def test_what_was_looked_at_since_stands_no_more(
    cast: Cast, library: Release, on_commit: OnCommit
) -> None:
    """Neither what another conversation followed, nor an older decision of the person."""
    followed, older = decided(cast, "Ola", "weight_gain"), decided(cast, "Pat", "weight_gain")
    ConsultationFactory(follows=followed, organisation=cast.organisation, release=library)
    ended = timezone.now() - datetime.timedelta(days=3)
    Consultation.objects.filter(pk=older.pk).update(ended_at=ended)
    decided(cast, "Pat once more", "weight_gain", service_user=older.service_user)
    published(cast, on_commit)

    assert prompted() == ["Pat"]
    assert ReviewPrompt.objects.get().consultation != older


def test_of_several_decisions_the_newest_is_meant(
    cast: Cast, library: Release, on_commit: OnCommit
) -> None:
    found = decided(cast, "Ola", "weight_gain", on="aripiprazole")
    first = found.decision_rows.get()
    olanzapine = Medication.objects.get(code="olanzapine")
    newest = DecisionFactory(
        consultation=found,
        medicine=True,
        medication=olanzapine,
        previous=first,
        decided_by=first.decided_by,
    )
    published(cast, on_commit)

    assert ReviewPrompt.objects.get().decision == newest


def test_a_safety_change_is_told_to_whoever_decided_on_the_medicine(
    cast: Cast, library: Release, on_commit: OnCommit
) -> None:
    """Also where no place moves."""
    decided(cast, "Ola", "tremor")
    decided(cast, "Pat", "tremor", on="aripiprazole")
    published(cast, on_commit, is_safety_change=True)

    assert prompted() == ["Ola"]


def test_a_withdrawal_is_told(cast: Cast, library: Release, on_commit: OnCommit) -> None:
    decided(cast, "Ola", "tremor")
    withdrawn(cast, on_commit)
    shown = SignedIn(cast.people["amara"]).get(prompt_of(Consultation.objects.get()))

    assert prompted() == ["Ola"]
    assert "Withdrawn here: Recalled by the maker." in main_words(shown)
    assert "The card: it is withdrawn" in main_words(shown)
    assert "and has no place after it." in main_words(shown)


def test_one_organisations_publication_never_touches_anothers(
    cast: Cast, library: Release, on_commit: OnCommit
) -> None:
    """Though its conversations rest on the same starter cards."""
    theirs = decided(cast, "Hari", "weight_gain")
    elsewhere = {"organisation": cast.other_organisation}
    Consultation.objects.filter(pk=theirs.pk).update(**elsewhere)
    for rows in ("participant_rows", "avoidance_rows"):
        getattr(theirs, rows).update(**elsewhere)
    published(cast, on_commit)

    assert prompted() == []
    assert ReviewRound.objects.get().organisation == cast.organisation


def test_nothing_is_told_of_a_release_that_is_not_made(
    cast: Cast, library: Release, on_commit: OnCommit
) -> None:
    decided(cast, "Ola", "weight_gain")
    draft = drafting.olanzapine(cast)
    drafting.submit(draft, cast.people["dev"])
    with on_commit(execute=True), transaction.atomic():
        drafting.publish(draft, cast.people["ewa"])
        transaction.set_rollback(True)

    assert prompted() == []
    assert not ReviewRound.objects.exists()


def test_what_was_interrupted_goes_on_and_tells_nobody_twice(
    cast: Cast, library: Release, on_commit: OnCommit, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By the command, from where it stopped; two at once write one piece once."""
    monkeypatch.setattr(listening, "SECONDS_AFTER", 0)
    monkeypatch.setattr(rounds, "PIECE", 2)
    for number in range(5):
        decided(cast, f"Person {number}", "weight_gain")
    published(cast, on_commit)
    assert prompted() == []
    one, other = (ReviewRound.objects.get() for _ in range(2))
    rounds.go_on(one)
    rounds.go_on(other)
    assert prompted() == ["Person 0", "Person 1"]

    call_command("prompt_reviews")
    assert prompted() == [f"Person {number}" for number in range(5)]
    call_command("prompt_reviews")
    assert ReviewPrompt.objects.count() == 5


def test_who_decided_by_the_new_cards_is_not_asked_about_them(
    cast: Cast, library: Release, on_commit: OnCommit, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Though not everybody was told yet when they decided."""
    monkeypatch.setattr(listening, "SECONDS_AFTER", 0)
    old, new = decided(cast, "Ola", "weight_gain"), decided(cast, "Pat", "weight_gain")
    release = published(cast, on_commit)
    Consultation.objects.filter(pk=new.pk).update(release=release)
    call_command("prompt_reviews")

    assert prompted() == ["Ola"]
    assert ReviewPrompt.objects.get().consultation == old


def test_they_stand_on_the_day_of_the_clinics_clinicians(
    cast: Cast, library: Release, on_commit: OnCommit
) -> None:
    """Who, when it was decided, with whom, and why the card changed; nothing where none waits."""
    amara, carla = (SignedIn(cast.people[who]) for who in ("amara", "carla"))
    assert TOLD not in main_words(amara.get(reverse("day")))
    found = decided(cast, "Ola", "weight_gain")
    published(cast, on_commit)
    section = page_of(amara.get(reverse("day"))).select_one("#prompts")

    assert words(section.h2) == TOLD
    assert words(section.li).startswith("Ola, decided on ")
    assert words(section.li).endswith("with Amara Okafor Weight gain from a newer table.")
    assert section.a["href"] == prompt_of(found)
    assert TOLD not in main_words(carla.get(reverse("day")))
    assert carla.get(prompt_of(found)).status_code == 404


def test_the_list_goes_on_page_by_page_at_the_same_cost(
    cast: Cast, library: Release, on_commit: OnCommit
) -> None:
    amara = SignedIn(cast.people["amara"])
    for number in range(21):
        decided(cast, f"Person {number}", "weight_gain")
    published(cast, on_commit)
    first = page_of(amara.get(reverse("day"))).select_one("#prompts")
    following = first.select_one("nav a")["href"]
    second = page_of(amara.get(following)).select_one("#prompts")

    assert [len(each.select("li")) for each in (first, second)] == [20, 1]
    assert words(second.li).startswith("Person 20,")
    many = queries(lambda: amara.get(reverse("day")))
    ReviewPrompt.objects.exclude(pk=ReviewPrompt.objects.first().pk).delete()
    assert queries(lambda: amara.get(reverse("day"))) == many


def test_a_prompt_says_what_changed_and_how_it_bears(
    cast: Cast, library: Release, on_commit: OnCommit
) -> None:
    found = decided(cast, "Ola", "weight_gain")
    published(cast, on_commit)
    page = page_of(SignedIn(cast.people["amara"]).get(prompt_of(found)))
    assert len(page.select("dl.gist div:first-child dd li .medicine-name")) >= 3
    shown = words(page.main)

    assert "Weight gain from a newer table." in shown
    assert (
        "Weight gain: from +++ common or more severe to ++ commoner or moderately severe "
        "Reason: A newer table." in shown
    )
    assert "Decided on Olanzapine It stood" in shown
    assert "What was decided holds until something else is decided together." in shown


def test_a_prompt_is_set_aside_with_a_reason(
    cast: Cast, library: Release, on_commit: OnCommit
) -> None:
    """Kept with the conversation, by whom and when; once answered it waits no more."""
    found = decided(cast, "Ola", "weight_gain")
    published(cast, on_commit)
    amara, address = SignedIn(cast.people["amara"]), prompt_of(found)
    form = sent(page_of(amara.get(address)))
    empty = amara.post(address, form | {"reason": " "})
    assert "Say why in a few words." in main_words(empty, status=422)
    assert amara.post(address, form | {"reason": "Weight does not matter now."}).status_code == 302

    prompt = ReviewPrompt.objects.get()
    assert (prompt.state, prompt.answered_by) == ("set_aside", cast.people["amara"])
    assert prompted() == []
    assert Change.objects.get().what == "set_aside_prompt"
    again = main_words(amara.get(address))
    assert "Set aside by Amara Okafor on" in again
    assert "Weight does not matter now." in again
    assert "Set aside by Amara Okafor" in main_words(
        amara.get(reverse("conversation", args=[found.code]))
    )


def test_two_who_answer_at_once_answer_once(
    cast: Cast, library: Release, on_commit: OnCommit
) -> None:
    """The second is told, and their words stay on the page."""
    found = decided(cast, "Ola", "weight_gain")
    published(cast, on_commit)
    amara, address = SignedIn(cast.people["amara"]), prompt_of(found)
    form = sent(page_of(amara.get(address)))
    amara.post(address, form | {"reason": "First."})
    late = amara.post(address, sent_anew(found, form) | {"reason": "Second."})

    assert late.status_code == 422
    assert ReviewPrompt.objects.get().reason == "First."


def sent_anew(found: Consultation, form: dict[str, str]) -> dict[str, str]:
    """Return a form with a ticket at the newest version."""
    found.refresh_from_db()
    return form | {"ticket": tickets.issue(found)}


def test_talking_again_answers_a_prompt(cast: Cast, library: Release, on_commit: OnCommit) -> None:
    """A conversation that points back is what it asked for."""
    found = decided(cast, "Ola", "weight_gain")
    published(cast, on_commit)
    amara = SignedIn(cast.people["amara"])
    since = page_of(amara.get(prompt_of(found))).find("a", string="Say what changed since")["href"]
    assert amara.post(since, sent(page_of(amara.get(since)))).status_code == 302

    prompt = ReviewPrompt.objects.get()
    assert (prompt.state, prompt.answered_by) == ("acted", cast.people["amara"])


def test_nothing_is_set_aside_without_a_reason_in_the_database_either(
    cast: Cast, library: Release, on_commit: OnCommit
) -> None:
    decided(cast, "Ola", "weight_gain")
    published(cast, on_commit)
    with pytest.raises(IntegrityError), transaction.atomic():
        ReviewPrompt.objects.update(state="set_aside", answered_at=timezone.now())
