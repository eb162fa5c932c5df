"""Sources that an organisation adds itself."""

import pytest
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone
from django.utils.formats import date_format

from accounts.models import AuditEntry
from medications.models import RetiredEvidence, Source
from medications.presenters.sources import date_words
from tests.cast import Cast
from tests.factories import MembershipFactory
from tests.integration.medications.approving import signed_in
from tests.integration.medications.conftest import Read
from tests.integration.medications.draft_forms import begun, card_at, drawn, page_of, save
from tests.integration.medications.reading import headings, words

SOURCES, NEW = "/desk/sources/", "/desk/sources/new/"
WHY = "The audit was flawed."
AUDIT = {
    "kind": "comparative_review",
    "title": "Ward audit of weight",
    "publisher": "Riverside pharmacy",
    "revision": "2026",
    "address": "https://example.org/audit",
    "licence_note": "Facts only.",
}


@pytest.fixture
def dev(cast: Cast) -> Client:
    """Open the browser of a pharmacist."""
    return signed_in(cast.people["dev"])


def added(dev: Client) -> Source:
    """Add the audit."""
    assert save(dev, NEW, **AUDIT).status_code == 302
    return Source.objects.latest("pk")


def test_it_is_added_and_listed(cast: Cast, dev: Client, read: Read) -> None:
    source = added(dev)

    assert (source.organisation, source.code) == (cast.organisation, "own-1")
    assert source.read_on == timezone.localdate()
    page = words(read(SOURCES, client=dev))
    for part in ("Ward audit of weight", "Riverside pharmacy", "Facts only.", "2026, read"):
        assert part in page
    [entry] = AuditEntry.objects.filter(action="add_source")
    assert entry.record == f"source:{cast.organisation.pk}:own-1"


def test_the_same_one_twice_is_one(dev: Client) -> None:
    first = added(dev)

    assert added(dev) == first


def test_the_page_that_asked_for_it_has_it_chosen(dev: Client) -> None:
    back = f"{begun(dev)}evidence/tremor/frequency_class/"
    response = dev.post(NEW, drawn(dev, f"{NEW}?back={back}") | AUDIT)
    source = Source.objects.latest("pk")

    assert response["Location"] == f"{back}?source={source.pk}"
    assert drawn(dev, str(response["Location"]))["source"] == str(source.pk)


@pytest.mark.parametrize("elsewhere", ["https://example.org/", "//example.org/", "javascript:x"])
def test_it_leads_nowhere_else(dev: Client, elsewhere: str) -> None:
    response = dev.post(NEW, drawn(dev, NEW) | AUDIT | {"back": elsewhere})

    assert response["Location"] == SOURCES


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("kind", "", "Choose what kind of source it is."),
        ("title", "", "Write its title."),
        ("publisher", "", "Write who publishes it."),
        ("read_on", "", "Choose a day."),
        ("read_on", "2199-01-01", "This day is still to come."),
        ("address", "not an address", "Write the whole address"),
        ("title", "x" * 401, "Please shorten them."),
    ],
)
def test_a_fault_is_said_and_nothing_is_lost(
    dev: Client, field: str, value: str, sentence: str
) -> None:
    response = save(dev, NEW, **AUDIT | {field: value})

    assert response.status_code == 422
    assert sentence in words(page_of(response))
    assert "Facts only." in response.content.decode()
    assert not Source.objects.filter(code__startswith="own-").exists()


def test_a_correction_is_a_new_one_that_drafts_cite(dev: Client, read: Read) -> None:
    source = added(dev)
    draft = begun(dev)
    said = {"value": "rare", "source": str(source.pk)}
    save(dev, f"{draft}evidence/tremor/frequency_class/", **said)
    save(dev, f"{draft}forms/new/", form="liquid", source=str(source.pk))
    save(dev, f"{SOURCES}{source.pk}/", title="Ward audit of weight, second reading")

    source.refresh_from_db()
    new = Source.objects.latest("pk")
    assert (source.is_retired, new.code, new.is_retired) == (True, "own-2", False)
    assert not card_at(draft).evidence.filter(source=source).exists()
    assert card_at(draft).evidence.get(source=new).value == "rare"
    assert card_at(draft).preparations.get(form="liquid").source == new
    assert RetiredEvidence.objects.get().reason == "Its source was corrected."
    assert headings(read(SOURCES, client=dev)) == [
        "Your own sources",
        "Offered no longer",
        "Sources that all services share",
    ]


