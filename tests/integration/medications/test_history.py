"""The history of a card, the list of releases, and any two of either compared in words."""

import uuid

import pytest
from django.test import Client

from medications import services
from medications.models import Release, RetiredEvidence
from tests.cast import Cast
from tests.integration.medications.approving import signed_in
from tests.integration.medications.conftest import Read
from tests.integration.medications.drafting import olanzapine, publish, submit
from tests.integration.medications.reading import headings, words

HISTORY, COMPARE = "/desk/olanzapine/history/", "/desk/olanzapine/history/compare/"
RELEASES = "/desk/releases/"


@pytest.fixture
def dev(cast: Cast) -> Client:
    """Open the browser of a pharmacist."""
    return signed_in(cast.people["dev"])


@pytest.fixture
def published(cast: Cast, library: Release) -> Release:
    """Publish a version after another one was given up."""
    given_up = olanzapine(cast)
    services.discard_draft(card=given_up, words="Not now.", by=cast.people["dev"], key=uuid.uuid4())
    draft = olanzapine(cast)
    row = draft.evidence.filter(effect__code="weight_gain").first()
    draft.evidence.remove(row)
    draft.ratings.get(effect__code="weight_gain").evidence.remove(row)
    RetiredEvidence.objects.create(
        card=draft, evidence=row, reason="Corrected.", by=cast.people["dev"]
    )
    submit(draft, cast.people["dev"])
    return publish(draft, cast.people["ewa"])


def test_every_version_stands_there_with_who_when_and_why(
    cast: Cast, dev: Client, read: Read, published: Release
) -> None:
    """The one that was given up too, with the row of evidence that was taken out."""
    page = read(HISTORY, client=dev)

    assert headings(page) == [
        "Version 3: published",
        "Version 2: discarded",
        "Version 1: published",
    ]
    newest, discarded, starter = (words(each) for each in page.select("main section.panel"))
    for part in (
        "Begun by Dev Patel on",
        "Published by Ewa Nowak on",
        "It holds now, since release 2.",
        "Submitted. Dev Patel,",
        "Published. Ewa Nowak,",
        "Weight gain from a newer table.",
        "Taken out by Dev Patel on",
        ": Corrected.",
    ):
        assert part in newest
    assert "Discarded. Dev Patel," in discarded
    assert "Not now." in discarded
    assert "A starter card, the same for every organisation." in starter
    assert "It held from release 1 on, until another version took its place." in starter


def test_any_two_versions_are_compared_in_words(
    dev: Client, read: Read, published: Release
) -> None:
    """Each version offers the one before it; the form offers all."""
    page = read(HISTORY, client=dev)
    values = [each["value"] for each in page.select("select[name=before] option")]
    said = words(read(f"{COMPARE}?before={values[-1]}&after={values[0]}", client=dev))

    assert "Weight gain: from +++ common or more severe to ++" in said
    assert "Reason: Corrected." in said
    for part in ("Published by Ewa Nowak on", "Said last: Weight gain from", "It held from"):
        assert part in said
    assert page.select_one(f"a[href='{COMPARE}?before={values[1]}&after={values[0]}']")
    same = f"{COMPARE}?before={values[0]}&after={values[0]}"
    assert "Nothing: both say the same." in words(read(same, client=dev))


@pytest.mark.parametrize(
    "asked", ["", "?before=1", "?before=x&after=2", "?before=1&after=99999999"]
)
def test_what_is_not_there_cannot_be_compared(
    dev: Client, read: Read, published: Release, asked: str
) -> None:
    read(f"{COMPARE}{asked}", client=dev, status=404)
    read(f"{RELEASES}compare/{asked}", client=dev, status=404)


def test_releases_are_listed_and_each_says_what_it_changed(
    dev: Client, read: Read, published: Release
) -> None:
    page = read(RELEASES, client=dev)
    assert headings(page) == ["Release 2 (in use)", "Release 1"]
    assert "Made by Ewa Nowak on" in words(page)

    release = words(read(f"{RELEASES}2/", client=dev))
    assert "It is in use now." in release
    assert "From version 1 to version 3." in release
    assert "Weight gain: from +++" in release
    assert "there is none before it" in words(read(f"{RELEASES}1/", client=dev))


def test_any_two_releases_are_compared(dev: Client, read: Read, published: Release) -> None:
    """Backwards too; the same one twice differs in nothing."""
    there = words(read(f"{RELEASES}compare/?before=1&after=2", client=dev))
    back = words(read(f"{RELEASES}compare/?before=2&after=1", client=dev))
    assert "From release 1 to release 2" in there
    assert "Weight gain: from +++ common or more severe to ++" in there
    assert "to +++ common or more severe" in back
    same = words(read(f"{RELEASES}compare/?before=2&after=2", client=dev))
    assert "No card differs between them." in same


def test_a_long_list_of_releases_goes_on_below(
    cast: Cast, dev: Client, read: Read, library: Release
) -> None:
    """Page by page, each asked for below the last number of the one before."""
    Release.objects.bulk_create(
        Release(organisation=cast.organisation, number=number, reason=f"Reason {number}")
        for number in range(2, 61)
    )
    library.organisation.releases.get(number=60).cards.set(library.cards.all())
    seen, address = [], RELEASES
    while address:
        page = read(address, client=dev)
        seen += [int(each.split()[1]) for each in headings(page)]
        more = page.select_one("main a[href*='below=']")
        address = f"{RELEASES}{more['href'].partition('/releases/')[2]}" if more else ""
    assert seen == list(range(60, 0, -1))


def test_another_services_history_is_not_there(cast: Cast, read: Read, published: Release) -> None:
    """Neither its versions nor its releases."""
    hugo = cast.people["hugo"]
    hugo.memberships.update(role="pharmacist")
    theirs = cast.other_organisation.releases.create(number=1)
    theirs.cards.set(published.organisation.releases.get(number=1).cards.all())
    client = signed_in(hugo)

    assert headings(read(HISTORY, client=client)) == ["Version 1: published"]
    read(f"{RELEASES}2/", client=client, status=404)
    read("/desk/nothing/history/", client=client, status=404)


@pytest.mark.parametrize("address", [HISTORY, COMPARE, RELEASES, f"{RELEASES}1/"])
def test_only_pharmacists_read_it(cast: Cast, library: Release, address: str) -> None:
    for name in ("amara", "femi", "grace"):
        assert signed_in(cast.people[name]).get(address).status_code == 403
