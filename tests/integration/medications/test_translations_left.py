"""Translations on the desk: what waits, what has to be looked at again, what is being written."""

from django.test import Client

from medications.translation_stages import TranslationMove as Move
from tests.cast import Cast
from tests.integration.medications.approving import signed_in
from tests.integration.medications.conftest import forget_everything
from tests.integration.medications.draft_forms import page_of
from tests.integration.medications.polish import (
    alcohol,
    answer,
    approved,
    change_the_english,
    hand_over,
    write,
)
from tests.integration.medications.reading import words
from tests.integration.medications.test_queries import queries

POLISH = "/desk/olanzapine/translations/pl/"
PINNED = {
    "/desk/olanzapine/translations/": 5,
    POLISH: 9,
    f"{POLISH}alcohol/": 6,
    "/desk/translations/{row}/": 7,
}


def left(client: Client) -> list[str]:
    """Return what the desk lists of translations."""
    heading = page_of(client.get("/desk/")).find("h2", string="Translations")
    return [words(each) for each in heading.find_next("ul").select("li")] if heading else []


def test_every_card_leads_to_its_translations(dev: Client) -> None:
    page = page_of(dev.get("/desk/"))
    assert len(page.select("a[href$='/translations/']")) == 19
    assert left(dev) == []


def test_the_desk_lists_what_is_left_to_do(cast: Cast, dev: Client) -> None:
    place = alcohol(cast)
    row = write(place, cast.people["dev"])
    go = "Go to the Polish text : Olanzapine"
    assert left(dev) == [f"Olanzapine : One is being written. {go}"]
    hand_over(place, cast.people["dev"])
    assert left(dev) == [f"Olanzapine : One waits for a second pharmacist. {go}"]
    answer(row, Move.APPROVE, cast.people["ewa"])
    assert left(dev) == []
    change_the_english(cast)
    assert left(dev) == [f"Olanzapine : The English of one changed: look at it again. {go}"]


def test_what_waits_stands_first(cast: Cast, dev: Client) -> None:
    write(alcohol(cast, "amisulpride"), cast.people["dev"])
    write(alcohol(cast, "risperidone", "ur"), cast.people["dev"])
    hand_over(alcohol(cast, "risperidone", "ur"), cast.people["dev"])
    assert [each.split(" ")[0] for each in left(dev)] == ["Risperidone", "Amisulpride"]


def test_what_was_given_up_or_taken_away_is_not_left_to_do(cast: Cast, dev: Client) -> None:
    answer(write(alcohol(cast), cast.people["dev"]), Move.DISCARD, cast.people["dev"])
    answer(approved(cast), Move.WITHDRAW, cast.people["dev"], "Wrong word.")
    assert left(dev) == []


def test_the_pages_ask_a_pinned_number_of_times(cast: Cast) -> None:
    """As often for many texts as for one."""
    client, place = signed_in(cast.people["ewa"]), alcohol(cast)
    row = approved(cast)
    client.get(POLISH)
    once = {each: queries(client, each.format(row=row.pk)) for each in PINNED}
    for section in ("driving", "smoking", "dose"):
        write(
            type(place)(place.organisation, place.medication, place.language, section),
            cast.people["dev"],
        )
        approved(cast, alcohol(cast, "risperidone", "ur"), section)
    assert once == PINNED
    assert {each: queries(client, each.format(row=row.pk)) for each in PINNED} == PINNED


def test_the_desk_reads_translated_cards_together(cast: Cast) -> None:
    """After a start or a publication; later it asks for the rows alone."""
    client, found = signed_in(cast.people["ewa"]), []
    for code in ("olanzapine", "risperidone"):
        write(alcohol(cast, code), cast.people["dev"])
        forget_everything()
        found.append((queries(client, "/desk/"), queries(client, "/desk/")))
    assert found == [(24, 10), (24, 10)]