def test_what_somebody_corrected_meanwhile_stands_beside(cast: Cast, dev: Client) -> None:
    source = added(dev)
    ewa, address = signed_in(cast.people["ewa"]), f"{SOURCES}{source.pk}/"
    late = drawn(ewa, address) | {"title": "Audit"}
    save(dev, address, title="The audit")
    response = ewa.post(address, late)

    assert response.status_code == 422
    assert "Somebody else wrote here since you opened this page." in words(page_of(response))
    assert "Audit" in response.content.decode()
    assert Source.objects.filter(title="Audit").count() == 0


def retire(dev: Client, source: Source, reason: str = WHY) -> HttpResponse:
    """Send the form that retires a source."""
    return dev.post(f"{SOURCES}{source.pk}/retired/", {"retire-reason": reason})


def test_it_is_offered_no_longer_and_again(dev: Client) -> None:
    source, draft = added(dev), begun(dev)
    form = f"{draft}evidence/tremor/frequency_class/"
    assert "Ward audit of weight" in dev.get(form).content.decode()
    for _ in range(2):
        assert retire(dev, source)["Location"] == f"{SOURCES}#retired"
    assert "Ward audit of weight" not in dev.get(form).content.decode()
    for _ in range(2):
        assert dev.post(f"{SOURCES}{source.pk}/back/")["Location"] == SOURCES
    assert "Ward audit of weight" in dev.get(form).content.decode()

    actions = AuditEntry.objects.filter(record__startswith="source:").order_by("pk")
    expected = ["add_source", "retire_source", "put_back_source"]
    assert list(actions.values_list("action", flat=True)) == expected


def test_why_it_was_retired_stands_in_the_list_and_in_its_history(dev: Client, read: Read) -> None:
    """Also after it was put back: the history is only added to."""
    source = added(dev)
    retire(dev, source)
    retire(dev, source, "Another reason.")
    listed = words(read(SOURCES, client=dev))
    assert f"Retired Dev Patel, {date_format(timezone.localdate(), 'j F Y')}" in listed
    assert WHY in listed
    page = read(f"{SOURCES}{source.pk}/", client=dev)
    assert headings(page) == ["What was done with it"]
    assert WHY in words(page)
    assert "Another reason." not in words(page)
    assert [each["action"] for each in page.select("main form")] == [f"{SOURCES}{source.pk}/back/"]

    dev.post(f"{SOURCES}{source.pk}/back/")
    page = read(f"{SOURCES}{source.pk}/", client=dev)
    told = [words(each) for each in page.select("main .facts b")]
    assert told == ["Added", "Retired", "Put back"]
    assert WHY in words(page)


def test_a_source_is_not_retired_without_a_reason(dev: Client) -> None:
    """Said beside its field; the form that corrects it stands there still."""
    source = added(dev)
    response = retire(dev, source, "")

    assert response.status_code == 422
    assert "Say why it is offered no longer." in words(page_of(response))
    assert "Ward audit of weight" in response.content.decode()
    source.refresh_from_db()
    assert not source.is_retired


def test_a_corrected_source_leads_to_the_one_in_its_place(dev: Client, read: Read) -> None:
    source = added(dev)
    save(dev, f"{SOURCES}{source.pk}/", title="The audit")
    page = read(f"{SOURCES}{source.pk}/", client=dev)

    assert "Corrected Dev Patel" in words(page)
    assert "In its place: The audit" in words(page)
    assert page.select(f"main a[href='{SOURCES}{Source.objects.latest('pk').pk}/']")


