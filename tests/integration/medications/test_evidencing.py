"""The rows that a draft rests on: added, corrected, retired and put back; suggestions follow."""

import pytest
from django.test import Client

from medications.models import Evidence, Rating, RetiredEvidence, Source
from medications.selectors import drafting as reads
from tests.cast import Cast
from tests.integration.medications.approving import signed_in
from tests.integration.medications.conftest import Read
from tests.integration.medications.draft_forms import begun, card_at, drawn, page_of, save
from tests.integration.medications.reading import words

WHY = "Misread."


@pytest.fixture
def dev(cast: Cast) -> Client:
    """Open the browser of a pharmacist."""
    return signed_in(cast.people["dev"])


@pytest.fixture
def draft(dev: Client) -> str:
    """Begin a draft of olanzapine: its address."""
    return begun(dev)


def rating(draft: str, effect: str) -> Rating:
    """Return what a draft says of an effect."""
    return card_at(draft).ratings.get(effect__code=effect)


def suggested(draft: str, effect: str) -> int | None:
    """Return the level that a draft's rows suggest."""
    return reads.suggestions(card_at(draft))[effect].level


def source() -> str:
    """Return the key of a source of product information, as a form sends it."""
    return str(Source.objects.filter(kind="product_information").order_by("pk")[0].pk)


def counted(draft: str, effect: str = "weight_gain") -> Evidence:
    """Return the first row that a level rests on."""
    found = rating(draft, effect).evidence.first()
    assert found is not None
    return found


def unknown_line(draft: str) -> str:
    """Return the code of a line on which the draft has no row at all, and no level."""
    found = card_at(draft).ratings.filter(basis="nothing_found").first()
    assert found is not None
    return found.effect.code


class TestAdding:
    """A row of the organisation, on one effect."""

    def add(self, dev: Client, draft: str, effect: str, measure: str, **said: str) -> Evidence:
        """Fill the form in and send it."""
        address = f"{draft}evidence/{effect}/{measure}/"
        response = save(dev, address, **{"source": source(), **said})
        assert (response.status_code, response["Location"]) == (302, f"{draft}levels/{effect}/")
        return Evidence.objects.latest("pk")

    def test_the_suggestion_is_worked_out_again(self, dev: Client, draft: str, read: Read) -> None:
        """The level stays until a pharmacist sets it, and then rests on the row."""
        effect = unknown_line(draft)
        row = self.add(dev, draft, effect, "frequency_class", value="common")

        assert suggested(draft, effect) == 2
        assert rating(draft, effect).level is None
        assert "say why this level" in words(read(draft, client=dev))
        save(dev, f"{draft}levels/{effect}/", level="2")
        assert rating(draft, effect).basis == "product_information"
        assert list(rating(draft, effect).evidence.all()) == [row]

    def test_it_is_the_organisations_and_nobody_elses(self, cast: Cast, dev: Client) -> None:
        """The starter card does not hold it."""
        draft = begun(dev)
        row = self.add(dev, draft, "tremor", "frequency_class", value="rare", population="Adults")

        assert (row.organisation, row.medication.code) == (cast.organisation, "olanzapine")
        assert (row.measure, row.value, row.population) == ("frequency_class", "rare", "Adults")
        assert list(row.cards.all()) == [card_at(draft)]

    @pytest.mark.parametrize(
        ("measure", "said", "kept"),
        [
            ("comparative_grade", {"value": "1.5"}, "1.5"),
            ("incidence_percent", {"value": "12.50", "comparator_value": "3"}, "12.5"),
            ("relative_risk", {"value": "1.8", "low": "1.1", "high": "2.9"}, "1.8"),
            ("mean_difference", {"value": "-2"}, "-2"),
        ],
    )
    def test_every_measure_has_its_form(
        self, dev: Client, draft: str, read: Read, measure: str, said: dict[str, str], kept: str
    ) -> None:
        """And reads as a sentence among the others."""
        row = self.add(dev, draft, "weight_gain", measure, **said)

        assert (row.measure, row.value) == (measure, kept)
        assert read(f"{draft}levels/weight_gain/", client=dev).select(
            f"a[href='{draft}evidence/{row.pk}/']"
        )

    def test_the_same_row_twice_is_one(self, dev: Client, draft: str) -> None:
        """As after a double press."""
        first = self.add(dev, draft, "tremor", "frequency_class", value="rare")

        assert self.add(dev, draft, "tremor", "frequency_class", value="rare") == first

    @pytest.mark.parametrize(
        ("measure", "said", "sentence"),
        [
            ("frequency_class", {}, "Choose how often."),
            ("comparative_grade", {}, "Choose the grade."),
            ("comparative_grade", {"value": "4"}, "Select a valid choice."),
            ("incidence_percent", {"value": "120"}, "lies outside of what it can be"),
            ("incidence_percent", {"value": "many"}, "Write a number, such as 12 or 0.5."),
            ("relative_risk", {"value": ""}, "Write the number as the source gives it."),
            ("relative_risk", {"value": "1", "low": "0.5"}, "Give both ends, or neither."),
            (
                "relative_risk",
                {"value": "3", "low": "1", "high": "2"},
                "does not lie in its interval",
            ),
            ("frequency_class", {"value": "rare", "source": ""}, "Choose where this was read."),
        ],
    )
    def test_a_fault_is_said(
        self, dev: Client, draft: str, measure: str, said: dict[str, str], sentence: str
    ) -> None:
        """And no row is written."""
        count = Evidence.objects.count()
        response = save(dev, f"{draft}evidence/tremor/{measure}/", **{"source": source(), **said})

        assert response.status_code == 422
        assert sentence in words(page_of(response))
        assert Evidence.objects.count() == count

    def test_an_unknown_measure_is_not_there(self, dev: Client, draft: str) -> None:
        """Nor is line 37."""
        assert dev.get(f"{draft}evidence/tremor/guess/").status_code == 404
        assert dev.get(f"{draft}evidence/something_else/frequency_class/").status_code == 404


