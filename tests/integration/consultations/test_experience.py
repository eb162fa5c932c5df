"""Medicines taken now and before: one at a time, in own words, by somebody named."""

import pytest
from django.http import HttpResponse
from django.urls import reverse

from accounts.models import AuditEntry
from consultations.models import Change, Consultation, CurrentMedicine, Experience, Pregnancy
from consultations.selectors.medicines import answered, said_medicines
from consultations.stages import Stage
from tests.cast import CODE, Cast
from tests.factories import ConsultationFactory, ExperienceFactory, PersonFactory
from tests.integration.accounts.conftest import SignedIn
from tests.integration.consultations.reading import errors, main_words, page_of, queries, sent
from tests.integration.medications.conftest import forget_everything

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("conversation")]
WORDS = {
    "medication": "olanzapine",
    "dose": "10 mg at night",
    "taken_when": "in 2019",
    "good": "I slept",
    "bad": "I was <hungry> all day",
}
LIST = reverse("experience", args=[CODE])
ASKED = {"pregnant": "yes", "breast_feeding": "not_asked"}


def add_at(kind: str = "before") -> str:
    """Return where a medicine is added."""
    return reverse("experience_add", args=[CODE, kind])


def say(client: SignedIn, address: str, **words: str) -> HttpResponse:
    """Draw a form, fill it in and send it."""
    return client.post(address, sent(page_of(client.get(address))) | words)


def entry_of(row: Experience | CurrentMedicine, kind: str = "before") -> str:
    """Return where one medicine is changed."""
    return reverse("experience_entry", args=[CODE, kind, row.pk])


def test_a_medicine_taken_before_is_kept_in_own_words(amara: SignedIn) -> None:
    """And the list says what was good, what was bad, and who put it there."""
    response = say(amara, add_at(), **WORDS)

    assert response.url == LIST
    row = Experience.objects.get()
    assert (row.voice.kind, row.entered_by.name) == ("service_user", "Amara Okafor")
    words = main_words(amara.get(LIST))
    assert "Good I slept Bad I was <hungry> all day" in words
    assert "Entered for Sam by Amara Okafor." in words


def test_a_name_leads_to_the_card_within_the_conversation(amara: SignedIn) -> None:
    """Where the cards are those it began with."""
    say(amara, add_at(), **WORDS)

    link = page_of(amara.get(LIST)).select_one(".medicine-name a")
    assert link["href"] == reverse("our_card", args=[CODE, "olanzapine"])


def test_a_medicine_with_conditions_stands_with_them(
    amara: SignedIn, conversation: Consultation
) -> None:
    """As on every page that names it."""
    say(amara, add_at(), **WORDS)
    card = conversation.release.cards.get(medication__code="olanzapine")
    card.cautions.create(
        kind="restriction", text="Only after two others.", is_gating=True, position=1
    )
    forget_everything()

    page = page_of(amara.get(LIST))
    assert "Only after two others." in page.select_one(".medicine-conditions").text
    assert "Only after two others." in page.select_one("#gate-olanzapine").text


def test_what_is_typed_is_never_markup(amara: SignedIn) -> None:
    """It is shown as it was typed."""
    say(amara, add_at(), **WORDS)

    assert b"&lt;hungry&gt;" in amara.get(LIST).content


def test_a_second_medicine_taken_now_can_be_added(amara: SignedIn) -> None:
    """One of the cards with form and dose, and one that the library does not have."""
    say(amara, add_at("now"), medication="olanzapine", preparation="tablet", dose="15 mg")
    say(amara, add_at("now"), medication="other", name="Lithium", dose="400 mg")

    assert [(each.kind, each.name, each.code) for each in said_medicines(_here())] == [
        ("now", "Olanzapine", "olanzapine"),
        ("now", "Lithium", ""),
    ]
    words = main_words(amara.get(reverse("conversation", args=[CODE])))
    assert "Taken now Olanzapine, tablet, 15 mg; Lithium, 400 mg" in words


