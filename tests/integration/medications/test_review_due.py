"""The weekly list of cards to review: printed, or mailed to those whose work it is."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core import mail
from django.core.management import CommandError, call_command
from django.utils import timezone

from medications.models import Card, Release
from tests.cast import Cast
from tests.integration.medications.conftest import forget_everything

TODAY = timezone.localdate()


def set_days(library: Release, **days: int) -> None:
    """Set days of review, counted from today, by medicine."""
    for code, count in days.items():
        due = TODAY + timedelta(days=count)
        Card.objects.filter(releases=library, medication__code=code).update(review_on=due)
    forget_everything()


def told(*options: str) -> str:
    """Return what the command prints."""
    out = StringIO()
    call_command("review_due", *options, stdout=out)
    return out.getvalue()


def test_it_lists_what_is_overdue_what_is_due_soon_and_what_has_no_day(library: Release) -> None:
    set_days(library, pimozide=-9, olanzapine=-1, clozapine=28, quetiapine=29, risperidone=0)
    overdue, soon, without = told().strip().split("\n\n")[1:]

    assert [line.split()[-1] for line in overdue.splitlines()[1:]] == ["Pimozide", "Olanzapine"]
    assert [line.split()[-1] for line in soon.splitlines()[1:]] == ["Risperidone", "Clozapine"]
    assert without.startswith("Without a day of review: ")
    assert "Quetiapine" not in without
    assert "Amisulpride" in without


def test_it_says_when_nothing_has_to_be_reviewed(library: Release) -> None:
    Card.objects.update(review_on=TODAY + timedelta(days=300))
    forget_everything()
    assert "No card has to be reviewed." in told()


def test_it_is_mailed_to_the_pharmacists_of_the_organisation_alone(
    cast: Cast, library: Release
) -> None:
    set_days(library, pimozide=-1)
    cast.people["ewa"].is_active = False
    cast.people["ewa"].save()

    assert told("--mail", "--organisation", cast.organisation.name).endswith("mailed to 1.\n")
    (sent,) = mail.outbox
    assert sent.to == [cast.people["dev"].email]
    assert sent.subject == "One card to review"
    assert "Pimozide" in sent.body


def test_no_mail_is_sent_when_nothing_is_due(cast: Cast, library: Release) -> None:
    assert "mailed to 0." in told("--mail")
    assert mail.outbox == []


def test_every_organisation_is_told_its_own(cast: Cast, library: Release) -> None:
    theirs = cast.other_organisation.releases.create(number=1)
    theirs.cards.set(library.cards.filter(medication__code="olanzapine"))
    assert f"{cast.other_organisation.name}\n\nWithout a day of review: Olanzapine." in told()


def test_an_unknown_organisation_is_a_sentence(library: Release) -> None:
    with pytest.raises(CommandError, match="There is no organisation called 'Nowhere'") as said:
        told("--organisation", "Nowhere")
    assert said.value.returncode == 2
