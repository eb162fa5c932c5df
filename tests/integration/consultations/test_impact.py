"""Whom a draft would touch: counted as one by one, for one organisation, seen by those who may."""

from dataclasses import replace

import pytest
from django.urls import reverse

from accounts.models import Clinic
from consultations.comparing import Wanted, standing
from consultations.models import Consultation, ImpactPart, ImpactRun
from consultations.selectors import profiles, said_checklist
from consultations.services import impact as service
from consultations.services.impact import begin_run, work_on
from medications import selectors as cards
from medications.impact import CardChange
from medications.models import Release
from medications.selectors import versions
from tests.cast import Cast
from tests.factories import AvoidanceFactory, MembershipFactory, ParticipantFactory
from tests.integration.accounts.conftest import SignedIn
from tests.integration.consultations.changing import (
    change_of,
    decided,
    said,
    worked_out,
)
from tests.integration.consultations.reading import main_words, page_of, queries
from tests.integration.medications.drafting import olanzapine, publish, submit
from tests.integration.medications.reading import words

pytestmark = pytest.mark.django_db
SETS = [
    ("weight_gain",),
    ("tremor", "weight_gain"),
    ("weight_gain", "restlessness", "dizziness_on_standing"),
    ("tremor", "dry_mouth"),
    ("tiredness", "weight_gain", "dry_mouth", "tremor", "constipation"),
    (),
]


def many(cast: Cast) -> list[Consultation]:
    """Return conversations with all kinds of wishes, decided on three medicines, in two clinics."""
    found = []
    for number, effects in enumerate(SETS * 3):
        on = ("olanzapine", "aripiprazole", "clozapine")[number % 3]
        clinic = (cast.clinic, cast.other_clinic)[number % 2]
        found.append(decided(cast, f"Person {number}", *effects, on=on, clinic=clinic))
    return found


def order(consultation: Consultation, release: Release) -> tuple[dict[str, int], dict[str, int]]:
    """Return the places that the comparison gives, and where those apart would stand."""
    stands = standing(
        profiles(release),
        cards.cards(release),
        said_checklist(consultation).checklist,
        cards.availability(release.organisation),
        Wanted(),
        is_whole=False,
    )
    return dict(stands.ranking.places), dict(stands.ranking.places) | dict(stands.would_stand)


def one_by_one(rows: list[Consultation], before: Release, after: Release) -> list[int]:
    """Count what the pages of each conversation would show otherwise."""
    counts = [0, 0, 0, 0]
    for each in rows:
        (old, old_all), (new, new_all) = order(each, before), order(each, after)
        chosen = each.decision_rows.get().medication.code
        counts[0] += bool(old)
        for column, upto in ((1, 1), (2, 3)):
            then, now = (
                {code: place for code, place in its.items() if place <= upto} for its in (old, new)
            )
            counts[column] += then != now
        counts[3] += bool(old) and old_all.get(chosen) != new_all.get(chosen)
    return counts


def test_everybody_is_counted_as_one_by_one(cast: Cast, library: Release) -> None:
    """The arithmetic over all agrees with the comparison of each."""
    rows = many(cast)
    draft = olanzapine(cast)
    found = worked_out(cast.organisation, change_of(draft))
    submit(draft, cast.people["dev"])
    after = publish(draft, cast.people["ewa"])
    its = found.all

    counted = one_by_one(rows, library, after)
    assert [its.of, its.first, its.first_three, its.chosen] == counted
    assert its.of == 15
    assert its.chosen > 0
    assert [each.clinic for each in found.by_clinic] == ["Hilltop clinic", "Riverside clinic"]
    for column in ("of", "first", "first_three", "chosen"):
        assert sum(getattr(each, column) for each in found.by_clinic) == getattr(its, column)


def test_what_was_not_put_in_order_and_what_others_wish_takes_no_part(
    cast: Cast, library: Release
) -> None:
    """Nor does a carer's own list count as the person's."""
    unordered = said(cast, "Ola", "weight_gain", "tremor")
    unordered.participant_rows.update(order_is_kept=False)
    carers = said(cast, "Pat")
    carer = ParticipantFactory(consultation=carers)
    AvoidanceFactory(
        consultation=carers,
        voice=carer,
        entered_by=carer,
        effect=library.cards.first().ratings.get(effect__code="weight_gain").effect,
    )
    said(cast, "Noor", "weight_gain").participant_rows.update(order_is_kept=False)

    assert worked_out(cast.organisation, change_of(olanzapine(cast))).all.of == 1


