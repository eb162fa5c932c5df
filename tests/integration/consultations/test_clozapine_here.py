"""Clozapine stands nowhere in a conversation without its conditions (hazard H10).

Every page of the room is opened: while clozapine is only offered, and once it is taken now, was
taken before and was decided on.
"""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from consultations.models import Consultation, CurrentMedicine, Experience, Participant
from consultations.models.consent import SCOPE
from consultations.urls import urlpatterns
from medications.models import Effect, Medication, Release
from tests.cast import CODE, Cast
from tests.changed import CHANGED, KEY, change_for_noor
from tests.factories import (
    AvoidanceFactory,
    CurrentMedicineFactory,
    ExperienceFactory,
    QuestionFactory,
)
from tests.integration.accounts.conftest import SignedIn
from tests.integration.consultations.caring import CARER, agree, carer_sits_down, jo
from tests.integration.consultations.deciding import Tab as Deciding
from tests.integration.consultations.inviting import at_home
from tests.integration.consultations.reading import errors, page_of, sent
from tests.integration.consultations.ticking import Tab, soup
from tests.integration.medications.reading import gate_of, lacks, ungated

pytestmark = pytest.mark.django_db
NAME = "clozapine"
OFFERING = {
    *("start", "experience_add", "checklist", "comparison", "comparison_by", "our_card"),
    "decision",
}
"""Pages on which clozapine stands before anybody has spoken of it."""

FILES = {"summary_pdf", "large_summary_pdf", "earlier_summary_pdf", "summary_text"}
SHEETS = {f"carers_{each}" for each in ("sheet", "large_sheet", "sheet_pdf", "sheet_large")}
AT_THE_DOOR = {"join", "waiting", "leave", "left", "invited", "not_here", "locked"}
OF_OTHERS = {"carer", "carers_card", "carers_comparison", "carers_differ", "carers_list", "before"}
OF_OTHERS |= SHEETS | {"carers_sheet_text"}
ONLY_SENT = {"move", "together", "live", "awake", "record_json", "record_pdf"}
IN_AN_EMERGENCY = {"emergency_record", "emergency_conversation"}
NOT_OPENED = (
    IN_AN_EMERGENCY | {"touched", "review_prompt"} | ONLY_SENT | FILES | AT_THE_DOOR | OF_OTHERS
)
"""Addresses that only take what is sent or answer a script, two that are there once a card has
changed (the last test here), files, made of what the summary's page says, pages that know of no
conversation yet, and those of a carer (a test of their own) or of an
emergency (test_emergency.py), and before the visit, which names no
medicine of the cards."""


@pytest.fixture
def release(library: Release) -> Release:
    """Talk over the real cards."""
    return library


@pytest.fixture
def gate(release: Release) -> list[str]:
    """Return everything that must be known before clozapine."""
    return gate_of(NAME)


def addresses(cast: Cast) -> dict[str, str]:
    """Return every page of the room by its name, and what tells it from others of that name."""
    person = cast.service_user.pk
    args: dict[str, tuple] = {
        **dict.fromkeys(("emergency", "emergencies", "retention"), ()),
        **dict.fromkeys(("keeping", "record"), (person,)),
        **dict.fromkeys(("words", "rights", "blank_checklist", "day", "people", "new_person"), ()),
        "learn": (),
        "learn_step": ("person", 4),
        "answer": (CODE, QuestionFactory(consultation=listing("clinician").consultation).pk),
        "comparison_by": (CODE, listing("clinician").pk),
        "word": ("contact",),
        "person": (person,),
        "looks": (person,),
        "start": (person,),
        "change_person": (person,),
        "our_card": (CODE, NAME),
        "experience_add": (CODE, "now"),
        **dict.fromkeys(("share_with", "sharing_preview"), (CODE, jo().pk)),
        "effect_now": (CODE, "weight_gain"),
        **dict.fromkeys(("earlier_summary", "large_summary", "letter", "one_line"), (CODE, 1)),
    }
    names = {str(each.name) for each in urlpatterns} - NOT_OPENED - {"experience_entry"}
    found = {name: reverse(name, args=args.get(name, (CODE,))) for name in names}
    found["our_card of another"] = reverse("our_card", args=[CODE, "olanzapine"])
    found["experience_add before"] = reverse("experience_add", args=[CODE, "before"])
    found["our_compare with it"] = f"{found['our_compare']}?medicine={NAME}&medicine=olanzapine"
    found["comparison filtered"] = f"{found['comparison']}?form=injection"
    for kind, row in (("now", CurrentMedicine), ("before", Experience)):
        for each in row.objects.all():
            found[f"entry {kind}"] = reverse("experience_entry", args=[CODE, kind, each.pk])
    return found


