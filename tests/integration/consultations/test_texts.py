"""The service's own words: a manager words them, sees them first, and nobody's words are lost."""

import pytest
from bs4 import BeautifulSoup
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from accounts.models import AuditEntry, Organisation, TextVersion
from accounts.services import TextConflict, word_text
from consultations.models import Consultation
from consultations.presenters.texts import TEXTS, own_words
from tests.cast import Cast
from tests.integration.accounts.conftest import SignedIn
from tests.integration.consultations.reading import errors, main_words, opened, page_of, sent

pytestmark = pytest.mark.django_db
CONTACT = reverse("word", args=["contact"])
DETAINED = reverse("word", args=["open_to_choice_detained"])


@pytest.fixture
def femi(cast: Cast) -> SignedIn:
    """Return the browser of the manager."""
    return SignedIn(cast.people["femi"])


def keep(client: SignedIn, address: str, text: str, button: str = "keep") -> HttpResponse:
    """Draw the form, type a text and press a button."""
    drawn = sent(page_of(client.get(address)))
    return client.post(address, drawn | {"text": text, button: "yes"})


def box(page: BeautifulSoup) -> str:
    """Return what stands in the box."""
    return page.select_one("textarea").text.strip()


def texts(cast: Cast) -> dict[str, str]:
    """Return the organisation's texts as they are stored."""
    return Organisation.objects.get(pk=cast.organisation.pk).texts


def test_words_are_kept_with_who_and_when(cast: Cast, femi: SignedIn) -> None:
    """The text, its version and the audit entry, which holds no word of it."""
    response = keep(femi, CONTACT, "Ring 0300\r\nnine to five")

    assert response.url == CONTACT
    assert texts(cast) == {"contact": "Ring 0300\nnine to five"}
    version = TextVersion.objects.get()
    assert (version.number, version.by, version.text) == (
        1,
        cast.people["femi"],
        "Ring 0300\nnine to five",
    )
    entry = AuditEntry.objects.get(action="word_text")
    assert entry.detail == {"number": 1}
    assert "UK time, by Femi Adeyemi Ring 0300" in main_words(femi.get(CONTACT))


def test_the_list_says_whose_words_they_are(femi: SignedIn) -> None:
    """Ours until a manager words them."""
    keep(femi, CONTACT, "Ring 0300")

    words = main_words(femi.get(reverse("words")))
    assert words.count("Your own words.") == 1
    assert words.count("The tool's own words.") == len(TEXTS) - 1


def test_it_is_looked_at_before_it_is_kept(cast: Cast, femi: SignedIn) -> None:
    """The preview keeps nothing, and the box still holds what was typed."""
    page = page_of(keep(femi, CONTACT, "Ring <b>0300</b>", "preview"))

    assert page.select_one(".notice .own-words").text == "Ring <b>0300</b>"
    assert box(page) == "Ring <b>0300</b>"
    assert texts(cast) == {}
    assert femi.post(CONTACT, sent(page) | {"text": box(page), "keep": "yes"}).status_code == 302


def test_a_new_conversation_opens_with_the_services_words(
    cast: Cast, femi: SignedIn, amara: SignedIn, address: str, form: dict[str, str]
) -> None:
    """One that began before keeps its own."""
    earlier = opened(amara.post(address, form | {"legal_setting": "detained"}))
    keep(femi, DETAINED, "Here you can talk about all of it.")
    fresh = sent(page_of(amara.get(address))) | {"legal_setting": "detained"}
    later = opened(amara.post(address, fresh))

    assert later.open_to_choice == "Here you can talk about all of it."
    assert Consultation.objects.get(pk=earlier.pk).open_to_choice != later.open_to_choice


def test_of_two_managers_the_second_sees_both_texts(cast: Cast, femi: SignedIn) -> None:
    """Nothing is overwritten, nothing typed is lost, and a second press keeps it."""
    drawn = sent(page_of(femi.get(CONTACT)))
    keep(femi, CONTACT, "theirs")

    page = page_of(femi.post(CONTACT, drawn | {"text": "mine", "keep": "yes"}), status=422)

    assert "Somebody kept other words in the meantime." in page.text
    assert page.select_one(".notice .own-words").text == "theirs"
    assert box(page) == "mine"
    assert texts(cast) == {"contact": "theirs"}
    femi.post(CONTACT, sent(page) | {"text": "mine", "keep": "yes"})
    assert texts(cast) == {"contact": "mine"}