def test_it_goes_on_where_it_was_left_and_counts_nothing_twice(
    cast: Cast, library: Release, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Piece by piece, from another process as well; two at once do one piece once."""
    rows = many(cast)
    change = change_of(olanzapine(cast))
    whole = worked_out(cast.organisation, change)
    ImpactRun.objects.all().delete()
    monkeypatch.setattr(service, "PIECE", 4)
    first = begin_run(cast.organisation, [change])
    other = begin_run(cast.organisation, [change])
    assert first == other
    work_on(first)
    work_on(other)
    assert ImpactPart.objects.count() == 1
    assert 0 < other.fraction < 1

    pieces = worked_out(cast.organisation, change)
    assert (pieces.all, pieces.by_clinic) == (whole.all, whole.by_clinic)
    assert ImpactPart.objects.count() == -(-(rows[-1].pk - rows[0].pk + 1) // 4)


def test_another_organisation_is_neither_counted_nor_shown(cast: Cast, library: Release) -> None:
    """Whatever is kept elsewhere; and what is worked out here is not found there."""
    elsewhere = Clinic.objects.create(organisation=cast.other_organisation, name="Elsewhere")
    theirs = said(cast, "Hari", "weight_gain", decided=True)
    Consultation.objects.filter(pk=theirs.pk).update(
        organisation=cast.other_organisation, clinic=elsewhere
    )
    found = worked_out(cast.organisation, change_of(olanzapine(cast)))

    assert found.all.of == 0
    assert SignedIn(cast.people["hugo"]).get(found.list_url).status_code == 404


def test_the_desk_shows_how_far_it_is_then_what_came_out(
    cast: Cast, library: Release, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With scripts a part of a page that asks again, without them a page that does."""
    many(cast)
    monkeypatch.setattr(service, "PIECE", 9)
    monkeypatch.setattr("medications.pages.impact.SECONDS", 0)
    address = reverse("impact", args=[olanzapine(cast).pk])
    dev = SignedIn(cast.people["dev"])
    part = page_of(dev.get(address, headers={"HX-Request": "true"}))
    assert part.select_one("main") is None
    assert part.select_one("section")["hx-get"] == address
    assert 0 < int(part.progress["value"]) < 100

    page = page_of(dev.get(address))
    while page.progress:
        assert page.select_one("noscript meta")["content"] == "0"
        page = page_of(dev.get(address))
    assert "Of 15 conversations with wishes to compare by" in words(page.main)
    assert [words(each) for each in page.select("tbody th")] == [
        "Hilltop clinic",
        "Riverside clinic",
    ]
    assert page.select_one("section").get("hx-get") is None


def test_a_pharmacist_sees_counts_and_not_who(cast: Cast, library: Release) -> None:
    """The list is for clinicians of the clinic, who see theirs alone, before and after."""
    decided(cast, "Ola", "weight_gain")
    decided(cast, "Hari", "weight_gain", clinic=cast.other_clinic)
    draft = olanzapine(cast)
    dev = SignedIn(cast.people["dev"])
    page = page_of(dev.get(reverse("impact", args=[draft.pk])))
    found = worked_out(cast.organisation, change_of(draft))
    said = words(page.main)
    assert "You see how many there are, not who they are. The page that lists them says:" in said
    assert "“This page is for these roles of your organisation: clinician.”" in said
    assert page.select(f'nav.back a[href="{reverse("submit_card", args=[draft.pk])}"]')
    assert not page.select(f'a[href="{found.list_url}"]')
    assert dev.get(found.list_url).status_code == 403

    shown = main_words(SignedIn(cast.people["amara"]).get(found.list_url))
    assert "Ola" in shown
    assert "Hari" not in shown
    assert "Decided on Olanzapine It stood" in shown

    MembershipFactory(account=cast.people["dev"], organisation=cast.organisation)
    both = SignedIn(cast.people["dev"])
    page = page_of(both.get(reverse("impact", args=[draft.pk])))
    assert page.select(f'a[href="{found.list_url}"]')
    assert "Hari" in main_words(both.get(found.list_url))


def test_the_list_goes_on_page_by_page(
    cast: Cast, library: Release, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Twenty on each, over all pieces; more of them cost no more questions."""
    monkeypatch.setattr(service, "PIECE", 10)
    for number in range(45):
        decided(cast, f"Person {number}", "weight_gain")
    found = worked_out(cast.organisation, change_of(olanzapine(cast)))
    amara = SignedIn(cast.people["amara"])
    seen, address, asked = [], found.list_url, []
    while address:
        asked.append(queries(lambda address=address: amara.get(address)))
        page = page_of(amara.get(address))
        seen += [words(each).partition(",")[0] for each in page.select("main h2 a")]
        onward = [a for a in page.select("nav a") if words(a).startswith("Next")]
        address = onward[0]["href"] if onward else ""

    assert seen == [f"Person {number}" for number in range(45)]
    assert max(asked) - min(asked) <= 2


@pytest.mark.parametrize("who", ["amara", "femi", "hugo"])
def test_only_pharmacists_of_the_organisation_ask(cast: Cast, library: Release, who: str) -> None:
    address = reverse("impact", args=[olanzapine(cast).pk])

    assert SignedIn(cast.people[who]).get(address).status_code == 403


def test_a_withdrawn_medicine_is_offered_to_nobody(cast: Cast, library: Release) -> None:
    """Everybody's order without it is another one for whoever had it among the first."""
    decided(cast, "Ola", "weight_gain", on="aripiprazole")
    card = library.cards.get(medication__code="aripiprazole")
    content = versions.content(card)
    change = CardChange(content, replace(content, is_withdrawn=True))
    assert worked_out(cast.organisation, change).all.chosen == 1
