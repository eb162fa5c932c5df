"""A decision for a medicine that is not on the cards, by its name (R53)."""

from io import BytesIO

import pytest
from django.urls import reverse
from pypdf import PdfReader

from consultations.models import Consultation, Decision
from medications.models import Medication
from tests.cast import Cast
from tests.integration.accounts.conftest import SignedIn
from tests.integration.consultations.deciding import Tab, typed
from tests.integration.consultations.reading import errors, main_words, page_of, queries, sent
from tests.integration.consultations.since import address_since, begin
from tests.integration.medications.conftest import forget_everything
from tests.integration.medications.reading import words

ZOTEPINE = {"medication": "other", "medication_name": "Zotepine", "dose": "25 mg at night"}
NAMED = {"named_kind": "medicine", "named_medication": "other"}
MARKED = "Zotepine (there is no card for it)"
COMPARED = "no card for Zotepine. So it was not compared"
LOOKED_UP = "What is known of it has to be looked up and talked through"


@pytest.fixture
def tab(amara: SignedIn, conversation: Consultation) -> Tab:
    """Return a tab in which Amara has the form open."""
    return Tab(amara, conversation)


def test_it_is_read_back_with_what_having_no_card_means_and_then_kept(
    tab: Tab, amara: SignedIn
) -> None:
    read = page_of(tab.send(**ZOTEPINE, **NAMED, named_medication_name="Zotepine"))

    said = words(read.main)
    assert f"We decide {MARKED}" in said
    assert f"You named, after reading {MARKED}" in said
    assert "How it is taken tablet, 25 mg at night" in said
    assert said.count(COMPARED) == said.count(LOOKED_UP) == 1

    assert amara.post(tab.address, sent(read) | {"keep": "yes"}).status_code == 302
    kept = Decision.objects.get()
    assert (kept.medication, kept.medication_name) == (None, "Zotepine")
    assert (kept.named_medication, kept.named_medication_name) == (None, "Zotepine")
    assert (kept.preparation, kept.dose, kept.gate_is_confirmed) == (
        "tablet",
        "25 mg at night",
        False,
    )


def test_everything_that_goes_out_says_that_it_has_no_card(
    tab: Tab, amara: SignedIn, conversation: Consultation
) -> None:
    """Page, large print, text, PDF, letter and the paragraph for the record."""
    tab.keep(**ZOTEPINE)
    here, first = [conversation.code], [conversation.code, 1]
    page = page_of(amara.get(reverse("summary", args=here)))
    pdf = PdfReader(BytesIO(amara.get(reverse("summary_pdf", args=here)).content))

    told = {
        "summary": words(page.select_one(".sheet")),
        "record": page.find(id="record-text").get_text(),
        "large": main_words(amara.get(reverse("large_summary", args=first))),
        "text": amara.get(reverse("summary_text", args=first)).content.decode(),
        "letter": page_of(amara.get(reverse("letter", args=first))).textarea.get_text(),
        "pdf": " ".join(each.extract_text() for each in pdf.pages),
    }

    in_one_line = {name: " ".join(text.split()) for name, text in told.items()}
    for sentence in (MARKED, COMPARED, LOOKED_UP, "25 mg at night"):
        assert [name for name, text in in_one_line.items() if sentence not in text] == []


def test_wherever_the_decision_is_named_later_it_says_so(
    tab: Tab, amara: SignedIn, cast: Cast, conversation: Consultation
) -> None:
    """The decision's page, the story, the person's page, and the conversation that follows."""
    tab.keep(**ZOTEPINE, kind="lower_dose")
    start = address_since(cast, conversation.code)

    assert f": a lower dose of {MARKED}." in words(
        Tab(amara, conversation).page.select_one(".notice")
    )
    assert "Last time you decided: Zotepine, tablet, 25 mg at night." in main_words(
        amara.get(start)
    )
    for address in (
        reverse("conversation", args=[conversation.code]),
        reverse("person", args=[cast.service_user.pk]),
        begin(amara, cast, conversation.code).url,
    ):
        said = main_words(amara.get(address))
        assert f"We decided: a lower dose, {MARKED}, tablet, 25 mg at night." in said


@pytest.mark.parametrize("kind", ["no_change", "clinician_decides"])
def test_it_may_go_with_every_choice_that_a_medicine_goes_with(
    kind: str, tab: Tab, amara: SignedIn, conversation: Consultation
) -> None:
    tab.keep(**ZOTEPINE, kind=kind)

    assert Decision.objects.get().medication_name == "Zotepine"
    said = main_words(amara.get(reverse("summary", args=[conversation.code])))
    assert MARKED in said
    assert COMPARED in said