def listing(kind: str) -> Participant:
    """Return a carer or a clinician who has made a list of their own."""
    voice = Participant.objects.get(consultation__code=CODE, kind=kind)
    if not voice.avoidance_rows.exists():
        tremor = Effect.objects.get(code="tremor")
        AvoidanceFactory(consultation=voice.consultation, voice=voice, effect=tremor)
    return voice


def take(conversation: Consultation) -> None:
    """Say that clozapine is taken now, and was taken before."""
    person = Participant.objects.get(consultation=conversation, kind="service_user")
    clozapine = Medication.objects.get(code=NAME)
    for factory in (CurrentMedicineFactory, ExperienceFactory):
        factory(consultation=conversation, voice=person, medication=clozapine)


def test_no_page_that_offers_it_lacks_its_conditions(
    cast: Cast, amara: SignedIn, conversation: Consultation, gate: list[str]
) -> None:
    found = addresses(cast)
    naming, lacking = ungated(NAME, found.values(), gate, amara)

    assert lacking == []
    assert naming >= len(OFFERING)
    for name in OFFERING:
        assert lacks(amara.get(found[name]), NAME, gate) is False, name


def test_no_page_of_somebody_who_takes_it_and_decided_on_it_lacks_them(
    cast: Cast, amara: SignedIn, conversation: Consultation, gate: list[str]
) -> None:
    take(conversation)
    for name in ("entry now", "entry before"):
        assert lacks(amara.get(addresses(cast)[name]), NAME, gate) is False, name
    tab = Deciding(amara, conversation)
    read_back = tab.send(medication=NAME, gate_is_confirmed="on")
    assert lacks(read_back, NAME, gate) is False
    kept = tab.keep(medication=NAME, gate_is_confirmed="on")
    assert kept.status_code == 302

    found = addresses(cast)
    naming, lacking = ungated(NAME, found.values(), gate, amara)

    assert lacking == []
    assert naming > len(OFFERING)
    for name in ("letter", "summary", "large_summary", "experience"):
        assert lacks(amara.get(found[name]), NAME, gate) is False, name


def test_no_page_of_a_carer_lacks_them(
    amara: SignedIn, conversation: Consultation, gate: list[str]
) -> None:
    """Of one with whom everything is shared, by somebody who takes it."""
    take(conversation)
    jos = carer_sits_down(amara)
    agree(amara, *SCOPE)
    assert listing("carer") == jo()
    card = reverse("carers_card", args=[CODE, NAME])
    by_own_list = reverse("carers_comparison", args=[CODE])
    naming, lacking = ungated(NAME, [CARER, card, by_own_list], gate, jos)

    assert lacking == []
    assert naming == 3


@pytest.mark.parametrize("name", ["start", "experience_add", "experience_add before", "decision"])
def test_a_form_with_errors_has_them_too(
    cast: Cast, amara: SignedIn, conversation: Consultation, gate: list[str], name: str
) -> None:
    address = addresses(cast)[name]
    form = sent(page_of(amara.get(address)))
    answer = amara.post(address, form | {"medication": NAME, "dose": "x" * 500})

    assert answer.status_code == 422
    assert lacks(answer, NAME, gate) is False