def test_shared_ones_and_those_of_others_are_not_there(cast: Cast, dev: Client) -> None:
    source, shared = added(dev), Source.objects.filter(organisation=None)[0]
    MembershipFactory(
        account=cast.people["hugo"], organisation=cast.other_organisation, pharmacist=True
    )

    assert dev.get(f"{SOURCES}{shared.pk}/").status_code == 404
    assert retire(dev, shared).status_code == 404
    assert dev.post(f"{SOURCES}{shared.pk}/back/").status_code == 404
    Source.objects.filter(pk=source.pk).update(organisation=cast.other_organisation)
    assert dev.get(f"{SOURCES}{source.pk}/").status_code == 404


def test_the_others_are_folded_by_letter(dev: Client, read: Read) -> None:
    """None is missing, and those that begin with no letter come first."""
    folds = read(SOURCES, client=dev).select("#shared ~ details:has(.facts)")
    letters = [words(each.summary).partition(" (")[0] for each in folds]

    assert letters == sorted(letters, key=lambda each: (len(each) == 1, each))
    assert len(letters) == len(set(letters)) > 10
    assert sum(len(each.select("li")) for each in folds) == Source.objects.count()
    for each in folds:
        assert f"({len(each.select('li'))} sources)" in words(each.summary).replace(
            "(one source)", "(1 sources)"
        )


@pytest.mark.parametrize(
    ("asked", "found"),
    [("NICE guideline", 0), ("lurasidone", 5), ("olanzapine PATIENT", 1), ("zzz", 0)],
)
def test_one_is_found_by_its_words(dev: Client, read: Read, asked: str, found: int) -> None:
    """All of them, in the title or the publisher, in any case."""
    page = read(f"{SOURCES}?find={asked}", client=dev)
    shown = [words(each).lower() for each in page.select("#shared ~ .facts li")]

    assert len(shown) >= found
    assert all(word in each for each in shown for word in asked.lower().split())
    assert bool(shown) != ("No source has these words." in words(page))
    assert page.select_one("input[name=find]")["value"] == asked


def test_more_than_can_be_looked_for_is_said_so(dev: Client, read: Read) -> None:
    page = read(f"{SOURCES}?find={'x' * 101}", client=dev)

    assert page.select_one(".nhsuk-error-message") is not None
    assert page.select("#shared ~ details")


def test_our_own_stand_first_then_those_of_the_card_then_by_letter(dev: Client) -> None:
    """Each once, and a heading of one letter holds the titles that begin with it."""
    added(dev)
    address = begun(dev)
    page = page_of(dev.get(f"{address}evidence/tremor/frequency_class/"))
    groups = {
        str(each["label"]): [one.text for one in each.select("option")]
        for each in page.select("select[name=source] optgroup")
    }
    here, on_card, signs, *letters = groups
    offered = [title for titles in groups.values() for title in titles]

    assert (here, on_card, signs) == (
        "Your own sources",
        "On this card already",
        "0 to 9, and others",
    )
    assert groups[here] == [f"Ward audit of weight, {date_words(Source.objects.latest('pk'))}"]
    cited = Source.objects.filter(evidence_rows__cards=card_at(address)).first()
    assert cited is not None
    assert f"{cited.title}, {date_words(cited)}" in groups[on_card]
    assert letters == sorted(letters)
    assert all(title[0].upper() == each for each in letters for title in groups[each])
    assert not any(title[0].isalpha() for title in groups[signs])
    assert len(offered) == Source.objects.count()


def test_a_field_to_find_one_waits_for_scripts(dev: Client) -> None:
    page = page_of(dev.get(f"{begun(dev)}evidence/tremor/frequency_class/"))
    part = page.select_one("[data-find]")

    assert part is not None
    assert part.has_attr("hidden")
    assert page.select_one(f"select#{part['data-find']}") is not None
    assert part.select("input[name]") == []
