"""What matters: kept in the person's words, by somebody named, once, and never overwritten."""

from collections.abc import Iterator

import pytest
from bs4 import BeautifulSoup
from django.http import HttpResponse
from django.test import Client

from accounts.models import AuditEntry
from consultations.models import Change, Consultation, Goal, Stance, Topic
from consultations.stages import Stage
from tests.cast import Cast, make_cast
from tests.factories import ConsultationFactory, ParticipantFactory, PersonFactory

pytestmark = pytest.mark.django_db

WORDS = {
    "get_better": "Sleep through the night\r\nfewer voices",
    "good_life": "",
    "stances": ["less"],
    "topics": "driving\r\n\r\n weight \r\ndriving",
}


@pytest.fixture(name="cast")
def everybody() -> Cast:
    """Return everybody who appears in the tests."""
    return make_cast()


@pytest.fixture(name="consultation")
def open_consultation(cast: Cast) -> Consultation:
    """Return a conversation that goes on in Amara's clinic."""
    consultation = ConsultationFactory(
        organisation=cast.organisation, clinic=cast.clinic, open=True
    )
    PersonFactory(consultation=consultation)
    return consultation


@pytest.fixture(name="amara")
def signed_in_clinician(cast: Cast) -> Iterator[Client]:
    """Return the browser of the clinician."""
    client = Client()
    client.force_login(cast.people["amara"])
    return client


def address(consultation: Consultation) -> str:
    """Return the page where it is said what matters."""
    return f"/conversations/{consultation.code}/matters/"


def soup(response: HttpResponse) -> BeautifulSoup:
    """Read a page as a browser does."""
    return BeautifulSoup(response.content, "html.parser")


def ticket(client: Client, consultation: Consultation) -> str:
    """Return the ticket of a form just drawn."""
    page = soup(client.get(address(consultation)))
    return page.select_one("[name=ticket]")["value"]


def say(client: Client, consultation: Consultation, **words: object) -> HttpResponse:
    """Draw the form, fill it in and send it."""
    drawn = {"ticket": ticket(client, consultation)}
    return client.post(address(consultation), drawn | WORDS | words)


def test_words_are_kept_as_they_were_said(amara: Client, consultation: Consultation) -> None:
    response = say(amara, consultation)

    assert response["Location"] == f"/conversations/{consultation.code}/checklist/"
    assert [goal.text for goal in Goal.objects.all()] == ["Sleep through the night\r\nfewer voices"]
    assert list(Topic.objects.values_list("text", flat=True)) == ["driving", "weight"]
    assert list(Stance.objects.values_list("kind", flat=True)) == ["less"]


def test_the_record_says_whose_words_they_are_and_who_typed_them(
    amara: Client, consultation: Consultation
) -> None:
    say(amara, consultation)

    goal = Goal.objects.get()
    assert (goal.voice.kind, goal.entered_by.name) == ("service_user", "Amara Okafor")
    page = soup(amara.get(f"/conversations/{consultation.code}/"))
    assert "Typed for the person by Amara Okafor." in page.select_one(".what-matters").text


def test_it_stays_in_sight_with_topics_first(amara: Client, consultation: Consultation) -> None:
    say(amara, consultation)

    page = soup(amara.get(f"/conversations/{consultation.code}/"))
    headings = [each.text for each in page.select(".what-matters h3")]
    assert headings == [
        "Please bring this up for me",
        "What should get better",
        "Where I stand now",
    ]


@pytest.mark.parametrize(
    ("chosen", "other"),
    [(["no_medicine", "no_change"], "no medicine"), (["less", "no_change"], "stop or take less")],
)
def test_what_cannot_both_be_so_is_asked_back_with_everything_kept(
    amara: Client, consultation: Consultation, chosen: list[str], other: str
) -> None:
    answer = say(amara, consultation, stances=chosen)

    page = BeautifulSoup(answer.content, "html.parser")
    assert answer.status_code == 422
    assert f"“no change” and “{other}” do not go together" in page.text
    assert [each["value"] for each in page.select("[name=stances][checked]")] == chosen
    assert "fewer voices" in page.select_one("[name=get_better]").text
    assert not Goal.objects.exists()


def test_answers_that_go_together_are_kept_together(
    amara: Client, consultation: Consultation
) -> None:
    say(amara, consultation, stances=["no_medicine", "less", "clinician_decides"])

    assert Stance.objects.count() == 3


def test_where_somebody_stands_can_be_said_in_their_own_words(
    amara: Client, consultation: Consultation
) -> None:
    """They stay as typed beside what is ticked, and are whose they were until they change."""
    say(amara, consultation, stances=["less"], stand="  Only if I can still paint.  ")
    first = Stance.objects.get(kind="other")
    assert first.own_words == "Only if I can still paint."

    page = soup(amara.get(f"/conversations/{consultation.code}/"))
    stood = [each.text for each in page.select(".what-matters ul:last-of-type li")]
    assert stood == ["stop or take less", "Only if I can still paint."]
    form = soup(amara.get(f"/conversations/{consultation.code}/matters/"))
    assert form.select_one("textarea[name=stand]").text.strip() == "Only if I can still paint."

    say(amara, consultation, stances=["no_change"], stand="Only if I can still paint.")
    assert Stance.objects.get(kind="other").pk == first.pk
    say(amara, consultation, stances=["no_change"], stand="")
    assert [each.kind for each in Stance.objects.all()] == ["no_change"]


