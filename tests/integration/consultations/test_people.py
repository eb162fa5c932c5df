"""Finding a person within the organisation: by number, or by how a name begins."""

import pytest
from django.http import HttpResponse
from django.urls import reverse

from consultations.models import ServiceUser
from tests.cast import Cast
from tests.factories import ConsultationFactory, ServiceUserFactory
from tests.integration.accounts.conftest import SignedIn
from tests.integration.consultations.reading import errors, links, main_words, page_of, queries

pytestmark = pytest.mark.django_db
MORE = "There are more. Type more of the name."
NOBODY = "Nobody was found. Check the number or the spelling, or add the person."
PINNED = 8
PINNED_FOR_A_PERSON = 8


@pytest.fixture
def zoe(cast: Cast) -> ServiceUser:
    """Somebody with accents, and with both numbers."""
    return ServiceUserFactory(
        organisation=cast.organisation,
        preferred_name="Zoë Anne",
        given_names="Quixana Maria",
        family_name="Óbrien García",
        local_number="R2002",
        nhs_number="9434765919",
    )


def search(client: SignedIn, words: str) -> HttpResponse:
    """Type something into the search box."""
    return client.post(reverse("people"), {"words": words})


@pytest.mark.parametrize(
    "words",
    [
        "R2002",
        "  R2002 ",
        "r2002",
        "9434765919",
        "943 476 5919",
        "943-476-5919",
        "zoe",
        "ZOË",
        "zo",
        "Zoë  anne",
        "óbr",
        "quix",
        "quixana maria",
        "zoe obrien",
        "Quixana Óbrien",
        "Óbrien, Quixana",
        "obrien garcia, quixana maria",
        "q obr",
        "obr z",
        "maria obrien",
        "zoe garcia",
    ],
)
def test_a_person_is_found(zoe: ServiceUser, amara: SignedIn, words: str) -> None:
    """By local number, NHS number, or the beginnings of names in any case and order."""
    page = page_of(search(amara, words))

    assert links(page) == ["Zoë Anne"]
    assert page.select_one("main ul.facts a")["href"] == reverse("person", args=[zoe.pk])


@pytest.mark.parametrize(
    "words", ["R200", "943476591", "anne", "brien", "zoz", "9434765918", "zoe riv"]
)
def test_only_a_whole_number_or_a_beginning_finds(
    zoe: ServiceUser, amara: SignedIn, words: str
) -> None:
    """And when nobody is found, the page says what to do."""
    response = search(amara, words)

    assert links(page_of(response)) == []
    assert NOBODY in main_words(response)


def test_people_of_one_name_are_told_apart(cast: Cast, amara: SignedIn) -> None:
    """By number and year of birth, in the order of names."""
    ServiceUserFactory(
        organisation=cast.organisation,
        preferred_name="Sam",
        local_number="R1002",
        year_of_birth=1990,
    )
    words = main_words(search(amara, "sam"))

    assert (
        "Sam Samuel Rivers, local number R1001, born 1985 Sam local number R1002, born 1990"
        in words
    )


def test_a_number_that_fits_comes_before_names(cast: Cast, amara: SignedIn) -> None:
    """Somebody whose number is a word stands first, and nobody stands twice."""
    here = {"organisation": cast.organisation}
    ServiceUserFactory(preferred_name="Alba", local_number="N7", **here)
    ServiceUserFactory(preferred_name="Wren", local_number="al", family_name="Alder", **here)

    assert links(page_of(search(amara, "al"))) == ["Wren", "Alba"]


@pytest.mark.parametrize("words", ["Hidden", "X9", "9434765919"])
def test_people_of_another_organisation_are_not_found(
    cast: Cast, amara: SignedIn, words: str
) -> None:
    """Neither by name nor by number; their own clinician finds them."""
    ServiceUserFactory(
        organisation=cast.other_organisation,
        preferred_name="Hidden",
        local_number="X9",
        nhs_number="9434765919",
    )

    assert NOBODY in main_words(search(amara, words))
    assert links(page_of(search(SignedIn(cast.people["hugo"]), words))) == ["Hidden"]


@pytest.mark.parametrize("words", ["", "   "])
def test_an_empty_search_says_what_to_type(amara: SignedIn, cast: Cast, words: str) -> None:
    """And lists nobody."""
    response = search(amara, words)

    assert errors(page_of(response)) == {"words": "Type a number or the beginning of a name."}
    assert links(page_of(response)) == []
    assert NOBODY not in main_words(response)


def test_names_and_numbers_never_stand_in_an_address(amara: SignedIn, cast: Cast) -> None:
    """An address is kept in histories and logs: what stands there is not even looked for."""
    response = amara.get(reverse("people"), {"words": "Zoë"})

    assert links(page_of(response)) == []
    assert page_of(response).select_one("main form")["method"] == "post"


