"""Loading the library: all or nothing, the same however often, and nothing old is changed."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from pytest_django import DjangoDbBlocker

from accounts.models import AuditEntry
from medications.loader import LibraryFault, load_library
from medications.models import (
    Card,
    CardFact,
    Caution,
    Effect,
    Evidence,
    Medication,
    Preparation,
    Rating,
    Release,
    Source,
    Term,
)
from tests.factories import AccountFactory, OrganisationFactory
from tests.integration.medications.broken_files import BROKEN
from tests.integration.medications.conftest import FIXTURES
from tests.integration.medications.files import Change, Contents, copied, database, set_cell

WEIGHT = "aripiprazole", "weight_gain"


@pytest.fixture(scope="package")
def contents(loaded_library: None, django_db_blocker: DjangoDbBlocker) -> Contents:
    """Return the whole database as it is after loading."""
    with django_db_blocker.unblock():
        return database()


def load(folder: Path) -> str:
    """Run the command and return what it prints."""
    out = StringIO()
    call_command("load_library", folder=folder, stdout=out)
    return out.getvalue().strip()


def test_everything_of_the_files_is_there(library: Release) -> None:
    counts = {
        Effect: 37,
        Medication: 19,
        Source: 294,
        Evidence: 2164 + 87,
        CardFact: 404,
        Term: 72,
        Card: 19,
        Rating: 19 * 36,
        Release: 1,
        Preparation: 46,
    }

    assert {model: model.objects.count() for model in counts} == counts
    assert library.cards.count() == 19
    assert not Evidence.objects.filter(is_retired=True).exists()
    assert set(Card.objects.values_list("stage", "version", "organisation")) == {
        ("published", 1, None)
    }


def test_every_caution_rests_on_facts_of_its_card(library: Release) -> None:
    assert not Caution.objects.filter(facts=None).exists()
    assert Caution.objects.filter(is_gating=True).count() == 8
    for caution in Caution.objects.prefetch_related("facts").select_related("card")[:60]:
        held = set(caution.card.facts.values_list("pk", flat=True))
        assert {fact.pk for fact in caution.facts.all()} <= held


def test_loading_again_changes_nothing(library: Release, contents: Contents) -> None:
    printed = load(FIXTURES)

    assert printed == (
        "Library: 37 effects, 19 medicines, 2251 figures, 404 card facts; new: 0 cards, 0 releases."
    )
    assert database() == contents


@pytest.mark.parametrize(("change", "words"), BROKEN.values(), ids=BROKEN)
def test_a_broken_file_is_named_and_nothing_is_loaded(
    library: Release, contents: Contents, tmp_path: Path, change: Change, words: str
) -> None:
    folder = copied(tmp_path)
    change(folder)

    with pytest.raises(CommandError) as refused:
        load(folder)

    assert str(refused.value) == f"Nothing was loaded. {words}"
    assert refused.value.returncode == 2
    assert database() == contents


def test_nothing_is_loaded_from_a_folder_that_is_none(library: Release, tmp_path: Path) -> None:
    with pytest.raises(LibraryFault, match=r"effect_groups\.csv: the file is missing"):
        load_library(tmp_path / "nowhere")


def test_a_load_that_breaks_off_halfway_leaves_everything_as_it_was(
    library: Release, tmp_path: Path
) -> None:
    """The next version is taken, so writing the card fails after its evidence is written."""
    card = Card.objects.get(medication__code="amisulpride")
    Card.objects.create(medication=card.medication, version=2)
    before = database()
    folder = copied(tmp_path)
    set_cell("evidence.csv", 2, "value", "3")(folder)

    with pytest.raises(CommandError) as refused:
        load(folder)

    assert str(refused.value).startswith("Nothing was loaded. The database did not take it: ")
    assert "\n" not in str(refused.value)
    assert refused.value.returncode == 2
    assert database() == before


def test_changed_evidence_makes_a_new_row_card_and_release(
    library: Release, tmp_path: Path
) -> None:
    old_card = Card.objects.get(medication__code="amisulpride")
    old_row = Evidence.objects.get(position=2)
    old_levels = dict(old_card.ratings.values_list("effect__code", "level"))
    folder = copied(tmp_path)
    set_cell("evidence.csv", 2, "value", "3")(folder)
    set_cell("evidence.csv", 3, "value", "3")(folder)

    printed = load(folder)

    assert printed.endswith("new: 1 cards, 1 releases.")
    old_row.refresh_from_db()
    new_row = Evidence.objects.get(position=2, is_retired=False)
    assert (old_row.is_retired, old_row.value, new_row.value) == (True, "0.5", "3")
    new_card = Card.objects.get(medication=old_card.medication, version=2)
    old_card.refresh_from_db()
    assert (old_card.stage, new_card.stage) == ("superseded", "published")
    assert old_row in old_card.evidence.all()
    assert old_row not in new_card.evidence.all()
    assert new_row in new_card.evidence.all()
    assert dict(old_card.ratings.values_list("effect__code", "level")) == old_levels
    changed = dict(new_card.ratings.values_list("effect__code", "level"))
    assert {code for code, level in changed.items() if level != old_levels[code]} == {
        *("daytime_sleepiness", "sleeping_late", "evening_sleepiness")
    }


def test_an_old_release_still_holds_the_old_card(library: Release, tmp_path: Path) -> None:
    old = set(library.cards.values_list("pk", flat=True))
    folder = copied(tmp_path)
    set_cell("evidence.csv", 2, "value", "3")(folder)
    load(folder)

    newest = Release.objects.get(number=2)
    assert set(library.cards.values_list("pk", flat=True)) == old
    assert set(newest.cards.values_list("version", flat=True)) == {1, 2}
    assert newest.cards.count() == 19
    assert len(set(newest.cards.values_list("pk", flat=True)) - old) == 1


@pytest.mark.parametrize(
    ("file", "row", "column", "cards"),
    [
        ("explanations.csv", 2, "text", 19),
        ("explanations.csv", 3, "text", 1),
        ("cautions.csv", 20, "text", 19),
        ("cautions.csv", 40, "text", 1),
        ("card_facts.csv", 2, "value", 1),
        ("preparations.csv", 2, "strengths", 1),
        ("benefits.csv", 2, "note", 1),
        ("sources.csv", 2, "title", 8),
    ],
)
def test_a_changed_text_makes_a_new_version_of_each_card_that_shows_it(
    library: Release, tmp_path: Path, file: str, row: int, column: str, cards: int
) -> None:
    folder = copied(tmp_path)
    set_cell(file, row, column, "Other words.")(folder)

    load(folder)

    assert Card.objects.filter(version=2).count() == cards
    assert Release.objects.count() == 2


def test_going_back_to_the_old_words_is_a_third_version(library: Release, tmp_path: Path) -> None:
    folder = copied(tmp_path)
    set_cell("evidence.csv", 2, "value", "3")(folder)
    load(folder)
    load(FIXTURES)

    first, _second, third = Card.objects.filter(medication__code="amisulpride").order_by("version")
    assert first.content_key == third.content_key
    assert set(first.evidence.all()) == set(third.evidence.all())
    assert not Evidence.objects.get(position=2, value="0.5").is_retired
    assert list(Release.objects.values_list("number", flat=True)) == [1, 2, 3]


def test_a_new_organisation_gets_release_1_with_the_cards_that_there_are(
    library: Release,
) -> None:
    new = OrganisationFactory()

    assert load(FIXTURES).endswith("new: 0 cards, 1 releases.")
    release = new.releases.get()
    assert release.number == 1
    assert set(release.cards.all()) == set(library.cards.all())
    assert library.organisation.releases.count() == 1


def test_a_card_of_the_organisations_own_stays_in_its_next_release(
    library: Release, tmp_path: Path
) -> None:
    starter = Card.objects.get(medication__code="amisulpride")
    own = Card.objects.create(
        medication=starter.medication,
        organisation=library.organisation,
        stage="published",
        author=AccountFactory(),
        approver=AccountFactory(),
    )
    library.cards.remove(starter)
    library.cards.add(own)
    folder = copied(tmp_path)
    set_cell("evidence.csv", 2, "value", "3")(folder)
    load(folder)

    newest = Release.objects.get(number=2)
    assert list(newest.cards.filter(medication=starter.medication)) == [own]
    assert newest.cards.count() == 19


def test_a_medicine_that_is_not_in_the_files_gets_no_card(library: Release) -> None:
    Medication.objects.create(code="elsewhere", name="Elsewhere")

    assert load(FIXTURES).endswith("new: 0 cards, 0 releases.")


def test_each_release_leaves_an_audit_entry(library: Release, tmp_path: Path) -> None:
    folder = copied(tmp_path)
    set_cell("evidence.csv", 2, "value", "3")(folder)
    load(folder)

    entries = AuditEntry.objects.filter(action="publish_release").order_by("pk")
    here = library.organisation_id
    assert [each.record for each in entries] == [f"release:{here}:1", f"release:{here}:2"]
    assert {each.organisation_id for each in entries} == {here}
    assert {each.by_id for each in entries} == {None}