def test_now_has_no_question_about_the_past(amara: SignedIn) -> None:
    """What was good and bad is asked of medicines taken before."""
    assert "bad" not in sent(page_of(amara.get(add_at("now"))))
    assert page_of(amara.get(add_at("before"))).select_one("[name=bad]")


def test_one_is_changed_and_the_change_keeps_what_it_was(cast: Cast, amara: SignedIn) -> None:
    """The form shows what was said; whoever changes it is who entered it."""
    say(amara, add_at(), **WORDS)
    row = Experience.objects.get()
    ben = SignedIn(cast.people["ben"])
    drawn = page_of(ben.get(entry_of(row)))
    assert drawn.select_one("[name=good]").text.strip() == "I slept"

    ben.post(entry_of(row), sent(drawn) | WORDS | {"good": "I slept well"})

    row.refresh_from_db()
    assert (row.good, row.bad, row.entered_by.name) == ("I slept well", WORDS["bad"], "Ben Hughes")
    change = Change.objects.last()
    assert (change.before["good"], change.after["good"]) == ("I slept", "I slept well")


def test_one_is_taken_out_and_the_change_keeps_it(amara: SignedIn) -> None:
    """Nothing is lost to the record."""
    say(amara, add_at(), **WORDS)
    response = say(amara, entry_of(Experience.objects.get()), remove="yes")

    assert response.url == LIST
    assert not Experience.objects.exists()
    change = Change.objects.last()
    assert (change.what, change.before["good"]) == ("remove_experience", "I slept")


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({}, "medication"),
        ({"medication": "other"}, "name"),
        ({"medication": "olanzapine", "name": "Lithium"}, "name"),
        ({"medication": "nowhere"}, "medication"),
        ({"medication": "olanzapine", "dose": "x" * 201}, "dose"),
    ],
    ids=["none", "no name", "both", "unknown", "long"],
)
def test_with_an_error_everything_typed_stays(
    amara: SignedIn, typed: dict[str, str], field: str
) -> None:
    """One sentence at the field, and nothing is written."""
    page = page_of(say(amara, add_at(), **({"good": "I slept"} | typed)), status=422)

    assert list(errors(page)) == [field]
    assert page.select_one("[name=good]").text.strip() == "I slept"
    assert not Experience.objects.exists()


def test_a_medicine_taken_now_stands_once(amara: SignedIn) -> None:
    """A sentence instead of a second row."""
    say(amara, add_at("now"), medication="olanzapine")
    answer = say(amara, add_at("now"), medication="olanzapine", dose="5 mg")

    assert "This medicine is in the list already." in main_words(answer, 422)
    assert CurrentMedicine.objects.count() == 1


def test_an_older_form_meets_a_conflict_with_what_is_saved_now(amara: SignedIn) -> None:
    """Sent again it is kept: nothing typed is lost."""
    say(amara, add_at(), **WORDS)
    row = Experience.objects.get()
    older = sent(page_of(amara.get(entry_of(row)))) | WORDS | {"good": "mine"}
    say(amara, entry_of(row), **WORDS | {"good": "theirs"})

    page = page_of(amara.post(entry_of(row), older), status=422)

    assert "Somebody saved something else in the meantime." in page.text
    assert "theirs" in page.select_one("dl").text
    assert page.select_one("[name=good]").text.strip() == "mine"
    amara.post(entry_of(row), sent(page) | WORDS | {"good": "mine"})
    assert Experience.objects.get().good == "mine"


def test_what_somebody_took_out_can_still_be_added_anew(amara: SignedIn) -> None:
    """The words stay on the page, whose form now adds them."""
    say(amara, add_at(), **WORDS)
    row = Experience.objects.get()
    older = sent(page_of(amara.get(entry_of(row)))) | WORDS
    say(amara, entry_of(row), remove="yes")

    page = page_of(amara.post(entry_of(row), older), status=422)

    assert page.select_one("main form")["action"] == add_at()
    amara.post(add_at(), sent(page) | WORDS)
    assert Experience.objects.get().good == "I slept"


