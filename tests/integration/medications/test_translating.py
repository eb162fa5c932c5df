"""Card text in other languages: who may do what, and what the records then say."""

import uuid

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.http import Http404

from accounts.models import AuditEntry
from medications import services
from medications.draft_parts import NOTHING
from medications.models import CardTranslation, TranslationStep
from medications.selectors import translating as reads
from medications.services.drafting import NotADraft
from medications.stages import MoveNotAllowed
from medications.translating import shown
from medications.translation_stages import TranslationMove as Move
from medications.translation_stages import TranslationStage as Stage
from tests.cast import Cast
from tests.integration.medications.polish import (
    alcohol,
    answer,
    approved,
    change_the_english,
    hand_over,
    said,
    write,
)


def test_what_is_written_keeps_the_english_it_was_made_of(cast: Cast) -> None:
    row = write(alcohol(cast), cast.people["dev"])
    assert (row.version, row.stage, row.heading) == (1, Stage.DRAFT, "Alkohol")
    assert row.english == list(reads.english(row.organisation, row.medication)["alcohol"].lines)
    assert set(row.written_by.all()) == {cast.people["dev"]}


def test_a_second_pharmacist_approves(cast: Cast) -> None:
    row = approved(cast)
    assert (row.stage, row.author, row.approver) == (
        Stage.APPROVED,
        cast.people["dev"],
        cast.people["ewa"],
    )
    assert row.approved_at is not None
    actions = AuditEntry.objects.filter(record__startswith="translation:").order_by("pk")
    assert list(actions.values_list("action", "by")) == [
        ("write_translation", cast.people["dev"].pk),
        ("submit_translation", cast.people["dev"].pk),
        ("approve_translation", cast.people["ewa"].pk),
    ]


@pytest.mark.parametrize("move", [Move.APPROVE, Move.SEND_BACK])
def test_nobody_approves_or_sends_back_what_they_wrote_in(cast: Cast, move: Move) -> None:
    """Nor who changed a word of it later, nor who handed it over."""
    place = alcohol(cast)
    write(place, cast.people["dev"])
    row = write(place, cast.people["ewa"], "Nie pij dużo.")
    hand_over(place, cast.people["ewa"])
    for who in ("dev", "ewa"):
        with pytest.raises(PermissionDenied, match="You wrote in this text"):
            answer(row, move, cast.people[who])
    row.refresh_from_db()
    assert row.stage == Stage.SUBMITTED


def test_the_database_holds_that_there_are_two(cast: Cast) -> None:
    row = write(alcohol(cast), cast.people["dev"])
    rows = CardTranslation.objects.filter(pk=row.pk)
    with pytest.raises(IntegrityError), transaction.atomic():
        rows.update(approver=cast.people["dev"])
    with pytest.raises(IntegrityError), transaction.atomic():
        rows.update(stage=Stage.APPROVED)


@pytest.mark.parametrize("who", ["amara", "femi", "grace", "hugo"])
def test_only_a_pharmacist_here_writes_and_moves(cast: Cast, who: str) -> None:
    place = alcohol(cast)
    with pytest.raises(PermissionDenied):
        write(place, cast.people[who])
    row = write(place, cast.people["dev"])
    with pytest.raises(PermissionDenied):
        hand_over(place, cast.people[who])
    hand_over(place, cast.people["dev"])
    for move in Move:
        with pytest.raises(PermissionDenied):
            answer(row, move, cast.people[who])


def test_who_wrote_meanwhile_is_not_overwritten(cast: Cast) -> None:
    place = alcohol(cast)
    write(place, cast.people["ewa"], "Jej słowa.")
    with pytest.raises(services.PartChanged):
        services.write_translation(
            place=place, said=said(place), seen=NOTHING, by=cast.people["dev"]
        )
    row = reads.newest(place)
    assert row is not None
    assert row.text == "Jej słowa."


def test_the_same_words_are_written_once(cast: Cast) -> None:
    """A form that is sent twice leaves one version and one audit entry."""
    place = alcohol(cast)
    for _time in range(2):
        services.write_translation(
            place=place, said=said(place), seen=NOTHING, by=cast.people["dev"]
        )
    assert CardTranslation.objects.count() == 1
    assert AuditEntry.objects.filter(action="write_translation").count() == 1


def test_what_waits_is_not_written_in(cast: Cast) -> None:
    place = alcohol(cast)
    write(place, cast.people["dev"])
    hand_over(place, cast.people["dev"])
    with pytest.raises(NotADraft):
        write(place, cast.people["dev"], "Nie pij.")


def test_an_approved_text_stays_while_it_is_corrected(cast: Cast) -> None:
    row = approved(cast)
    correction = write(alcohol(cast), cast.people["ewa"], "Nie pij.")
    assert (correction.version, correction.stage) == (2, Stage.DRAFT)
    text = row.text
    row.refresh_from_db()
    assert (row.stage, row.text) == (Stage.APPROVED, text)
    assert shown(reads.settled(row.organisation, row.medication), row.english_key) == row


def test_an_approved_text_that_fits_is_not_written_again(cast: Cast) -> None:
    approved(cast)
    write(alcohol(cast), cast.people["ewa"])
    assert CardTranslation.objects.count() == 1