@pytest.mark.parametrize(
    ("changed", "field", "sentence"),
    [
        ({"medication_name": ""}, "medication_name", "Write the name of the other medicine."),
        ({"medication_name": "  "}, "medication_name", "Write the name of the other medicine."),
        ({"medication": "", "medication_name": ""}, "medication", "or write its name below."),
        ({"medication": "olanzapine"}, "medication_name", "not both."),
        ({"kind": "none"}, "medication_name", "No medicine goes with this choice."),
        ({"kind": "not_today"}, "medication_name", "No medicine goes with this choice."),
        ({"medication_name": "x" * 121}, "medication_name", "more words than fit"),
        ({"medication_name": "olanzapine 5 mg"}, "medication_name", "Olanzapine is on the cards."),
        ({"medication_name": "ZYPREXA"}, "medication_name", "Olanzapine is on the cards."),
        (NAMED, "named_medication_name", "Write the name of the other medicine."),
        (
            NAMED | {"named_medication_name": "Zyprexa"},
            "named_medication_name",
            "Olanzapine is on the cards. Choose it from the list.",
        ),
        (
            NAMED | {"named_medication": "olanzapine", "named_medication_name": "Perazine"},
            "named_medication_name",
            "not both.",
        ),
        ({"named_kind": "medicine"}, "named_medication", "or write its name below."),
        ({"named_medication_name": "Perazine"}, "named_kind", "what was named"),
        (
            {"named_kind": "none", "named_medication_name": "Perazine"},
            "named_medication_name",
            "No medicine goes with what was named.",
        ),
        (NAMED | {"named_medication_name": "x" * 121}, "named_medication_name", "than fit"),
        (NAMED | {"named_medication_name": "Perazine"}, "difference_reason", "Say why"),
        (
            {"named_kind": "medicine", "named_medication": "olanzapine"},
            "difference_reason",
            "Say why",
        ),
    ],
)
@pytest.mark.parametrize("way", [{}, {"keep": "yes"}])
def test_what_does_not_fit_is_asked_about_and_stays_as_it_was_typed(
    changed: dict[str, str], field: str, sentence: str, way: dict[str, str], tab: Tab
) -> None:
    Medication.objects.filter(code="olanzapine").update(brands="Zyprexa, older page")
    forget_everything()
    fields = ZOTEPINE | {"preparation": "drops"} | changed

    page = page_of(tab.send(**fields, clinician_view="Mine", **way), status=422)

    assert list(errors(page)) == [field]
    assert sentence in errors(page)[field]
    drawn = sent(page)
    assert {name: drawn[name] for name in fields if name != "kind"} == {
        name: value for name, value in fields.items() if name != "kind"
    }
    assert typed(page, "clinician_view") == "Mine"
    assert not Decision.objects.exists()


def test_a_pasted_name_is_never_cut(tab: Tab) -> None:
    """By a browser, which would say nothing, or on the way to the record."""
    boxes = tab.page.select("[name$=medication_name]")
    assert len(boxes) == 2
    assert not [each for each in boxes if each.has_attr("maxlength")]

    assert tab.keep(**ZOTEPINE | {"medication_name": "x" * 120}).status_code == 302
    assert Decision.objects.get().medication_name == "x" * 120


def test_it_can_be_changed_after_reading_it_back(tab: Tab, amara: SignedIn) -> None:
    named = NAMED | {"named_medication_name": "Perazine", "difference_reason": "Not to be had."}
    read = sent(page_of(tab.send(**ZOTEPINE, **named)))

    again = sent(page_of(amara.post(tab.address, read | {"change": "yes"})))

    for name, value in (ZOTEPINE | NAMED | {"named_medication_name": "Perazine"}).items():
        assert again[name] == value


@pytest.mark.parametrize("named", ["zotepine", " ZOTEPINE  "])
def test_the_same_name_in_other_letters_is_the_same_medicine(named: str, tab: Tab) -> None:
    assert tab.keep(**ZOTEPINE, **NAMED, named_medication_name=named).status_code == 302

    kept = Decision.objects.get()
    assert kept.named_medication_name == kept.medication_name == "Zotepine"


def test_a_name_is_enough_without_the_last_line_of_the_list(tab: Tab) -> None:
    """And it stands in one spelling of its spaces."""
    assert tab.keep(medication="", medication_name=" Zotepine   slow ").status_code == 302
    assert Decision.objects.get().medication_name == "Zotepine slow"


def test_where_two_differ_both_are_told_to_have_no_card(
    tab: Tab, amara: SignedIn, conversation: Consultation
) -> None:
    named = NAMED | {"named_medication_name": "Perazine", "difference_reason": "Not to be had."}
    read = words(page_of(tab.send(**ZOTEPINE, **named)).main)
    assert "There is no card for Zotepine." in read
    assert "There is no card for Perazine." in read

    tab.keep(**ZOTEPINE, **named)

    said = main_words(amara.get(reverse("summary", args=[conversation.code])))
    assert f"I named: Perazine (there is no card for it). We decided: {MARKED}." in said
    assert "There is no card for Perazine." in said


def test_what_was_named_and_has_no_card_is_told_beside_one_that_has(
    tab: Tab, amara: SignedIn, conversation: Consultation
) -> None:
    named = NAMED | {"named_medication_name": "Zotepine", "difference_reason": "Not to be had."}
    tab.keep(**named)

    kept = Decision.objects.get()
    assert (kept.medication.code, kept.named_medication_name) == ("aripiprazole", "Zotepine")
    said = main_words(amara.get(reverse("summary", args=[conversation.code])))
    assert f"I named: {MARKED}. We decided: Aripiprazole." in said
    assert COMPARED in said


def test_what_is_typed_is_never_markup(tab: Tab, amara: SignedIn) -> None:
    tab.keep(**ZOTEPINE | {"medication_name": "<b>Zotepine</b>"})

    address = tab.address.replace("decision", "summary")
    assert b"&lt;b&gt;Zotepine&lt;/b&gt; (there is no card" in amara.get(address).content


def test_a_typed_name_asks_the_database_nothing_more(
    tab: Tab, amara: SignedIn, conversation: Consultation
) -> None:
    chosen = queries(lambda: tab.send())
    assert queries(lambda: tab.send(**ZOTEPINE)) == chosen