def test_a_form_sent_twice_counts_once(amara: SignedIn) -> None:
    """A second press adds no second row."""
    typed = sent(page_of(amara.get(add_at()))) | WORDS
    for _number in range(2):
        amara.post(add_at(), typed)

    assert (Experience.objects.count(), Change.objects.count()) == (1, 1)


def test_an_entry_of_another_conversation_is_not_found(cast: Cast, amara: SignedIn) -> None:
    """Neither shown nor changed under this conversation's address."""
    other = ConsultationFactory(organisation=cast.organisation, clinic=cast.clinic, open=True)
    PersonFactory(consultation=other)
    foreign = ExperienceFactory(consultation=other, good="theirs")

    assert amara.get(entry_of(foreign)).status_code == 404
    assert amara.get(add_at("later")).status_code == 404
    ticket = sent(page_of(amara.get(add_at())))
    amara.post(entry_of(foreign), ticket | WORDS)
    amara.post(entry_of(foreign), ticket | {"remove": "yes"})
    foreign.refresh_from_db()
    assert foreign.good == "theirs"


@pytest.mark.parametrize("who", ["carla", "hugo"])
def test_others_do_not_find_it(cast: Cast, who: str) -> None:
    """Another clinic and another organisation."""
    client = SignedIn(cast.people[who])

    for address in (LIST, add_at(), reverse("pregnancy", args=[CODE])):
        assert client.get(address).status_code == 404


def test_an_ended_conversation_stays_as_it_is(amara: SignedIn) -> None:
    """It is still read, without ways to change it."""
    typed = sent(page_of(amara.get(add_at()))) | WORDS
    ended = {"stage": Stage.ENDED, "look_again_on": "2027-01-04", "ended_at": "2026-11-23T10:00Z"}
    Consultation.objects.update(**ended)

    assert amara.post(add_at(), typed).status_code == 403
    assert not page_of(amara.get(LIST)).select("main a.nhsuk-button")
    assert "Say what changed since" in main_words(amara.get(LIST))


def test_pregnancy_is_said_to_be_not_asked_until_it_is(amara: SignedIn) -> None:
    """Silence is never a no."""
    assert "Pregnancy and breast-feeding: not asked yet." in main_words(amara.get(LIST))

    assert say(amara, reverse("pregnancy", args=[CODE]), **ASKED).url == LIST

    assert answered(_here()) == ASKED
    assert Pregnancy.objects.get().recorded_by.name == "Amara Okafor"
    words = main_words(amara.get(LIST))
    assert "read the pregnancy part of each card before deciding." in words
    assert "Breast-feeding: not asked yet." in words
    assert "yes" not in str(AuditEntry.objects.get(action="record_pregnancy").detail)


def test_an_answer_can_be_taken_back(amara: SignedIn) -> None:
    """The last one counts; the changes keep both."""
    address = reverse("pregnancy", args=[CODE])
    say(amara, address, **ASKED)
    say(amara, address, **ASKED | {"pregnant": "not_asked"})

    assert answered(_here())["pregnant"] == "not_asked"
    assert [each.after["pregnant"] for each in Change.objects.all()] == ["yes", "not_asked"]


def test_an_unknown_answer_is_not_kept(amara: SignedIn) -> None:
    """The page says what can be chosen."""
    answer = say(amara, reverse("pregnancy", args=[CODE]), pregnant="perhaps")

    assert list(errors(page_of(answer, status=422))) == ["pregnant"]
    assert not Pregnancy.objects.exists()


def test_the_list_asks_a_pinned_number_of_times(amara: SignedIn) -> None:
    """However many medicines were taken."""
    queries(lambda: amara.get(LIST))
    few = queries(lambda: amara.get(LIST))
    for number in range(5):
        say(amara, add_at(), medication="other", name=f"Medicine {number}")

    assert queries(lambda: amara.get(LIST)) == few


def _here() -> Consultation:
    """Return the conversation."""
    return Consultation.objects.get(code=CODE)