def test_what_was_taken_away_may_be_written_word_for_word(cast: Cast) -> None:
    row = approved(cast)
    answer(row, Move.WITHDRAW, cast.people["dev"], "Wrong word.")
    again = write(alcohol(cast), cast.people["dev"])
    assert (again.version, again.stage) == (2, Stage.DRAFT)


def test_a_text_of_other_english_is_neither_written_nor_handed_over(cast: Cast) -> None:
    place = alcohol(cast)
    old = said(place)
    write(place, cast.people["dev"])
    change_the_english(cast)
    with pytest.raises(services.PartChanged, match="The English changed"):
        services.write_translation(place=place, said=old, seen=NOTHING, by=cast.people["dev"])
    assert hand_over(place, cast.people["dev"]) == 0


def test_a_section_that_lost_its_words_is_not_translated(cast: Cast) -> None:
    place = alcohol(cast)
    nowhere = type(place)(place.organisation, place.medication, place.language, "nowhere")
    with pytest.raises(services.PartChanged, match="no English words"):
        services.write_translation(
            place=nowhere, said=said(place), seen=NOTHING, by=cast.people["dev"]
        )


def test_a_text_of_other_english_is_not_approved(cast: Cast) -> None:
    place = alcohol(cast)
    row = write(place, cast.people["dev"])
    hand_over(place, cast.people["dev"])
    change_the_english(cast)
    with pytest.raises(services.CardChanged, match="The English changed"):
        answer(row, Move.APPROVE, cast.people["ewa"])
    answer(row, Move.SEND_BACK, cast.people["ewa"], "Look at the English.")
    row.refresh_from_db()
    assert row.stage == Stage.DRAFT


def test_an_approval_counts_for_what_was_read(cast: Cast) -> None:
    """Taken back, changed and handed over again, while a second pharmacist reads."""
    place = alcohol(cast)
    row = write(place, cast.people["dev"])
    hand_over(place, cast.people["dev"])
    read = reads.read_key(row)
    answer(row, Move.TAKE_BACK, cast.people["dev"])
    write(place, cast.people["dev"], "Pij, ile chcesz.")
    hand_over(place, cast.people["dev"])
    with pytest.raises(services.CardChanged, match="written in since"):
        services.answer_translation(
            translation=row,
            move=Move.APPROVE,
            words="",
            read=read,
            by=cast.people["ewa"],
            key=uuid.uuid4(),
        )


def test_what_is_handed_over_is_what_the_page_showed(cast: Cast) -> None:
    place = alcohol(cast)
    write(place, cast.people["dev"])
    shown_before = reads.read_keys(
        reads.ready(place.organisation, place.medication, place.language)
    )
    write(place, cast.people["ewa"], "Nie pij.")
    with pytest.raises(services.CardChanged):
        services.submit_translations(
            organisation=place.organisation,
            medication=place.medication,
            language=place.language,
            read=shown_before,
            by=cast.people["dev"],
            key=uuid.uuid4(),
        )


def test_a_form_sent_twice_moves_once(cast: Cast) -> None:
    place, key = alcohol(cast), uuid.uuid4()
    row = write(place, cast.people["dev"])
    assert hand_over(place, cast.people["dev"], key) == 1
    answer(row, Move.TAKE_BACK, cast.people["dev"])
    assert hand_over(place, cast.people["dev"], key) == 0
    hand_over(place, cast.people["dev"])
    for _time in range(2):
        answer(row, Move.COMMENT, cast.people["ewa"], "Which word?", str(key)[:-1] + "0")
    assert TranslationStep.objects.filter(move=Move.COMMENT).count() == 1


def test_an_approved_text_is_not_moved_but_taken_away(cast: Cast) -> None:
    row = approved(cast)
    for move in set(Move) - {Move.WITHDRAW}:
        with pytest.raises(MoveNotAllowed):
            answer(row, move, cast.people["ewa"])
    answer(row, Move.WITHDRAW, cast.people["dev"], "Wrong word.")
    assert shown(reads.settled(row.organisation, row.medication), row.english_key) is None


def test_what_was_given_up_leaves_the_place_free(cast: Cast) -> None:
    place = alcohol(cast)
    row = write(place, cast.people["dev"])
    answer(row, Move.DISCARD, cast.people["dev"])
    assert reads.newest(place) is None
    assert write(place, cast.people["ewa"]).version == 2


def test_another_organisation_finds_nothing_here(cast: Cast) -> None:
    row = approved(cast)
    assert reads.settled(cast.other_organisation, row.medication) == []
    with pytest.raises(Http404):
        reads.translation(cast.other_organisation, row.pk)


def test_the_same_english_on_another_card_is_offered(cast: Cast) -> None:
    """Much of what cards say in our own words is the same for all of them."""
    lower = [
        type(place)(place.organisation, place.medication, place.language, "lower_dose")
        for place in (alcohol(cast), alcohol(cast, "risperidone"))
    ]
    english = reads.english(cast.organisation, lower[0].medication)["lower_dose"]
    assert reads.on_another_card(lower[1], english) is None
    row = approved(cast, lower[0])
    assert reads.on_another_card(lower[1], english) == row
    assert reads.on_another_card(lower[0], english) is None
    answer(row, Move.WITHDRAW, cast.people["dev"], "Wrong word.")
    assert reads.on_another_card(lower[1], english) is None
