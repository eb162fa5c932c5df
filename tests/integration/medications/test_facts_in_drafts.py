"""Facts in words of a draft: added, corrected, retired and put back, each with its source."""

import pytest
from django.http import HttpResponse
from django.test import Client

from accounts.models import AuditEntry
from medications.models import Card, CardFact, RetiredFact, Source
from medications.selectors import versions
from tests.cast import Cast
from tests.integration.medications.approving import signed_in
from tests.integration.medications.conftest import Read
from tests.integration.medications.draft_forms import begun, card_at, drawn, page_of, save
from tests.integration.medications.drafting import publish, submit
from tests.integration.medications.reading import headings, words

WHY = "Misread."
SAID = "Ask before you drive."


@pytest.fixture
def dev(cast: Cast) -> Client:
    """Open the browser of a pharmacist."""
    return signed_in(cast.people["dev"])


@pytest.fixture
def draft(dev: Client) -> str:
    """Begin a draft of olanzapine: its address."""
    return begun(dev)


def source() -> str:
    """Return the key of a source, as a form sends it."""
    return str(Source.objects.filter(organisation=None).order_by("pk")[0].pk)


def fact(draft: str, kind: str = "driving") -> CardFact:
    """Return a fact of a draft."""
    found = card_at(draft).facts.filter(kind=kind).first()
    assert found is not None
    return found


def add(dev: Client, draft: str, section: str = "driving", **said: str) -> HttpResponse:
    """Fill the form of a new fact in and send it."""
    fields = {"value": SAID, "source": source()} | said
    return save(dev, f"{draft}facts/new/{section}/", **fields)


def retire(dev: Client, draft: str, row: CardFact, reason: str = WHY) -> HttpResponse:
    """Send the form that retires a fact."""
    return dev.post(f"{draft}facts/{row.pk}/retired/", {"retire-reason": reason})


class TestAdding:
    """A fact of the organisation, of a kind that the card shows."""

    def test_it_stands_on_the_card_that_is_published(
        self, cast: Cast, dev: Client, draft: str, read: Read
    ) -> None:
        """And in what the second pharmacist reads, with its source."""
        response = add(dev, draft)
        row = CardFact.objects.latest("pk")

        assert response["Location"] == f"{draft}words/driving/"
        assert (row.kind, row.value, row.organisation) == ("driving", SAID, cast.organisation)
        assert row.key in versions.content(card_at(draft)).facts
        submit(card_at(draft), cast.people["dev"])
        read_again = words(read(f"{draft}review/", client=signed_in(cast.people["ewa"])))
        assert f"Driving: {SAID} ({row.source.title}" in read_again
        publish(card_at(draft), cast.people["ewa"])
        assert SAID in words(read("/cards/olanzapine/", client=dev))

    def test_where_a_section_shows_several_kinds_one_is_chosen(
        self, dev: Client, draft: str
    ) -> None:
        """Nothing is written before."""
        response = add(dev, draft, "pregnancy")
        assert "Choose what it says something of." in words(page_of(response))
        assert SAID in response.content.decode()

        assert add(dev, draft, "pregnancy", kind="contraception").status_code == 302
        assert fact(draft, "contraception").value == SAID

    @pytest.mark.parametrize(
        ("said", "sentence"),
        [
            ({"value": ""}, "Write the fact."),
            ({"source": ""}, "Choose where this was read."),
            ({"value": "x" * 2001}, "shorten"),
        ],
    )
    def test_a_fault_is_said(
        self, dev: Client, draft: str, said: dict[str, str], sentence: str
    ) -> None:
        """And no fact is written."""
        response = add(dev, draft, **said)

        assert response.status_code == 422
        assert sentence in words(page_of(response))
        assert not CardFact.objects.exclude(organisation=None).exists()

    def test_twice_is_once(self, dev: Client, draft: str) -> None:
        """As after a double press."""
        for _ in range(2):
            add(dev, draft)

        assert CardFact.objects.filter(value=SAID).count() == 1
        assert AuditEntry.objects.filter(action="add_fact").count() == 1

    def test_a_source_that_was_just_added_is_chosen(self, dev: Client, draft: str) -> None:
        """The page leads to it and back."""
        address = f"{draft}facts/new/alcohol/"
        assert f"back={address}".replace("/", "%2F") in dev.get(address).content.decode()
        assert drawn(dev, f"{address}?source={source()}")["source"] == source()

    @pytest.mark.parametrize("section", ["numbers", "guess"])
    def test_a_section_without_facts_has_no_form(
        self, dev: Client, draft: str, section: str
    ) -> None:
        """Nor one that no card has."""
        assert dev.get(f"{draft}facts/new/{section}/").status_code == 404


