"""What is open to choice today, and how much of it: explained, never taken away.

R4, R5, R29 to R32 and R57: "not today" is a plan with a date, and a legal setting changes what is
explained and nothing else.
"""

import datetime
import re

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse
from django.utils import timezone

from consultations.models import Consultation
from consultations.presenters.opening import OPEN_TO_CHOICE
from consultations.stages import Stage
from tests.cast import Cast
from tests.integration.accounts.conftest import SignedIn
from tests.integration.consultations.reading import errors, main_words, page_of, sent

pytestmark = pytest.mark.django_db
LEGAL = list(Consultation.LegalSetting)
IN_A_MONTH = timezone.localdate() + datetime.timedelta(days=30)
CODE = re.compile(r"[0-9a-f-]{36}")
BLAME = ["refus", "declin", "non-compliant", "lack", "cancel", "missed", "did not attend"]


def begin(client: SignedIn, address: str, typed: dict[str, str]) -> str:
    """Open a conversation and return the address of its first page."""
    response = client.post(address, typed)
    assert response.status_code == 302
    return response.url


def offers(page: BeautifulSoup) -> list[tuple[str, str]]:
    """Return what can be pressed or filled in, with where it leads, codes left out."""
    found = page.select("main a, main button, main input, main select, main textarea")
    return [(each.name, each.get("name") or CODE.sub("", each.get("href", ""))) for each in found]


@pytest.mark.parametrize("legal", LEGAL)
def test_each_legal_setting_explains_itself(
    amara: SignedIn, address: str, form: dict[str, str], legal: str
) -> None:
    """Its own words stand on the first page, and those of no other."""
    words = main_words(amara.get(begin(amara, address, form | {"legal_setting": legal})))

    assert [each for each in LEGAL if str(OPEN_TO_CHOICE[each]) in words] == [legal]
    assert "What is open to choice today" in words


def test_a_legal_setting_disables_nothing(
    amara: SignedIn, address: str, form: dict[str, str]
) -> None:
    """Stage, participation and everything that can be pressed are the same in each."""
    addresses = [
        begin(amara, address, form | fresh(amara, address) | {"legal_setting": each})
        for each in LEGAL
    ]
    pages = [page_of(amara.get(address)) for address in addresses]

    assert len(set(addresses)) == len(LEGAL)
    assert offers(pages[0])
    assert all(offers(each) == offers(pages[0]) for each in pages)
    assert not [each for each in pages if each.select("[disabled], [aria-disabled], [inert]")]
    assert set(Consultation.objects.values_list("stage", "participation")) == {("open", "full")}


def fresh(client: SignedIn, address: str) -> dict[str, str]:
    """Return the code of a form drawn anew."""
    return {"code": sent(page_of(client.get(address)))["code"]}


def test_the_services_own_words_are_used_and_stay_as_they_were(
    cast: Cast, amara: SignedIn, address: str, form: dict[str, str]
) -> None:
    """A conversation keeps what was said on its day, whatever is worded later."""
    cast.organisation.texts = {"open_to_choice_detained": "On this ward you choose the form."}
    cast.organisation.save()
    detained = form | {"legal_setting": "detained"}
    first = begin(amara, address, detained)
    cast.organisation.texts = {"open_to_choice_detained": "New words."}
    cast.organisation.save()
    second = begin(amara, address, detained | fresh(amara, address))

    assert "On this ward you choose the form." in main_words(amara.get(first))
    assert "New words." not in main_words(amara.get(first))
    assert "New words." in main_words(amara.get(second))
    assert str(OPEN_TO_CHOICE["detained"]) not in main_words(amara.get(second))


@pytest.mark.parametrize("own", ["", "   "])
def test_empty_words_of_a_service_fall_back_to_ours(
    cast: Cast, amara: SignedIn, address: str, form: dict[str, str], own: str
) -> None:
    """Nobody meets a heading with nothing below it."""
    cast.organisation.texts = {"open_to_choice_informal": own}
    cast.organisation.save()

    assert str(OPEN_TO_CHOICE["informal"]) in main_words(amara.get(begin(amara, address, form)))


@pytest.mark.parametrize("written", ["%Y-%m-%d", "%d/%m/%Y"])
def test_not_today_is_a_plan_to_ask_again(
    amara: SignedIn, address: str, form: dict[str, str], written: str
) -> None:
    """Planned, listed with its date, and open to be gone on with; not a word of blame anywhere."""
    typed = {"participation": "not_today", "look_again_on": IN_A_MONTH.strftime(written)}
    opened = begin(amara, address, form | typed | {"participation_reason": "too tired"})
    consultation = Consultation.objects.get()
    date = f"{IN_A_MONTH.day} {IN_A_MONTH:%B %Y}"

    assert (consultation.stage, consultation.look_again_on) == (Stage.PLANNED, IN_A_MONTH)
    assert consultation.ended_at is None
    assert consultation.participation_reason == "too tired"
    person = reverse("person", args=[consultation.service_user_id])
    words = [main_words(amara.get(each)) for each in (opened, reverse("day"), person)]
    assert f"To be offered again on {date}." in words[0]
    assert all(f"planned, to be offered again on {date}" in each for each in words[1:])
    assert not [word for word in BLAME if word in " ".join(words).lower()]


@pytest.mark.parametrize(
    ("date", "sentence"),
    [
        ("", "Say on which day to ask again."),
        (
            str(timezone.localdate() - datetime.timedelta(days=1)),
            "This day is over. Choose a day to come.",
        ),
        ("31/02/2030", "Write the date as 31/12/2026."),
        ("next week", "Write the date as 31/12/2026."),
    ],
)
def test_not_today_needs_a_day_to_come(
    amara: SignedIn, address: str, form: dict[str, str], date: str, sentence: str
) -> None:
    """Without one nothing is planned, and what was typed stays."""
    typed = {"participation": "not_today", "look_again_on": date, "carer": "Jo Rivers"}
    answer = page_of(amara.post(address, form | typed), status=422)

    assert errors(answer) == {"look_again_on": sentence}
    assert sent(answer) == sent(answer) | typed
    assert not Consultation.objects.exists()


def test_today_is_a_day_to_come(amara: SignedIn, address: str, form: dict[str, str]) -> None:
    """Not this morning may be this afternoon."""
    typed = {"participation": "not_today", "look_again_on": str(timezone.localdate())}

    assert begin(amara, address, form | typed)


@pytest.mark.parametrize("legal", LEGAL)
@pytest.mark.parametrize("participation", ["full", "some_parts"])
def test_taking_part_is_kept_in_every_legal_setting(
    amara: SignedIn, address: str, form: dict[str, str], legal: str, participation: str
) -> None:
    """Detention is no reason to be left out, and the record can be counted by it."""
    begin(amara, address, form | {"legal_setting": legal, "participation": participation})

    kept = Consultation.objects.values_list("legal_setting", "participation", "stage").get()
    assert kept == (legal, participation, Stage.OPEN)