@pytest.mark.parametrize("typed", ["clozapine", " Clozapine 100 mg", "CLOZARIL", "Zaponex tablets"])
@pytest.mark.parametrize(
    ("name", "field"), [("start", "medication_name"), ("experience_add", "name")]
)
def test_typed_by_name_it_is_chosen_from_the_list_instead(
    cast: Cast, amara: SignedIn, conversation: Consultation, name: str, field: str, typed: str
) -> None:
    """Otherwise it would be a name like any other: no conditions, no mark in the comparison."""
    address = addresses(cast)[name]
    form = sent(page_of(amara.get(address)))
    page = page_of(amara.post(address, form | {"medication": "other", field: typed}), 422)

    assert errors(page) == {field: "Clozapine is on the cards. Choose it from the list."}
    assert not CurrentMedicine.objects.exists()
    assert sent(page)[field] == typed


def test_a_medicine_that_is_not_on_the_cards_is_typed_by_name(
    cast: Cast, amara: SignedIn, conversation: Consultation
) -> None:
    address = addresses(cast)["experience_add"]
    form = sent(page_of(amara.get(address)))
    amara.post(address, form | {"medication": "other", "name": "Lithium, from another clinic"})

    assert CurrentMedicine.objects.get().name == "Lithium, from another clinic"


@pytest.mark.parametrize("typed", ["clozapine", "CLOZAPINE", "Clozaril", "denzapine"])
def test_whoever_names_it_in_their_own_words_reads_them_on_every_page(
    cast: Cast, amara: SignedIn, conversation: Consultation, gate: list[str], typed: str
) -> None:
    """A brand is its name, too: on pages, in files, and on what goes home."""
    jos = carer_sits_down(amara)
    agree(amara, *SCOPE)
    matters = reverse("matters", args=[CODE])
    amara.post(matters, sent(page_of(amara.get(matters))) | {"topics": f"{typed} of my aunt’s"})
    read = [amara.get(each) for each in addresses(cast).values()] + [jos.get(CARER)]
    naming = [each for each in read if typed in each.content.decode()]

    assert [each.request["PATH_INFO"] for each in naming if lacks(each, typed.lower(), gate)] == []
    assert matters in {each.request["PATH_INFO"] for each in naming}
    assert CARER in {each.request["PATH_INFO"] for each in naming}
    whole = amara.post(reverse("record_json", args=[cast.service_user.pk]))
    assert lacks(whole, typed.lower(), gate) is False
    Deciding(amara, conversation).keep(open_questions=f"What of {typed}?", dose=f"no {typed}")
    persons = amara.get(reverse("person", args=[cast.service_user.pk]))
    assert typed in persons.content.decode()
    assert lacks(persons, typed.lower(), gate) is False
    for name in ("summary", "large_summary", "summary_text"):
        where = reverse(name, args=[CODE] if name == "summary" else [CODE, 1])
        assert lacks(amara.get(where), typed.lower(), gate) is False, name


def test_an_answer_to_a_press_has_them_for_whoever_typed_it_before_the_visit(
    amara: SignedIn, conversation: Consultation, gate: list[str]
) -> None:
    """No medicine is compared there, so that nothing else on the screen says them."""
    Consultation.objects.update(stage="planned", starts_at=timezone.now() + timedelta(days=3))
    tab = Tab(at_home(amara), conversation)
    answer = tab.press("avoid:something_else", own_words="Clozaril, never again")

    assert "Clozaril" in answer.content.decode()
    assert lacks(answer, "clozaril", gate) is False
    assert soup(answer).select_one("#named-too")
    assert lacks(tab.client.get(tab.address), "clozaril", gate) is False
    assert soup(tab.press("avoid:tremor")).select_one("#line-tremor")


def test_a_prompt_about_its_card_has_its_conditions(
    cast: Cast, amara: SignedIn, release: Release, gate: list[str]
) -> None:
    change_for_noor(cast, changed=NAME)
    prompt = amara.get(reverse("review_prompt", args=[CHANGED, KEY]))

    assert NAME in page_of(prompt).get_text().lower()
    assert lacks(prompt, NAME, gate) is False