def test_before_a_search_nobody_is_listed(amara: SignedIn, cast: Cast) -> None:
    """The page opens with a box, without a word of anything wrong."""
    response = amara.get(reverse("people"))

    assert errors(page_of(response)) == {}
    assert links(page_of(response)) == []
    assert NOBODY not in main_words(response)


@pytest.mark.parametrize(("people", "are_more"), [(20, False), (21, True), (60, True)])
@pytest.mark.parametrize(
    "columns", [("preferred_name",), ("family_name",), ("preferred_name", "family_name")]
)
def test_at_most_twenty_are_shown(
    cast: Cast, amara: SignedIn, people: int, are_more: bool, columns: tuple[str, ...]
) -> None:
    """And the page says so when there are more, whether by preferred or by family name."""
    for number in range(people):
        named = {columns[number % len(columns)]: f"Quinn {number:02}"}
        ServiceUserFactory(organisation=cast.organisation, **named)
    response = search(amara, "quinn")

    assert len(links(page_of(response))) == 20
    assert (MORE in main_words(response)) == are_more


def test_more_people_cost_no_more_queries(cast: Cast, amara: SignedIn) -> None:
    """One found and twenty found ask the database as often."""
    few = queries(lambda: search(amara, "sam"))
    for number in range(30):
        ServiceUserFactory(organisation=cast.organisation, preferred_name=f"Sam {number}")
    many = queries(lambda: search(amara, "sam"))

    assert few == many == PINNED - 1
    assert queries(lambda: search(amara, "9434765919")) == PINNED
    assert queries(lambda: search(amara, "sam riv")) == PINNED + 2


def test_more_conversations_cost_a_persons_page_no_more_queries(
    cast: Cast, amara: SignedIn
) -> None:
    """One and thirty ask the database as often."""
    page = reverse("person", args=[cast.service_user.pk])
    told = {"organisation": cast.organisation, "clinic": cast.clinic}
    ConsultationFactory(service_user=cast.service_user, **told)
    few = queries(lambda: amara.get(page))
    ConsultationFactory.create_batch(30, service_user=cast.service_user, **told)

    assert few == queries(lambda: amara.get(page)) == PINNED_FOR_A_PERSON


def test_a_persons_page_tells_who_it_is_and_what_helps(cast: Cast, amara: SignedIn) -> None:
    """Needs stand at the top; without a conversation it says so."""
    sam = cast.service_user
    sam.communication_needs, sam.interpreter_language = "one question at a time", "Tigrinya"
    sam.save()
    response = amara.get(reverse("person", args=[sam.pk]))
    words = main_words(response)

    assert "Samuel Rivers, local number R1001, born 1985" in words
    assert "one question at a time" in words
    assert "Interpreter needed: Tigrinya" in words
    assert "None in your clinics yet." in words
    assert page_of(response).title.get_text().startswith("A person's page")


def test_a_persons_page_lists_conversations_of_ones_clinics_newest_first(
    cast: Cast, amara: SignedIn
) -> None:
    """Another clinic's conversation with the same person is not listed."""
    told = {"organisation": cast.organisation, "service_user": cast.service_user}
    first = ConsultationFactory(clinic=cast.clinic, decided=True, **told)
    second = ConsultationFactory(clinic=cast.clinic, open=True, **told)
    ConsultationFactory(clinic=cast.other_clinic, **told)
    page = page_of(amara.get(reverse("person", args=[cast.service_user.pk])))

    assert [each["href"] for each in page.select("main ul.facts a")] == [
        reverse("conversation", args=[each.code]) for each in (second, first)
    ]


def test_a_conversation_is_opened_at_once_with_the_only_one_found(
    zoe: ServiceUser, amara: SignedIn
) -> None:
    """Among several somebody has to choose; nobody found is told as ever, and asked again."""
    twin = ServiceUserFactory(organisation=zoe.organisation, preferred_name="Zoë")
    several = page_of(amara.post(reverse("people"), {"words": "zoe", "begin": "yes"}))
    answer = amara.post(reverse("people"), {"words": "R2002", "begin": "yes"})
    nobody = amara.post(reverse("people"), {"words": "R9999", "begin": "yes"})

    assert (answer.status_code, answer.url) == (302, reverse("start", args=[zoe.pk]))
    assert NOBODY in main_words(nobody)
    assert page_of(nobody).select("form button[name=begin]")
    assert {each["href"] for each in several.select("main ul.facts a")} == {
        reverse("start", args=[each.pk]) for each in (zoe, twin)
    }
