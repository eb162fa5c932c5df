"""A question between two visits: left by the person, answered by the clinic, seen by no carer."""

import pytest
from django.core import mail
from django.core.cache import cache
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse

from accounts.models import AuditEntry
from consultations import tickets
from consultations.models import Change, Consultation, Participant, Question
from consultations.models.consent import SCOPE
from consultations.services.questions import answer_question
from medications.models import Release
from tests.cast import CODE, Cast
from tests.decided import DECIDED, decide_with_robin
from tests.factories import ClinicFactory, MembershipFactory, QuestionFactory
from tests.integration.accounts.conftest import SignedIn
from tests.integration.consultations.caring import agree, carer_sits_down
from tests.integration.consultations.inviting import BEFORE, at_home
from tests.integration.consultations.reading import errors, main_words, page_of, queries, sent
from tests.integration.medications.reading import words

pytestmark = pytest.mark.django_db
QUESTIONS, DAY = reverse("questions", args=[CODE]), reverse("day")
ASKED, SAID = "zebra: can I drink a beer?", "okapi: one is fine."
NOT_FOR_EMERGENCIES = "Not for emergencies"


@pytest.fixture
def release(library: Release) -> Release:
    """Talk over the real cards."""
    return library


@pytest.fixture(autouse=True)
def _here(conversation: Consultation) -> None:
    """Let Amara and Sam have begun to talk, with Jo."""
    cache.clear()


def leave(browser: Client, text: str = ASKED) -> None:
    """Leave a question on the form as it stands."""
    form = sent(page_of(browser.get(QUESTIONS)))
    assert browser.post(QUESTIONS, form | {"text": text}).url == QUESTIONS


def address() -> str:
    """Return where the newest question is answered."""
    row = Question.objects.latest("pk")
    return reverse("answer", args=[row.consultation.code, row.pk])


def answer(browser: Client, text: str = SAID) -> None:
    """Answer the newest question on the form as it stands."""
    form = sent(page_of(browser.get(address())))
    assert browser.post(address(), form | {"answer": text}).status_code == 302


def waiting(browser: Client) -> list[str]:
    """Return what the clinician's day lists as left."""
    return [words(each) for each in page_of(browser.get(DAY)).select("#questions li")]


def test_it_goes_from_the_person_to_the_clinic_and_back(amara: SignedIn, sam: Client) -> None:
    """Each screen without a word elsewhere: not on the day, not by e-mail."""
    leave(sam)
    assert "Not answered yet." in main_words(sam.get(QUESTIONS))
    (line,) = waiting(amara)
    assert line.startswith("Sam, left on ")
    assert ASKED not in amara.get(DAY).content.decode()
    assert page_of(amara.get(DAY)).select_one("#questions a")["href"] == address()
    assert ASKED in main_words(amara.get(address()))

    answer(amara)
    said = main_words(sam.get(QUESTIONS))
    assert ASKED in said
    assert SAID in said
    assert "Answered by Amara Okafor on" in said
    assert waiting(amara) == []
    assert not page_of(sam.get(QUESTIONS)).select(f"a[href='{address()}']")
    assert mail.outbox == []


def test_both_are_kept_with_who_and_left_in_the_audit(amara: SignedIn, sam: Client) -> None:
    leave(sam)
    answer(amara)
    answer(amara, "okapi: none, please.")
    asked, first, second = Change.objects.filter(what__endswith="_question").order_by("sequence")
    row = Question.objects.get()
    assert asked.after == {"question": row.pk, "text": ASKED}
    assert asked.participant.kind == Participant.Kind.SERVICE_USER
    assert (first.before["answer"], first.after["answer"]) == ("", SAID)
    assert second.before["answer"] == SAID
    assert second.account == row.answered_by.account
    for action in ("leave_question", "answer_question"):
        entry = AuditEntry.objects.filter(action=action).latest("pk")
        assert ASKED not in str(entry.detail)
        assert SAID not in str(entry.detail)
    story = main_words(amara.get(reverse("conversation", args=[CODE])))
    assert "A question left between visits" in story
    assert "The answer to a question" in story


def test_the_link_given_before_the_visit_opens_it_and_names_nobody(amara: SignedIn) -> None:
    """The clinician is “your clinician” there; how to answer is not on the person's screen."""
    home = at_home(amara)
    assert QUESTIONS in home.get(BEFORE).content.decode()
    leave(home)
    answer(amara)
    page = home.get(QUESTIONS)
    assert SAID in main_words(page)
    assert "Answered by your clinician on" in main_words(page)
    assert not {"Amara", "Sam", "Jo"} & set(words(page_of(page)).split())
    assert home.get(address()).status_code == 302


def test_one_reads_whom_to_ask_and_what_to_do_in_an_emergency(
    amara: SignedIn, sam: Client, cast: Cast
) -> None:
    cast.organisation.texts = {"contact": "Ring the front desk, 01234."}
    cast.organisation.save()
    for browser in (sam, amara):
        said = main_words(browser.get(QUESTIONS))
        assert "Ring the front desk, 01234." in said
        assert NOT_FOR_EMERGENCIES in said
        assert "call 999 now" in said
    assert QUESTIONS in sam.get(reverse("matters", args=[CODE])).content.decode()