def test_sent_twice_it_is_one_version(femi: SignedIn) -> None:
    """The words that stand already change nothing."""
    drawn = sent(page_of(femi.get(CONTACT))) | {"text": "Ring 0300", "keep": "yes"}

    assert [femi.post(CONTACT, drawn).status_code for _ in range(2)] == [302, 302]
    assert TextVersion.objects.count() == 1


def test_earlier_words_can_be_put_back(cast: Cast, femi: SignedIn) -> None:
    """Into the box first; keeping them is a new version."""
    keep(femi, CONTACT, "first")
    keep(femi, CONTACT, "second")

    page = page_of(femi.get(CONTACT + "?from=1"))
    assert box(page) == "first"
    femi.post(CONTACT, sent(page) | {"text": box(page), "keep": "yes"})

    assert texts(cast) == {"contact": "first"}
    assert list(TextVersion.objects.values_list("number", "text")) == [
        (3, "first"),
        (2, "second"),
        (1, "first"),
    ]


def test_the_tools_own_words_can_come_back(cast: Cast, femi: SignedIn) -> None:
    """The key goes; the history says so."""
    keep(femi, CONTACT, "Ring 0300")
    keep(femi, CONTACT, "whatever stands in the box", "ours")

    assert texts(cast) == {}
    page = main_words(femi.get(CONTACT))
    assert "The tool's own words again." in page
    assert box(page_of(femi.get(CONTACT))) == own_words("contact", {})


@pytest.mark.parametrize("text", ["", " \n ", "x" * 2001], ids=["none", "spaces", "long"])
def test_a_text_that_does_not_fit_stays_in_the_box(cast: Cast, femi: SignedIn, text: str) -> None:
    """With one sentence, and nothing is kept."""
    page = page_of(keep(femi, CONTACT, text), status=422)

    assert list(errors(page)) == ["text"]
    assert box(page) == text.strip()
    assert texts(cast) == {}


def test_harsh_words_are_pointed_out_and_may_be_kept(cast: Cast, femi: SignedIn) -> None:
    """The manager decides; the page says how it may be read."""
    harsh = "You must take it. If you do not, you will be sectioned."
    page = keep(femi, CONTACT, harsh, "preview")
    assert "Please read this once more" in main_words(page)

    keep(femi, CONTACT, harsh)

    assert texts(cast) == {"contact": harsh}
    assert "Please read this once more" in main_words(femi.get(CONTACT))
    keep(femi, CONTACT, "You can ask for time.")
    assert "Please read this once more" not in main_words(femi.get(CONTACT))


def test_an_unknown_text_is_not_found(femi: SignedIn) -> None:
    """Only those of the list are worded here."""
    assert femi.get(reverse("word", args=["nowhere"])).status_code == 404


@pytest.mark.parametrize("who", ["amara", "dev", "grace", "hugo"])
def test_only_a_manager_words_them(cast: Cast, who: str) -> None:
    """Neither by a form nor through the service."""
    client = SignedIn(cast.people[who])

    assert client.get(CONTACT).status_code == 403
    assert client.post(CONTACT, {"text": "x", "version": "0"}).status_code == 403
    with pytest.raises(PermissionDenied):
        _word(cast, who)
    assert texts(cast) == {}


def test_the_service_meets_a_conflict_too(cast: Cast) -> None:
    """Whoever words from an older version writes nothing."""
    _word(cast, "femi")

    with pytest.raises(TextConflict):
        _word(cast, "femi", "other words")


def test_rights_are_read_without_signing_in(cast: Cast, femi: SignedIn, client: Client) -> None:
    """In the service's words, else in ours."""
    keep(femi, reverse("word", args=["rights"]), "Ask Ola <the advocate>.")

    words = main_words(client.get(reverse("rights")))
    assert "Ask Ola <the advocate>." in words
    assert own_words("other_support", {}) in words


def _word(cast: Cast, who: str, text: str = "words") -> None:
    """Word a text through the service, from the very first version."""
    word_text(
        organisation=cast.organisation, key="contact", text=text, by=cast.people[who], version=0
    )


@pytest.mark.parametrize("own", ["", "  ", "The walking group meets on Mondays."])
def test_other_support_stands_beside_the_medicines_and_where_one_decides(
    cast: Cast, amara: SignedIn, conversation: Consultation, own: str
) -> None:
    """In the service's words, else in the tool's own: never left out (R39)."""
    cast.organisation.texts = {"other_support": own}
    cast.organisation.save()
    for name in ("comparison", "decision"):
        said = main_words(amara.get(reverse(name, args=[conversation.code])))
        assert "Other support than medicine" in said
        assert (own.strip() or str(TEXTS["other_support"].default)) in said