def test_nothing_has_to_be_said(amara: Client, consultation: Consultation) -> None:
    response = say(amara, consultation, get_better="", topics="", stances=[])

    assert response.status_code == 302
    page = soup(amara.get(f"/conversations/{consultation.code}/"))
    assert "Nothing has been said yet." in page.text


def test_one_save_is_one_change_and_one_audit_entry_without_words(
    amara: Client, consultation: Consultation
) -> None:
    say(amara, consultation)

    consultation.refresh_from_db()
    change = Change.objects.get()
    assert (consultation.version, change.sequence, change.what) == (2, 1, "record_matters")
    assert change.after["topics"] == ["driving", "weight"]
    entry = AuditEntry.objects.get(action="record_matters")
    assert entry.detail == {"version": 2}
    assert "night" not in str(vars(entry))


def test_a_form_sent_twice_counts_once(amara: Client, consultation: Consultation) -> None:
    sent = {"ticket": ticket(amara, consultation)} | WORDS

    answers = [amara.post(address(consultation), sent) for _ in range(2)]

    assert [each.status_code for each in answers] == [302, 302]
    assert Change.objects.count() == 1


def test_an_older_form_meets_a_conflict_and_shows_both_texts(
    amara: Client, consultation: Consultation
) -> None:
    older = ticket(amara, consultation)
    say(amara, consultation)

    response = amara.post(address(consultation), {"ticket": older, "get_better": "mine"})

    page = soup(response)
    assert response.status_code == 422
    assert "Somebody saved something else in the meantime." in page.text
    assert "fewer voices" in page.select_one(".what-matters").text
    assert page.select_one("[name=get_better]").text.strip() == "mine"
    assert Change.objects.count() == 1
    again = {"ticket": page.select_one("[name=ticket]")["value"], "get_better": "mine"}
    assert amara.post(address(consultation), again).status_code == 302
    assert Goal.objects.get().text == "mine"


def test_a_form_of_another_conversation_writes_nothing(
    amara: Client, cast: Cast, consultation: Consultation
) -> None:
    other = ConsultationFactory(organisation=cast.organisation, clinic=cast.clinic, open=True)
    PersonFactory(consultation=other)

    sent = {"ticket": ticket(amara, other), "get_better": "for the other"}
    response = amara.post(address(consultation), sent)

    assert response.status_code == 422
    assert "This form belongs to another conversation." in soup(response).text
    assert not Goal.objects.exists()


def test_a_changed_ticket_is_not_believed(amara: Client, consultation: Consultation) -> None:
    sent = {"ticket": ticket(amara, consultation) + "x", "get_better": "words"}

    response = amara.post(address(consultation), sent)

    assert "This form has lost its ticket." in soup(response).text
    assert soup(response).select_one("[name=get_better]").text.strip() == "words"


def test_too_many_words_stay_on_the_page(amara: Client, consultation: Consultation) -> None:
    response = say(amara, consultation, get_better="x" * 2001)

    assert response.status_code == 422
    assert soup(response).select_one("[name=get_better]").text.strip() == "x" * 2001
    assert "Please shorten them" in soup(response).text


def test_an_ended_conversation_stays_as_it_is(amara: Client, consultation: Consultation) -> None:
    drawn = ticket(amara, consultation)
    ended = {"stage": Stage.ENDED, "look_again_on": "2027-01-04", "ended_at": "2026-11-23T10:00Z"}
    Consultation.objects.filter(pk=consultation.pk).update(**ended)

    response = amara.post(address(consultation), {"ticket": drawn, "get_better": "late"})

    assert response.status_code == 403
    assert "This conversation has ended." in soup(response).text
    assert soup(response).select_one("[name=get_better]").text.strip() == "late"
    assert not Goal.objects.exists()


@pytest.mark.parametrize("who", ["carla", "hugo"])
def test_others_do_not_find_it(who: str, cast: Cast, consultation: Consultation) -> None:
    client = Client()
    client.force_login(cast.people[who])

    assert client.get(address(consultation)).status_code == 404


def test_a_topic_that_was_answered_stays(amara: Client, consultation: Consultation) -> None:
    say(amara, consultation)
    answerer = ParticipantFactory(consultation=consultation)
    Topic.objects.filter(text="driving").update(
        answer="We talked", answered_by=answerer, answered_at="2026-11-23T10:00Z"
    )

    say(amara, consultation, topics="")

    assert list(Topic.objects.values_list("text", flat=True)) == ["driving"]