class TestCorrecting:
    """A new fact in the place of the old one, which stays in sight."""

    def test_the_old_one_is_retired_with_the_reason(
        self, cast: Cast, dev: Client, draft: str, read: Read
    ) -> None:
        """The version in use keeps it, and the change is told with the reason."""
        old, base = fact(draft), card_at(draft).based_on
        assert base is not None
        response = save(dev, f"{draft}facts/{old.pk}/", value=SAID, reason=WHY)

        assert response["Location"] == f"{draft}words/driving/"
        gone = RetiredFact.objects.get()
        assert (gone.fact, gone.reason, gone.by) == (old, WHY, cast.people["dev"])
        assert gone.replaced_by is not None
        new = gone.replaced_by
        assert (new.value, new.kind, new.position) == (SAID, "driving", old.position)
        assert (new.medication, new.source) == (old.medication, old.source)
        assert base.facts.filter(pk=old.pk).exists()
        assert not card_at(draft).facts.filter(pk=old.pk).exists()
        page = words(read(f"{draft}evidence/", client=dev))
        assert f"In its place: {new.value}" in page
        assert "Retired by Dev Patel on" in page
        assert WHY in words(read(f"{draft}words/driving/", client=dev))
        submit(card_at(draft), cast.people["dev"])
        for address in (f"{draft}review/", "/desk/olanzapine/history/"):
            assert WHY in words(read(address, client=signed_in(cast.people["ewa"])))

    def test_one_that_holds_for_all_stays_so(self, dev: Client, draft: str) -> None:
        """It is this card that says it otherwise."""
        old = card_at(draft).facts.filter(medication=None).first()
        assert old is not None
        save(dev, f"{draft}facts/{old.pk}/", value=SAID, reason=WHY)

        assert CardFact.objects.get(value=SAID).medication is None

    def test_cautions_rest_on_what_stands_now(self, dev: Client, draft: str, read: Read) -> None:
        """The page of the fact names them; their words stay."""
        caution = card_at(draft).cautions.filter(facts__isnull=False).first()
        assert caution is not None
        old = caution.facts.all()[0]
        assert caution.text in words(read(f"{draft}facts/{old.pk}/", client=dev))
        save(dev, f"{draft}facts/{old.pk}/", value=SAID, reason=WHY)
        new = CardFact.objects.get(value=SAID)
        assert new in caution.facts.all()
        assert old not in caution.facts.all()

        retire(dev, draft, new)
        assert new not in caution.facts.all()
        for row in (old, new):
            dev.post(f"{draft}facts/{row.pk}/back/")
            assert row in caution.facts.all()

    def test_it_needs_a_reason(self, dev: Client, draft: str) -> None:
        """Else nothing is written, and what was typed stays."""
        response = save(dev, f"{draft}facts/{fact(draft).pk}/", value=SAID)

        assert "Say why it is corrected." in words(page_of(response))
        assert SAID in response.content.decode()
        assert not RetiredFact.objects.exists()

    def test_two_who_correct_one_see_both(self, cast: Cast, dev: Client, draft: str) -> None:
        """The second one corrects what the first one wrote, having seen it."""
        old = fact(draft)
        ewa, address = signed_in(cast.people["ewa"]), f"{draft}facts/{old.pk}/"
        late = drawn(ewa, address) | {"value": "Never drive.", "reason": "Read again."}
        save(dev, address, value=SAID, reason=WHY)
        page = page_of(ewa.post(address, late))
        assert SAID in words(page.select(".conflict .panel")[1])

        seen = str(page.select_one("main input[name=seen]")["value"])
        assert ewa.post(address, late | {"seen": seen}).status_code == 302
        values = card_at(draft).facts.filter(kind="driving", position=old.position)
        assert list(values.values_list("value", flat=True)) == ["Never drive."]
        assert dev.get(address)["Location"] == f"{draft}evidence/"

    def test_the_line_below_the_name_is_said_to_stay(
        self, dev: Client, draft: str, read: Read
    ) -> None:
        """Where the top of the card repeats the fact."""
        said = "The line below the medicine's name"

        assert said in words(read(f"{draft}facts/{fact(draft, 'family').pk}/", client=dev))
        assert said not in words(read(f"{draft}facts/{fact(draft).pk}/", client=dev))


