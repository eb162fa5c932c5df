"""Figures that stand beside no level: what may get better, and what is none of the 36 lines."""

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from accounts.models import AuditEntry
from medications.models import Evidence, RetiredEvidence, Source
from medications.presenters.benefit_words import MEASURE_WORDS
from medications.presenters.benefits import own_benefits
from medications.selectors import versions
from tests.cast import Cast
from tests.integration.medications.approving import signed_in
from tests.integration.medications.conftest import Read
from tests.integration.medications.draft_forms import begun, card_at, page_of, save
from tests.integration.medications.drafting import publish, submit
from tests.integration.medications.reading import words

RESPONSE = "response_percent_on_{}"


@pytest.fixture
def dev(cast: Cast) -> Client:
    """Open the browser of a pharmacist."""
    return signed_in(cast.people["dev"])


@pytest.fixture
def draft(dev: Client) -> str:
    """Begin a draft of clozapine, of which no response is on the card: its address."""
    return begun(dev, "clozapine")


def source(place: int = 0) -> str:
    """Return the key of a source, as a form sends it."""
    return str(Source.objects.filter(organisation=None).order_by("pk")[place].pk)


def add(dev: Client, address: str, **said: str) -> Evidence:
    """Fill the form in and send it."""
    response = save(dev, address, **{"source": source(), "population": "Adults"} | said)
    assert response.status_code == 302, words(page_of(response))
    return Evidence.objects.latest("pk")


def links(page: BeautifulSoup, about: str) -> list[str]:
    """Return where figures on something are added."""
    return [str(each["href"]) for each in page.select(f"#{about} a")]


def test_every_measure_has_a_form(dev: Client, draft: str, read: Read) -> None:
    """The page of rows leads to each of them."""
    page = read(f"{draft}evidence/", client=dev)

    assert len(links(page, "benefits")) == len(MEASURE_WORDS)
    for address in [*links(page, "benefits"), *links(page, "no-line")]:
        assert dev.get(address).status_code == 200


def test_a_benefit_stands_on_the_card_that_is_published(
    cast: Cast, dev: Client, draft: str, read: Read
) -> None:
    """Drawn in words with its placebo, as those of the files are."""
    for arm, value in (("medicine", "41"), ("placebo", "20.5")):
        row = add(dev, f"{draft}evidence/benefits/{RESPONSE.format(arm)}/", value=value)
    card = card_at(draft)

    assert (row.is_benefit, row.effect, row.value) == (True, None, "20.5")
    assert (row.medication, row.organisation) == (card.medication, cast.organisation)
    assert row.comparator == "placebo"
    assert row.key in versions.content(card).evidence
    assert "Response out of 100, on placebo: 20.5" in words(read(f"{draft}evidence/", client=dev))
    submit(card, cast.people["dev"])
    changes = words(read(f"{draft}review/", client=signed_in(cast.people["ewa"])))
    assert "Evidence on what it may help with" in changes
    publish(card_at(draft), cast.people["ewa"])
    said = words(read("/cards/clozapine/", client=dev))
    assert "On clozapine: 41 of 100 people had a response, 59 do not." in said


def test_halves_of_two_sources_never_stand_together(dev: Client, draft: str, read: Read) -> None:
    """They stay among all benefits."""
    for place, arm in enumerate(("medicine", "placebo")):
        address = f"{draft}evidence/benefits/{RESPONSE.format(arm)}/"
        add(dev, address, value="40", source=source(place))

    card = card_at(draft)
    own = own_benefits(card.evidence.select_related("source"), "clozapine")
    assert not [each for each in own if "had a response" in each.sentence]
    assert "Response out of 100" in words(read(f"{draft}evidence/", client=dev))


def test_a_benefit_is_corrected_retired_and_put_back(dev: Client, draft: str) -> None:
    """As any row is; the reader is led back to all rows."""
    row = add(dev, f"{draft}evidence/benefits/relapse_risk_ratio_1_year/", value="0.4")
    response = save(dev, f"{draft}evidence/{row.pk}/", value="0.5", reason="Misread.")
    new = Evidence.objects.latest("pk")
    assert response["Location"] == f"{draft}evidence/#benefits"
    assert (new.is_benefit, new.value, new.comparator) == (True, "0.5", "placebo")

    dev.post(f"{draft}evidence/{new.pk}/retired/", {"retire-reason": "Another disorder."})
    assert set(RetiredEvidence.objects.values_list("evidence", flat=True)) == {row.pk, new.pk}
    dev.post(f"{draft}evidence/{new.pk}/back/")
    assert card_at(draft).evidence.filter(pk=new.pk).exists()
    [entry] = AuditEntry.objects.filter(action="add_figure")
    assert entry.detail["about"] == "benefits"


@pytest.mark.parametrize(
    ("address", "said", "sentence"),
    [
        ("benefits/response_percent_on_medicine", {"value": "120"}, "lies outside"),
        ("benefits/relapse_risk_ratio_1_year", {"value": "-1"}, "lies outside"),
        ("benefits/relapse_number_needed_to_treat", {"value": ""}, "Write the number as"),
        ("benefits/depression_smd", {"value": "-1", "low": "0", "high": "1"}, "does not lie in"),
        ("no-line/mean_difference", {"value": "2"}, "Write what the source measured"),
        ("tremor/mean_difference", {"value": "2"}, "Write what the source measured"),
    ],
)
def test_a_fault_is_said(
    dev: Client, draft: str, address: str, said: dict[str, str], sentence: str
) -> None:
    """And no row is written."""
    count = Evidence.objects.count()
    response = save(dev, f"{draft}evidence/{address}/", **{"source": source()} | said)

    assert response.status_code == 422
    assert sentence in words(page_of(response))
    assert Evidence.objects.count() == count


def test_what_is_none_of_the_36_says_what_it_is(dev: Client, draft: str, read: Read) -> None:
    """In the unit of the source, and never in that of prolactin."""
    address = f"{draft}evidence/no-line/mean_difference/"
    row = add(dev, address, value="2", reported_term="sodium, mmol/L")

    assert (row.effect, row.is_benefit, row.comparator) == (None, False, "")
    said = words(read(f"{draft}evidence/", client=dev))
    assert "On average 2 (sodium, mmol/L) against placebo." in said


def test_what_cannot_be_measured_so_is_not_there(dev: Client, draft: str) -> None:
    """No benefit has a frequency class, and no side effect is a response."""
    for address in (
        "benefits/frequency_class",
        "no-line/comparative_grade",
        "tremor/depression_smd",
    ):
        assert dev.get(f"{draft}evidence/{address}/").status_code == 404
