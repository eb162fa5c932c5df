"""A correction stands beside what was said; the original stays as it is, word for word."""

import pytest
from django.urls import reverse

from accounts.models import AuditEntry
from consultations.models import Addendum, Change, Consultation, Decision
from consultations.stages import Stage
from tests.cast import Cast
from tests.factories import AddendumFactory
from tests.frozen import decide
from tests.integration.accounts.conftest import SignedIn
from tests.integration.consultations.reading import errors, main_words, page_of, row_counts, sent
from tests.integration.consultations.test_summary import read_pdf
from tests.unguarded import unguarded

pytestmark = pytest.mark.django_db
WORDS = {"text": "It was in May, not in June.", "wish": "person"}
ADDED = "by Amara Okafor, at the wish of the person."


@pytest.fixture
def decided(conversation: Consultation) -> Consultation:
    """Return a conversation that has ended with a decision."""
    decide(conversation)
    ended = {"stage": Stage.DECIDED, "ended_at": "2026-11-23T14:05Z"}
    Consultation.objects.filter(pk=conversation.pk).update(look_again_on="2026-12-21", **ended)
    conversation.refresh_from_db()
    return conversation


@pytest.fixture
def address(decided: Consultation) -> str:
    """Return where it is put right."""
    return reverse("addendum", args=[decided.code])


def test_it_is_added_and_kept(amara: SignedIn, decided: Consultation, address: str) -> None:
    """With who, when and at whose wish; the change is kept, and the audit holds none of it."""
    form = sent(page_of(amara.get(address)))
    answer = amara.post(address, form | WORDS)
    assert answer["Location"] == reverse("summary", args=[decided.code])
    row = Addendum.objects.get()
    assert (row.text, row.wish, row.entered_by.name) == (*WORDS.values(), "Amara Okafor")
    assert Change.objects.latest("pk").after["text"] == WORDS["text"]
    entry = AuditEntry.objects.get(action="add_addendum")
    assert set(entry.detail) == {"version"}
    assert amara.post(address, form | WORDS).status_code == 302
    assert Addendum.objects.count() == 1, "the same form twice counts once"


def test_every_print_has_it_after_the_sheet(
    amara: SignedIn, decided: Consultation, address: str
) -> None:
    """The sheet itself is word for word what it was, and so is the decision."""
    code, kept = decided.code, list(Decision.objects.values())
    names = {"summary": [code], "large_summary": [code, 1]}
    pages = {name: page_of(amara.get(reverse(name, args=its))) for name, its in names.items()}
    text = amara.get(reverse("summary_text", args=[code, 1])).content.decode()
    before = read_pdf(amara.get(reverse("summary_pdf", args=[code])))

    amara.post(address, sent(page_of(amara.get(address))) | WORDS)

    for name, its in names.items():
        now = page_of(amara.get(reverse(name, args=its)))
        assert now.select_one(".sheet") == pages[name].select_one(".sheet")
        section = now.select_one(".sheet ~ .addenda").get_text(" ", strip=True)
        assert section.startswith(f"Added afterwards {WORDS['text']} Added on ")
        assert section.endswith(ADDED)
    after = amara.get(reverse("summary_text", args=[code, 1])).content.decode()
    assert after.startswith(text)
    assert WORDS["text"] in after.removeprefix(text)
    printed = read_pdf(amara.get(reverse("summary_pdf", args=[code])))
    assert "Added afterwards" not in before
    assert printed.index(WORDS["text"]) > printed.index("Added afterwards")
    assert list(Decision.objects.values()) == kept


def test_it_stands_in_the_story_and_in_the_file(
    amara: SignedIn, decided: Consultation, address: str, cast: Cast
) -> None:
    amara.post(address, sent(page_of(amara.get(address))) | WORDS)
    story = main_words(amara.get(reverse("conversation", args=[decided.code])))
    assert "A correction, beside what was said, saved by Amara Okafor" in story
    assert WORDS["text"] in story
    whole = amara.post(reverse("record_json", args=[cast.service_user.pk])).json()
    assert [each["text"] for each in whole["rows"]["Addendum"]] == [WORDS["text"]]
    assert whole["rows"]["Decision"]


def test_a_form_that_lacks_something_is_drawn_again(amara: SignedIn, address: str) -> None:
    form = sent(page_of(amara.get(address)))
    page = page_of(amara.post(address, form | {"text": " "}), 422)
    assert set(errors(page)) == {"text", "wish"}
    assert not Addendum.objects.exists()


def test_what_goes_on_is_put_right_where_it_was_said(
    amara: SignedIn, conversation: Consultation
) -> None:
    """The page, and what is sent to it, although somebody kept the form."""
    address = reverse("addendum", args=[conversation.code])
    counts = row_counts()
    assert "put it right where it was said" in main_words(amara.get(address), 403)
    assert amara.post(address, WORDS).status_code == 403
    assert row_counts() == counts


def test_after_an_end_without_a_decision_it_stands_too(
    amara: SignedIn, decided: Consultation, address: str
) -> None:
    with unguarded():
        Decision.objects.all()._raw_delete("default")
    Consultation.objects.filter(pk=decided.pk).update(stage=Stage.ENDED)
    amara.post(address, sent(page_of(amara.get(address))) | WORDS)
    assert ADDED in main_words(amara.get(reverse("summary", args=[decided.code])))


def test_it_is_for_clinicians_of_the_clinic(cast: Cast, address: str) -> None:
    assert SignedIn(cast.people["carla"]).get(address).status_code == 404
    assert SignedIn(cast.people["femi"]).get(address).status_code == 403


def test_none_of_another_conversation_stands_there(amara: SignedIn, decided: Consultation) -> None:
    AddendumFactory(text="Something of somebody else.")
    page = main_words(amara.get(reverse("summary", args=[decided.code])))
    assert "Added afterwards" not in page