class TestRetiring:
    """A fact that counts no longer stays in sight, and can be put back."""

    def test_it_is_retired_and_put_back(self, dev: Client, draft: str, read: Read) -> None:
        """With the reason beside it, and an audit entry each."""
        row = fact(draft)
        assert retire(dev, draft, row)["Location"] == f"{draft}evidence/#retired"
        assert not card_at(draft).facts.filter(pk=row.pk).exists()
        page = read(f"{draft}evidence/", client=dev)
        assert WHY in words(page)
        assert "Facts in words" in headings(page)
        for _ in range(2):
            assert dev.post(f"{draft}facts/{row.pk}/back/").status_code == 302

        assert card_at(draft).facts.filter(pk=row.pk).exists()
        assert not RetiredFact.objects.exists()
        actions = AuditEntry.objects.filter(action__endswith="_fact").order_by("pk")
        assert list(actions.values_list("action", flat=True)) == ["retire_fact", "put_back_fact"]

    def test_it_needs_a_reason(self, dev: Client, draft: str) -> None:
        """Said beside its field."""
        response = retire(dev, draft, fact(draft), "")

        assert response.status_code == 422
        assert "Say why it does not count any more." in words(page_of(response))

    def test_a_fact_of_another_card_is_not_there(self, dev: Client, draft: str) -> None:
        """Neither to correct, nor to retire, nor to put back."""
        row = CardFact.objects.filter(medication__code="clozapine")[0]

        assert dev.get(f"{draft}facts/{row.pk}/").status_code == 404
        assert retire(dev, draft, row).status_code == 404
        assert dev.post(f"{draft}facts/{row.pk}/back/").status_code == 404

    def test_only_a_draft_loses_or_gains_facts(self, dev: Client, draft: str) -> None:
        """The reason that was typed stays."""
        row = fact(draft)
        Card.objects.filter(pk=card_at(draft).pk).update(stage="submitted")
        response = retire(dev, draft, row)

        assert response.status_code == 422
        assert WHY in response.content.decode()
        assert not RetiredFact.objects.exists()


def test_a_corrected_source_is_cited_by_facts_too(dev: Client, draft: str) -> None:
    """As by figures and by forms."""
    said = {"kind": "secondary", "title": "Audit", "publisher": "Us"}
    save(dev, "/desk/sources/new/", **said)
    old = Source.objects.latest("pk")
    add(dev, draft, source=str(old.pk))
    save(dev, f"/desk/sources/{old.pk}/", title="The audit")

    assert fact_of(draft).source.title == "The audit"
    assert RetiredFact.objects.get().reason == "Its source was corrected."


def fact_of(draft: str) -> CardFact:
    """Return the fact that was added to a draft."""
    return card_at(draft).facts.get(value=SAID)