@pytest.mark.parametrize("scope", [(), SCOPE], ids=["nothing", "everything"])
def test_a_carer_sees_neither(amara: SignedIn, sam: Client, scope: tuple[str, ...]) -> None:
    """Whatever is shared."""
    leave(sam)
    answer(amara)
    carer = carer_sits_down(amara)
    agree(sam, *scope)
    for name in ("carer", "carers_list", "carers_differ", "carers_comparison"):
        page = carer.get(reverse(name, args=[CODE]), follow=True).content.decode()
        assert "zebra" not in page
        assert "okapi" not in page
    assert carer.get(QUESTIONS).url == reverse("carer", args=[CODE])
    for each in (QUESTIONS, address()):
        assert carer.get(each).status_code == 302
        assert carer.post(each, {"text": "x", "answer": "x"}).status_code == 403
    assert Question.objects.count() == 1


def test_what_a_clinician_types_for_the_person_says_so(amara: SignedIn) -> None:
    leave(amara)
    row = Question.objects.get()
    assert row.voice.kind == Participant.Kind.SERVICE_USER
    assert "typed in by Amara Okafor." in main_words(amara.get(QUESTIONS))


def test_nothing_written_is_no_question_and_no_answer(amara: SignedIn, sam: Client) -> None:
    form = sent(page_of(sam.get(QUESTIONS)))
    page = page_of(sam.post(QUESTIONS, form | {"text": "  "}), 422)
    assert errors(page) == {"text": "Write your question first."}
    assert not Question.objects.exists()
    leave(sam)
    form = sent(page_of(amara.get(address())))
    page = page_of(amara.post(address(), form | {"answer": ""}), 422)
    assert errors(page) == {"answer": "Write an answer first."}
    assert Question.objects.get().answer == ""


def test_a_question_meets_no_conflict_and_counts_once(amara: SignedIn, sam: Client) -> None:
    form = sent(page_of(sam.get(QUESTIONS))) | {"text": ASKED}
    leave(amara, "another")
    for _time in range(2):
        assert sam.post(QUESTIONS, form).status_code == 302
    assert list(Question.objects.values_list("text", flat=True)) == ["another", ASKED]


def test_an_answer_overwrites_no_colleagues_unseen(
    amara: SignedIn, sam: Client, cast: Cast
) -> None:
    leave(sam)
    ben = SignedIn(cast.people["ben"])
    form = sent(page_of(ben.get(address())))
    answer(amara)
    page = page_of(ben.post(address(), form | {"answer": "giraffe"}), 422)
    assert SAID in words(page.main)
    assert "giraffe" in words(page.main)
    assert Question.objects.get().answer == SAID


def test_after_the_end_none_is_left_but_all_are_answered(amara: SignedIn, cast: Cast) -> None:
    """The answer stands beside the summary, and not on the sheet, which never changes."""
    talk = decide_with_robin(cast)
    talk = Consultation.objects.get(code=DECIDED)
    person = Participant.objects.get(consultation=talk, kind="service_user")
    QuestionFactory(consultation=talk, voice=person, text=ASKED)
    theirs = reverse("questions", args=[DECIDED])
    page = page_of(amara.get(theirs))
    assert "no new question can be left here" in words(page.main)
    assert not page.select("main form[method=post]")
    refused = amara.post(theirs, {"ticket": tickets.issue(talk), "text": "late"})
    assert refused.status_code == 403
    assert Question.objects.count() == 1

    answer(amara)
    summary = page_of(amara.get(reverse("summary", args=[DECIDED])))
    assert SAID in words(summary.main)
    assert NOT_FOR_EMERGENCIES in words(summary.main)
    assert SAID not in words(summary.select_one("article.sheet"))


def test_only_a_clinician_of_the_clinic_answers(amara: SignedIn, sam: Client, cast: Cast) -> None:
    leave(sam)
    for who in ("carla", "hugo"):
        browser = SignedIn(cast.people[who])
        assert browser.get(address()).status_code == 404
        assert browser.get(QUESTIONS).status_code == 404
        assert waiting(browser) == []
    assert sam.get(address()).status_code == 302
    assert sam.post(address(), {"answer": SAID}).status_code == 403
    talk = Consultation.objects.get(code=CODE)
    row = Question.objects.get()
    ticket = tickets.read(tickets.issue(talk), talk.code)
    for by in (Participant.objects.get(kind="service_user"), cast.people["carla"]):
        with pytest.raises(PermissionDenied):
            answer_question(ticket=ticket, by=by, question=row.pk, answer=SAID)
    other = QuestionFactory()
    assert amara.get(reverse("answer", args=[CODE, other.pk])).status_code == 404


def test_the_day_lists_a_page_at_a_time_and_says_which_clinic(
    amara: SignedIn, sam: Client, cast: Cast
) -> None:
    talk = Consultation.objects.get(code=CODE)
    person = Participant.objects.get(kind="service_user")
    QuestionFactory.create_batch(
        21, consultation=talk, voice=person, organisation=talk.organisation
    )
    page = page_of(amara.get(DAY))
    assert len(page.select("#questions li")) == 20
    following = page_of(amara.get(page.select_one("#questions nav a")["href"]))
    assert len(following.select("#questions li")) == 1
    assert [each["id"] for each in following.select("main section[id]")] == ["questions"]
    assert amara.get(DAY, {"list": "questions", "after": "lost"}).status_code == 404

    few = queries(lambda: amara.get(DAY))
    clinic = ClinicFactory(organisation=cast.organisation, name="Lakeside clinic")
    MembershipFactory(account=cast.people["amara"], organisation=cast.organisation, clinic=clinic)
    assert waiting(amara)[0].endswith("Riverside clinic")
    assert queries(lambda: amara.get(DAY)) == few