class TestCorrecting:
    """A new row in the place of the old one, which stays in sight."""

    def test_the_old_row_is_retired_with_the_reason(
        self, cast: Cast, dev: Client, draft: str, read: Read
    ) -> None:
        """The version in use keeps it."""
        old = counted(draft)
        base = card_at(draft).based_on
        save(dev, f"{draft}evidence/{old.pk}/", value="0", reason=WHY)

        gone = RetiredEvidence.objects.get()
        assert (gone.evidence, gone.reason, gone.by) == (old, WHY, cast.people["dev"])
        assert gone.replaced_by is not None
        assert (gone.replaced_by.value, gone.replaced_by.effect) == ("0", old.effect)
        assert gone.replaced_by.position == old.position
        assert not card_at(draft).evidence.filter(pk=old.pk).exists()
        assert base is not None
        assert base.evidence.filter(pk=old.pk).exists()
        page = words(read(f"{draft}evidence/", client=dev))
        assert WHY in page
        assert "In its place: Graded 0 (none) beside other medicines" in page
        assert "Retired by Dev Patel on" in page

    def test_levels_rest_on_the_row_that_counts_now(self, dev: Client, draft: str) -> None:
        """Where the suggestion stays as it was."""
        old = counted(draft)
        save(dev, f"{draft}evidence/{old.pk}/", note="Table 3.", reason=WHY)

        found = rating(draft, "weight_gain")
        new = RetiredEvidence.objects.get().replaced_by
        assert found.basis == "comparative"
        assert new in found.evidence.all()
        assert old not in found.evidence.all()

    def test_it_needs_a_reason(self, dev: Client, draft: str) -> None:
        """Else nothing is written."""
        response = save(dev, f"{draft}evidence/{counted(draft).pk}/", value="0")

        assert "Say why it is corrected." in words(page_of(response))
        assert not RetiredEvidence.objects.exists()

    def test_saving_it_as_it_stands_changes_nothing(self, dev: Client, draft: str) -> None:
        """Noughts that the database adds are no change."""
        row = card_at(draft).evidence.filter(comparator_value__isnull=False).first()
        assert row is not None
        assert save(dev, f"{draft}evidence/{row.pk}/", reason=WHY).status_code == 302
        assert not RetiredEvidence.objects.exists()

    def test_a_benefit_stays_a_benefit(self, dev: Client, draft: str) -> None:
        """With its measure, its comparator and whose figure it is."""
        old = card_at(draft).evidence.filter(is_benefit=True, medication__isnull=False).first()
        assert old is not None
        save(dev, f"{draft}evidence/{old.pk}/", population="As read again.", reason=WHY)

        new = RetiredEvidence.objects.get().replaced_by
        assert new is not None
        kept = ("is_benefit", "measure", "value", "low", "high", "comparator", "medication_id")
        assert [getattr(new, each) for each in kept] == [getattr(old, each) for each in kept]
        assert new.population == "As read again."

    def test_two_who_correct_one_row_see_both(self, cast: Cast, dev: Client, draft: str) -> None:
        """The second one corrects what the first one wrote, having seen it."""
        old = counted(draft)
        ewa, address = signed_in(cast.people["ewa"]), f"{draft}evidence/{old.pk}/"
        late = drawn(ewa, address) | {"value": "1", "reason": "Read again."}
        save(dev, address, value="0", reason=WHY)
        page = page_of(ewa.post(address, late))
        assert "Graded 0 (none)" in words(page.select(".conflict .panel")[1])

        seen = str(page.select_one("main input[name=seen]")["value"])
        assert ewa.post(address, late | {"seen": seen}).status_code == 302
        values = card_at(draft).evidence.filter(position=old.position, measure=old.measure)
        assert list(values.values_list("value", flat=True)) == ["1"]
        assert dev.get(address)["Location"] == f"{draft}evidence/"

    def test_it_cannot_become_a_row_that_stands_there(self, dev: Client, draft: str) -> None:
        """One of the two is then to be retired."""
        for value in ("rare", "common"):
            said = {"source": source(), "value": value}
            save(dev, f"{draft}evidence/tremor/frequency_class/", **said)
        rare, common = Evidence.objects.order_by("-pk")[1], Evidence.objects.latest("pk")
        save(dev, f"{draft}evidence/{rare.pk}/", value="very_rare", reason=WHY)
        again = Evidence.objects.latest("pk")
        save(dev, f"{draft}evidence/{common.pk}/", value="very_rare", reason=WHY)

        assert card_at(draft).evidence.filter(pk=again.pk).exists()
